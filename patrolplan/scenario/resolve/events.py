"""Zones, caveats, closures and weather."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

from patrolplan.scenario.language.events import Caveat as WrittenCaveat
from patrolplan.scenario.language.events import Closure as WrittenClosure
from patrolplan.scenario.language.times import Timed
from patrolplan.scenario.language.water import Weather as WrittenWeather
from patrolplan.scenario.language.water import Zone as WrittenZone
from patrolplan.scenario.model import Caveat, Closure, Weather, Zone
from patrolplan.scenario.resolve.report import Report
from patrolplan.scenario.resolve.shapes import rings
from patrolplan.scenario.resolve.spans import Window
from patrolplan.scenario.resolve.stretches import Stretch, named, stretches
from patrolplan.scenario.shape.validate import Entered

T = TypeVar("T", bound=Timed)


def zones(entries: Mapping[str, Entered[WrittenZone]], window: Window, report: Report) -> dict[str, Zone]:
    """Zones with their shapes drawn; coast buffers stay buffers."""
    made = {}
    for entered in entries.values():
        value = entered.value
        for each, (start, end) in _stretches(entered, entries, window, report):
            made[each] = Zone(
                polygons=rings(value),
                coast_buffer_nm=value.coast_buffer,
                of=tuple(dict.fromkeys(value.of or ())),
                start=start,
                end=end,
                closed_to=tuple(dict.fromkeys(value.closed_to)),
                except_nations=tuple(dict.fromkeys(value.except_nations)),
            )
    return made


def caveats(
    entries: Mapping[str, Entered[WrittenCaveat]],
    nations: Mapping[str, str],
    areas: frozenset[str],
    sure: bool,
    window: Window,
    report: Report,
) -> dict[str, Caveat]:
    """Caveats with nations spelled out as their assets.

    `nations` gives each asset's nation; `sure` tells that all of them are known. A caveat of nothing that is
    left in the scenario (a variant took it away) is left out.
    """
    made = {}
    for entered in entries.values():
        value = entered.value
        spans = _stretches(entered, entries, window, report)
        if value.asset is not None:
            bound = [asset for asset in dict.fromkeys(value.asset) if asset in nations]
        else:
            bound = [asset for asset, nation in nations.items() if nation in (value.nation or ())]
            if not bound and sure:
                absent = " or ".join(value.nation or ())
                report.warning(
                    "binds-nobody",
                    f"no ship or aircraft here is of {absent}, so that this binds nobody",
                    "check the nation, or delete the caveat",
                    (*entered.path, "nation"),
                )
        not_in = tuple(area for area in dict.fromkeys(value.not_in) if area in areas)
        if bound and not_in:
            for each, (start, end) in spans:
                made[each] = Caveat(tuple(bound), not_in, start, end, value.because)
    return made


def closures(
    entries: Mapping[str, Entered[WrittenClosure]],
    used: frozenset[str] | None,
    window: Window,
    report: Report,
) -> dict[str, Closure]:
    """Closures; `used` are the bases in use, None where that is not known."""
    made = {}
    for entered in entries.values():
        value = entered.value
        for number, base in enumerate(value.bases):
            if used is not None and base not in used:
                report.warning(
                    "closure-unused",
                    f"{base!r} is shut, but nobody flies from there, joins or leaves there",
                    "delete it here, unless it is kept for a variant",
                    (*entered.path, "bases", number),
                    (*entered.path, "bases"),
                )
        for each, (start, end) in _stretches(entered, entries, window, report):
            # A closure that has no end by mistake is left out; it is told where it is written.
            if start is not None and end is not None:
                made[each] = Closure(tuple(dict.fromkeys(value.bases)), start, end, value.because)
    return made


def weather(
    entries: Mapping[str, Entered[WrittenWeather]], areas: frozenset[str], window: Window, report: Report
) -> dict[str, Weather]:
    """Weather; that of an area which a variant took away is left out."""
    made = {}
    for entered in entries.values():
        value = entered.value
        for each, (start, end) in _stretches(entered, entries, window, report):
            known = value.area is None or value.area in areas
            if known and start is not None and end is not None:
                made[each] = Weather(value.area, start, end, value.sea_state)
    return made


def _stretches(
    entered: Entered[T], entries: Collection[str], window: Window, report: Report
) -> list[tuple[str, Stretch]]:
    """When an entry holds, each stretch under a name of its own that no other entry has."""
    name = str(entered.path[-1])
    made = named(name, stretches(entered.value, entered.path, window, report))
    for each, _ in made:
        if each != name and each in entries:
            report.error(
                "same-name",
                f"{name!r} recurs, and one of its days is called {each!r} like another entry",
                "give that entry another name",
                (entered.path[0], each),
                see=((entered.path, "this recurs"),),
            )
            return made[:1]
    return made
