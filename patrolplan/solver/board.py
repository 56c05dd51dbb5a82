"""A plan under way: who looks where, what is held, and what each slot is covered with.

The board is the one thing in the solver that changes in place; searches own theirs alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Choice, Flight, Look
from patrolplan.solver.arena import Arena, MoverArena
from patrolplan.solver.asked import tally
from patrolplan.solver.bids import NOTHING
from patrolplan.solver.crewing import apart, name_crews
from patrolplan.solver.jit import kernel
from patrolplan.solver.lattice import Flights
from patrolplan.solver.looks import cover, hold, value_of
from patrolplan.solver.supply import Spells, Stop, idle_stretches, with_stops


@dataclass(frozen=True)
class Sortie:
    """A flight on the board; looks in the mover's units."""

    detachment: int
    day: int
    takeoff: int
    landing: int
    looks: NDArray[np.int64]


@kernel
def open_runs(
    allowed: np.ndarray, owner: np.ndarray, T: int, first: int, last: int, free: np.ndarray
) -> None:
    """free[s, t] for t in [first, last]: units from t on in slots allowed and held by nobody."""
    n, K = allowed.shape
    top = min(K, (last - 1) // T + 1)
    for s in range(n):
        run = 0
        free[s, last] = 0
        for k in range(top - 1, first // T - 1, -1):
            ok = allowed[s, k] and owner[s, k] < 0
            for t in range(min(last, (k + 1) * T) - 1, max(first, k * T) - 1, -1):
                run = run + 1 if ok else 0
                free[s, t] = run


@kernel
def left_over(
    weight: np.ndarray,
    level: np.ndarray,
    C: np.ndarray,
    k0: int,
    k1: int,
    alpha: float,
    w: np.ndarray,
    root: np.ndarray,
) -> None:
    """What is left to see and what it is priced at, slots [k0, k1): w = weight exp(-C), and the root
    of the level that remains once C is paid for: 1 - exp(-max(0, -alpha ln(1 - level) - C)).
    """
    for s in range(weight.shape[0]):
        for k in range(k0, k1):
            c = C[s, k]
            w[s, k] = weight[s, k] * np.exp(-c) if c > 0.0 else weight[s, k]
            root[s, k] = 0.0
            if alpha > 0.0 and level[s, k] > 0.0:
                x = -alpha * np.log1p(-min(level[s, k], 0.999999)) - c
                if x > 0.0:
                    root[s, k] = np.sqrt(-np.expm1(-x))


class Board:
    """Coverage C (n, K), owner of each held slot, ships' looks and sorties."""

    def __init__(self, arena: Arena) -> None:
        self.arena = arena
        n, K = arena.weight.shape
        self.C = np.zeros((n, K))
        self.owner = np.full((n, K), -1, np.int32)
        self.ships: list[NDArray[np.int64]] = [NOTHING for _ in arena.ships]
        self.sorties: list[Sortie] = []
        self.stops: list[tuple[tuple[Stop, ...], ...]] = [() for _ in arena.ships]
        self._spells: list[Spells] = [ship.spells for ship in arena.ships]
        self.met = np.zeros(0 if arena.asked is None else arena.asked.rows, np.int64)

    def copy(self) -> Board:
        """A board of its own with the same looks."""
        other = Board.__new__(Board)
        other.arena = self.arena
        other.C = self.C.copy()
        other.owner = self.owner.copy()
        other.ships = list(self.ships)
        other.sorties = list(self.sorties)
        other.met = self.met.copy()
        other.stops = list(self.stops)
        other._spells = list(self._spells)
        return other

    def value(self) -> float:
        """Of the objective: what is seen less what is missed of the requirements."""
        return self.seen() - self.short()

    def seen(self) -> float:
        """Sum of w (1 - exp(-C))."""
        return float(value_of(self.arena.weight, self.C))

    def short(self) -> float:
        """What missing requirements cost, rules at prices that nothing outweighs."""
        asked = self.arena.asked
        short = self._unsupplied()
        if self.arena.dues is not None:
            short += self.arena.dues.cost((s.detachment, s.day, s.takeoff) for s in self.sorties)
        if asked is None:
            return short
        short += float(asked.price[self.met <= 0].sum())
        if len(asked.cover_price):
            missing = np.maximum(asked.cover_need - asked.covered(-np.expm1(-self.C)), 0.0)
            short += float((asked.cover_price * missing).sum())
        return short

    def _unsupplied(self) -> float:
        """A price that nothing outweighs for each stretch before a stop without a task of the ship: her tasks
        say where she stops.
        """
        empty = 0
        for i, stops in enumerate(self.stops):
            if stops and len(self.ships[i]):
                empty += idle_stretches(self.ships[i], stops, self._spells[i])
        if not empty:
            return 0.0
        asked = self.arena.asked
        most = 0.0 if asked is None else asked.most
        most += 0.0 if self.arena.dues is None else self.arena.dues.most()
        return empty * (2.0 * (float(self.arena.weight.sum()) + most) + 1.0)

    def missed_rules(self) -> NDArray[np.int64]:
        """Rows of the rules that no look meets."""
        asked = self.arena.asked
        if asked is None:
            return np.zeros(0, np.int64)
        return np.flatnonzero(asked.rule & (self.met <= 0))

    def spells(self, i: int) -> Spells:
        """Ship i's spells, cut where she replenishes."""
        return self._spells[i]

    def set_stops(self, i: int, stops: tuple[tuple[Stop, ...], ...]) -> None:
        """Where and when ship i replenishes, spell by spell; none at all: not decided yet."""
        ship = self.arena.ships[i]
        self.stops[i], self._spells[i] = stops, ship.spells
        if ship.supplies is not None and stops:
            self._spells[i] = with_stops(ship.spells, stops, ship.supplies, self.arena.movers[ship.mover].lag)

    def mover_of_ship(self, i: int) -> MoverArena:
        """The mover of ship i."""
        return self.arena.movers[self.arena.ships[i].mover]

    def mover_of(self, detachment: int) -> MoverArena:
        """The mover of a detachment."""
        return self.arena.movers[self.arena.problem.detachments[detachment].mover]

    def _tally(self, number: int, looks: NDArray[np.int64], sign: int) -> None:
        a = self.arena.asked
        if a is not None and a.rows:
            mover = self.arena.movers[number]
            tally(
                self.met, a.begin, a.row, a.first, a.last, a.mover, a.within, a.first_tick, a.last_tick,
                looks, mover.tables.T, mover.step, number, sign,
            )  # fmt: skip

    def _put(self, number: int, looks: NDArray[np.int64], who: int) -> None:
        mover = self.arena.movers[number]
        if len(looks):
            self._tally(number, looks, 1)
            t = mover.tables
            cover(self.C, mover.total, mover.rate, looks, t.T, t.D, 1.0)
            hold(self.owner, looks, t.T, who)

    def _take(self, number: int, looks: NDArray[np.int64]) -> None:
        mover = self.arena.movers[number]
        if len(looks):
            self._tally(number, looks, -1)
            t = mover.tables
            cover(self.C, mover.total, mover.rate, looks, t.T, t.D, -1.0)
            hold(self.owner, looks, t.T, -1)

    def set_ship(self, i: int, looks: NDArray[np.int64]) -> None:
        """Replace all of a ship's looks."""
        number = self.arena.ships[i].mover
        self._take(number, self.ships[i])
        self.ships[i] = looks
        self._put(number, looks, i)

    def drop_ship_looks(self, i: int, keep: NDArray[np.bool_]) -> None:
        """Take the looks that are not kept off the board."""
        self._take(self.arena.ships[i].mover, self.ships[i][~keep])
        self.ships[i] = self.ships[i][keep]

    def add_ship_looks(self, i: int, looks: NDArray[np.int64]) -> None:
        """Add looks between those that stand."""
        self._put(self.arena.ships[i].mover, looks, i)
        both = np.concatenate([self.ships[i], looks])
        self.ships[i] = both[np.argsort(both[:, 1], kind="stable")]

    def add_sortie(self, sortie: Sortie) -> None:
        """Put a sortie on the board."""
        number = self.arena.problem.detachments[sortie.detachment].mover
        self._put(number, sortie.looks, len(self.ships) + sortie.detachment)
        self.sorties.append(sortie)

    def drop_sortie(self, x: int) -> Sortie:
        """Take sortie x off the board and hand it back."""
        sortie = self.sorties.pop(x)
        self._take(self.arena.problem.detachments[sortie.detachment].mover, sortie.looks)
        return sortie

    def recount(self) -> None:
        """Coverage anew from the looks, so that rounding does not pile up."""
        self.C[:] = 0.0
        for i, looks in enumerate(self.ships):
            mover = self.mover_of_ship(i)
            cover(self.C, mover.total, mover.rate, looks, mover.tables.T, mover.tables.D, 1.0)
        for s in self.sorties:
            mover = self.mover_of(s.detachment)
            cover(self.C, mover.total, mover.rate, s.looks, mover.tables.T, mover.tables.D, 1.0)
        np.maximum(self.C, 0.0, out=self.C)

    def owed(self, detachment: int, day: int) -> float:
        """What one more take-off of that day earns by itself."""
        if self.arena.dues is None:
            return 0.0
        flown = sum((s.detachment, s.day) == (detachment, day) for s in self.sorties)
        return self.arena.dues.owed(detachment, day, flown)

    def can_fly(self, detachment: int, day: int, takeoff: int, landing: int) -> bool:
        """May this flight be added, by quotas, gaps between take-offs, airframes and crews?"""
        all_ = self.arena.problem.detachments
        det = all_[detachment]
        if any(not apart(det, all_[s.detachment], takeoff, s.takeoff) for s in self.sorties):
            return False
        mine = [s for s in self.sorties if s.detachment == detachment]
        if sum(s.day == day for s in mine) >= det.per_day[day]:
            return False
        week = det.week[day]
        if sum(det.week[s.day] == week for s in mine) >= det.per_week:
            return False
        times = sorted([(s.takeoff, s.landing) for s in mine] + [(takeoff, landing)])
        return name_crews(det.crewing, times) is not None

    def choice(self) -> Choice:
        """In the problem's own rows and ticks, sorties with airframes and crews named."""
        rows = self.arena.sectors

        def looks(mover: MoverArena, array: NDArray[np.int64]) -> tuple[Look, ...]:
            return tuple(Look(int(rows[s]), int(a) * mover.step, int(b) * mover.step) for s, a, b in array)

        ships = tuple(looks(self.mover_of_ship(i), x) for i, x in enumerate(self.ships))
        flights = []
        for d, det in enumerate(self.arena.problem.detachments):
            mine = sorted(
                (s for s in self.sorties if s.detachment == d), key=lambda s: (s.takeoff, s.landing)
            )
            names = name_crews(det.crewing, [(s.takeoff, s.landing) for s in mine])
            assert names is not None, "a sortie was added that nobody can fly"
            for s, (airframe, crew) in zip(mine, names, strict=True):
                flights.append(
                    Flight(d, s.takeoff, s.landing, looks(self.mover_of(d), s.looks), airframe, crew)
                )
        flights.sort(key=lambda f: (f.takeoff, f.detachment, f.landing))
        return Choice(ships, tuple(flights))


def landing_of(
    flights: Flights, mover: MoverArena, rows: NDArray[np.int64], takeoff: int, looks: NDArray[np.int64]
) -> int:
    """Earliest landing tick of a flight with these looks (-1: none)."""
    s, _, b = looks[-1]
    return flights.landing(takeoff, int(rows[s]), int(b) * mover.step)
