"""The part of a problem that a search looks at: some of its sectors, numbered anew from 0.

Near the optimum few sectors matter; searching among them is several times faster, and what is found
there is feasible for the whole. The bound is proven on an arena of all sectors.
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import NEVER, Problem
from patrolplan.solver.asked import Asked, asked_of
from patrolplan.solver.dues import Dues, dues_of
from patrolplan.solver.gains import Gains, blank
from patrolplan.solver.lattice import Flights, Lattice, Window, lattice, run_lengths
from patrolplan.solver.supply import Supplies, supplies_of
from patrolplan.solver.tables import Tables, build


@dataclass(frozen=True)
class MoverArena:
    """One mover over the arena's n sectors."""

    tables: Tables
    step: int
    N: int
    rate: NDArray[np.float64]
    """(n, K) coverage per unit."""
    total: NDArray[np.float64]
    """(n, K + 1) coverage from the horizon's opening to each slot edge."""
    lag: NDArray[np.int32]
    timed: NDArray[np.int64]
    allowed: NDArray[np.bool_]
    free: NDArray[np.int32]
    """(n, N + 1) units that may be held from each on, others' holds aside."""


@dataclass(frozen=True)
class Scratch:
    """Working arrays of one holder's programme: not shared between threads."""

    H: NDArray[np.float64]
    V: NDArray[np.float64]
    M: NDArray[np.float64]
    gains: Gains

    @staticmethod
    def of(mover: MoverArena) -> Scratch:
        """Sized for `mover`."""
        n = mover.rate.shape[0]
        shape = (n, mover.N + 1)
        return Scratch(np.empty(shape), np.empty(shape), np.empty(shape), blank(mover.tables))


@dataclass(frozen=True)
class ShipArena:
    """A ship's spells in units over the arena's sectors: (entry, leave) each (n,)."""

    mover: int
    spells: tuple[tuple[NDArray[np.int32], NDArray[np.int32]], ...]
    supplies: Supplies | None = None


@dataclass(frozen=True)
class Arena:
    """`sectors[i]` is the problem's row of the arena's sector i."""

    problem: Problem
    sectors: NDArray[np.int64]
    weight: NDArray[np.float64]
    movers: tuple[MoverArena, ...]
    ships: tuple[ShipArena, ...]
    flights: tuple[dict[int, Window], ...]
    """For each detachment, the window of each take-off that can be flown."""
    asked: Asked | None = None
    """What is required beyond the rules; None: nothing."""
    dues: Dues | None = None
    """What programmes cost beside what they see; None: nothing."""

    @property
    def priced(self) -> bool:
        """Whether a plan may be worth less than what it sees."""
        return self.asked is not None or self.dues is not None


def _tables(problem: Problem, sectors: NDArray[np.int64], pool: Executor | None) -> list[Tables]:
    """Of each mover; those that see alike share one."""
    keys = [(m.step, m.min_task.tobytes(), m.rate.tobytes()) for m in problem.movers]
    firsts = [i for i, key in enumerate(keys) if keys.index(key) == i]
    each = map if pool is None else pool.map
    made = list(each(lambda i: build(problem.grid, problem.movers[i], sectors), firsts))
    return [made[firsts.index(keys.index(key))] for key in keys]


def _mover(problem: Problem, number: int, sectors: NDArray[np.int64], tables: Tables) -> MoverArena:
    mover = problem.movers[number]
    whole: Lattice = lattice(problem.grid, mover)
    rate = np.ascontiguousarray(mover.rate[sectors] * mover.step)
    total = np.zeros((len(sectors), problem.grid.steps + 1))
    np.cumsum(rate * whole.T, axis=1, out=total[:, 1:])
    place = np.full(problem.grid.sectors, -1, np.int64)
    place[sectors] = np.arange(len(sectors))
    timed = whole.timed[(place[whole.timed[:, 0]] >= 0) & (place[whole.timed[:, 1]] >= 0)].copy()
    timed[:, 0] = place[timed[:, 0]]
    timed[:, 1] = place[timed[:, 1]]
    allowed = np.ascontiguousarray(whole.allowed[sectors])
    return MoverArena(
        tables,
        mover.step,
        whole.N,
        rate,
        total,
        np.ascontiguousarray(whole.lag[np.ix_(sectors, sectors)]),
        timed,
        allowed,
        run_lengths(allowed, whole.T),
    )


def flight_windows(
    problem: Problem, number: int, sectors: NDArray[np.int64], longest: int = NEVER
) -> dict[int, Window]:
    """Windows over `sectors` of a detachment's take-offs that can be flown in at most `longest` ticks."""
    flights = Flights(problem, number, longest)
    out = {}
    for takeoff in flights.detachment.takeoffs:
        window = flights.window(int(takeoff))
        if window is not None:
            out[int(takeoff)] = over(window, sectors)
    return out


def over(window: Window, sectors: NDArray[np.int64]) -> Window:
    """The window of some of the sectors."""
    return Window(
        window.first,
        window.last,
        np.ascontiguousarray(window.entry[sectors]),
        np.ascontiguousarray(window.leave[sectors]),
    )


def arena(problem: Problem, sectors: NDArray[np.int64] | None = None, pool: Executor | None = None) -> Arena:
    """Build the arena over `sectors` (all of them when left out), movers in parallel given a pool."""
    rows = np.arange(problem.grid.sectors) if sectors is None else np.asarray(sectors, np.int64)
    tables = _tables(problem, rows, pool)
    movers = tuple(_mover(problem, m, rows, t) for m, t in enumerate(tables))
    ships = []
    for ship in problem.ships:
        step = problem.movers[ship.mover].step
        spells = tuple(
            (
                np.minimum(-(-spell.entry[rows].astype(np.int64) // step), NEVER).astype(np.int32),
                np.where(spell.exit[rows] >= 0, spell.exit[rows] // step, -1).astype(np.int32),
            )
            for spell in ship.spells
        )
        ships.append(ShipArena(ship.mover, spells, supplies_of(ship, step)))
    flights = tuple(flight_windows(problem, d, rows) for d in range(len(problem.detachments)))
    weight = np.ascontiguousarray(problem.weight[rows])
    return Arena(
        problem, rows, weight, movers, tuple(ships), flights, asked_of(problem, rows), dues_of(problem)
    )
