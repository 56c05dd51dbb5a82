"""Flights met so far stand for all that a detachment could fly.

Bidding from a pool of known flights ("columns"), each at its joint worth, is cheap: no paths, only sums.
Levels that suit the pool say where to look for flights next; what is found there joins it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from patrolplan.solver.jit import kernel

KEPT = 300
"""Columns a day keeps: the newest."""


@dataclass
class Pool:
    """Columns of one detachment's day: slots flat (sector * K + step), joint PODs beside them."""

    slots: list[NDArray[np.int64]] = field(default_factory=list)
    pods: list[NDArray[np.float64]] = field(default_factory=list)
    keys: list[bytes] = field(default_factory=list)
    tolls: list[float] = field(default_factory=list)
    """What each take-off costs by its hour."""

    def add(self, key: bytes, slots: NDArray[np.int64], pods: NDArray[np.float64], toll: float = 0.0) -> bool:
        """True when the column is new; the oldest goes when there are too many."""
        if key in self.keys:
            return False
        self.keys.append(key)
        self.slots.append(slots)
        self.pods.append(pods)
        self.tolls.append(toll)
        del self.keys[:-KEPT], self.slots[:-KEPT], self.pods[:-KEPT], self.tolls[:-KEPT]
        return True


@dataclass(frozen=True)
class Packed:
    """All pools laid end to end. Bidder b's columns are `first[b]` to `first[b + 1]`; column c's slots
    `begin[c]` to `begin[c + 1]`; group g's bidders `group[g]` to `group[g + 1]`, of which each may be
    counted `most[b]` times and all together `cap[g]` times."""

    slots: NDArray[np.int64]
    pods: NDArray[np.float64]
    begin: NDArray[np.int64]
    first: NDArray[np.int64]
    group: NDArray[np.int64]
    most: NDArray[np.int64]
    cap: NDArray[np.int64]
    toll: NDArray[np.float64]
    """(columns,) taken off each bid."""


def pack(pools: list[Pool], most: list[int], sizes: list[int], caps: list[int]) -> Packed:
    """Lay the pools end to end; `sizes` gives how many bidders each group has, in their order."""
    lengths = [len(s) for p in pools for s in p.slots]
    slots = [s for p in pools for s in p.slots]
    pods = [x for p in pools for x in p.pods]
    return Packed(
        np.concatenate(slots) if slots else np.zeros(0, np.int64),
        np.concatenate(pods) if pods else np.zeros(0),
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        np.concatenate([[0], np.cumsum([len(p.slots) for p in pools])]).astype(np.int64),
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        np.array(most, np.int64),
        np.array(caps, np.int64),
        np.array([toll for p in pools for toll in p.tolls], np.float64),
    )


@kernel
def pass_over(
    weight: np.ndarray,
    level: np.ndarray,
    slots: np.ndarray,
    pods: np.ndarray,
    begin: np.ndarray,
    first: np.ndarray,
    group: np.ndarray,
    most: np.ndarray,
    cap: np.ndarray,
    share: float,
    step: float,
    root: np.ndarray,
    toll: np.ndarray,
) -> float:
    """One pass of incremental subgradients over the groups: after each group's bid all levels (flat, with
    their square roots) move by `step` against its part of the slope; `share` is a group's part of the
    levels' own cost. Returns the sum of the bids, each at its moment."""
    size = level.shape[0]
    groups = group.shape[0] - 1
    g = np.empty(size)
    bids = np.zeros(first.shape[0])
    which = np.full(first.shape[0], -1, np.int64)
    value = 0.0
    for y in range(groups):
        for b in range(group[y], group[y + 1]):
            bids[b] = 0.0
            which[b] = -1
            for c in range(first[b], first[b + 1]):
                bid = -toll[c]
                for i in range(begin[c], begin[c + 1]):
                    r = root[slots[i]]
                    p = pods[i]
                    bid += weight[slots[i]] * max(p - r * r, (1.0 - r) * p)
                if bid > bids[b]:
                    bids[b] = bid
                    which[b] = c
        for x in range(size):
            g[x] = share
        left = cap[y]
        while left > 0:
            best = -1
            for b in range(group[y], group[y + 1]):
                if which[b] >= 0 and (best < 0 or bids[b] > bids[best]):
                    best = b
            if best < 0:
                break
            n = min(left, most[best])
            left -= n
            value += n * bids[best]
            c = which[best]
            which[best] = -1
            for i in range(begin[c], begin[c + 1]):
                r = root[slots[i]]
                p = pods[i]
                g[slots[i]] -= n * (1.0 if p >= r else p / (2.0 * r))
        for x in range(size):
            if level[x] > 0.0 or g[x] < 0.0:
                new = min(1.0, max(0.0, level[x] - step * g[x]))
                if new != level[x]:
                    level[x] = new
                    root[x] = np.sqrt(new)
    return value
