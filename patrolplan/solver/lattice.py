"""A mover's ways and open water in its own units, ready for `chain`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import NEVER, Arcs, Detachment, Grid, Mover, Problem


@dataclass(frozen=True)
class Lattice:
    """One mover over all S sectors. N units in the horizon, T units a slot."""

    step: int
    T: int
    N: int
    lag: NDArray[np.int32]
    """(S, S) units of the way that is always open, -1 where there is none (and on the diagonal)."""
    timed: NDArray[np.int64]
    """(m, 5) ways with hours: tail, head, units, earliest arrival, closes (see `chain.forward`)."""
    allowed: NDArray[np.bool_]
    """(S, K)."""


@dataclass(frozen=True)
class Gate:
    """Ways between a base and the sectors: `plain` (S,) ticks always open (-1: none), `timed` rows
    (sector, ticks, opens, closes).
    """

    plain: NDArray[np.int64]
    timed: NDArray[np.int64]


def lattice(grid: Grid, mover: Mover) -> Lattice:
    """Arcs split into those always open and those with hours, times rounded up to units."""
    S = grid.sectors
    T = grid.slot_ticks // mover.step
    arcs = mover.arcs
    always = (arcs.opens <= 0) & (arcs.closes >= grid.horizon)
    lag = np.full((S, S), NEVER, np.int64)
    units = -(-arcs.ticks.astype(np.int64) // mover.step)
    np.minimum.at(lag, (arcs.tail[always], arcs.head[always]), units[always])
    lag[lag >= NEVER] = -1
    np.fill_diagonal(lag, -1)
    some = ~always & (arcs.opens < arcs.closes)
    timed = np.stack(
        [
            arcs.tail[some],
            arcs.head[some],
            units[some],
            -(-(arcs.opens[some].astype(np.int64) + arcs.ticks[some]) // mover.step),
            -(-arcs.closes[some].astype(np.int64) // mover.step),
        ],
        axis=1,
    ).astype(np.int64)
    return Lattice(
        mover.step, T, grid.steps * T, lag.astype(np.int32), np.ascontiguousarray(timed), mover.allowed
    )


def gate(arcs: Arcs, sectors: int, horizon: int, outward: bool) -> Gate:
    """The ways out of a base, or back to it."""
    ends = (arcs.head if outward else arcs.tail).astype(np.int64)
    always = (arcs.opens <= 0) & (arcs.closes >= horizon)
    plain = np.full(sectors, NEVER, np.int64)
    np.minimum.at(plain, ends[always], arcs.ticks[always])
    plain[plain >= NEVER] = -1
    some = ~always
    timed = np.stack([ends[some], arcs.ticks[some], arcs.opens[some], arcs.closes[some]], axis=1)
    return Gate(plain, np.ascontiguousarray(timed.astype(np.int64)))


def run_lengths(open_slots: NDArray[np.bool_], T: int) -> NDArray[np.int32]:
    """(n, N + 1) units from t on that lie in open slots without a break; 0 at the horizon's end."""
    n, K = open_slots.shape
    runs = np.zeros((n, K + 1), np.int64)
    for k in range(K - 1, -1, -1):
        runs[:, k] = np.where(open_slots[:, k], runs[:, k + 1] + 1, 0)
    t = np.arange(K * T)
    out = np.zeros((n, K * T + 1), np.int32)
    out[:, :-1] = np.where(runs[:, t // T] > 0, runs[:, t // T] * T - t % T, 0)
    return out


@dataclass(frozen=True)
class Window:
    """The time and the reach of one flight: units [first, last], earliest look and latest end by
    sector, latest landing tick.
    """

    first: int
    last: int
    entry: NDArray[np.int32]
    leave: NDArray[np.int32]


class Flights:
    """Windows of a detachment's take-offs, by tick of take-off; flights last at most `longest` ticks."""

    def __init__(self, problem: Problem, number: int, longest: int = NEVER) -> None:
        det = problem.detachments[number]
        self._longest = min(longest, det.max_block)
        self.detachment: Detachment = det
        horizon = problem.grid.horizon
        self._out = gate(det.outbound, problem.grid.sectors, horizon, True)
        self._home = gate(det.inbound, problem.grid.sectors, horizon, False)
        self._step = problem.movers[det.mover].step
        self._horizon = horizon

    def window(self, takeoff: int, longest: int = NEVER) -> Window | None:
        """None where no landing is open in time; `longest` may shorten this one flight further."""
        det, step = self.detachment, self._step
        latest = min(takeoff + min(self._longest, longest), self._horizon)
        while latest > takeoff and not det.landing[latest]:
            latest -= 1
        if latest <= takeoff:
            return None
        entry = np.where(self._out.plain >= 0, takeoff + self._out.plain, NEVER)
        for s, ticks, opens, closes in self._out.timed:
            leaves = max(takeoff, opens)  # it holds over the base till the way opens
            if leaves < closes:
                entry[s] = min(entry[s], leaves + ticks)
        leave = np.where(self._home.plain >= 0, latest - self._home.plain, -1)
        for s, ticks, opens, closes in self._home.timed:
            leaves = min(latest - ticks, closes - 1)
            if leaves >= opens:
                leave[s] = max(leave[s], leaves)
        entry = np.minimum(-(-entry // step), NEVER)
        leave = np.where(leave >= 0, leave // step, -1)
        first, last = takeoff // step, latest // step
        return Window(first, last, entry.astype(np.int32), leave.astype(np.int32))

    def landing(self, takeoff: int, sector: int, end: int) -> int:
        """Earliest open landing tick after a look that ended in `sector` at tick `end`; -1: none."""
        det = self.detachment
        best = NEVER
        if self._home.plain[sector] >= 0:
            best = end + int(self._home.plain[sector])
        for s, ticks, opens, closes in self._home.timed:
            if s == sector and max(end, opens) < closes:
                best = min(best, max(end, int(opens)) + int(ticks))
        latest = min(takeoff + self._longest, self._horizon)
        while best <= latest and not det.landing[best]:
            best += 1
        return best if best <= latest else -1
