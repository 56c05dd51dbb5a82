"""Tampering with tasks, and with what the scenario allows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from patrolplan.record.types import Record, Task
from tests.verify.mutations.kinds import (
    Book,
    hours,
    looks,
    pick,
    ship_tasks,
    text,
    with_scenario,
    with_task,
)

book = Book()


def _pairs(record: Record, apart: bool) -> list[tuple[Task, Task]]:
    """Pairs of tasks of different holders in different sectors that share time."""
    return [
        (one, other)
        for one in record.tasks
        for other in record.tasks
        if (one.asset, one.sortie) != (other.asset, other.sortie)
        and one.sector != other.sector
        and one.start < other.end
        and other.start < one.end
    ]


@book("overlap")
def task_in_water_that_another_holds(record: Record, chance: Random) -> Record | None:
    pair = pick(chance, _pairs(record, True))
    return None if pair is None else with_task(record, pair[0], sector=pair[1].sector)


@book("overlap")
def look_in_the_same_slot_as_another(record: Record, chance: Random) -> Record | None:
    """No moment is shared: one ends where the other begins, in the middle of a slot."""
    pair = pick(chance, [(a, b) for a in looks(record) for b in looks(record) if a.sortie != b.sortie])
    if pair is None:
        return None
    one, other = pair
    slot = timedelta(seconds=record.model.slot_s)
    edge = record.model.start + slot * ((one.start - record.model.start) // slot)
    half, tick = edge + slot / 2, timedelta(seconds=record.model.tick_s)
    changed = with_task(record, one, start=half, end=half + tick)
    return with_task(changed, other, sector=one.sector, start=half - tick, end=half)


@book("one-task")
def task_cut_in_two_within_a_slot(record: Record, chance: Random) -> Record | None:
    task = pick(chance, [t for t in record.tasks if (t.end - t.start).total_seconds() > record.model.slot_s])
    if task is None:
        return None
    slot = timedelta(seconds=record.model.slot_s)
    edge = record.model.start + slot * ((task.start - record.model.start) // slot)
    middle = edge + slot / 2 if edge + slot / 2 > task.start else edge + slot * 1.5
    if middle >= task.end:
        return None
    changed = with_task(record, task, end=middle)
    return replace(changed, tasks=(*changed.tasks, replace(task, id=f"{task.id} again", start=middle)))


@book("one-place")
def task_in_two_places(record: Record, chance: Random) -> Record | None:
    task = chance.choice(record.tasks)
    sector = pick(chance, [s.id for s in record.sectors if s.id != task.sector])
    if sector is None:
        return None
    return replace(record, tasks=(*record.tasks, replace(task, id=f"{task.id} too", sector=sector)))


@book("grid")
def task_off_the_grid(record: Record, chance: Random) -> Record | None:
    task = chance.choice(record.tasks)
    return with_task(record, task, end=task.end - timedelta(seconds=chance.randrange(1, record.model.tick_s)))


@book("horizon")
def task_before_the_horizon(record: Record, chance: Random) -> Record | None:
    task = chance.choice(record.tasks)
    return with_task(record, task, start=record.model.start - timedelta(seconds=record.model.slot_s))


@book("horizon")
def task_after_the_horizon(record: Record, chance: Random) -> Record | None:
    task = chance.choice(record.tasks)
    end = record.model.start + timedelta(seconds=record.model.slot_s * (record.model.steps + 1))
    return with_task(record, task, end=end)


@book("on-task")
def task_shifted(record: Record, chance: Random) -> Record | None:
    task = chance.choice(record.tasks)
    by = timedelta(seconds=record.model.slot_s if task.sortie is None else record.model.tick_s)
    return with_task(record, task, start=task.start + by, end=task.end + by)


@book("on-task")
def task_stretched(record: Record, chance: Random) -> Record | None:
    task = chance.choice(record.tasks)
    return with_task(record, task, end=task.end + timedelta(seconds=record.model.slot_s))


@book("in-sector")
def sectors_of_two_tasks_swapped(record: Record, chance: Random) -> Record | None:
    pair = pick(chance, [(a, b) for a in record.tasks for b in record.tasks if a.sector != b.sector])
    if pair is None:
        return None
    one, other = pair
    return with_task(with_task(record, one, sector=other.sector), other, sector=one.sector)


@book("minimum")
def task_cut_short(record: Record, chance: Random) -> Record | None:
    task = chance.choice(record.tasks)
    step = record.model.slot_s if task.sortie is None else record.model.tick_s
    return with_task(record, task, end=task.start + timedelta(seconds=step))


@book("minimum")
def scenario_with_a_longer_minimum(record: Record, chance: Random) -> Record | None:
    task = pick(chance, ship_tasks(record))
    if task is None:
        return None
    longer = int((task.end - task.start).total_seconds()) + 1
    return with_scenario(record, lambda scenario: scenario["ships"][task.asset].update(min_task_s=longer))


@book("caveat")
def caveat_against_a_task(record: Record, chance: Random) -> Record | None:
    task = chance.choice(record.tasks)
    sector = next(s for s in record.sectors if s.id == task.sector)
    caveat: dict[str, Any] = {
        "assets": [task.asset],
        "not_in": [next(iter(sector.areas))],
        "start": None,
        "end": None,
        "because": "national tasking",
    }
    return with_scenario(record, lambda scenario: scenario["caveats"].update({"NEW": caveat}))


@book("caveat")
def caveat_for_an_hour_of_a_task(record: Record, chance: Random) -> Record | None:
    task = pick(chance, ship_tasks(record))
    if task is None:
        return None
    sector = next(s for s in record.sectors if s.id == task.sector)
    caveat = {
        "assets": [task.asset],
        "not_in": [next(iter(sector.areas))],
        "start": text(task.start + hours(1)),
        "end": text(task.start + hours(2)),
        "because": "crew rest",
    }
    return with_scenario(record, lambda scenario: scenario["caveats"].update({"NEW": caveat}))


TASKS = tuple(book.mutations)
