"""What a set of looks is worth, as linear rows: tangents over coverages that add."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from benchmarks.peers.cpsat.candidates import Candidate, Holder
from benchmarks.peers.cpsat.rules import Literals
from benchmarks.plans.board import Board
from benchmarks.plans.kernels import look_cover

COVER = 100
"""Coverage 1, and certainty, in the model's integers."""
MOST = 6 * COVER
"""Coverage beyond this counts as this."""
WORTH = 1e6
"""All that begins, in units of the objective per COVER."""
TANGENTS = (0.0, 0.4, 0.9, 1.6, 2.6)
"""Coverages at which 1 - exp(-C) is bounded by its tangent."""


@dataclass(frozen=True)
class Pool:
    """Steps of one sector that share a coverage: C, what is seen, and each look's part in C."""

    cover: cp_model.IntVar
    seen: cp_model.IntVar
    parts: list[tuple[int, int]]
    """(amount, candidate)."""

    def hint(self, candidates: Sequence[Candidate], model: cp_model.CpModel) -> None:
        """Hint C and what is seen when greedy's looks are chosen."""
        total = min(MOST, sum(amount for amount, n in self.parts if candidates[n].plan))
        model.add_hint(self.cover, total)
        seen = min((a + b * total) // COVER for a, b in tangents())
        model.add_hint(self.seen, min(COVER, seen))


def tangents() -> list[tuple[int, int]]:
    """(constant, slope): COVER · seen <= constant + slope · C, rounded up."""
    return [
        (
            math.ceil((1.0 - math.exp(-c) - c * math.exp(-c)) * COVER * COVER),
            math.ceil(math.exp(-c) * COVER),
        )
        for c in TANGENTS
    ]


def value(
    board: Board,
    holders: Sequence[Holder],
    candidates: Sequence[Candidate],
    x: Literals,
    model: cp_model.CpModel,
    pooled: int,
) -> list[Pool]:
    """Set the objective; the pools, for hints."""
    problem = board.problem
    grid = problem.grid
    parts: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    edges = np.arange(0, grid.steps, pooled)
    sizes = np.diff(np.append(edges, grid.steps))
    for n, c in enumerate(candidates):
        m, look = holders[c.holder].chain.mover, c.look
        row = np.zeros(grid.steps)
        rate = problem.movers[m].rate[look.sector]
        total = board.total[m][look.sector]
        look_cover(row, total, rate, look.start, look.end, grid.slot_ticks, grid.stay, 1.0)
        amounts = np.add.reduceat(row, edges) / sizes * COVER
        for k in np.flatnonzero(amounts >= 1.0).tolist():
            parts[look.sector, k].append((round(float(amounts[k])), n))
    weight = np.add.reduceat(problem.weight, edges, axis=1) * (WORTH / float(problem.weight.sum()))
    pools, terms = [], []
    for (s, k), members in parts.items():
        cover, seen = model.new_int_var(0, MOST, ""), model.new_int_var(0, COVER, "")
        model.add(cover <= sum(amount * x[n] for amount, n in members))
        for constant, slope in tangents():
            model.add(COVER * seen <= constant + slope * cover)
        pools.append(Pool(cover, seen, members))
        terms.append(round(float(weight[s, k])) * seen)
    model.maximize(sum(terms))
    return pools
