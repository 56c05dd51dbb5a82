"""What binds the plan: what is asked for, pins, caveats, closures, weather and zones, with their reasons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from patrolplan.brief.html import Html, tag
from patrolplan.brief.page.table import Row, table
from patrolplan.geo.positions import format_ddm
from patrolplan.measures.times.dtg import short
from patrolplan.record.types import Record


def bindings(record: Record) -> Html:
    """A row for each, with its hours and its reason."""
    rows = [
        *_asked(record), *_pins(record), *_forbidden(record), *_caveats(record), *_closures(record),
        *_weather(record), *_zones(record),
    ]  # fmt: skip
    if not rows:
        return tag(
            "p", "Nothing: no caveats, closures, zones or weather, and nothing asked for beyond coverage."
        )
    return table("What binds the plan", ("Kind", "Name", "Whom or where", "From", "To", "Why or what"), rows)


def _asked(record: Record) -> Iterator[Row]:
    for name, area in record.scenario.get("areas", {}).items():
        if one := area.get("presence"):
            yield Row(
                ("Presence", name, f"each {one.get('per')}", *_hours(one), "somebody is there all the time")
            )
        if one := area.get("max_gap"):
            hours = one.get("length_s", 0) / 3600
            yield Row(
                ("Longest gap", name, f"each {one.get('per')}", "always", "", f"a look every {hours:g} h")
            )
        if one := area.get("min_coverage"):
            yield Row(("Coverage", name, "", "always", "", f"at least {100 * one.get('share', 0):g} %"))


def _pins(record: Record) -> Iterator[Row]:
    for name, one in record.scenario.get("pins", {}).items():
        at = one.get("at")
        where = one.get("sector") or (format_ddm((at[0], at[1])) if at else "")
        yield Row(("Pin", name, f"{one.get('asset')} in {where}", *_hours(one), one.get("because") or ""))


def _forbidden(record: Record) -> Iterator[Row]:
    for name, one in record.scenario.get("forbid", {}).items():
        places = _list([*(one.get("sectors") or ()), *(one.get("areas") or ())]) or "anywhere"
        whom = f"{_list(one.get('assets'))} not in {places}"
        yield Row(("Forbidden", name, whom, *_hours(one), one.get("because") or ""))


def _caveats(record: Record) -> Iterator[Row]:
    for name, one in record.scenario.get("caveats", {}).items():
        whom = _list(one.get("assets"))
        where = f"not in {_list(one.get('not_in'))}" if one.get("not_in") else ""
        yield Row(("Caveat", name, f"{whom} {where}".strip(), *_hours(one), one.get("because") or ""))


def _closures(record: Record) -> Iterator[Row]:
    for name, one in record.scenario.get("closures", {}).items():
        yield Row(("Closure", name, _list(one.get("bases")), *_hours(one), one.get("because") or ""))


def _weather(record: Record) -> Iterator[Row]:
    for name, one in record.scenario.get("weather", {}).items():
        state = one.get("sea_state")
        yield Row(("Weather", name, str(one.get("area") or ""), *_hours(one), f"sea state {state}"))


def _zones(record: Record) -> Iterator[Row]:
    for one in record.zones:
        but = f", not to {', '.join(one.except_nations)}" if one.except_nations else ""
        hours = (_moment(one.start), _moment(one.end))
        yield Row(("Zone", one.name, "", *hours, f"closed to {', '.join(one.closed_to)}{but}"))


def _hours(one: dict[str, Any]) -> tuple[str, str]:
    return _moment(_time(one.get("start"))), _moment(_time(one.get("end")))


def _time(text: object) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) else None


def _moment(moment: datetime | None) -> str:
    return "always" if moment is None else short(moment)


def _list(names: object) -> str:
    return ", ".join(map(str, names)) if isinstance(names, list | tuple) else ""
