"""Tampering with what the plan claims to see and to be worth."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from patrolplan.record.types import Prices, Record
from tests.verify.mutations.kinds import Book, hours, pick, ship_tasks, with_scenario, with_score, with_task

book = Book()


@book("pod")
def pod_raised(record: Record, chance: Random) -> Record | None:
    task = pick(chance, [task for task in record.tasks if task.looks])
    at = chance.randrange(len(task.looks))
    looks = tuple((step, pod + 1e-4 if i == at else pod) for i, (step, pod) in enumerate(task.looks))
    return with_task(record, task, looks=looks)


@book("pod")
def look_left_out(record: Record, chance: Random) -> Record | None:
    task = pick(chance, [task for task in record.tasks if task.looks])
    best = max(task.looks, key=lambda look: look[1])
    return with_task(record, task, looks=tuple(look for look in task.looks if look != best))


@book("pod")
def scenario_with_rested_crews(record: Record, chance: Random) -> Record | None:
    return with_scenario(record, lambda scenario: scenario.update(fatigue=scenario["fatigue"] * 0.99))


@book("pod")
def scenario_with_wider_eyes(record: Record, chance: Random) -> Record | None:
    def edit(scenario: dict[str, Any]) -> None:
        for kind in (*scenario["classes"].values(), *scenario["types"].values()):
            kind["day_width_nm"] *= 1.01
            kind["night_width_nm"] *= 1.01

    return with_scenario(record, edit)


@book("pod")
def scenario_with_a_helicopter(record: Record, chance: Random) -> Record | None:
    """A ship that carries one sees more than the plan says."""
    task = pick(chance, ship_tasks(record))
    if task is None:
        return None
    kind = {
        "name": "HELO",
        "cruise_kn": 120.0,
        "station_kn": 90.0,
        "endurance_s": 10800,
        "reserve_s": 1800,
        "turnaround_s": 3600,
        "day_width_nm": 6.0,
        "night_width_nm": 6.0,
        "detect_width_nm": 40.0,
        "contact_time_s": 240,
        "note": "",
    }
    carried = {"type": "HELO", "length_s": 7200, "launches_s": list(range(0, 86400, 7200))}

    def edit(scenario: dict[str, Any]) -> None:
        scenario["types"]["HELO"] = kind
        scenario["ships"][task.asset]["helicopter"] = carried

    return with_scenario(record, edit)


@book("pod")
def scenario_with_a_storm(record: Record, chance: Random) -> Record | None:
    """Sea state 9 everywhere and always, in which nobody sees as well as before."""
    start, length = record.model.start, record.model.slot_s * record.model.steps
    weather = {
        "area": None,
        "start": start.replace(tzinfo=None).isoformat() + "Z",
        "end": (start + hours(length / 3600)).replace(tzinfo=None).isoformat() + "Z",
        "sea_state": 9,
    }
    return with_scenario(record, lambda scenario: scenario["weather"].update({"STORM": weather}))


@book("pod")
def scenario_with_more_contacts(record: Record, chance: Random) -> Record | None:
    def edit(scenario: dict[str, Any]) -> None:
        for area in scenario["areas"].values():
            area["contacts_per_1000nm2"] += 5.0

    return with_scenario(record, edit)


@book("task-value")
def task_said_to_be_worth_more(record: Record, chance: Random) -> Record | None:
    task = pick(chance, [task for task in record.tasks if task.value > 0])
    return with_task(record, task, value=task.value * (1 + 1e-4))


@book("task-value")
def looks_of_a_task_copied(record: Record, chance: Random) -> Record | None:
    """A second task in the same water at the same time: each is now worth less, but says what it said."""
    task = pick(chance, [task for task in record.tasks if task.value > 0])
    return replace(record, tasks=(*record.tasks, replace(task, id=f"{task.id} again")))


@book("score")
def value_raised(record: Record, chance: Random) -> Record | None:
    return with_score(record, value=record.score.value * (1 + 1e-5))


@book("score")
def total_lowered(record: Record, chance: Random) -> Record | None:
    return with_score(record, total=record.score.total * (1 - 1e-5))


@book("score")
def coverage_raised(record: Record, chance: Random) -> Record | None:
    return with_score(record, coverage=record.score.coverage * (1 + 1e-5))


@book("score")
def objective_raised(record: Record, chance: Random) -> Record | None:
    return with_score(record, objective=record.score.objective * (1 + 1e-5))


@book("score")
def cost_out_of_nothing(record: Record, chance: Random) -> Record | None:
    return with_score(record, shortfall_cost=0.01)


@book("score")
def task_left_out(record: Record, chance: Random) -> Record | None:
    """One whose loss shows, and its legs with it."""
    task = pick(chance, [t for t in record.tasks if t.value > 1e-5 * record.score.value])
    return replace(
        record,
        tasks=tuple(t for t in record.tasks if t is not task),
        legs=tuple(leg for leg in record.legs if leg.task != task.id),
    )


@book("gap")
def bound_below_the_plan(record: Record, chance: Random) -> Record | None:
    return with_score(record, bound=record.score.objective * 0.99, gap=0.0)


@book("gap")
def gap_said_to_be_smaller(record: Record, chance: Random) -> Record | None:
    bound = record.score.value * 1.05
    return with_score(record, bound=bound, gap=0.04)


@book("gap")
def gap_without_a_bound(record: Record, chance: Random) -> Record | None:
    return with_score(record, bound=None, gap=0.01)


def _prices(record: Record) -> Prices:
    levels = {sector.id: (0,) * record.model.steps for sector in record.sectors}
    return record.prices or Prices(1000, levels)


@book("prices")
def level_above_one(record: Record, chance: Random) -> Record | None:
    prices = _prices(record)
    sector = chance.choice(sorted(prices.levels))
    levels = {**prices.levels, sector: (prices.scale + 1, *prices.levels[sector][1:])}
    return replace(record, prices=replace(prices, levels=levels))


@book("prices")
def levels_left_out(record: Record, chance: Random) -> Record | None:
    prices = _prices(record)
    sector = chance.choice(sorted(prices.levels))
    levels = {name: row for name, row in prices.levels.items() if name != sector}
    return replace(record, prices=replace(prices, levels=levels))


@book("handover")
def handover_left_out(record: Record, chance: Random) -> Record | None:
    """One between two assets."""
    owner = {task.id: task.asset for task in record.tasks}
    told = [h for h in record.handovers if owner.get(h.giver, h.giver) != owner.get(h.taker, h.taker)]
    gone = pick(chance, told)
    if gone is None:
        return None
    return replace(record, handovers=tuple(h for h in record.handovers if h is not gone))


@book("handover")
def handover_at_another_time(record: Record, chance: Random) -> Record | None:
    one = pick(chance, list(record.handovers))
    if one is None:
        return None
    later = replace(one, time=one.time + hours(0.25))
    return replace(record, handovers=tuple(later if h is one else h for h in record.handovers))


@book("handover")
def handover_outside_the_sector(record: Record, chance: Random) -> Record | None:
    one = pick(chance, list(record.handovers))
    if one is None:
        return None
    away = replace(one, position=(one.position[0] + 2.0, one.position[1]))
    return replace(record, handovers=tuple(away if h is one else h for h in record.handovers))


ACCOUNTS = tuple(book.mutations)
