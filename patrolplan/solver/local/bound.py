"""How much no tours can earn: levels on the prizes, and the best single tour at what is left of them.

With levels R in [0, 1] any tours earn at most Σ prize · R + count × (the best tour at prizes · (1 - R)):
the solver's bound, where every look is certain (h is 1 - R then). The best tour is relaxed: it may come
back to a node that it has forgotten. It remembers, of the nodes that it has visited, those that are near
every node visited since (Baldacci, Mingozzi, Roberti: ng-routes, 2011). Levels follow by subgradient steps,
first by a coarse table of node and time (`dense`), which is always affordable, then with that memory.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.solver.jit import kernel
from patrolplan.solver.local.dense import dense_path
from patrolplan.solver.local.tours import Tours

LABELS = 2**20
"""Most labels of one path; beyond, memory is given up step by step."""

WORK = 100_000_000
"""Most comparisons of labels in one path: about half a second."""


@kernel
def _best_path(
    gain: np.ndarray, opens: np.ndarray, closes: np.ndarray, lasts: np.ndarray, travel: np.ndarray,
    near: np.ndarray, most: int, work: int, count: np.ndarray,
) -> float:  # fmt: skip
    """Gain of the best relaxed tour, and how often it visits each node; -1 where labels passed `most`, -2
    where comparisons passed `work`.

    `near[i, w]` are the nodes that node i lets one remember, 64 to a word. Labels leave a heap in order of
    time, the richest first; one is dominated by another of its node that is no later, no poorer and remembers
    no more.
    """
    n, words = len(gain), near.shape[1]
    node, time = np.zeros(most, np.int64), np.zeros(most, np.int64)
    worth, before = np.zeros(most), np.full(most, -1, np.int64)
    memory = np.zeros((most, words), np.uint64)
    after = np.full(most, -1, np.int64)
    head = np.full(n, -1, np.int64)
    one = np.uint64(1)
    heap = [(np.int64(0), 0.0, np.int64(0))]
    used, best, last = 1, 0.0, np.int64(-1)
    while len(heap) > 0:
        now, _, x = heapq.heappop(heap)
        i = node[x]
        dominated = False
        y = head[i]
        while y >= 0:
            work -= 1
            if worth[y] >= worth[x]:
                inside = True
                for w in range(words):
                    if memory[y, w] & ~memory[x, w]:
                        inside = False
                        break
                if inside:
                    dominated = True
                    break
            y = after[y]
        if dominated:
            continue
        after[x] = head[i]
        head[i] = x
        if now + lasts[i] + travel[i, 0] <= closes[0] and worth[x] > best:
            best, last = worth[x], x
        for j in range(1, n):
            if j == i or gain[j] <= 0.0 or memory[x, j // 64] >> np.uint64(j % 64) & one:
                continue
            t = max(now + lasts[i] + travel[i, j], opens[j])
            if t > closes[j] or t + lasts[j] + travel[j, 0] > closes[0]:
                continue
            value = worth[x] + gain[j]
            y = head[j]
            worse = False
            while y >= 0:  # those in the list are no later
                work -= 1
                if worth[y] >= value:
                    inside = True
                    for w in range(words):
                        kept = memory[x, w] & near[j, w]
                        if w == j // 64:
                            kept |= one << np.uint64(j % 64)
                        if memory[y, w] & ~kept:
                            inside = False
                            break
                    if inside:
                        worse = True
                        break
                y = after[y]
            if worse:
                continue
            if work < 0:
                return -2.0
            if used == most:
                return -1.0
            node[used], time[used], worth[used], before[used] = j, t, value, x
            for w in range(words):
                memory[used, w] = memory[x, w] & near[j, w]
            memory[used, j // 64] |= one << np.uint64(j % 64)
            heapq.heappush(heap, (t, -value, np.int64(used)))
            used += 1
    count[:] = 0
    while last > 0:
        count[node[last]] += 1
        last = before[last]
    return best


@dataclass(frozen=True)
class Proven:
    """A bound and the levels that prove it."""

    bound: float
    level: NDArray[np.float64]
    steps: int
    memory: int
    """How many near nodes were remembered at the end."""
    unit: int
    """Times were counted in so many ticks at the end, rounded in favour of the tours."""


def _nearest(tours: Tours, keep: int) -> NDArray[np.uint64]:
    near = np.zeros((tours.nodes, -(-tours.nodes // 64)), np.uint64)
    order = np.argsort(tours.travel, axis=1, kind="stable")
    for i in range(tours.nodes):
        for j in [v for v in order[i] if v > 0][:keep]:
            near[i, j // 64] |= np.uint64(1) << np.uint64(j % 64)
    return near


@dataclass(frozen=True)
class _Coarse:
    """The tours' times in units of several ticks: ways and windows rounded so that no tour is lost.

    If t is a true time and t' the coarse one, t' <= t / unit throughout: ways are rounded down, windows too
    (t <= c gives t' <= c / unit, and t' is whole).
    """

    opens: NDArray[np.int64]
    closes: NDArray[np.int64]
    ways: NDArray[np.int64]
    """(n, n) a visit and the way to the next."""

    @staticmethod
    def of(tours: Tours, unit: int) -> _Coarse:
        """In units of so many ticks."""
        ways = (tours.lasts[:, None] + tours.travel) // unit
        return _Coarse(tours.opens // unit, tours.closes // unit, ways)


def _coarsest(tours: Tours) -> int:
    """The largest unit (a power of 4) in which every visit and way still takes time."""
    ways = (tours.lasts[:, None] + tours.travel)[1:, 1:]
    least = int(ways[~np.eye(len(ways), dtype=np.bool_)].min(initial=2**40))
    unit = 1
    while unit * 4 <= least:
        unit *= 4
    return unit


TABLE = 1500
"""Times of the table by which levels are tuned first."""
PATIENCE = 25
"""Steps of the table without a better bound before labels with memory take over."""


class _Levels:
    """Levels under way: the best bound met, steps towards a value in hand."""

    def __init__(self, tours: Tours, value: float) -> None:
        self.tours, self.value = tours, value
        self.level = np.zeros(tours.nodes)
        self.best, self.best_level = float(tours.prize.sum()), np.ones(tours.nodes)
        self.scale, self.stale, self.since, self.done = 1.0, 0, 0, 0

    @property
    def gain(self) -> NDArray[np.float64]:
        """What each node is worth to a tour."""
        return np.asarray(self.tours.prize * (1.0 - self.level))

    def step(self, path: float, count: NDArray[np.int64]) -> bool:
        """A step after the best tour's gain and visits; False where there is no use in another."""
        t = self.tours
        self.done += 1
        bound = float((t.prize * self.level).sum()) + t.count * path
        better = bound < self.best - 1e-6 * self.best
        self.stale = 0 if better else self.stale + 1
        self.since = 0 if bound < self.best - 2e-4 * self.best else self.since + 1
        if bound < self.best:
            self.best, self.best_level = bound, self.level.copy()
        if self.stale >= 10:
            self.scale, self.stale = self.scale * 0.6, 0
            self.level = self.best_level.copy() if self.best_level.max() < 1.0 else self.level
        slope = t.prize * (1.0 - t.count * count)
        norm = float((slope**2).sum())
        if norm <= 0.0 or self.best <= self.value + 1e-6:
            return False
        length = self.scale * max(bound - self.value, 1e-3 * self.best) / norm
        self.level = np.clip(self.level - length * slope, 0.0, 1.0)
        return True


