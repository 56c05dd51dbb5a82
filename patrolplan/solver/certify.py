"""The bound as it will be checked: levels in integers, every sector in play."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Certificate, Leaf, Private
from patrolplan.solver.arena import Arena
from patrolplan.solver.branch import Tree
from patrolplan.solver.days import Effort
from patrolplan.solver.levels import Levels

SCALE = 10**10
"""Levels and bids are integers over this: fine enough that rounding up every slot of a large scenario
adds less than 1e-5, coarse enough that sums stay far inside 64 bits."""

FLIGHT = 200
"""What rounding up its looks can add to one flight's bid, in units of 1 / SCALE: more slots than a flight
sees. A claim is that much higher, so that flights worth no more than the claim fall under it there too."""


@dataclass(frozen=True)
class Proof:
    """`bound` is safe: what rounding can add is in it. `level` is the common level as certified."""

    bound: float
    certificate: Certificate
    levels: Levels


def certify(
    whole: Arena,
    level: NDArray[np.float64],
    effort: Effort,
    pool: Executor | None,
    levels: Levels | None = None,
) -> Proof:
    """Bid everybody anew at `level` (S, K), rounded, over all sectors; `levels` may bring private levels
    from an earlier proof to begin from.
    """
    numbers = np.rint(np.clip(level, 0.0, 1.0) * SCALE).astype(np.int64)
    exact = numbers / SCALE
    state = levels or Levels(whole)
    state.level = exact
    state.root = np.sqrt(exact)
    state.refresh(effort, pool, exact, keep=2)
    bound = state.bound(exact)
    privates = []
    for day, bid in zip(state.days, state.day_bids, strict=True):
        if bid is None:
            continue
        for takeoff in sorted(bid.private):
            own = np.minimum(np.ceil(bid.private[takeoff] * SCALE).astype(np.int64), SCALE)
            sector, step = np.nonzero(own > numbers)
            if len(sector):
                privates.append(
                    Private(
                        day.detachment,
                        takeoff,
                        int(np.ceil(bid.claims[takeoff] * SCALE)) + FLIGHT,
                        sector.astype(np.int32),
                        step.astype(np.int32),
                        own[sector, step],
                    )
                )
    slots = int(np.count_nonzero(numbers)) + sum(len(p.sector) for p in privates)
    slots += 2 * whole.weight.shape[1] * len(whole.ships) + FLIGHT * sum(d.quota for d in state.days)
    return Proof(bound * (1.0 + 1e-9) + slots / SCALE, Certificate(SCALE, numbers, tuple(privates)), state)


def by_cases(whole: Arena, rows: NDArray[np.int64], tree: Tree, levels: Levels) -> Proof:
    """A tree's leaves as a certificate.

    Raises ValueError where the tree's arena leaves out a sector: its bound would not cover looks there.
    """
    if len(rows) != len(whole.weight):
        raise ValueError("a proof by cases must cover all sectors")
    leaves = []
    slots = 0
    for leaf in tree.leaves:
        numbers = np.zeros(whole.weight.shape, np.int64)
        numbers[rows] = np.rint(np.clip(leaf.level, 0.0, 1.0) * SCALE).astype(np.int64)
        slots = max(slots, int(np.count_nonzero(numbers)))
        decisions = tuple((i, int(rows[s]), k, held) for i, s, k, held in leaf.decisions)
        leaves.append(Leaf(decisions, numbers))
    slots += 2 * whole.weight.shape[1] * len(whole.ships)
    certificate = Certificate(SCALE, np.zeros(whole.weight.shape, np.int64), (), tuple(leaves))
    return Proof(tree.bound * (1.0 + 1e-9) + slots / SCALE, certificate, levels)
