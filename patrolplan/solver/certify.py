"""The bound as it will be checked: levels in integers, every sector in play."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Certificate, Leaf, Private
from patrolplan.solver.arena import Arena, MoverArena
from patrolplan.solver.branch import Tree
from patrolplan.solver.days import Effort
from patrolplan.solver.levels import Day, Levels

SCALE = 10**10
"""Levels and bids are integers over this: fine enough that rounding up every slot of a large scenario
adds less than 1e-5, coarse enough that sums stay far inside 64 bits."""


@dataclass(frozen=True)
class Proof:
    """`bound` is safe: what rounding can add is in it. `level` is the common level as certified."""

    bound: float
    certificate: Certificate
    levels: Levels


def _seen(mover: MoverArena, units: int) -> int:
    """Most slots that one holder's looks see within so many units, counted look by look: as many figures
    are rounded up in its bid.
    """
    t = mover.tables
    looks = units // max(1, int(t.shortest.min(initial=1)))
    return units // t.T + 1 + looks * (t.D // t.T + (2 if t.T > 1 else 0))


def _unit(whole: Arena) -> float:
    """What rounding one figure can add: 1 / SCALE for the figure, as much again per unit of weight for the
    level, and what the checker allows for errors in the exposures that a POD comes from, which counts
    where rates are enormous.
    """
    weight = float(whole.weight.max(initial=0.0))
    most = max((float(m.total.max(initial=0.0)) for m in whole.movers), default=0.0)
    loose = 2.0**-53 * (7.0 * (whole.weight.shape[1] + 2) * most + 64.0)
    return float((1.0 + weight) / SCALE + loose * weight)


def certify(
    whole: Arena,
    level: NDArray[np.float64],
    effort: Effort,
    pool: Executor | None,
    levels: Levels | None = None,
    price: NDArray[np.float64] | None = None,
) -> Proof:
    """Bid everybody anew at `level` (S, K), rounded, over all sectors; `levels` may bring private levels
    from an earlier proof to begin from; `price` of each requirement (left out: as `levels` has them).
    """
    numbers = np.rint(np.clip(level, 0.0, 1.0) * SCALE).astype(np.int64)
    exact = numbers / SCALE
    state = levels or Levels(whole)
    asked = None
    if state.pricing is not None:
        asked = state.pricing.certified(state.pricing.price if price is None else price, SCALE)
    state.level = exact
    state.root = np.sqrt(exact)
    state.refresh(effort, pool, exact, keep=2)
    bound = state.bound(exact)
    privates = []
    for day, bid in zip(state.days, state.day_bids, strict=True):
        if bid is None:
            continue
        flight = _flight(whole, day)
        for takeoff in sorted(bid.private):
            own = np.minimum(np.ceil(bid.private[takeoff] * SCALE).astype(np.int64), SCALE)
            sector, step = np.nonzero(own > numbers)
            group = bid.groups.get(takeoff)
            if len(sector):
                privates.append(
                    Private(
                        day.detachment,
                        takeoff,
                        int(np.ceil((bid.claims[takeoff] + flight) * SCALE)),
                        sector.astype(np.int32),
                        step.astype(np.int32),
                        own[sector, step],
                        None if group is None else group[sector].astype(np.int32),
                    )
                )
    slots = int(np.count_nonzero(numbers)) + sum(len(p.sector) for p in privates)
    slots += sum(_seen(whole.movers[s.mover], whole.movers[s.mover].N) for s in whole.ships)
    loose = slots * _unit(whole) + sum(d.quota * _flight(whole, d) for d in state.days)
    if state.pricing is not None:  # sums of large prices, and weights that they add to, are rounded too
        loose += 1e-12 * state.pricing.owed + slots * float(state.weight.max(initial=0.0)) / SCALE
        loose += 1e-9 * (abs(bound) - bound)
    if whole.dues is not None:  # prices and tolls are rounded one by one
        loose += (sum(sum(n) for n in whole.dues.least) + sum(d.quota for d in state.days)) / SCALE
        loose += 1e-9 * (abs(bound) - bound) + 1e-12 * whole.dues.most()
    certificate = Certificate(SCALE, numbers, tuple(privates), requirements=asked)
    return Proof(bound * (1.0 + 1e-9) + loose, certificate, state)


def _flight(whole: Arena, day: Day) -> float:
    """What rounding up its looks can add to one flight's bid. A claim is that much higher, so that flights
    worth no more than the claim fall under it for the checker too.
    """
    windows = whole.flights[day.detachment]
    longest = max(windows[k].last - windows[k].first for k in day.takeoffs)
    mover = whole.movers[whole.problem.detachments[day.detachment].mover]
    return _seen(mover, longest) * _unit(whole)


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
    slots += sum(_seen(whole.movers[s.mover], whole.movers[s.mover].N) for s in whole.ships)
    certificate = Certificate(SCALE, np.zeros(whole.weight.shape, np.int64), (), tuple(leaves))
    return Proof(tree.bound * (1.0 + 1e-9) + slots * _unit(whole), certificate, levels)
