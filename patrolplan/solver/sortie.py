"""The best flight of one take-off, with what the flight itself has already seen taken into account.

A plain chain is paid twice where a flight comes back to water that it has just seen. Levels R' >= R
that hold for this flight alone cure that at the price sum w (R' - R): for any R' the total bounds
the flight's joint bid from above (proof in docs/method.md), and a subgradient method finds R' under
which the best plain chain hardly repeats. Sectors that lie on no flight better than a target are left
out first, by a forward and a backward pass.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.solver.arena import MoverArena, Scratch
from patrolplan.solver.bids import NOTHING, Bid, best_chain
from patrolplan.solver.chain import LOW, onward
from patrolplan.solver.gains import fill
from patrolplan.solver.jit import kernel
from patrolplan.solver.lattice import Window
from patrolplan.solver.looks import joint_worth, meets_twice, slope


@dataclass(frozen=True)
class Tuned:
    """`upper` bounds every flight of the take-off over the rows tuned; `best` is the best flight met,
    with its joint worth; `private` the levels that prove `upper` (None: the common ones do).
    """

    upper: float
    best: Bid
    private: NDArray[np.float64] | None
    group: NDArray[np.int64] | None = None
    """(n,) group of each sector where the levels are paid by groups, -1 for none."""


class Space:
    """Working arrays of one take-off at a time, for one mover in one thread."""

    def __init__(self, mover: MoverArena) -> None:
        n, K = mover.allowed.shape
        self.own = np.zeros((n, K))
        self.slopes = np.zeros((n, K))
        self.ahead = np.zeros((n, mover.N + 1))
        self.after = np.zeros((n, mover.N + 1))


@kernel
def through(
    first: int, last: int, rows: np.ndarray, H: np.ndarray, A: np.ndarray, floor: float
) -> np.ndarray:
    """Those of `rows` through which some chain earns more than `floor`."""
    keep = np.zeros(rows.shape[0], np.bool_)
    for x in range(rows.shape[0]):
        s = rows[x]
        for t in range(first, last + 1):
            if H[s, t] > LOW and A[s, t] > LOW and H[s, t] + A[s, t] > floor:
                keep[x] = True
                break
    return rows[keep]


@kernel
def descend(
    private: np.ndarray,
    level: np.ndarray,
    weight: np.ndarray,
    total: np.ndarray,
    rate: np.ndarray,
    looks: np.ndarray,
    rows: np.ndarray,
    k0: int,
    k1: int,
    T: int,
    D: int,
    excess: float,
    g: np.ndarray,
    root: np.ndarray,
) -> float:
    """One Polyak step of length excess / |slope|² on the private levels of `rows` in slots [k0, k1),
    with `root` brought up to date; returns their cost sum w (R' - R), negative when there is no way.
    """
    for x in range(rows.shape[0]):
        s = rows[x]
        for k in range(k0, k1):
            g[s, k] = 1.0
    slope(g, total, rate, looks, T, D, root, 1.0)
    norm = 0.0
    for x in range(rows.shape[0]):
        s = rows[x]
        for k in range(k0, k1):
            # a level at its floor that would fall further stays where it is
            if private[s, k] > level[s, k] or g[s, k] < 0.0:
                norm += weight[s, k] * g[s, k] * g[s, k]
    if norm <= 0.0:
        return -1.0
    step = excess / norm
    cost = 0.0
    for x in range(rows.shape[0]):
        s = rows[x]
        for k in range(k0, k1):
            new = min(1.0, max(level[s, k], private[s, k] - step * g[s, k]))
            if new != private[s, k]:
                private[s, k] = new
                root[s, k] = np.sqrt(new)
            cost += weight[s, k] * (new - level[s, k])
    return cost


@kernel
def busiest(first: int, last: int, rows: np.ndarray, H: np.ndarray, A: np.ndarray, most: int) -> np.ndarray:
    """The `most` of `rows` through which chains earn most, in their own order."""
    through_ = np.full(rows.shape[0], LOW)
    for x in range(rows.shape[0]):
        s = rows[x]
        for t in range(first, last + 1):
            if H[s, t] > LOW and A[s, t] > LOW and H[s, t] + A[s, t] > through_[x]:
                through_[x] = H[s, t] + A[s, t]
    if rows.shape[0] <= most:
        return rows[through_ > LOW]
    keep = np.zeros(rows.shape[0], np.bool_)
    for _ in range(most):  # a sort costs more to compile than it saves here
        best = -1
        for i in range(rows.shape[0]):
            if not keep[i] and through_[i] > LOW and (best < 0 or through_[i] > through_[best]):
                best = i
        if best < 0:
            break
        keep[best] = True
    return rows[keep]


def slots_of(window: Window, T: int, D: int, K: int) -> tuple[int, int]:
    """The steps whose beginnings a flight of this window may see."""
    return max(0, (window.first - D) // T - 1), min(K, window.last // T + 1)


def screen(
    mover: MoverArena,
    scratch: Scratch,
    window: Window,
    free: NDArray[np.int32],
    rows: NDArray[np.int64],
    floor: float,
    ahead: NDArray[np.float64],
    after: NDArray[np.float64],
) -> NDArray[np.int64]:
    """After a forward pass in `scratch` over this window: the rows that may lie on a flight worth more
    than `floor` at the gains of that pass. `ahead` and `after` are (n, N + 1) working arrays.
    """
    t = mover.tables
    onward(
        window.first, window.last, window.leave, t.shortest, t.longest, rows, free, mover.lag, mover.timed,
        scratch.gains.look, scratch.gains.begun, scratch.gains.until, ahead, after,
    )  # fmt: skip
    return through(window.first, window.last, rows, scratch.H, ahead, floor)


def tune(
    mover: MoverArena,
    scratch: Scratch,
    space: Space,
    window: Window,
    weight: NDArray[np.float64],
    level: NDArray[np.float64],
    root: NDArray[np.float64],
    free: NDArray[np.int32],
    rows: NDArray[np.int64],
    *,
    floor: float,
    steps: int,
    start: NDArray[np.float64] | None = None,
) -> Tuned:
    """Lower the bound on this take-off's flights over `rows` by at most `steps` steps, or until it is
    no more than `floor` or the best flight met. `root` is the square root of `level`; `start` private
    levels to begin from.

    Every few steps the sectors that lie on no flight above the floor under the levels in hand are set
    aside; the proof at the end is made over all of `rows` again.
    """
    t = mover.tables
    K = weight.shape[1]
    k0, k1 = slots_of(window, t.T, t.D, K)
    private, roots = level.copy(), root.copy()
    if start is not None:
        private[rows, k0:k1] = np.maximum(level, start)[rows, k0:k1]
        roots[rows, k0:k1] = np.sqrt(private[rows, k0:k1])
    cost = float((weight * (private - level))[rows, k0:k1].sum()) if start is not None else 0.0
    best = Bid(0.0, NOTHING)

    def bid_over(some: NDArray[np.int64], at: NDArray[np.float64]) -> Bid:
        nonlocal best
        fill(scratch.gains, t, weight, at, window.first, window.last, some)
        bid = best_chain(
            mover, scratch.gains, scratch, window.entry, window.leave, window.first, window.last, free, some
        )
        if len(bid.looks) and not meets_twice(bid.looks, t.T):
            true = joint_worth(space.own, mover.total, mover.rate, bid.looks, t.T, t.D, weight, root)
            if true > best.worth:
                best = Bid(float(true), bid.looks)
        return bid

    play, upper, proof = rows, np.inf, private.copy()
    fails, scale = 0, 1.0
    for i in range(steps):
        bid = bid_over(play, roots)
        if bid.worth + cost < upper - 1e-15:
            upper, fails = bid.worth + cost, 0
            proof[:, k0:k1] = private[:, k0:k1]
        else:
            fails += 1
            if fails == 3:
                scale, fails = scale * 0.6, 0
        least = max(floor, best.worth)
        if upper <= least * (1 + 1e-9) or not len(bid.looks):
            break
        if i % 6 == 5 and len(play) > 3:
            play = screen(mover, scratch, window, free, play, least - cost, space.ahead, space.after)
        # aim a little under the bound in hand: the best flight met may lie far below what can be proven
        target = max(best.worth, upper * (1.0 - 0.06 * scale))
        cost = descend(
            private, level, weight, mover.total, mover.rate, bid.looks, rows, k0, k1, t.T, t.D,
            bid.worth + cost - target, space.slopes, roots,
        )  # fmt: skip
        if cost < 0.0:
            break
    paid = float((weight * (proof - level))[rows, k0:k1].sum())
    final = bid_over(rows, np.sqrt(proof))
    return Tuned(final.worth + paid, best, proof if paid > 0.0 else None)
