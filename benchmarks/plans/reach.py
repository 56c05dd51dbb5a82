"""Who can be where when: arcs as earliest arrivals and latest departures, for all sectors at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import NEVER, Arcs

Ticks = NDArray[np.int64]


class Reach:
    """The arcs from `tails` nodes to `heads` nodes.

    Ways that are open for the whole horizon stand in a matrix, the others are gone through one by one.
    """

    def __init__(self, arcs: Arcs, tails: int, heads: int, horizon: int) -> None:
        always = (arcs.opens <= 0) & (arcs.closes > horizon)
        self.plain: Ticks = np.full((tails, heads), NEVER, np.int64)
        np.minimum.at(self.plain, (arcs.tail[always], arcs.head[always]), arcs.ticks[always])
        columns = (arcs.tail, arcs.head, arcs.ticks, arcs.opens, arcs.closes)
        self._timed: Ticks = np.stack([c[~always].astype(np.int64) for c in columns], axis=1)

    def arrivals(self, tail: int, ready: int) -> Ticks:
        """(heads,) earliest arrival of one who may leave `tail` from `ready` on; NEVER: no way."""
        out: Ticks = np.minimum(self.plain[tail] + ready, NEVER)
        mine = self._timed[self._timed[:, 0] == tail]
        leaves = np.maximum(ready, mine[:, 3])
        fits = leaves < mine[:, 4]
        np.minimum.at(out, mine[fits, 1], (leaves + mine[:, 2])[fits])
        return out

    def departures(self, head: int, by: int) -> Ticks:
        """(tails,) latest tick at which to leave so as to be at `head` by `by`; -1: no way."""
        out: Ticks = np.maximum(by - self.plain[:, head], -1)
        mine = self._timed[self._timed[:, 1] == head]
        leaves = np.minimum(by - mine[:, 2], mine[:, 4] - 1)
        fits = leaves >= np.maximum(mine[:, 3], 0)
        np.maximum.at(out, mine[fits, 0], leaves[fits])
        return out

    def usual(self) -> Ticks:
        """(tails, heads) ticks of a way that is open at any time; where there is none the longest one."""
        out = self.plain.copy()
        longest = np.full_like(out, -1)
        np.maximum.at(longest, (self._timed[:, 0], self._timed[:, 1]), self._timed[:, 2])
        return np.asarray(np.where((out >= NEVER) & (longest >= 0), longest, out))
