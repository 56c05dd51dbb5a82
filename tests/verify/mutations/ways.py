"""Tampering with where and when ships and aircraft may move: land, zones, chops, ports, each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import shapely

from patrolplan.geo import coast
from patrolplan.geo.geodesy import destination, distance_nm, interpolate
from patrolplan.record.types import Event, Leg, Record, Sector
from tests.verify.mutations.kinds import Book, is_ship, pick, text, with_leg, with_scenario
from tests.verify.mutations.tracks import by_way_of, searches, transits

book = Book()


@book("land")
def ship_over_land(record: Record, chance: Random) -> Record | None:
    leg = pick(chance, [leg for leg in record.legs if is_ship(record, leg.asset) and leg.kind != "hold"])
    if leg is None:
        return None
    lon, lat = leg.points[0].lon, leg.points[0].lat
    land = coast.land((lon - 8.0, max(lat - 8.0, -89.0), lon + 8.0, min(lat + 8.0, 89.0)))
    if land.is_empty:
        return None
    inland = max(shapely.get_parts(land), key=lambda part: part.area).representative_point()
    return with_leg(record, leg, by_way_of(leg, (inland.x, inland.y)))


@book("zone-crossed")
def zone_closed_over_a_transit(record: Record, chance: Random) -> Record | None:
    """Closed to its kind for the whole horizon, five miles about the middle of the leg."""
    leg = pick(chance, transits(record, least_nm=60.0))
    if leg is None:
        return None
    a, b = leg.points[0], leg.points[1]
    if distance_nm((a.lon, a.lat), (b.lon, b.lat)) < 30:
        return None
    word = "ships" if is_ship(record, leg.asset) else "aircraft"
    zone = circle(interpolate((a.lon, a.lat), (b.lon, b.lat), 0.5), 5.0, word)
    return with_scenario(record, lambda scenario: scenario["zones"].update({"NEW": zone}))


@book("zone-crossed")
def zone_closed_while_a_ship_is_in_it(record: Record, chance: Random) -> Record | None:
    """For the minutes about the middle of a leg."""
    leg = pick(chance, transits(record, ships=True, least_nm=60.0))
    if leg is None:
        return None
    a, b = leg.points[0], leg.points[1]
    if distance_nm((a.lon, a.lat), (b.lon, b.lat)) < 30:
        return None
    zone = circle(interpolate((a.lon, a.lat), (b.lon, b.lat), 0.5), 5.0, "ships")
    middle = a.time + (b.time - a.time) / 2
    zone["start"], zone["end"] = text(middle - timedelta(minutes=5)), text(middle + timedelta(minutes=5))
    return with_scenario(record, lambda scenario: scenario["zones"].update({"NEW": zone}))


@book("zone-crossed")
def search_through_a_zone_closed_to_tasks(record: Record, chance: Random) -> Record | None:
    """Too small a zone to close the sector, half a mile about a point of the search."""
    leg = pick(chance, searches(record))
    if leg is None:
        return None
    at = leg.points[len(leg.points) // 2]
    zone = circle((at.lon, at.lat), 0.5, "tasks")
    zone["start"], zone["end"] = text(leg.points[0].time), text(leg.points[-1].time)
    return with_scenario(record, lambda scenario: scenario["zones"].update({"NEW": zone}))


def circle(centre: tuple[float, float], radius_nm: float, closed_to: str) -> dict[str, Any]:
    """A round zone, as the embedded scenario has it."""
    return {
        "polygons": [
            [list(destination(centre, float(azimuth), radius_nm)) for azimuth in range(360, 0, -15)]
        ],
        "coast_buffer_nm": None,
        "of": [],
        "start": None,
        "end": None,
        "closed_to": [closed_to],
        "except_nations": [],
    }


@book("chop")
def scenario_with_a_later_in_chop(record: Record, chance: Random) -> Record | None:
    return _spell(record, chance, "in_time", timedelta(seconds=2), first=True)


@book("chop")
def scenario_with_an_earlier_out_chop(record: Record, chance: Random) -> Record | None:
    return _spell(record, chance, "out_time", -timedelta(seconds=2), first=False)


def _spell(record: Record, chance: Random, key: str, by: timedelta, first: bool) -> Record | None:
    """A spell that starts (ends) just after (before) the first (last) track of a ship."""
    name = pick(chance, sorted({leg.asset for leg in record.legs if is_ship(record, leg.asset)}))
    if name is None or len(record.scenario["ships"][name]["spells"]) != 1:
        return None
    times = [p.time for leg in record.legs if leg.asset == name for p in leg.points]
    time = (min(times) if first else max(times)) + by
    return with_scenario(
        record, lambda scenario: scenario["ships"][name]["spells"][0].update({key: text(time)})
    )


@book("chop")
def scenario_with_another_in_chop_place(record: Record, chance: Random) -> Record | None:
    name = pick(chance, sorted({leg.asset for leg in record.legs if is_ship(record, leg.asset)}))
    if name is None:
        return None
    first = min((leg for leg in record.legs if leg.asset == name), key=lambda leg: leg.points[0].time).points[
        0
    ]
    away = [first.lon + 0.5, first.lat]
    if not coast.land((away[0] - 0.5, away[1] - 0.5, away[0] + 0.5, away[1] + 0.5)).is_empty:
        return None
    return with_scenario(record, lambda scenario: scenario["ships"][name]["spells"][0].update(in_at=away))


@book("port-shut")
def port_shut_as_a_ship_leaves(record: Record, chance: Random) -> Record | None:
    ships = record.scenario["ships"]
    ports = {tuple(base["position"]): name for name, base in record.scenario["bases"].items()}
    leaving = [
        (name, ports[tuple(ship["spells"][-1]["out_at"])])
        for name, ship in ships.items()
        if ship["spells"][-1]["out_at"] is not None
        and tuple(ship["spells"][-1]["out_at"]) in ports
        and any(leg.asset == name for leg in record.legs)
    ]
    if not leaving:
        return None
    name, port = chance.choice(leaving)
    time = max(p.time for leg in record.legs if leg.asset == name for p in leg.points)
    closure = {
        "bases": [port],
        "start": text(time - timedelta(hours=1)),
        "end": text(time + timedelta(hours=1)),
        "because": "typhoon",
    }
    return with_scenario(record, lambda scenario: scenario["closures"].update({"NEW": closure}))


@book("event")
def event_elsewhere(record: Record, chance: Random) -> Record | None:
    event = pick(chance, [e for e in record.events if e.at is not None and is_ship(record, e.asset)])
    if event is None or event.at is None:
        return None
    away = replace(event, at=(event.at[0] + 0.5, event.at[1]))
    return replace(record, events=tuple(away if e is event else e for e in record.events))


@book("event")
def join_before_the_spell(record: Record, chance: Random) -> Record | None:
    event = pick(chance, [e for e in record.events if e.kind == "join"])
    if event is None:
        return None
    time = event.start - timedelta(days=30)
    early = replace(event, start=time, end=time)
    return replace(record, events=tuple(early if e is event else e for e in record.events))


@book("event")
def wait_under_way(record: Record, chance: Random) -> Record | None:
    leg = pick(chance, transits(record, ships=True))
    if leg is None:
        return None
    wait = Event(leg.asset, "wait", None, leg.points[0].time, leg.points[-1].time)
    return replace(record, events=(*record.events, wait))


@book("separation")
def ship_in_another_ships_track(record: Record, chance: Random) -> Record | None:
    """One takes the other's track, half a mile north of it and at the same times: nearer than is asked for,
    in sectors that have room for more.
    """
    outline = {sector.id: sector for sector in record.sectors}
    width = {task.id: _narrowest_nm(outline[task.sector]) for task in record.tasks}
    asked = record.scenario["separation"]

    def apart(leg: Leg) -> float:
        return float(asked["ships_nm" if is_ship(record, leg.asset) else "aircraft_nm"])

    pairs = [
        (one, other)
        for one in searches(record)
        for other in searches(record)
        if one.asset != other.asset
        and is_ship(record, one.asset) == is_ship(record, other.asset)
        and one.points[0].time < other.points[-1].time
        and other.points[0].time < one.points[-1].time
        and apart(one) > 1.0
        and min(width.get(one.task or "", 0.0), width.get(other.task or "", 0.0)) > apart(one) + 1.0
    ]
    pair = pick(chance, pairs)
    if pair is None:
        return None
    one, other = pair
    points = tuple(replace(p, lat=p.lat + 0.5 / 60) for p in other.points)
    return with_leg(record, one, replace(one, points=points))


@book("separation")
def scenario_with_more_distance(record: Record, chance: Random) -> Record | None:
    """A mile more than two of a kind keep somewhere on station, where their sectors have room for it."""
    outline = {sector.id: sector for sector in record.sectors}
    width = {task.id: _narrowest_nm(outline[task.sector]) for task in record.tasks}
    fitting: list[tuple[bool, float]] = []
    for one in searches(record):
        for other in searches(record):
            ship = is_ship(record, one.asset)
            if (one.asset, one.sortie or "") < (other.asset, other.sortie or "") and ship == is_ship(
                record, other.asset
            ):
                nm = _nearest_nm(one, other)
                narrow = min(width[one.task or ""], width[other.task or ""])
                if nm is not None and 1 < nm < narrow - 2:
                    fitting.append((ship, nm))
    if not fitting:
        return None
    ship, nm = chance.choice(fitting)
    key = "ships_nm" if ship else "aircraft_nm"
    return with_scenario(record, lambda scenario: scenario["separation"].update({key: nm + 1}))


def _nearest_nm(one: Leg, other: Leg) -> float | None:
    """How near two legs come at the times of their points; None where they share no time."""
    times = [p.time for leg in (one, other) for p in leg.points]
    start, end = (
        max(one.points[0].time, other.points[0].time),
        min(one.points[-1].time, other.points[-1].time),
    )
    shared = [time for time in times if start <= time <= end]
    return min((distance_nm(_at(one, time), _at(other, time)) for time in shared), default=None)


def _at(leg: Leg, time: datetime) -> tuple[float, float]:
    for a, b in pairwise(leg.points):
        if a.time <= time <= b.time and a.time < b.time:
            return interpolate((a.lon, a.lat), (b.lon, b.lat), (time - a.time) / (b.time - a.time))
    return leg.points[-1].lon, leg.points[-1].lat


def _narrowest_nm(sector: Sector) -> float:
    """The shorter side of a sector's box; nothing for one that is no box."""
    lons, lats = [x for x, _ in sector.polygon[0]], [y for _, y in sector.polygon[0]]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    if len(sector.polygon) > 1 or any(
        x not in (west, east) or y not in (south, north) for x, y in sector.polygon[0]
    ):
        return 0.0
    return min(distance_nm((west, north), (east, north)), distance_nm((west, south), (west, north)))


WAYS = tuple(book.mutations)
