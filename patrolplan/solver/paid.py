"""The bound of one take-off under levels that it pays for only where it goes.

Subgradient steps as in `sortie.tune`, with the chains of `entered`: they start where that left off.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import MOST_GROUPS
from patrolplan.solver.arena import MoverArena, Scratch
from patrolplan.solver.bids import NOTHING, Bid, best_chain
from patrolplan.solver.entered import Groups, dearest, grouped, tolls
from patrolplan.solver.gains import fill
from patrolplan.solver.jit import kernel
from patrolplan.solver.lattice import Window
from patrolplan.solver.looks import joint_worth, meets_twice, slope
from patrolplan.solver.sortie import Space, Tuned, busiest, screen, slots_of

MOST = 30
"""Sectors whose levels are tuned at once; the others, on poorer flights, keep the common ones."""
SPREADS = 4
"""Times that sectors of flights which then bound the take-off may join those that are tuned."""


@kernel
def pay(
    private: np.ndarray,
    level: np.ndarray,
    weight: np.ndarray,
    g: np.ndarray,
    rows: np.ndarray,
    k0: int,
    k1: int,
    excess: float,
    root: np.ndarray,
) -> bool:
    """One Polyak step of length excess / |g|² on the private levels of `rows` in slots [k0, k1), with
    `root` brought up to date; False when there is no way.
    """
    norm = 0.0
    for x in range(rows.shape[0]):
        s = rows[x]
        for k in range(k0, k1):
            if private[s, k] > level[s, k] or g[s, k] < 0.0:
                norm += weight[s, k] * g[s, k] * g[s, k]
    if norm <= 0.0:
        return False
    step = excess / norm
    for x in range(rows.shape[0]):
        s = rows[x]
        for k in range(k0, k1):
            new = min(1.0, max(level[s, k], private[s, k] - step * g[s, k]))
            if new != private[s, k]:
                private[s, k] = new
                root[s, k] = np.sqrt(new)
    return True


def tune_entered(
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
    start: NDArray[np.float64],
    count: int = 4,
) -> Tuned:
    """As `tune`, with levels that are paid for group by group (`entered`), at most `count` groups of `rows`.
    Begins at the levels `start`.
    """
    t = mover.tables
    k0, k1 = slots_of(window, t.T, t.D, weight.shape[1])
    private = level.copy()
    private[rows, k0:k1] = np.maximum(level, start)[rows, k0:k1]
    roots = root.copy()
    roots[rows, k0:k1] = np.sqrt(private[rows, k0:k1])
    best, upper, proof = Bid(0.0, NOTHING), np.inf, private.copy()
    fails, scale = 0, 1.0
    g = space.slopes
    # sectors on no flight above the floor, were all levels paid for, hardly matter: they come back in the end
    cost = float((weight * (private - level))[rows, k0:k1].sum())
    fill(scratch.gains, t, weight, roots, window.first, window.last, rows)
    best_chain(
        mover, scratch.gains, scratch, window.entry, window.leave, window.first, window.last, free, rows
    )
    play = screen(mover, scratch, window, free, rows, floor - cost, space.ahead, space.after)
    play = busiest(window.first, window.last, play, scratch.H, space.ahead, MOST)
    groups = grouped(mover.lag, play if len(play) else rows, count)
    if not len(play):
        play = rows

    def bid_over(some: NDArray[np.int64], number: Groups, at: NDArray[np.float64]) -> Bid:
        fill(scratch.gains, t, weight, np.sqrt(at), window.first, window.last, some)
        toll = tolls((weight * (at - level))[some], number, window, k0, k1, t.T, t.D)
        return Bid(
            *dearest(
                mover,
                scratch.gains,
                window,
                free,
                some,
                number,
                toll,
                space.ahead,
                space.after,
                max(0.0, floor),
            )
        )

    final = Bid(np.inf, NOTHING)
    number = np.full(len(weight), -1, np.int64)
    for spread in range(SPREADS):
        for _ in range(steps):
            worth, looks = (bid := bid_over(play, groups, private)).worth, bid.looks
            if len(looks) and not meets_twice(looks, t.T):
                true = joint_worth(space.own, mover.total, mover.rate, looks, t.T, t.D, weight, root)
                if true > best.worth:
                    best = Bid(float(true), looks)
            if worth < upper - 1e-15:
                upper, fails = worth, 0
                proof[play, k0:k1] = private[play, k0:k1]
            else:
                fails += 1
                if fails == 4:
                    scale, fails = scale * 0.7, 0
            least = max(floor, best.worth)
            if upper <= least * (1 + 1e-9) or not len(looks):
                break
            target = max(best.worth, upper * (1.0 - 0.05 * scale))
            _slopes(g, groups, play, looks, k0, k1, t.T, t.D)
            slope(g, mover.total, mover.rate, looks, t.T, t.D, roots, 1.0)
            if not pay(private, level, weight, g, play, k0, k1, worth - target, roots):
                break
        left = np.setdiff1d(rows, play)
        proof[left] = level[left]  # nothing is paid for these, nor raised
        number[:] = -1
        number[play] = groups.number
        final = bid_over(rows, Groups(number[rows], groups.count), proof)
        beside = np.setdiff1d(final.looks[:, 0], play)
        if not len(beside) or final.worth <= floor or spread == SPREADS - 1:
            break
        # the bound is now that of flights elsewhere: tune their levels as well
        play = np.union1d(play, beside)
        groups = grouped(mover.lag, play, min(MOST_GROUPS, groups.count + 1))
        private[:, k0:k1] = proof[:, k0:k1]
        roots[play, k0:k1] = np.sqrt(private[play, k0:k1])
        upper, fails, scale = np.inf, 0, 1.0
    return Tuned(final.worth, best, proof, number)


def _slopes(
    g: NDArray[np.float64],
    groups: Groups,
    rows: NDArray[np.int64],
    looks: NDArray[np.int64],
    k0: int,
    k1: int,
    T: int,
    D: int,
) -> None:
    """What one more unit of level costs a flight with these looks: 1 where it pays for the slot."""
    g[rows, k0:k1] = 0.0
    entered: set[int] = set()
    where = {int(s): int(n) for s, n in zip(rows, groups.number, strict=True)}
    for s, a, _ in looks.tolist():
        number = where[s]
        if number not in entered:
            entered.add(number)
            g[rows[groups.number == number], max(k0, (a - D) // T) : k1] = 1.0
