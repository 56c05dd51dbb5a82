"""Changes that break nothing: the judge must pass them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from patrolplan.geo.geodesy import interpolate
from patrolplan.record.types import Leg, Point, Record, Zone
from tests.verify.mutations.kinds import Book, is_ship, pick, text, with_leg, with_scenario, with_score
from tests.verify.mutations.tracks import transits
from tests.verify.mutations.ways import circle

book = Book()


@book(None)
def nothing_at_all(record: Record, chance: Random) -> Record | None:
    return record


@book(None)
def everything_in_another_order(record: Record, chance: Random) -> Record | None:
    def shuffled(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(items, len(items)))

    return replace(
        record,
        zones=shuffled(record.zones),
        sectors=shuffled(record.sectors),
        sorties=shuffled(record.sorties),
        tasks=shuffled(record.tasks),
        events=shuffled(record.events),
        legs=shuffled(record.legs),
        handovers=shuffled(record.handovers),
    )


@book(None)
def tasks_of_other_names(record: Record, chance: Random) -> Record | None:
    new = {task.id: f"job {n}" for n, task in enumerate(record.tasks)}
    return replace(
        record,
        tasks=tuple(replace(t, id=new[t.id]) for t in record.tasks),
        legs=tuple(replace(leg, task=None if leg.task is None else new[leg.task]) for leg in record.legs),
        handovers=tuple(
            replace(h, giver=new.get(h.giver, h.giver), taker=new.get(h.taker, h.taker))
            for h in record.handovers
        ),
    )


@book(None)
def outlines_begun_at_another_corner(record: Record, chance: Random) -> Record | None:
    def turned(ring: tuple[Any, ...]) -> tuple[Any, ...]:
        n = chance.randrange(len(ring))
        return (*ring[n:], *ring[:n])[:: chance.choice((1, -1))]

    return replace(
        record,
        sectors=tuple(replace(s, polygon=tuple(turned(ring) for ring in s.polygon)) for s in record.sectors),
    )


@book(None)
def transit_in_two_legs(record: Record, chance: Random) -> Record | None:
    leg = pick(chance, transits(record))
    if leg is None:
        return None
    a, b = leg.points[0], leg.points[1]
    at = interpolate((a.lon, a.lat), (b.lon, b.lat), 0.5)
    middle = Point(*at, a.time + (b.time - a.time) / 2)
    first = replace(leg, points=(a, middle))
    return with_leg(record, leg, first, replace(leg, id=f"{leg.id} b", points=(middle, *leg.points[1:])))


@book(None)
def points_put_between(record: Record, chance: Random) -> Record | None:
    leg = chance.choice(record.legs)
    points = [leg.points[0]]
    for a, b in zip(leg.points, leg.points[1:], strict=False):
        share = chance.uniform(0.2, 0.8)
        at = interpolate((a.lon, a.lat), (b.lon, b.lat), share)
        points += [Point(*at, a.time + (b.time - a.time) * share), b]
    return with_leg(record, leg, replace(leg, points=tuple(points)))


@book(None)
def times_rounded_to_a_tenth_of_a_second(record: Record, chance: Random) -> Record | None:
    legs = tuple(
        replace(
            leg,
            points=tuple(
                replace(p, time=p.time.replace(microsecond=p.time.microsecond // 100_000 * 100_000))
                for p in leg.points
            ),
        )
        for leg in record.legs
    )
    return replace(record, legs=legs)


@book(None)
def another_run(record: Record, chance: Random) -> Record | None:
    run = replace(record.run, version="9.9", seed=77, stopped_by="time", remarks=("a remark",))
    return replace(record, run=run)


@book(None)
def flights_given_blocks(record: Record, chance: Random) -> Record | None:
    return replace(
        record, sorties=tuple(replace(s, block=f"A{n:03d}") for n, s in enumerate(record.sorties, start=10))
    )


@book(None)
def no_proof_at_all(record: Record, chance: Random) -> Record | None:
    return replace(with_score(record, bound=None, gap=None), prices=None)


@book(None)
def looser_rules(record: Record, chance: Random) -> Record | None:
    def edit(scenario: dict[str, Any]) -> None:
        for detachment in scenario["aircraft"].values():
            detachment["per_day"] += 1
            detachment["airframes"] += 1
            detachment["crews"] += 2
            detachment["crew_rules"]["duty_s"] += 3600
        for kind in scenario["types"].values():
            kind["turnaround_s"] //= 2
            kind["cruise_kn"] += 5.0
        for ship in scenario["ships"].values():
            ship["transit_kn"] += 1.0
        scenario["separation"].update(ships_nm=1.0, aircraft_nm=1.0)

    return with_scenario(record, edit)


@book(None)
def zone_that_binds_another(record: Record, chance: Random) -> Record | None:
    """Right over a transit, but closed only to the other kind, and to no nation that takes part."""
    leg = pick(chance, transits(record))
    if leg is None:
        return None
    a = leg.points[0]
    zone = circle((a.lon, a.lat), 5.0, "aircraft" if is_ship(record, leg.asset) else "ships")
    assets = (*record.scenario["ships"].values(), *record.scenario["aircraft"].values())
    zone["except_nations"] = sorted({asset["nation"] for asset in assets})
    return _with_zone(record, zone)


@book(None)
def zone_that_closes_behind_a_ship(record: Record, chance: Random) -> Record | None:
    """About the middle of a ship's transit, closed to ships for an hour once she is through, when no other
    is under way.
    """
    hour = timedelta(hours=1)
    moving = [leg for leg in record.legs if is_ship(record, leg.asset)]
    quiet = []
    for leg in transits(record, ships=True, least_nm=20.0):
        start = leg.points[-1].time + timedelta(seconds=1)
        if not any(
            o.points[0].time < start + hour and o.points[-1].time > start for o in moving if near(o, leg)
        ):
            quiet.append(leg)
    leg = pick(chance, quiet)
    if leg is None:
        return None
    zone = circle(middle_of(leg), 2.0, "ships")
    start = leg.points[-1].time + timedelta(seconds=1)
    zone["start"], zone["end"] = text(start), text(start + hour)
    return _with_zone(record, zone)


def middle_of(leg: Leg) -> tuple[float, float]:
    """The middle of the first piece of a leg."""
    a, b = leg.points[0], leg.points[1]
    return interpolate((a.lon, a.lat), (b.lon, b.lat), 0.5)


def near(other: Leg, leg: Leg) -> bool:
    """Whether any of a leg comes within a degree of the middle of another, by its points' box."""
    lon, lat = middle_of(leg)
    lons, lats = [p.lon for p in other.points], [p.lat for p in other.points]
    return min(lons) - 1 < lon < max(lons) + 1 and min(lats) - 1 < lat < max(lats) + 1


@book(None)
def caveat_for_another_hour(record: Record, chance: Random) -> Record | None:
    task = chance.choice(record.tasks)
    busy = [t for t in record.tasks if t.asset == task.asset]
    last = max(t.end for t in busy)
    caveat = {
        "assets": [task.asset],
        "not_in": sorted(record.scenario["areas"]),
        "start": text(last),
        "end": text(last + timedelta(days=2)),
        "because": "a rule that comes into force when all is done",
    }
    return with_scenario(record, lambda scenario: scenario["caveats"].update({"NEW": caveat}))


def _with_zone(record: Record, zone: dict[str, Any]) -> Record:
    """The record with a zone in its scenario and in its list."""

    def time(name: str) -> datetime | None:
        said = zone[name]
        return None if said is None else datetime.fromisoformat(said)

    drawn = Zone(
        "NEW",
        (tuple(tuple((lon, lat) for lon, lat in ring) for ring in zone["polygons"]),),
        time("start"),
        time("end"),
        tuple(zone["closed_to"]),
        tuple(zone["except_nations"]),
    )
    changed = with_scenario(record, lambda scenario: scenario["zones"].update({"NEW": zone}))
    return replace(changed, zones=(*record.zones, drawn))


HARMLESS = tuple(book.mutations)
