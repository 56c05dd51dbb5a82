"""A few ships stacked into plain arrays, so that many bids run in one compiled call.

All ships move on the step (one unit is one slot), so that their tables have one shape.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.solver.arena import Arena
from patrolplan.solver.chain import forward, trace
from patrolplan.solver.gains import all_gains
from patrolplan.solver.jit import kernel
from patrolplan.solver.looks import slope


@dataclass(frozen=True)
class Fleet:
    """m movers, q spells, n sectors, K steps. Only for arenas whose movers all have T = 1."""

    T: int
    D: int
    longest: int
    shortest: NDArray[np.int32]
    on: NDArray[np.float64]
    back: NDArray[np.float64]
    cut: NDArray[np.float64]
    rate: NDArray[np.float64]
    total: NDArray[np.float64]
    lag: NDArray[np.int32]
    timed: NDArray[np.int64]
    """(m, most, 5), padded with rows that never open."""
    spell_ship: NDArray[np.int64]
    ship_mover: NDArray[np.int64]
    enter: NDArray[np.int32]
    """(q, n)."""
    leave: NDArray[np.int32]


def fleet(arena: Arena) -> Fleet:
    """Stack the movers that ships use."""
    used = sorted({s.mover for s in arena.ships})
    movers = [arena.movers[m] for m in used]
    first = movers[0].tables
    most = max(1, max(len(m.timed) for m in movers))
    timed = np.zeros((len(movers), most, 5), np.int64)
    for x, m in enumerate(movers):
        timed[x, : len(m.timed)] = m.timed
    spells = [(i, e, leave) for i, s in enumerate(arena.ships) for e, leave in s.spells]
    return Fleet(
        first.T,
        first.D,
        max(m.tables.longest for m in movers),
        np.stack([m.tables.shortest for m in movers]),
        np.stack([m.tables.on for m in movers]),
        np.stack([m.tables.back for m in movers]),
        np.stack([m.tables.cut for m in movers]),
        np.stack([m.rate for m in movers]),
        np.stack([m.total for m in movers]),
        np.stack([m.lag for m in movers]),
        timed,
        np.array([i for i, _, _ in spells], np.int64),
        np.array([used.index(s.mover) for s in arena.ships], np.int64),
        np.stack([e for _, e, _ in spells]),
        np.stack([leave for _, _, leave in spells]),
    )


@kernel
def polyak(
    weight: np.ndarray,
    level: np.ndarray,
    target: float,
    steps: int,
    free: np.ndarray,
    T: int,
    D: int,
    longest: int,
    shortest: np.ndarray,
    on: np.ndarray,
    back: np.ndarray,
    cut: np.ndarray,
    rate: np.ndarray,
    total: np.ndarray,
    lag: np.ndarray,
    timed: np.ndarray,
    spell_ship: np.ndarray,
    ship_mover: np.ndarray,
    enter: np.ndarray,
    leave: np.ndarray,
    best_level: np.ndarray,
    held: np.ndarray,
    bids: np.ndarray,
) -> tuple[float, int]:
    """Lower U from `level` by Polyak steps towards `target`; stop once U <= target.

    `free` (ships, n, N + 1) open water of each ship. Writes the best level, and into `held`
    (ships, n, K) how often each slot was held by each ship's bids, and into `bids` rows (spell, sector,
    start, end) the bids at the best level, ended by a row of -1. Returns the best U and the steps.
    """
    n, K = weight.shape
    N = K * T
    rows = np.arange(n)
    root = np.sqrt(level)
    look = np.zeros((n, N, longest + 1))
    begun = np.zeros((n, N + 1))
    until = np.zeros((n, N + 1))
    H = np.empty((n, N + 1))
    V = np.empty((n, N + 1))
    M = np.empty((n, N + 1))
    g = np.empty((n, K))
    best = 1e300
    fails = 0
    scale = 1.0
    now = np.empty_like(bids)
    now[:] = -1
    for i in range(steps):
        U = 0.0
        used = 0
        for s in range(n):
            for k in range(K):
                g[s, k] = 1.0
                U += weight[s, k] * level[s, k]
        for q in range(spell_ship.shape[0]):
            ship = spell_ship[q]
            m = ship_mover[ship]
            all_gains(on[m], back[m], cut[m], weight, root, T, D, shortest[m], longest, 0, N, rows,
                      look, begun, until)  # fmt: skip
            worth, s, b = forward(0, N, T, enter[q], leave[q], shortest[m], longest, rows, free[ship],
                                  lag[m], timed[m], look, begun, until, H, V, M)  # fmt: skip
            U += worth
            if s >= 0:
                looks = trace(0, s, b, T, shortest[m], longest, rows, free[ship], enter[q], lag[m],
                              timed[m], look, begun, until, H, V, M)  # fmt: skip
                slope(g, total[m], rate[m], looks, T, D, root, 1.0)
                for x in range(looks.shape[0]):
                    if used < now.shape[0] - 1:
                        now[used, 0] = q
                        now[used, 1:] = looks[x]
                        used += 1
                    for k in range(looks[x, 1] // T, (looks[x, 2] - 1) // T + 1):
                        held[ship, looks[x, 0], k] += 1
        now[used] = -1
        if best - 1e-12 > U:
            bids[:] = now
            if best - 1e-4 * abs(best - target) < U:
                fails += 1
            else:
                fails = 0
            best = U
            best_level[:] = level
        else:
            fails += 1
        if best <= target:
            return best, i + 1
        if fails >= 5:
            scale *= 0.7
            fails = 0
            level[:] = best_level
            root[:] = np.sqrt(level)
            if scale < 0.02:
                return best, i + 1
            continue
        norm = 0.0
        for s in range(n):
            for k in range(K):
                if level[s, k] > 0.0 or g[s, k] < 0.0:
                    norm += weight[s, k] * g[s, k] * g[s, k]
        if norm <= 0.0:
            return best, i + 1
        step = scale * (U - target) / norm
        for s in range(n):
            for k in range(K):
                if level[s, k] > 0.0 or g[s, k] < 0.0:
                    level[s, k] = min(1.0, max(0.0, level[s, k] - step * g[s, k]))
                    root[s, k] = np.sqrt(level[s, k])
    return best, steps
