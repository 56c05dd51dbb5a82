"""Private levels paid where a flight goes: tolls by group of sectors, and the dearest flight with them.

A flight that comes into a group of sectors pays, once, for every raised slot of the group that a look from
then on can still see (`private` proves that this is enough). A look that starts at tick t sees nothing of
slot k unless (k + 1) × slot + D > t, so what is to be paid never rises from edge to edge: a table of tolls
by group and edge.

The dearest flight is found as in `flights`, with one thing more to a state: the set of groups that the
flight has come into, as a mask of bits. Coming into a sector of a group that is not in the set adds the
group's toll at that edge and puts it into the set; waiting, looks and coming back change nothing. One who
ended a look earlier, with as much and the same set, can still wait until now, and as tolls never rise with
time he is owed no less: the one cut that `forward` makes stays exact. States that no flight reaches, and
sectors and hours in which no look is left, are passed over.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import MOST_GROUPS, Private, Problem

from .compiled import compiled
from .flights import Flying
from .looks import IntArray
from .ways import Ways


class Tolls(NamedTuple):
    """What a flight pays for private levels, rounded up slot by slot; in units of 1 / scale."""

    everybody: int
    """For raised slots in no group: every flight pays them."""
    group: IntArray
    """(S,) the group that the sector belongs to, -1: none, or nothing is raised there."""
    at: IntArray
    """(groups, edges) what one pays who comes into the group at that edge; never rises with the edge."""


def group_fault(private: Private) -> str | None:
    """Why the groups cannot be read, in words; None where they can."""
    if private.group is None:
        return None
    group = np.asarray(private.group)
    if group.shape != np.shape(private.sector):
        return "groups and slots differ in number"
    if not len(group):
        return None
    if not np.issubdtype(group.dtype, np.integer):
        return "a group is no whole number"
    if group.min() < -1 or group.max() >= MOST_GROUPS:
        return f"a group lies outside -1 … {MOST_GROUPS - 1}"
    pairs = {(int(s), int(g)) for s, g in zip(private.sector, group, strict=True)}
    if len(pairs) > len({s for s, _ in pairs}):
        return "one sector lies in two groups"
    return None


def tolls_of(problem: Problem, private: Private, costs: IntArray, ticks: NDArray[np.int64]) -> Tolls:
    """The tolls of one take-off.

    Args:
        problem: for its sizes.
        private: its groups; without any all is paid by everybody.
        costs: (S, K) what each slot's raise costs, 0 where nothing is raised.
        ticks: (edges,) tick of each edge of the take-off's window.

    """
    grid = problem.grid
    group = np.full(grid.sectors, -1, dtype=np.int64)
    if private.group is not None:
        group[private.sector] = private.group
    group[costs.sum(axis=1) == 0] = -1
    numbers = np.unique(group[group >= 0])
    last_seen = (np.arange(grid.steps) + 1) * grid.slot_ticks + grid.stay
    at = np.zeros((len(numbers), len(ticks)), dtype=np.int64)
    for row, number in enumerate(numbers.tolist()):
        by_slot = costs[group == number].sum(axis=0)
        at[row] = np.where(last_seen > ticks[:, np.newaxis], by_slot, 0).sum(axis=1)
    rows = np.where(group >= 0, np.searchsorted(numbers, group), -1)
    return Tolls(int(costs[group < 0].sum()), rows.astype(np.int64), at)


@compiled
def _last_starts(table: IntArray, flying: Flying) -> IntArray:
    """(S,) the last edge of the window at which a look is left that starts there; -1: there is none."""
    last = np.full(table.shape[1], -1, dtype=np.int64)
    for i in range(table.shape[0]):
        for s in range(table.shape[1]):
            for n in range(flying.shortest[s], flying.longest[s] + 1):
                if table[i, s, n] >= 0:
                    last[s] = i
                    break
    return last


@compiled
def _leading_on(ways: Ways, last: IntArray) -> Ways:
    """The ways between sectors in both of which looks are left."""
    first, kept = np.zeros_like(ways.first), np.zeros(len(ways.head), dtype=np.int64)
    count = 0
    for s in range(len(ways.first) - 1):
        for w in range(ways.first[s], ways.first[s + 1]):
            if last[s] >= 0 and last[ways.head[w]] >= 0:
                kept[count] = w
                count += 1
        first[s + 1] = count
    kept = kept[:count]
    return Ways(first, ways.head[kept], ways.ticks[kept], ways.opens[kept], ways.closes[kept])


@compiled
def forward_with_tolls(
    table: IntArray, first_edge: int, takeoff: int, flying: Flying, group: IntArray, tolls: IntArray
) -> IntArray:
    """(edges, S): the most that one who ends a look there just now has earned and paid tolls for, over all
    sets of groups; -1: cannot be. `table` as `flights.forward` takes it, `group` and `tolls` as `Tolls`.
    """
    edges, sectors = table.shape[0], table.shape[1]
    sets = 1 << len(tolls)
    step, out = flying.step, flying.outbound
    last = _last_starts(table, flying)
    ways = _leading_on(flying.between, last)
    ready = np.full((edges, sectors, sets), -1, dtype=np.int64)
    ended = np.full((edges, sectors, sets), -1, dtype=np.int64)
    for w in range(out.first[0], out.first[1]):
        s, departs = out.head[w], max(takeoff, out.opens[w])
        i = (departs + out.ticks[w] + step - 1) // step - first_edge
        if departs < out.closes[w] and i <= last[s]:
            g = group[s]
            if g < 0:
                ready[i, s, 0] = max(ready[i, s, 0], 0)
            else:
                ready[i, s, 1 << g] = max(ready[i, s, 1 << g], tolls[g, i])
    best = np.full((edges, sectors), -1, dtype=np.int64)
    before = np.full((sectors, sets), -1, dtype=np.int64)
    live = np.zeros(sets, dtype=np.int64)
    for i in range(edges):
        tick = (first_edge + i) * step
        for s in range(sectors):
            alive = 0
            for m in range(sets):
                if ended[i, s, m] > before[s, m]:  # else nothing new starts from here, as in `forward`
                    before[s, m] = ended[i, s, m]
                    best[i, s] = max(best[i, s], ended[i, s, m])
                    live[alive] = m
                    alive += 1
            if alive == 0:
                continue
            j = flying.again[first_edge + i, s] - first_edge
            if j <= last[s]:
                for m in live[:alive]:
                    ready[j, s, m] = max(ready[j, s, m], ended[i, s, m])
            for w in range(ways.first[s], ways.first[s + 1]):
                head, departs = ways.head[w], max(tick, ways.opens[w])
                j = (departs + ways.ticks[w] + step - 1) // step - first_edge
                if departs >= ways.closes[w] or j > last[head]:
                    continue
                bit, toll = 0, 0
                if group[head] >= 0:
                    bit, toll = 1 << group[head], tolls[group[head], j]
                for m in live[:alive]:
                    total = ended[i, s, m] + (toll if m & bit == 0 else 0)
                    ready[j, head, m | bit] = max(ready[j, head, m | bit], total)
        for s in range(sectors):
            if i > last[s]:
                continue
            alive = 0
            for m in range(sets):
                if i > 0:
                    ready[i, s, m] = max(ready[i, s, m], ready[i - 1, s, m])
                if ready[i, s, m] >= 0:
                    live[alive] = m
                    alive += 1
            if alive == 0:
                continue
            for n in range(flying.shortest[s], min(flying.longest[s], edges - 1 - i) + 1):
                if table[i, s, n] >= 0:
                    for m in live[:alive]:
                        total = ready[i, s, m] + table[i, s, n]
                        ended[i + n, s, m] = max(ended[i + n, s, m], total)
    return best
