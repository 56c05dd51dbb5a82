"""Asking for more than a plan gives: pins, forbidden tasks, presence, gaps, coverage, replenishment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from patrolplan.record.types import Event, Record, Shortfall, Task
from tests.verify.mutations.kinds import Book, hours, is_ship, pick, ship_tasks, text, with_scenario

book = Book()


def _pin(task: Task, **changes: Any) -> dict[str, Any]:
    return {
        "asset": task.asset,
        "sector": task.sector,
        "at": None,
        "start": text(task.start),
        "end": text(task.end),
        "because": "asked for",
        **changes,
    }


def _pinned(record: Record, pin: dict[str, Any]) -> Record:
    return with_scenario(record, lambda scenario: scenario.update(pins={"P": pin}))


@book("pin")
def scenario_that_pins_a_ship_for_longer(record: Record, chance: Random) -> Record | None:
    tasks = [t for t in ship_tasks(record) if t.start - hours(2) >= record.model.start]
    task = pick(chance, tasks)
    return None if task is None else _pinned(record, _pin(task, start=text(task.start - hours(2))))


@book("pin")
def scenario_that_pins_a_look_where_none_is(record: Record, chance: Random) -> Record | None:
    task = pick(chance, [t for t in record.tasks if not is_ship(record, t.asset)])
    if task is None:
        return None
    return _pinned(record, _pin(task, end=text(task.end - timedelta(seconds=record.model.tick_s))))


@book("pin")
def scenario_that_pins_a_sector_that_is_not(record: Record, chance: Random) -> Record | None:
    task = pick(chance, list(record.tasks))
    return None if task is None else _pinned(record, _pin(task, sector="001AA"))


@book(None)
def scenario_that_pins_what_is_planned(record: Record, chance: Random) -> Record | None:
    task = pick(chance, [t for t in record.tasks if t.start == t.start.replace(microsecond=0)])
    return None if task is None else _pinned(record, _pin(task))


@book(None)
def scenario_that_pins_by_position(record: Record, chance: Random) -> Record | None:
    task = pick(chance, ship_tasks(record))
    if task is None:
        return None
    point = next(s.point for s in record.sectors if s.id == task.sector)
    return _pinned(record, _pin(task, sector=None, at=list(point), start=text(task.end - hours(1))))


def _forbidding(record: Record, **item: Any) -> Record:
    whole: dict[str, Any] = {
        "sectors": [],
        "areas": [],
        "start": None,
        "end": None,
        "because": "drill",
        **item,
    }
    return with_scenario(record, lambda scenario: scenario.update(forbid={"F": whole}))


@book("forbidden")
def scenario_that_forbids_a_sector(record: Record, chance: Random) -> Record | None:
    task = pick(chance, list(record.tasks))
    return None if task is None else _forbidding(record, assets=[task.asset], sectors=[task.sector])


@book("forbidden")
def scenario_that_forbids_an_area(record: Record, chance: Random) -> Record | None:
    task = pick(chance, list(record.tasks))
    if task is None:
        return None
    area = next(iter(next(s.areas for s in record.sectors if s.id == task.sector)))
    start = text(task.start)
    return _forbidding(record, assets=[task.asset], areas=[area], start=start)


@book("forbidden")
def scenario_that_forbids_everything(record: Record, chance: Random) -> Record | None:
    task = pick(chance, list(record.tasks))
    return None if task is None else _forbidding(record, assets=[task.asset])


@book(None)
def scenario_that_forbids_what_is_not_planned(record: Record, chance: Random) -> Record | None:
    task = pick(chance, list(record.tasks))
    return None if task is None else _forbidding(record, assets=[task.asset], sectors=["001AA"])


def _asking(record: Record, area: str, **keys: Any) -> Record:
    return with_scenario(record, lambda scenario: scenario["areas"][area].update(keys))


def _area(record: Record, chance: Random) -> str:
    return str(chance.choice(sorted(record.scenario["areas"])))


@book("shortfall")
def scenario_that_asks_for_presence(record: Record, chance: Random) -> Record | None:
    presence = {"per": "sector", "start": None, "end": None, "price": 0.25}
    return _asking(record, _area(record, chance), presence=presence)


@book("shortfall")
def scenario_that_asks_for_short_gaps(record: Record, chance: Random) -> Record | None:
    gap = {"length_s": record.model.slot_s, "per": "sector", "price": None}
    return _asking(record, _area(record, chance), max_gap=gap)


@book("shortfall")
def scenario_that_asks_for_all_coverage(record: Record, chance: Random) -> Record | None:
    area = _area(record, chance)
    if not any(sector.areas.get(area, 0.0) > 0 for sector in record.sectors):
        return None  # where nothing begins that is its own there is nothing to be short of
    return _asking(record, area, min_coverage={"share": 1.0, "price": None})


@book("shortfall")
def shortfall_of_nothing(record: Record, chance: Random) -> Record | None:
    return replace(record, shortfalls=(Shortfall("SOUTH: presence", 3.0, "slots", 0.0),))


@book("relief")
def scenario_that_asks_for_relief(record: Record, chance: Random) -> Record | None:
    task = pick(chance, ship_tasks(record))
    if task is None:
        return None
    area = next(iter(next(s.areas for s in record.sectors if s.id == task.sector)))
    presence = {"per": "area", "start": None, "end": None, "price": 0.0}
    long = with_scenario(record, lambda scenario: scenario.update(relief_s=12 * 3600))
    return _asking(long, area, presence=presence)


@book("replenishment")
def scenario_that_asks_to_replenish_often(record: Record, chance: Random) -> Record | None:
    task = pick(chance, ship_tasks(record))
    if task is None:
        return None
    supply = {"every_s": 7200, "takes_s": 3600, "at": None}
    return with_scenario(record, lambda scenario: scenario["ships"][task.asset].update(replenish=supply))


@book("replenishment")
def replenishment_that_nobody_asks_for(record: Record, chance: Random) -> Record | None:
    task = pick(chance, ship_tasks(record))
    if task is None:
        return None
    event = Event(task.asset, "replenish", None, task.start, task.end)
    return replace(record, events=(*record.events, event))


@book(None)
def scenario_that_asks_to_replenish_seldom(record: Record, chance: Random) -> Record | None:
    task = pick(chance, ship_tasks(record))
    if task is None:
        return None
    supply = {"every_s": 90 * 86400, "takes_s": 3600, "at": None}
    return with_scenario(record, lambda scenario: scenario["ships"][task.asset].update(replenish=supply))


ASKED = tuple(book.mutations)