def prove(
    tours: Tours, value: float, steps: int = 200, memory: int = 8, stop: Callable[[], bool] = lambda: False
) -> Proven:
    """The best bound met in so many steps towards `value`, the prizes of tours in hand."""
    levels, count = _Levels(tours, value), np.zeros(tours.nodes, np.int64)
    nothing, coarsest = np.zeros(tours.nodes, np.int64), _coarsest(tours)
    unit = 1
    while unit * 4 <= coarsest and tours.closes[0] // unit > TABLE:
        unit *= 4
    times = _Coarse.of(tours, unit)
    on = True
    while on and levels.done < steps // 2 and levels.since < PATIENCE and not stop():
        path = dense_path(levels.gain, times.opens, times.closes, times.ways, count)
        on = levels.step(path, count)
    levels.level = levels.best_level.copy() if levels.best_level.max() < 1.0 else levels.level
    levels.scale, levels.stale = max(0.3, levels.scale), 0
    near, unit, room = _nearest(tours, memory), 1, 2**12
    times = _Coarse.of(tours, 1)
    while on and levels.done < steps and not stop():
        path = _best_path(
            levels.gain, times.opens, times.closes, nothing, times.ways, near, room, WORK, count
        )
        if path == -1.0 and room < LABELS:
            room *= 4
            continue
        if path < 0.0:
            if unit * 4 <= coarsest:
                unit *= 4
                times = _Coarse.of(tours, unit)
            elif memory > 0:
                memory //= 2
                near = _nearest(tours, memory)
            else:
                break
            continue
        on = levels.step(path, count)
    return Proven(levels.best, levels.best_level, levels.done, memory, unit)
