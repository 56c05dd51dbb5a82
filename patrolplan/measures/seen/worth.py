"""What the plan is worth, recomputed from its looks, and what each task has to do with it."""

from __future__ import annotations

import math

from patrolplan.measures.seen.cover import Cover, cover, coverage_of
from patrolplan.record.types import Record


def value(record: Record) -> float:
    """Expected beginnings identified: Σ over slots of λ·(1 − Π(1 − POD)), from the tasks' looks alone."""
    return float(cover(record).identified.sum())


def total(record: Record) -> float:
    """Everything that begins within the horizon in the sectors: Σ of their rates."""
    return float(sum(math.fsum(sector.rates) for sector in record.sectors))


def losses(record: Record) -> dict[str, float]:
    """What the plan would lose without each task, by its id: Σ λ·exp(−C of the others)·POD.

    Looks that repeat each other are worth little alone: the losses add up to less than the value.
    """
    seen = cover(record)
    found: dict[str, float] = {}
    for task, row, looks in _looks(record, seen):
        rates = seen.rates[row]
        found[task] = sum(
            float(rates[step]) * math.exp(-others) * -math.expm1(-mine) for step, others, mine in looks
        )
    return found


def shares(record: Record) -> dict[str, tuple[tuple[int, float], ...]]:
    """The part of the value that each task has earned, by its id, as (step, beginnings).

    The value is split fairly: what is identified of a slot is shared among the looks at it in
    proportion to their coverages −ln(1 − POD). So the shares of all tasks add up to the value of the
    plan, two equal looks get the same whichever came first, and sums by asset, nation, sector or
    period agree with each other.
    """
    seen = cover(record)
    identified = seen.identified
    found: dict[str, tuple[tuple[int, float], ...]] = {}
    for task, row, looks in _looks(record, seen):
        found[task] = tuple(
            (step, float(identified[row, step]) * mine / (others + mine)) for step, others, mine in looks
        )
    return found


def _looks(record: Record, seen: Cover) -> list[tuple[str, int, list[tuple[int, float, float]]]]:
    """Of each task its id, its sector's row, and of each look that sees anything (step, C of the
    others, its own c).
    """
    row = {name: number for number, name in enumerate(seen.sectors)}
    found = []
    for task in record.tasks:
        place = row[task.sector]
        looks = []
        for step, pod in task.looks:
            mine = coverage_of(pod)
            if mine > 0:
                looks.append((step, max(0.0, float(seen.coverage[place, step]) - mine), mine))
        found.append((task.id, place, looks))
    return found
