"""One holder's best response: the chain of looks that earns most at given gains."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.solver.arena import MoverArena, Scratch
from patrolplan.solver.chain import forward, trace
from patrolplan.solver.gains import Gains


@dataclass(frozen=True)
class Bid:
    """`worth` at the gains bid at; `looks` rows (sector, start, end) in the mover's units."""

    worth: float
    looks: NDArray[np.int64]


NOTHING = np.empty((0, 3), np.int64)


def best_chain(
    mover: MoverArena,
    gains: Gains,
    scratch: Scratch,
    entry: NDArray[np.int32],
    leave: NDArray[np.int32],
    first: int,
    last: int,
    free: NDArray[np.int32],
    rows: NDArray[np.int64],
) -> Bid:
    """Exact best chain within units [first, last] over the sectors `rows`."""
    t = mover.tables
    worth, sector, end = forward(
        first, last, t.T, entry, leave, t.shortest, t.longest, rows, free, mover.lag, mover.timed,
        gains.look, gains.begun, gains.until, scratch.H, scratch.V, scratch.M,
    )  # fmt: skip
    if sector < 0:
        return Bid(0.0, NOTHING)
    looks = trace(
        first, sector, end, t.T, t.shortest, t.longest, rows, free, entry, mover.lag, mover.timed,
        gains.look, gains.begun, gains.until, scratch.H, scratch.V, scratch.M,
    )  # fmt: skip
    return Bid(float(worth), looks)
