"""A ship's bid: for each spell the dearest chain of tasks, found layer by layer in time.

Edges are the moments at which tasks may start and end, i = 0, 1, … at i × step ticks. At each edge three
figures per sector suffice: `ended`, the best chain whose last task ended there just now; `ready`, the
best chain of one who is in the sector and free to start a task (having come by an arc, or from
outside, and perhaps waited); `long`, as `ended` for a task that has lasted so long that how it
goes on no longer depends on when it began.

**Long tasks.** Let a <= a* <= b - D with a* the edge of a slot. For what begins in a slot before a* the
look [a, b) has said all it can: min(u + D, b) = u + D. For what begins later max(u, a) = u. So
going on from b to b' adds the same whatever a was, and the same numbers enter `looks.gain`, so the same
integers come out: gain(a, b') = gain(a, b) + gain(a*, b') - gain(a*, b), exactly. With a* the last slot's
edge not after b - D this holds for every start a <= a*, that is, once a task has lasted D (and up to one
slot more where tasks need not start on slot edges). Shorter tasks, and those at the least allowed
length, are taken one by one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Grid, Mover, Spell

from .compiled import compiled
from .looks import IntArray, Levels, Sight, gain, sight_of
from .runs import again_edges, run_ends
from .ways import Ways


class TaskTables(NamedTuple):
    """Gains of one mover's tasks."""

    explicit: IntArray
    """(S, edges, N + 1): of the task of n steps from edge i; -1 where not allowed or too short."""
    longest: IntArray
    """(S,) n at which a task counts as long."""
    onward: IntArray
    """(S, edges): what a long task earns between edges i and i + 1; -1 where not allowed."""
    again: IntArray
    """(S, edges): first edge, behind a forbidden slot, at which one who ended at edge i may start again."""
    step: int


@compiled
def _explicit(
    sight: Sight, levels: Levels, ends: IntArray, shortest: IntArray, longest: IntArray, step: int, edges: int
) -> IntArray:
    sectors = len(shortest)
    table = np.full((sectors, edges, longest.max() + 1), -1, dtype=np.int64)
    for s in range(sectors):
        for i in range(edges):
            a = i * step
            for n in range(shortest[s], longest[s] + 1):
                b = a + n * step
                if b > ends[s, a // sight.slot_ticks]:
                    break
                table[s, i, n] = gain(sight, levels, s, a, b)
    return table


@compiled
def _onward(sight: Sight, levels: Levels, allowed: NDArray[np.bool_], step: int, edges: int) -> IntArray:
    sectors, slot_ticks = allowed.shape[0], sight.slot_ticks
    table = np.full((sectors, edges), -1, dtype=np.int64)
    for s in range(sectors):
        for i in range(edges - 1):
            b = i * step
            c = b + step
            if b < sight.stay:
                continue
            free = True
            for k in range(b // slot_ticks, (c + slot_ticks - 1) // slot_ticks):
                free = free and allowed[s, k]
            if free:
                a = (b - sight.stay) // slot_ticks * slot_ticks
                table[s, i] = gain(sight, levels, s, a, c) - gain(sight, levels, s, a, b)
    return table


def task_tables(
    mover: Mover, grid: Grid, levels: Levels, bonuses: tuple[IntArray, IntArray] | None = None
) -> TaskTables:
    """Gains of every task of a mover under the levels; `bonuses` as `looks.sight_of` takes them."""
    step, slot_ticks = mover.step, grid.slot_ticks
    edges = grid.horizon // step + 1
    settled = grid.stay if step % slot_ticks == 0 else grid.stay + slot_ticks - 1
    shortest = np.maximum(1, -(-mover.min_task.astype(np.int64) // step))
    longest = np.minimum(np.maximum(shortest, -(-settled // step)), edges)
    allowed = np.ascontiguousarray(mover.allowed)
    sight = sight_of(mover, grid, bonuses)
    return TaskTables(
        explicit=_explicit(sight, levels, run_ends(allowed, slot_ticks), shortest, longest, step, edges),
        longest=longest,
        onward=_onward(sight, levels, allowed, step, edges),
        again=again_edges(allowed, slot_ticks, step, edges),
        step=step,
    )


@compiled
def _best_chain(tables: TaskTables, ways: Ways, entry: IntArray, leave: IntArray) -> int:
    sectors, edges, _ = tables.explicit.shape
    step = tables.step
    ready = np.full((sectors, edges), -1, dtype=np.int64)
    ended = np.full((sectors, edges), -1, dtype=np.int64)
    long = np.full((sectors, edges), -1, dtype=np.int64)
    best = 0
    for s in range(sectors):
        i = (max(entry[s], 0) + step - 1) // step
        if i < edges:
            ready[s, i] = 0
    for i in range(edges):
        for s in range(sectors):  # tasks that end here
            if i > 0 and long[s, i - 1] >= 0 and tables.onward[s, i - 1] >= 0:
                long[s, i] = max(long[s, i], long[s, i - 1] + tables.onward[s, i - 1])
            ended[s, i] = max(ended[s, i], long[s, i])
            if ended[s, i] < 0:
                continue
            if i * step <= leave[s]:
                best = max(best, ended[s, i])
            j = tables.again[s, i]
            if j < edges:
                ready[s, j] = max(ready[s, j], ended[s, i])
            for w in range(ways.first[s], ways.first[s + 1]):
                departs = max(i * step, ways.opens[w])
                j = (departs + ways.ticks[w] + step - 1) // step
                if departs < ways.closes[w] and j < edges:
                    ready[ways.head[w], j] = max(ready[ways.head[w], j], ended[s, i])
        for s in range(sectors):  # tasks that start here
            if i > 0:
                ready[s, i] = max(ready[s, i], ready[s, i - 1])
            if ready[s, i] < 0:
                continue
            for n in range(1, min(tables.longest[s], edges - 1 - i) + 1):
                if tables.explicit[s, i, n] < 0:
                    continue
                total = ready[s, i] + tables.explicit[s, i, n]
                ended[s, i + n] = max(ended[s, i + n], total)
                if n == tables.longest[s]:
                    long[s, i + n] = max(long[s, i + n], total)
    return best


def spell_bid(tables: TaskTables, ways: Ways, spell: Spell) -> int:
    """The dearest chain of tasks within a spell; 0 for the empty one."""
    return int(_best_chain(tables, ways, spell.entry.astype(np.int64), spell.exit.astype(np.int64)))
