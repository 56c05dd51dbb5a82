"""Tampering with legs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from random import Random

from patrolplan.geo.geodesy import distance_nm
from patrolplan.record.types import Leg, Point, Record
from tests.verify.mutations.kinds import Book, is_ship, pick, with_leg, with_scenario

book = Book()


def nm(leg: Leg) -> float:
    """Length of a leg."""
    points = [(p.lon, p.lat) for p in leg.points]
    return sum(distance_nm(a, b) for a, b in pairwise(points))


def transits(record: Record, ships: bool | None = None, least_nm: float = 5.0) -> list[Leg]:
    """Transits of some length."""
    return [
        leg
        for leg in record.legs
        if leg.kind == "transit"
        and nm(leg) > least_nm
        and (ships is None or is_ship(record, leg.asset) == ships)
    ]


def searches(record: Record) -> list[Leg]:
    """Search legs."""
    return [leg for leg in record.legs if leg.kind == "search"]


def by_way_of(leg: Leg, place: tuple[float, float]) -> Leg:
    """The leg with a place put into the middle of its first piece."""
    a, b = leg.points[0], leg.points[1]
    return replace(leg, points=(a, Point(*place, a.time + (b.time - a.time) / 2), *leg.points[1:]))


@book("jump")
def transit_left_out(record: Record, chance: Random) -> Record | None:
    """One between two legs of its holder, so that the holder jumps over it."""
    between = [
        leg
        for leg in transits(record)
        if (leg.points[0].lon, leg.points[0].lat) != (leg.points[-1].lon, leg.points[-1].lat)
        and any(_next_to(leg, other, first=True) for other in record.legs)
        and any(_next_to(leg, other, first=False) for other in record.legs)
    ]
    leg = pick(chance, between)
    return None if leg is None else with_leg(record, leg)


def _next_to(leg: Leg, other: Leg, first: bool) -> bool:
    if (leg.asset, leg.sortie) != (other.asset, other.sortie) or leg is other:
        return False
    return (
        other.points[-1].time <= leg.points[0].time if first else other.points[0].time >= leg.points[-1].time
    )


@book("jump")
def leg_moved_away(record: Record, chance: Random) -> Record | None:
    """A leg on a task, so that there is one before or after it (it has passages, or neighbours)."""
    leg = pick(chance, searches(record))
    if leg is None or not any(
        other.asset == leg.asset and other.sortie == leg.sortie and other is not leg for other in record.legs
    ):
        return None
    return with_leg(record, leg, replace(leg, points=tuple(replace(p, lat=p.lat + 1.0) for p in leg.points)))


@book("jump")
def leg_of_one_point(record: Record, chance: Random) -> Record | None:
    leg = chance.choice(record.legs)
    return with_leg(record, leg, replace(leg, points=leg.points[:1]))


@book("jump")
def leg_back_in_time(record: Record, chance: Random) -> Record | None:
    leg = pick(chance, [leg for leg in record.legs if leg.points[0].time < leg.points[-1].time])
    times = [p.time for p in leg.points][::-1]
    points = tuple(replace(p, time=time) for p, time in zip(leg.points, times, strict=True))
    return with_leg(record, leg, replace(leg, points=points))


@book("jump")
def aircraft_that_stands_still(record: Record, chance: Random) -> Record | None:
    leg = pick(chance, [leg for leg in searches(record) if leg.sortie is not None and len(leg.points) > 4])
    if leg is None:
        return None
    middle = len(leg.points) // 2
    later = replace(leg.points[middle], time=leg.points[middle].time + timedelta(seconds=30))
    if later.time >= leg.points[middle + 1].time:
        return None
    first = replace(leg, points=leg.points[: middle + 1])
    second = replace(leg, id=f"{leg.id} b", points=(later, *leg.points[middle + 1 :]))
    return with_leg(record, leg, first, second)


@book("one-place")
def leg_twice(record: Record, chance: Random) -> Record | None:
    leg = pick(chance, transits(record))
    return None if leg is None else with_leg(record, leg, leg, replace(leg, id=f"{leg.id} b"))


@book("on-task")
def search_left_out(record: Record, chance: Random) -> Record | None:
    leg = pick(chance, searches(record))
    return None if leg is None else with_leg(record, leg)


@book("on-task")
def search_called_transit(record: Record, chance: Random) -> Record | None:
    leg = pick(chance, searches(record))
    return None if leg is None else with_leg(record, leg, replace(leg, kind="transit"))


@book("on-task")
def transit_called_search(record: Record, chance: Random) -> Record | None:
    leg = pick(chance, transits(record))
    return None if leg is None else with_leg(record, leg, replace(leg, kind="search"))


@book("in-sector")
def search_that_strays(record: Record, chance: Random) -> Record | None:
    leg = pick(chance, searches(record))
    if leg is None:
        return None
    sector = next(
        s for s in record.sectors if any(t.id == leg.task and t.sector == s.id for t in record.tasks)
    )
    north = max(lat for _, lat in sector.polygon[0])
    return with_leg(record, leg, by_way_of(leg, (sector.point[0], north + 0.01)))


@book("speed")
def transit_at_twice_the_speed(record: Record, chance: Random) -> Record | None:
    """Twice the fastest that its holder goes: where there is time to spare, transits are slow."""
    leg = pick(chance, transits(record, least_nm=20.0))
    if leg is None:
        return None
    first, last = leg.points[0].time, leg.points[-1].time
    hours = (last - first).total_seconds() / 3600
    share = nm(leg) / (2.0 * _limit_kn(record, leg)) / hours
    points = tuple(replace(p, time=last - share * (last - p.time)) for p in leg.points)
    return with_leg(record, leg, replace(leg, points=points))


def _limit_kn(record: Record, leg: Leg) -> float:
    """The fastest in transit that an asset goes, by the scenario."""
    scenario = record.scenario
    if is_ship(record, leg.asset):
        return float(scenario["ships"][leg.asset]["transit_kn"])
    return float(scenario["types"][scenario["aircraft"][leg.asset]["type"]]["cruise_kn"])


@book("speed")
def transit_in_no_time(record: Record, chance: Random) -> Record | None:
    leg = pick(chance, transits(record))
    if leg is None:
        return None
    points = tuple(replace(p, time=leg.points[-1].time) for p in leg.points)
    return with_leg(record, leg, replace(leg, points=points))


@book("speed")
def scenario_with_a_slower_ship(record: Record, chance: Random) -> Record | None:
    leg = pick(chance, transits(record, ships=True, least_nm=20.0))
    if leg is None:
        return None
    hours = (leg.points[-1].time - leg.points[0].time).total_seconds() / 3600
    slower = 0.9 * nm(leg) / hours
    return with_scenario(record, lambda scenario: scenario["ships"][leg.asset].update(transit_kn=slower))


@book("search-speed")
def search_that_cuts_corners(record: Record, chance: Random) -> Record | None:
    leg = pick(chance, [leg for leg in searches(record) if nm(leg) > 20])
    if leg is None:
        return None
    shorter = replace(leg, points=(leg.points[0], leg.points[-1]))
    return with_leg(record, leg, shorter) if nm(shorter) < 0.8 * nm(leg) else None


@book("search-speed")
def search_faster_than_it_sees(record: Record, chance: Random) -> Record | None:
    """Its first third is run in a sixth of the time."""
    leg = pick(chance, [leg for leg in searches(record) if nm(leg) > 20 and len(leg.points) > 3])
    if leg is None:
        return None
    a, b = leg.points[0], leg.points[len(leg.points) // 3]
    points = tuple(
        replace(p, time=a.time + (p.time - a.time) / 2) if p.time <= b.time else p for p in leg.points
    )
    return (
        with_leg(record, leg, replace(leg, points=points)) if b.time - a.time > timedelta(minutes=3) else None
    )


TRACKS = tuple(book.mutations)
