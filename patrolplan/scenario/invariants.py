"""What holds for every resolved scenario, whoever made it.

The language never yields a scenario that breaks one of these; a plan file that was edited by hand can.
Everything downstream may rely on them: spans are positive, names refer to something, times are ordered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from patrolplan.scenario.asked import asked
from patrolplan.scenario.flown import programme_problems
from patrolplan.scenario.model import Helicopter, Horizon, LonLat, Ring, Scenario
from patrolplan.scenario.paths import Path, format_path

LONGEST_HORIZON_S = 366 * 86400
_FIRST_YEAR, _LAST_YEAR = 1970, 2199


def problems(scenario: Scenario) -> tuple[str, ...]:
    """What breaks an invariant, in words, each with its path; empty for a sound scenario."""
    wrong_horizon = list(_horizon(scenario.horizon))
    if wrong_horizon:  # all that follows counts in its steps and times
        return tuple(f"{format_path(path)} {why}" for path, why in wrong_horizon)
    found = [
        *_rules(scenario),
        *_areas(scenario),
        *_zones(scenario),
        *_catalogue(scenario),
        *_ships(scenario),
        *_aircraft(scenario),
        *_events(scenario),
        *asked(scenario),
    ]
    return tuple(f"{format_path(path)} {why}" for path, why in found)


Finding = tuple[Path, str]


def _positive(path: Path, **values: float | int | None) -> Iterator[Finding]:
    for name, value in values.items():
        if value is not None and not value > 0:
            yield (*path, name), "should be more than nothing"


def _not_negative(path: Path, **values: float | int | None) -> Iterator[Finding]:
    for name, value in values.items():
        if value is not None and value < 0:
            yield (*path, name), "should not be negative"


def _known(path: Path, names: Iterable[str], there: Iterable[str], what: str) -> Iterator[Finding]:
    known = set(there)
    for name in names:
        if name not in known:
            yield path, f"names {name!r}, which is no {what} of the scenario"


def _ordered(path: Path, start: datetime | None, end: datetime | None) -> Iterator[Finding]:
    if start is not None and end is not None and not start < end:
        yield (*path, "end"), "should be later than start"


def _position(path: Path, position: LonLat | None) -> Iterator[Finding]:
    if position is not None and not (-180 <= position[0] <= 180 and -90 <= position[1] <= 90):
        yield path, "should be longitude and latitude in degrees"


def _rings(path: Path, rings: tuple[Ring, ...]) -> Iterator[Finding]:
    for number, ring in enumerate(rings):
        if len(ring) < 3:
            yield (*path, "polygons", number), "should have three corners or more"
        for corner, position in enumerate(ring):
            yield from _position((*path, "polygons", number, corner), position)


def _horizon(horizon: Horizon) -> Iterator[Finding]:
    path: Path = ("horizon",)
    spans = {
        name: getattr(horizon, name)
        for name in ("length_s", "slot_s", "tick_s", "takeoff_step_s", "period_s")
    }
    wrong: list[Finding] = list(_positive(path, **spans))
    if not _FIRST_YEAR <= horizon.start.year <= _LAST_YEAR:
        wrong.append(((*path, "start"), f"should lie between {_FIRST_YEAR} and {_LAST_YEAR}"))
    if horizon.length_s > LONGEST_HORIZON_S:
        wrong.append(((*path, "length_s"), "should be a year at most"))
    yield from wrong
    if wrong:
        return
    if horizon.length_s % horizon.slot_s:
        yield (*path, "length_s"), "should be a multiple of slot_s"
    if horizon.slot_s % horizon.tick_s:
        yield (*path, "tick_s"), "should divide slot_s"
    if horizon.takeoff_step_s % horizon.tick_s:
        yield (*path, "takeoff_step_s"), "should be a multiple of tick_s"
    if horizon.period_s % horizon.slot_s:
        yield (*path, "period_s"), "should be a multiple of slot_s"


def _rules(scenario: Scenario) -> Iterator[Finding]:
    yield from _positive((), stay_s=scenario.stay_s, fatigue=scenario.fatigue)
    if scenario.fatigue > 1:
        yield ("fatigue",), "should not be more than 1"
    if scenario.stay_s % scenario.horizon.slot_s:
        yield ("stay_s",), "should be a multiple of slot_s"
    yield from _not_negative(
        ("separation",),
        ships_nm=scenario.separation.ships_nm,
        aircraft_nm=scenario.separation.aircraft_nm,
    )
    if len(scenario.sea_states) != 10:
        yield ("sea_states",), "should have ten entries, sea state 0 to 9"
    for number, rule in enumerate(scenario.sea_states):
        for name in ("ship_width", "aircraft_width"):
            if not 0 <= getattr(rule, name) <= 1:
                yield ("sea_states", number, name), "should lie between 0 and 1"


def _areas(scenario: Scenario) -> Iterator[Finding]:
    if not scenario.areas:
        yield ("areas",), "should have one area or more"
    rated = {area.transfers_per_day is not None for area in scenario.areas.values()}
    if len(rated) > 1:
        yield ("areas",), "should all have transfers_per_day, or all priority"
    for name, area in scenario.areas.items():
        path: Path = ("areas", name)
        if (area.transfers_per_day is None) == (area.priority is None):
            yield path, "should have either transfers_per_day or priority"
        if not area.polygons:
            yield (*path, "polygons"), "should have one polygon or more"
        yield from _rings(path, area.polygons)
        yield from _not_negative(
            path,
            transfers_per_day=area.transfers_per_day,
            priority=area.priority,
            night=area.night,
            contacts_per_1000nm2=area.contacts_per_1000nm2,
        )


def _zones(scenario: Scenario) -> Iterator[Finding]:
    for name, zone in scenario.zones.items():
        path: Path = ("zones", name)
        if bool(zone.polygons) == (zone.coast_buffer_nm is not None):
            yield path, "should have either polygons or coast_buffer_nm"
        if zone.coast_buffer_nm is not None and not zone.of:
            yield (*path, "of"), "should name one state or more"
        if not zone.closed_to:
            yield (*path, "closed_to"), "should name aircraft, ships or tasks"
        yield from _positive(path, coast_buffer_nm=zone.coast_buffer_nm)
        yield from _rings(path, zone.polygons)
        yield from _ordered(path, zone.start, zone.end)


def _catalogue(scenario: Scenario) -> Iterator[Finding]:
    for name, base in scenario.bases.items():
        path: Path = ("bases", name)
        yield from _position((*path, "position"), base.position)
        if abs(base.utc_offset_s) > 14 * 3600:
            yield (*path, "utc_offset_s"), "should be at most 14 hours"
        if (base.opens_s is None) != (base.closes_s is None):
            yield path, "should have both opens_s and closes_s, or neither"
        for key in ("opens_s", "closes_s"):
            seconds = getattr(base, key)
            if seconds is not None and not 0 <= seconds <= 86400:
                yield (*path, key), "should lie within a day"
        yield from _not_negative(path, gap_s=base.gap_s)
    for name, ship in scenario.classes.items():
        path = ("classes", name)
        yield from _positive(path, patrol_kn=ship.patrol_kn, max_kn=ship.max_kn)
        yield from _widths(path, ship.day_width_nm, ship.night_width_nm, ship.detect_width_nm)
        yield from _not_negative(path, contact_time_s=ship.contact_time_s)
    for name, kind in scenario.types.items():
        path = ("types", name)
        yield from _positive(path, cruise_kn=kind.cruise_kn, station_kn=kind.station_kn)
        yield from _widths(path, kind.day_width_nm, kind.night_width_nm, kind.detect_width_nm)
        yield from _not_negative(
            path,
            contact_time_s=kind.contact_time_s,
            reserve_s=kind.reserve_s,
            turnaround_s=kind.turnaround_s,
        )
        if kind.endurance_s <= kind.reserve_s:
            yield (*path, "endurance_s"), "should be more than reserve_s"


def _widths(path: Path, day: float, night: float, detect: float) -> Iterator[Finding]:
    yield from _not_negative(path, day_width_nm=day, night_width_nm=night, detect_width_nm=detect)


def _ships(scenario: Scenario) -> Iterator[Finding]:
    start, end = _span(scenario.horizon)
    for name, ship in scenario.ships.items():
        path: Path = ("ships", name)
        yield from _known((*path, "ship_class"), [ship.ship_class], scenario.classes, "class")
        yield from _positive(
            path, transit_kn=ship.transit_kn, patrol_kn=ship.patrol_kn, min_task_s=ship.min_task_s
        )
        if not ship.spells:
            yield (*path, "spells"), "should have one spell or more"
        if ship.helicopter is not None:
            yield from _helicopter((*path, "helicopter"), ship.helicopter, scenario)
        last = start
        for number, spell in enumerate(ship.spells):
            place: Path = (*path, "spells", number)
            yield from _position((*place, "in_at"), spell.in_at)
            yield from _position((*place, "out_at"), spell.out_at)
            if not spell.in_time < spell.out_time:
                yield (*place, "out_time"), "should be later than in_time"
            if spell.in_time < last:
                yield (*place, "in_time"), "should not come before the horizon or the spell before it"
            if spell.out_time > end:
                yield (*place, "out_time"), "should not come after the horizon"
            last = spell.out_time


def _helicopter(path: Path, item: Helicopter, scenario: Scenario) -> Iterator[Finding]:
    yield from _known((*path, "type"), [item.type], scenario.types, "aircraft type")
    yield from _positive(path, length_s=item.length_s)
    day, launches = 86400, item.launches_s
    if not launches or not all(0 <= one < day for one in launches):
        yield (*path, "launches_s"), "should have one time or more, each within a day"
    elif any(b - a < item.length_s for a, b in pairwise((*launches, launches[0] + day))):
        yield (*path, "launches_s"), "should lie length_s apart or more"


def _aircraft(scenario: Scenario) -> Iterator[Finding]:
    start, end = _span(scenario.horizon)
    for name, asset in scenario.aircraft.items():
        path: Path = ("aircraft", name)
        yield from _known((*path, "type"), [asset.type], scenario.types, "type")
        yield from _known((*path, "base"), [asset.base], scenario.bases, "base")
        if name in scenario.ships:
            yield path, "has the name of a ship"
        yield from _positive(path, airframes=asset.airframes, crews=asset.crews, min_look_s=asset.min_look_s)
        yield from _not_negative(path, per_day=asset.per_day, per_week=asset.per_week)
        rules = asset.crew_rules
        yield from _not_negative(
            (*path, "crew_rules"), brief_s=rules.brief_s, debrief_s=rules.debrief_s, rest_s=rules.rest_s
        )
        yield from _positive(
            (*path, "crew_rules"), duty_s=rules.duty_s, hours_7d=rules.hours_7d, hours_30d=rules.hours_30d
        )
        yield from _ordered(path, asset.start, asset.end)
        if asset.start < start or asset.end > end:
            yield path, "should lie within the horizon"
        tick = scenario.horizon.tick_s
        if asset.min_look_s % tick:
            yield (*path, "min_look_s"), "should be a multiple of tick_s"
        if asset.alternate is not None:
            yield from _known((*path, "alternate"), [asset.alternate], scenario.bases, "base")
        yield from ((path + where, why) for where, why in programme_problems(asset))


def _events(scenario: Scenario) -> Iterator[Finding]:
    assets = [*scenario.ships, *scenario.aircraft]
    for name, caveat in scenario.caveats.items():
        path: Path = ("caveats", name)
        yield from _known((*path, "assets"), caveat.assets, assets, "asset")
        yield from _known((*path, "not_in"), caveat.not_in, scenario.areas, "area")
        yield from _ordered(path, caveat.start, caveat.end)
    for name, closure in scenario.closures.items():
        path = ("closures", name)
        yield from _known((*path, "bases"), closure.bases, scenario.bases, "base")
        yield from _ordered(path, closure.start, closure.end)
    for name, weather in scenario.weather.items():
        path = ("weather", name)
        yield from _ordered(path, weather.start, weather.end)
        if weather.area is not None:
            yield from _known((*path, "area"), [weather.area], scenario.areas, "area")
        if not 0 <= weather.sea_state <= 9:
            yield (*path, "sea_state"), "should lie between 0 and 9"


def _span(horizon: Horizon) -> tuple[datetime, datetime]:
    return horizon.start, horizon.start + timedelta(seconds=horizon.length_s)
