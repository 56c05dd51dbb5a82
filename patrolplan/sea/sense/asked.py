"""What areas are asked for and cannot have, whatever the plan: said with the reason.

Each figure is an upper bound: what is not told may still turn out a shortfall.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta

from patrolplan.scenario.fuel import longest_flight_s
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.paths import Path
from patrolplan.scenario.resolve.report import Report
from patrolplan.scenario.values.duration import format_duration
from patrolplan.sea.ground import Ground
from patrolplan.sea.sense.allowed import Allowed


def check(scenario: Scenario, ground: Ground, allowed: Allowed, report: Report) -> None:
    """Warn of presence, gaps and coverage that no plan can give."""
    for a, (name, area) in enumerate(scenario.areas.items()):
        path: Path = ("areas", name)
        asked = [key for key in ("presence", "max_gap", "min_coverage") if getattr(area, key) is not None]
        if not asked:
            continue
        who = allowed.who(name)
        if not who:
            _told(
                report,
                f"{' and '.join(asked)} of {name!r} cannot be met: nobody may be tasked there",
                "delete it, or what bars everybody",
                (*path, asked[0]),
                see=allowed.reasons(name)[:3],
            )
            continue
        sectors = int((ground.parts.held[a] > 0).sum())
        _presence(name, scenario, who, sectors, report)
        _gap(name, scenario, who, sectors, report)
        _coverage(name, scenario, who, float(ground.parts.held[a].sum()), report)


def _presence(name: str, scenario: Scenario, who: tuple[str, ...], sectors: int, report: Report) -> None:
    """At every step as many must be there at once as there are sectors (or one, for the area)."""
    asked = scenario.areas[name].presence
    if asked is None:
        return
    wanted = sectors if asked.per == "sector" else 1
    opens = max(asked.start or scenario.horizon.start, scenario.horizon.start)
    closes = min(asked.end or _end(scenario), _end(scenario))
    at, most = _fewest(scenario, who, opens, closes)
    if most < wanted:
        needs = f"one in each of its {sectors} sectors" if asked.per == "sector" else "somebody"
        there = "nobody is" if most == 0 else f"{most} ships and aircraft are" if most > 1 else "only one is"
        _told(
            report,
            f"presence in {name!r} cannot be met: it asks for {needs} at all times, and at "
            f"{at:%d%H%MZ} {there} with the cell that may be tasked there",
            "write per: area, ask for fewer hours, or add assets" if asked.per == "sector" and most
            else "ask for it while somebody is there",
            ("areas", name, "presence"),
        )  # fmt: skip


def _fewest(
    scenario: Scenario, who: tuple[str, ...], opens: datetime, closes: datetime
) -> tuple[datetime, int]:
    """When fewest are with the cell, and how many: ships in a spell, airframes of a detachment."""
    spans = [span for asset in who for span in _spans(scenario, asset)]
    edges = sorted({opens, *(end for _, end, _ in spans), *(start for start, _, _ in spans)})
    inside = [time for time in edges if opens <= time < closes] or [opens]

    def there(time: datetime) -> int:
        return sum(count for start, end, count in spans if start <= time < end)

    at = min(inside, key=lambda time: (there(time), time))
    return at, there(at)


def _spans(scenario: Scenario, asset: str) -> Iterator[tuple[datetime, datetime, int]]:
    if asset in scenario.ships:
        for spell in scenario.ships[asset].spells:
            yield spell.in_time, spell.out_time, 1
    else:
        wing = scenario.aircraft[asset]
        yield wing.start, wing.end, min(wing.airframes, wing.crews)


def _gap(name: str, scenario: Scenario, who: tuple[str, ...], sectors: int, report: Report) -> None:
    """Within every gap each sector must be looked at: no more looks can begin than time allows."""
    asked = scenario.areas[name].max_gap
    if asked is None or asked.per != "sector":
        return
    hours = asked.length_s / 3600
    most = sum(_looks(scenario, asset, asked.length_s) for asset in who)
    if most < sectors:
        _told(
            report,
            f"a longest gap of {format_duration(asked.length_s)} in {name!r} cannot be met: its {sectors} "
            f"sectors ask for as many looks in {hours:g} hours, and those who may be tasked there can make "
            f"{most}",
            "allow a longer gap, write per: area, or add assets",
            ("areas", name, "max_gap"),
        )


def _looks(scenario: Scenario, asset: str, length_s: int) -> int:
    """Most looks that meet a span of this length."""
    if asset in scenario.ships:
        return length_s // scenario.ships[asset].min_task_s + 2
    wing = scenario.aircraft[asset]
    longest = _flight_s(scenario, asset)
    flights = wing.per_day * (length_s // 86400 + 2)
    return flights * max(longest // wing.min_look_s, 0)


def _flight_s(scenario: Scenario, asset: str) -> int:
    wing = scenario.aircraft[asset]
    alternate = None if wing.alternate is None else scenario.bases[wing.alternate]
    return max(longest_flight_s(scenario.types[wing.type], scenario.bases[wing.base], alternate), 0)


def _coverage(name: str, scenario: Scenario, who: tuple[str, ...], nm2: float, report: Report) -> None:
    """No more is identified than 1 - exp(-C), C being all effort spread evenly over the area and the horizon.

    `nm2` is the area's sea in sectors; what zones cut of it can be identified by nobody.

    What begins sees the effort of its stay. The even spread is the best one where the rate is even (Koopman
    1957; Jensen's inequality for the concave 1 - exp(-c)); where it is not, nothing is said.
    """
    area = scenario.areas[name]
    asked = area.min_coverage
    if asked is None or area.night != 1 or scenario.horizon.length_s < scenario.stay_s:
        return
    swept = sum(_swept_nm2(scenario, asset) for asset in who)
    mean = swept * scenario.stay_s / scenario.horizon.length_s / nm2
    most = 1 - math.exp(-mean)
    if most < asked.share * (1 - 1e-6):
        _told(
            report,
            f"{100 * asked.share:g}% of {name!r} cannot be covered: all who may be tasked there, at work "
            f"there all the time, would identify {100 * most:.0f}%",
            f"ask for less than {100 * most:.0f}%, or add assets",
            ("areas", name, "min_coverage"),
        )


def _swept_nm2(scenario: Scenario, asset: str) -> float:
    """The most that an asset can sweep within the horizon."""
    if asset in scenario.ships:
        ship = scenario.ships[asset]
        kind = scenario.classes[ship.ship_class]
        width = max(kind.day_width_nm, kind.night_width_nm)
        hours = sum((spell.out_time - spell.in_time).total_seconds() for spell in ship.spells) / 3600
        if ship.helicopter is not None:  # what it sweeps is not counted here
            return math.inf
        return width * ship.patrol_kn * hours * scenario.fatigue
    wing = scenario.aircraft[asset]
    type_ = scenario.types[wing.type]
    days = int((wing.end - wing.start).total_seconds()) // 86400 + 2
    hours = _flight_s(scenario, asset) / 3600 * wing.per_day * days
    return max(type_.day_width_nm, type_.night_width_nm) * type_.station_kn * hours * scenario.fatigue


def _end(scenario: Scenario) -> datetime:
    return scenario.horizon.start + timedelta(seconds=scenario.horizon.length_s)


def _told(
    report: Report, message: str, cure: str, *paths: Path, see: tuple[tuple[Path, str], ...] = ()
) -> None:
    report.warning("cannot-be-met", message, cure, *paths, see=see)
