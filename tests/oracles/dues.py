"""Least take-offs and tolls of small problems: drawn at random, and what a programme leaves short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np

from patrolplan.problem.types import Flight, Problem


def programme_cost(problem: Problem, flights: Sequence[Flight]) -> float:
    """Price of take-offs that are missing, day by day, and of those at hours not preferred, one by one."""
    cost = 0.0
    for d, det in enumerate(problem.detachments):
        ticks = [f.takeoff for f in flights if f.detachment == d]
        rows = [det.takeoffs.tolist().index(t) for t in ticks]
        if det.toll is not None:
            cost += sum(float(det.toll[x]) for x in rows)
        if det.least is not None:
            days = [int(det.day[x]) for x in rows]
            for day, asked in enumerate(det.least.tolist()):
                cost += det.least_price * max(0, asked - days.count(day))
    return cost


def draw_dues(r: Random, problem: Problem) -> Problem:
    """The problem with least take-offs (more than are allowed, now and then) and tolls, from nothing to more
    than all that there is to see.
    """
    total = float(problem.weight.sum())
    made = []
    for det in problem.detachments:
        if r.random() < 0.7:
            least = np.array([r.randint(0, int(n) + (r.random() < 0.2)) for n in det.per_day], dtype=np.int32)
            price = r.choice([0.0, 0.01, 0.1, 0.5, 2.0]) * (0.01 + total)
            det = replace(det, least=least, least_price=price)
        if r.random() < 0.7:
            each = r.choice([0.0, 0.01, 0.05, 0.2, 1.0]) * total
            det = replace(det, toll=np.array([each if r.random() < 0.6 else 0.0 for _ in det.takeoffs]))
        made.append(det)
    return replace(problem, detachments=tuple(made))
