"""Requirements of small problems: drawn at random, and what a choice leaves short, plainly counted."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.requirements import Coverage, Meetings, Requirements
from patrolplan.problem.types import Choice, Look, Problem

from .rules import slots_met


def meets(problem: Problem, row: int, mover: int, look: Look) -> bool:
    """Whether a look meets a row, word for word."""
    rows, T = problem.requirements.meetings, problem.grid.slot_ticks
    if rows.mover[row] not in (-1, mover):
        return False
    if look.sector not in rows.sector[rows.begin[row] : rows.begin[row + 1]].tolist():
        return False
    if rows.within[row]:
        return bool(rows.first_tick[row] <= look.start and look.end <= rows.last_tick[row])
    return any(rows.first[row] <= k < rows.last[row] for k in slots_met(look, T))


def rows_met(problem: Problem, mover: int, looks: tuple[Look, ...]) -> NDArray[np.bool_]:
    """(R,) the rows that some of the looks meets."""
    rows = range(len(problem.requirements.meetings))
    return np.array([any(meets(problem, r, mover, x) for x in looks) for r in rows], dtype=bool)


def missed(problem: Problem, met: NDArray[np.bool_], miss: NDArray[np.float64]) -> list[float]:
    """What each row falls short; `miss` (S, K) the chance that a slot's beginnings go unseen."""
    short = [0.0 if seen else 1.0 for seen in met.tolist()]
    for row in problem.requirements.coverages:
        seen = float((row.weight * (1.0 - miss[row.sector])).sum())
        short.append(max(0.0, row.need - seen))
    return short


def cost(problem: Problem, met: NDArray[np.bool_], miss: NDArray[np.float64]) -> float:
    """Σ price × what is missing; infinite where a rule is missed."""
    prices = [
        *problem.requirements.meetings.price.tolist(),
        *(c.price for c in problem.requirements.coverages),
    ]
    return sum(p * y for p, y in zip(prices, missed(problem, met, miss), strict=True) if y > 0.0)


def all_met(problem: Problem, choice: Choice) -> NDArray[np.bool_]:
    """(R,) the rows that a choice meets."""
    met = np.zeros(len(problem.requirements.meetings), dtype=bool)
    for ship, looks in zip(problem.ships, choice.ships, strict=True):
        met |= rows_met(problem, ship.mover, looks)
    for flight in choice.flights:
        met |= rows_met(problem, problem.detachments[flight.detachment].mover, flight.looks)
    return met


def draw_requirements(r: Random, problem: Problem, *, rules: bool = True) -> Problem:
    """The problem with rows of every kind: slots, stretches, any of several sectors, one mover's, spans,
    coverage; a rule now and then; prices from nothing to more than all that there is to see.
    """
    grid, total = problem.grid, float(problem.weight.sum())
    spans: list[tuple[int, int]] = []
    sectors: list[list[int]] = []
    price, mover, within, ticks, group = [], [], [], [], []
    names: list[str] = []
    for _ in range(r.randint(0, 4)):
        names.append(f"row {len(names)}")
        chosen = sorted(r.sample(range(grid.sectors), r.randint(1, grid.sectors)))
        length = r.randint(1, grid.steps)
        each = r.choice([0.0, 0.05, 0.3, 1.0, 2.0]) * (0.1 + total)
        if rules and r.random() < 0.15:
            each = float("inf")
        whose = r.choice([-1, -1, r.randrange(len(problem.movers))])
        inside = r.random() < 0.2
        firsts = (
            [r.randint(0, grid.steps - length)] if each == float("inf") else range(grid.steps - length + 1)
        )
        for first in firsts:
            spans.append((first, first + length))
            sectors.append(chosen)
            price.append(each)
            mover.append(whose)
            within.append(
                inside
                and bool(problem.detachments)
                and whose >= 0
                and whose in [d.mover for d in problem.detachments]
            )
            a = first * grid.slot_ticks + r.randint(0, grid.slot_ticks - 1)
            ticks.append((a, max(a + 1, (first + length) * grid.slot_ticks - r.randint(0, 2))))
            group.append(len(names) - 1)
    coverages = []
    for _ in range(r.randint(0, 2)):
        names.append(f"row {len(names)}")
        rows = np.array(sorted(r.sample(range(grid.sectors), r.randint(1, grid.sectors))), dtype=np.int32)
        weight = problem.weight[rows] * np.array([[r.choice([0.0, 0.5, 1.0])] for _ in rows])
        need = float(weight.sum()) * r.random()
        coverages.append(Coverage(rows, weight, need, r.choice([0.0, 0.5, 1.0, 5.0]), len(names) - 1))
    count = [0, *(len(s) for s in sectors)]
    table = Meetings(
        first=np.array([a for a, _ in spans], dtype=np.int32),
        last=np.array([b for _, b in spans], dtype=np.int32),
        begin=np.cumsum(np.array(count, dtype=np.int64)),
        sector=np.array([s for some in sectors for s in some], dtype=np.int32),
        price=np.array(price, dtype=np.float64),
        mover=np.array(mover, dtype=np.int32),
        within=np.array(within, dtype=bool),
        first_tick=np.array([a for a, _ in ticks], dtype=np.int32),
        last_tick=np.array([b for _, b in ticks], dtype=np.int32),
        group=np.array(group, dtype=np.int32),
    )
    return replace(problem, requirements=Requirements(tuple(names), table, tuple(coverages)))


def draw_prices(r: Random, problem: Problem, scale: int) -> NDArray[np.int64]:
    """Prices between nothing and that of missing each row, corners included."""
    asked = problem.requirements
    costs = [*asked.meetings.price.tolist(), *(c.price for c in asked.coverages)]
    total = float(problem.weight.sum())
    top = [int(scale * min(c, 3.0 * (1.0 + total))) for c in costs]
    return np.array([int(c * r.choice([0.0, 0.0, 0.3 * r.random(), 1.0])) for c in top], dtype=np.int64)
