"""Prices of requirements under way, beside the levels: moved after each bid, as levels are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from patrolplan.solver.arena import Arena
from patrolplan.solver.asked import Asked, Tables, tally
from patrolplan.solver.gains import Bonus
from patrolplan.solver.looks import cover

SHARE, MOST = 0.3, 10.0
"""By which a row's price moves: this share of its price, but no less than a rich slot weighs and no more
than so many."""
SMOOTH = 0.1
"""How far the average moves towards the prices in hand after each round, as that of the levels does."""


class Pricing:
    """Prices of all rows (meetings, then coverages), what they make of weights and gains, their average.

    Rules that one ship alone can keep are priced beyond anything: her bids then keep them, and pay it back.
    """

    def __init__(self, arena: Arena, asked: Asked) -> None:
        self.arena = arena
        self.asked = asked
        self.cap = np.concatenate([asked.price, asked.cover_price])
        self._step = np.clip(SHARE * asked.price, asked.unit, MOST * asked.unit)
        self.price = np.zeros(len(self.cap))
        self.price[: asked.rows] = np.minimum(asked.price, self._step)
        fixed = asked.own | ~self._meetable()
        self.price[: asked.rows][fixed] = asked.price[fixed]
        self.price[asked.rows :] = 0.5 * asked.cover_price
        self.average = self.price.copy()
        self.weight = arena.weight
        self._tables: list[Tables] = [asked.blank() for _ in arena.movers]
        self._counts = np.zeros(asked.rows, np.int64)
        self._C = np.zeros_like(arena.weight)
        self._any_span = np.zeros(asked.rows, np.bool_)
        self._stale = [True] * len(arena.movers)
        self.set(self.price)

    def _meetable(self) -> NDArray[np.bool_]:
        """(R,) rows that somebody's tasks may meet, being there in time: no plan meets the others."""
        K = self.arena.weight.shape[1]
        units = np.arange(K)[None, :]
        movers: dict[int, NDArray[np.bool_]] = {}
        for ship in self.arena.ships:
            T = self.arena.movers[ship.mover].tables.T
            for enter, leave in ship.spells:
                there = (enter[:, None] < (units + 1) * T) & (units * T < leave[:, None])
                movers[ship.mover] = movers.get(ship.mover, np.zeros_like(there)) | there
        for d, det in enumerate(self.arena.problem.detachments):
            T = self.arena.movers[det.mover].tables.T
            for window in self.arena.flights[d].values():
                there = (window.entry[:, None] < (units + 1) * T) & (units * T < window.leave[:, None])
                movers[det.mover] = movers.get(det.mover, np.zeros_like(there)) | there
        a = self.asked
        found = np.zeros(a.rows, np.bool_)
        for number, there in movers.items():
            open_ = np.cumsum(there & self.arena.movers[number].allowed, axis=1)
            open_ = np.concatenate([np.zeros((len(open_), 1), np.int64), open_], axis=1)
            some = (a.mover[a.row] < 0) | (a.mover[a.row] == number)
            some &= open_[a.sector, a.last[a.row]] > open_[a.sector, a.first[a.row]]
            found[a.row[some]] = True
        return found

    def set(self, price: NDArray[np.float64]) -> None:
        """Take these prices from now on."""
        self.price = np.minimum(price, self.cap)
        self.weight = self.asked.weight(self.arena.weight, self.price[self.asked.rows :])
        self._stale = [True] * len(self._stale)

    def put(self, bonus: Bonus, mover: int) -> None:
        """Let gains of this mover earn what rows pay; a row that counts looks within a span pays all that
        touch it, as the proof does.
        """
        if self._stale[mover]:
            self.asked.tables(self.price[: self.asked.rows], mover, False, self._tables[mover])
            self._stale[mover] = False
        bonus.ended, bonus.begun = self._tables[mover]

    def ready(self) -> None:
        """Make every mover's tables, so that threads may read them side by side."""
        for mover in range(len(self._tables)):
            self.put(Bonus(), mover)

    @property
    def owed(self) -> float:
        """Σ price × what is asked."""
        return self.asked.owed(self.price)

    def counts(self, looks: NDArray[np.int64], number: int) -> NDArray[np.int64]:
        """(R,) how many of a holder's looks meet each row."""
        a, mover = self.asked, self.arena.movers[number]
        self._counts[:] = 0
        tally(
            self._counts, a.begin, a.row, a.first, a.last, a.mover, self._any_span, a.first_tick,
            a.last_tick, looks, mover.tables.T, mover.step, number, 1,
        )  # fmt: skip
        return self._counts

    def move(
        self, looks: NDArray[np.int64], number: int, level: NDArray[np.float64], share: float, step: float
    ) -> None:
        """One subgradient step after a holder's bid: rows that it meets grow cheaper, others dearer.

        Args:
            looks: the bid's, (sector, start, end) in units.
            number: its mover.
            level: of every slot.
            share: the holder's part of what is asked.
            step: as that of the levels.

        """
        a = self.asked
        price = self.price
        rows = price[: a.rows]
        moved = rows - step * self._step * (self.counts(looks, number) - share)
        free = ~a.own
        rows[free] = np.clip(moved, 0.0, self.cap[: a.rows])[free]
        if len(a.cover_price):
            mover = self.arena.movers[number]
            self._C[:] = 0.0
            cover(self._C, mover.total, mover.rate, looks, mover.tables.T, mover.tables.D, 1.0)
            p = -np.expm1(-self._C)
            earns = share * level + np.maximum(p - level, (1.0 - np.sqrt(level)) * p)
            slope = (a.covered(earns) - share * a.cover_need) / np.maximum(a.cover_need, 1e-12)
            own = price[a.rows :] - step * a.cover_price * slope
            price[a.rows :] = np.clip(own, 0.0, a.cover_price)
        self.set(price)

    def certified(self, price: NDArray[np.float64], scale: int) -> NDArray[np.int64]:
        """Prices as whole numbers over `scale`, safely under those of missing the rows, and taken from now
        on.
        """
        numbers = np.floor(np.minimum(price, self.cap) * scale).astype(np.int64)
        numbers = np.maximum(numbers - 1, 0)
        self.set(numbers / scale)
        return np.asarray(numbers, dtype=np.int64)

    def settle(self) -> None:
        """After a round."""
        self.average += SMOOTH * (self.price - self.average)
