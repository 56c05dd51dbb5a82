"""Tampering with sorties, and with what the scenario allows them by day, base and endurance."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from patrolplan.record.types import Record, Sortie
from tests.verify.mutations.kinds import Book, hours, pick, text, with_scenario, with_sortie

book = Book()


def detachment_of(record: Record, sortie: Sortie) -> dict[str, Any]:
    """The scenario's detachment of a sortie."""
    return dict(record.scenario["aircraft"][sortie.detachment])


def with_detachment(record: Record, sortie: Sortie, **changes: Any) -> Record:
    """The record with the scenario's detachment of a sortie changed."""
    return with_scenario(record, lambda scenario: scenario["aircraft"][sortie.detachment].update(changes))


def local_takeoff(record: Record, sortie: Sortie) -> datetime:
    base = record.scenario["bases"][detachment_of(record, sortie)["base"]]
    return sortie.takeoff + timedelta(seconds=base["utc_offset_s"])


@book("endurance")
def flight_beyond_endurance(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    kind = record.scenario["types"][detachment_of(record, sortie)["type"]]
    flown = sortie.landing - sortie.takeoff
    spare = timedelta(seconds=kind["endurance_s"] - kind["reserve_s"]) - flown
    return with_sortie(record, sortie, landing=sortie.landing + spare + timedelta(seconds=1))


@book("endurance")
def scenario_with_more_reserve(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    name = detachment_of(record, sortie)["type"]
    flown = int((sortie.landing - sortie.takeoff).total_seconds())
    reserve = record.scenario["types"][name]["endurance_s"] - flown + 1
    return with_scenario(record, lambda scenario: scenario["types"][name].update(reserve_s=reserve))


@book("horizon")
def flight_before_the_horizon(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    return with_sortie(record, sortie, takeoff=record.model.start - timedelta(minutes=15))


@book("grid")
def takeoff_off_its_step(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    return with_sortie(record, sortie, takeoff=sortie.takeoff + timedelta(seconds=chance.randrange(1, 300)))


@book("base")
def flight_from_elsewhere(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    mine = [leg for leg in record.legs if leg.sortie == sortie.id]
    first = min(mine, key=lambda leg: leg.points[0].time)
    start = replace(first.points[0], lon=first.points[0].lon + 0.1)
    moved = replace(first, points=(start, *first.points[1:]))
    return replace(record, legs=tuple(moved if leg is first else leg for leg in record.legs))


@book("base")
def flight_later_than_its_takeoff(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    return with_sortie(record, sortie, takeoff=sortie.takeoff - timedelta(minutes=15))


@book("base")
def scenario_with_the_base_elsewhere(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    base = detachment_of(record, sortie)["base"]
    lon, lat = record.scenario["bases"][base]["position"]
    away = [lon + 0.01, lat]
    return with_scenario(record, lambda scenario: scenario["bases"][base].update(position=away))


@book("base-shut")
def base_shut_at_takeoff(record: Record, chance: Random) -> Record | None:
    return _shut(record, chance, "takeoff")


@book("base-shut")
def base_shut_at_landing(record: Record, chance: Random) -> Record | None:
    return _shut(record, chance, "landing")


def _shut(record: Record, chance: Random, which: str) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    time = getattr(sortie, which)
    closure = {
        "bases": [detachment_of(record, sortie)["base"]],
        "start": text(time - hours(1)),
        "end": text(time + hours(1)),
        "because": "typhoon",
    }
    return with_scenario(record, lambda scenario: scenario["closures"].update({"NEW": closure}))


@book("base-shut")
def base_opens_after_takeoff(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    local = local_takeoff(record, sortie)
    second = local.hour * 3600 + local.minute * 60 + local.second
    base = detachment_of(record, sortie)["base"]
    if second > 86_000:
        return None
    closes = max(second - 3600, 0)
    return with_scenario(
        record, lambda scenario: scenario["bases"][base].update(opens_s=second + 60, closes_s=closes)
    )


@book("present")
def scenario_with_a_detachment_that_leaves(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    return with_detachment(record, sortie, end=text(sortie.landing - timedelta(seconds=1)))


@book("present")
def scenario_with_a_detachment_that_comes_late(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    return with_detachment(record, sortie, start=text(sortie.takeoff + timedelta(seconds=1)))


@book("per-day")
def scenario_with_fewer_takeoffs_a_day(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    day = local_takeoff(record, sortie).date()
    flown = sum(
        other.detachment == sortie.detachment and local_takeoff(record, other).date() == day
        for other in record.sorties
    )
    return with_detachment(record, sortie, per_day=flown - 1)


@book("per-day")
def flight_flown_once_more(record: Record, chance: Random) -> Record | None:
    """Copies of a flight until there are more that day than may be."""
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    copies = [replace(sortie, id=f"{sortie.id}-{n}") for n in range(detachment_of(record, sortie)["per_day"])]
    return replace(record, sorties=(*record.sorties, *copies))


@book("per-week")
def scenario_with_fewer_takeoffs_a_week(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    week = local_takeoff(record, sortie).isocalendar()[:2]
    flown = sum(
        other.detachment == sortie.detachment and local_takeoff(record, other).isocalendar()[:2] == week
        for other in record.sorties
    )
    return with_detachment(record, sortie, per_week=flown - 1)


FLIGHTS = tuple(book.mutations)
