"""A take-off's bid: the dearest flight, found layer by layer in time.

A flight leaves the base, makes looks joined by arcs and is home in time. Waiting is free everywhere, in
the air too: the bound may relax rules, never add any. Edges are the moments at which looks may start
and end (i × step ticks); all arrays put time first, so that a take-off's window is one slice.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import NEVER, Detachment, Grid, Mover

from .compiled import compiled
from .looks import IntArray, Levels, Sight, gain
from .runs import again_edges, run_ends
from .ways import Ways, ways_of

Ends = NDArray[np.int32]


class Flying(NamedTuple):
    """How a detachment's flights move; independent of levels and take-offs."""

    between: Ways
    outbound: Ways
    home: IntArray
    """(edges, S) first tick at which one who ends a look at that edge can land; NEVER: not at all."""
    again: IntArray
    """(edges, S) first edge, behind a forbidden slot, for another look in the same sector."""
    ends: IntArray
    """(S, K + 1) tick at which the run of allowed slots from step k ends."""
    shortest: IntArray
    """(S,) steps of the shortest look."""
    longest: IntArray
    """(S,) steps of the longest look that any flight can make there; 0: out of reach."""
    step: int


@compiled
def _home(inbound: Ways, landing: NDArray[np.bool_], sectors: int, step: int) -> IntArray:
    horizon = len(landing) - 1
    opens = np.full(horizon + 1, 2**30, dtype=np.int64)  # first open landing tick from t on
    for t in range(horizon, -1, -1):
        opens[t] = t if landing[t] else (opens[t + 1] if t < horizon else 2**30)
    home = np.full((horizon // step + 1, sectors), 2**30, dtype=np.int64)
    for i in range(len(home)):
        for s in range(sectors):
            for w in range(inbound.first[s], inbound.first[s + 1]):
                departs = max(i * step, inbound.opens[w])
                there = departs + inbound.ticks[w]
                if departs < inbound.closes[w] and there <= horizon:
                    home[i, s] = min(home[i, s], opens[there])
    return home


def _shortest(first: Ends, legs: Ends, near: Ends, far: Ends, ticks: Ends, sectors: int) -> IntArray:
    """(S,) fewest ticks between base and sector, whatever the arcs' hours.

    A first leg from the base to `first` takes `legs`; then arcs lead from `near` to `far` in `ticks`.
    """
    best = np.full(sectors, NEVER, dtype=np.int64)
    np.minimum.at(best, first, legs)
    while True:
        shorter = best.copy()
        np.minimum.at(shorter, far, best[near] + ticks)
        if np.array_equal(shorter, best):
            return best
        best = shorter


def flying_of(det: Detachment, mover: Mover, grid: Grid) -> Flying:
    """What does not change from one take-off to the next."""
    step, sectors = mover.step, grid.sectors
    inbound, outbound = ways_of(det.inbound, sectors), ways_of(det.outbound, 1)
    # a look leaves time at least for the shortest ways out and home, by way of any other sectors
    arcs = mover.arcs
    out = _shortest(det.outbound.head, det.outbound.ticks, arcs.tail, arcs.head, arcs.ticks, sectors)
    back = _shortest(det.inbound.tail, det.inbound.ticks, arcs.head, arcs.tail, arcs.ticks, sectors)
    allowed = np.ascontiguousarray(mover.allowed)
    edges = grid.horizon // step + 1
    return Flying(
        between=ways_of(mover.arcs, sectors),
        outbound=outbound,
        home=_home(inbound, np.ascontiguousarray(det.landing), sectors, step),
        again=np.ascontiguousarray(again_edges(allowed, grid.slot_ticks, step, edges).T),
        ends=run_ends(allowed, grid.slot_ticks),
        shortest=np.maximum(1, -(-mover.min_task.astype(np.int64) // step)),
        longest=np.maximum(0, (det.max_block - out - back) // step),
        step=step,
    )


@compiled
def fill_gains(
    table: IntArray, first_edge: int, sight: Sight, levels: Levels, flying: Flying, low: int, high: int
) -> None:
    """Write the gains of all looks in sectors low … high - 1 that start at the table's edges.

    `table[i, s, n]` is that of the look of n steps from edge `first_edge + i`; it keeps its -1 where no
    such look is allowed or can be part of any flight.
    """
    step = flying.step
    last_tick = sight.exposure.shape[1] - 1
    for s in range(low, high):
        for i in range(len(table)):
            a = (first_edge + i) * step
            if a >= last_tick:
                break
            for n in range(flying.shortest[s], flying.longest[s] + 1):
                b = a + n * step
                if b > flying.ends[s, a // sight.slot_ticks]:
                    break
                table[i, s, n] = gain(sight, levels, s, a, b)


@compiled
def forward(table: IntArray, first_edge: int, takeoff: int, flying: Flying) -> tuple[IntArray, IntArray]:
    """Dearest way to each state of one take-off's window, (edges, S) each; -1: cannot be.

    `ready`: in the sector and free to start a look there; `ended`: a look there ended just now.
    `table` holds the gains of looks from the window's edges (the first is edge `first_edge`).
    """
    edges, sectors = table.shape[0], table.shape[1]
    step, out, ways = flying.step, flying.outbound, flying.between
    ready = np.full((edges, sectors), -1, dtype=np.int64)
    ended = np.full((edges, sectors), -1, dtype=np.int64)
    for w in range(out.first[0], out.first[1]):
        departs = max(takeoff, out.opens[w])
        i = (departs + out.ticks[w] + step - 1) // step - first_edge
        if departs < out.closes[w] and i < edges:
            ready[i, out.head[w]] = 0
    before = np.full(sectors, -1, dtype=np.int64)
    for i in range(edges):
        tick = (first_edge + i) * step
        for s in range(sectors):
            # one who ended earlier with as much could wait till now: then nothing new starts from here
            if ended[i, s] <= before[s]:
                continue
            before[s] = ended[i, s]
            j = flying.again[first_edge + i, s] - first_edge
            if j < edges:
                ready[j, s] = max(ready[j, s], ended[i, s])
            for w in range(ways.first[s], ways.first[s + 1]):
                departs = max(tick, ways.opens[w])
                j = (departs + ways.ticks[w] + step - 1) // step - first_edge
                if departs < ways.closes[w] and j < edges:
                    ready[j, ways.head[w]] = max(ready[j, ways.head[w]], ended[i, s])
        for s in range(sectors):
            if i > 0:
                ready[i, s] = max(ready[i, s], ready[i - 1, s])
            if ready[i, s] < 0:
                continue
            for n in range(flying.shortest[s], min(flying.longest[s], edges - 1 - i) + 1):
                if table[i, s, n] >= 0:
                    ended[i + n, s] = max(ended[i + n, s], ready[i, s] + table[i, s, n])
    return ready, ended


@compiled
def dearest(ended: IntArray, first_edge: int, latest: int, flying: Flying) -> int:
    """The best of all flights that can land by `latest`; -1 if there is none."""
    best = -1
    for i in range(len(ended)):
        for s in range(ended.shape[1]):
            if flying.home[first_edge + i, s] <= latest:
                best = max(best, ended[i, s])
    return best


@compiled
def backward(table: IntArray, first_edge: int, latest: int, flying: Flying) -> IntArray:
    """(edges, S): the most that one who has just ended a look there can still earn and be home by
    `latest`; -1: cannot.
    """
    edges, sectors = table.shape[0], table.shape[1]
    step, ways = flying.step, flying.between
    start = np.full((edges, sectors), -1, dtype=np.int64)  # free to start a look
    onward = np.full((edges, sectors), -1, dtype=np.int64)
    for i in range(edges - 1, -1, -1):
        tick = (first_edge + i) * step
        for s in range(sectors):
            if i + 1 < edges:
                start[i, s] = start[i + 1, s]
            for n in range(flying.shortest[s], min(flying.longest[s], edges - 1 - i) + 1):
                if table[i, s, n] >= 0 and onward[i + n, s] >= 0:
                    start[i, s] = max(start[i, s], table[i, s, n] + onward[i + n, s])
        for s in range(sectors):
            if flying.home[first_edge + i, s] <= latest:
                onward[i, s] = 0
            j = flying.again[first_edge + i, s] - first_edge
            if j < edges:
                onward[i, s] = max(onward[i, s], start[j, s])
            for w in range(ways.first[s], ways.first[s + 1]):
                departs = max(tick, ways.opens[w])
                j = (departs + ways.ticks[w] + step - 1) // step - first_edge
                if departs < ways.closes[w] and j < edges:
                    onward[i, s] = max(onward[i, s], start[j, ways.head[w]])
    return onward
