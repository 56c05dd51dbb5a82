"""What one holder's best response earns by requirements that nobody else meets.

A row is missed or met, however many looks meet it; a chain, which adds up its looks, would be paid for each.
So a bid whose looks meet a row twice is made again with that row's price lowered, a few times (and raised
again where the row is then missed), and the best by its true worth is taken.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from patrolplan.solver.arena import Arena
from patrolplan.solver.asked import Asked, tally
from patrolplan.solver.board import Board
from patrolplan.solver.gains import Bonus

AGAIN = 4
"""How often one bid is made again at most."""
LOWER = 0.2
"""Of a price that was paid twice."""


class Wants:
    """Prices of one bid at a time. Holds working arrays: one per thread."""

    def __init__(self, arena: Arena, asked: Asked) -> None:
        self._arena = arena
        self._a = asked
        self._tables = [asked.blank() for _ in arena.movers]
        self._counts = np.zeros(asked.rows, np.int64)
        self._full = np.zeros(asked.rows)
        self._price = self._full
        self._number = 0
        self._left = 0

    def begin(self, board: Board, number: int, alpha: float, bonus: Bonus) -> NDArray[np.float64]:
        """Let gains of a mover earn what no look on the board meets; (n, K) the slots' weights with what
        areas that fall short of their coverage add. The more a bid heeds what others may see (`alpha`), the
        more it leaves for others to meet, rules aside.
        """
        a = self._a
        self._number, self._left = number, AGAIN
        self._full = np.where(board.met <= 0, a.price, 0.0)
        self._full[~a.rule] *= max(0.0, 1.0 - alpha)
        self._price = self._full.copy()
        self._put(bonus)
        if not len(a.cover_price):
            return self._arena.weight
        falls = a.covered(-np.expm1(-board.C)) < a.cover_need
        return a.weight(self._arena.weight, np.where(falls, a.cover_price, 0.0))

    def met(self, looks: NDArray[np.int64]) -> float:
        """What the holder's looks earn, each row once."""
        self._count(looks)
        return float(self._full[self._counts > 0].sum())

    def again(self, looks: NDArray[np.int64], bonus: Bonus) -> bool:
        """After a bid: whether some row was paid for twice and the bid is worth making again; prices are
        then changed.
        """
        self._count(looks)
        twice = (self._counts > 1) & (self._price > 0.0)
        self._left -= 1
        if self._left < 0 or not twice.any():
            return False
        self._price[twice] *= LOWER
        missed = (self._counts == 0) & (self._price < self._full)
        self._price[missed] = 0.5 * (self._price[missed] + self._full[missed])
        self._put(bonus)
        return True

    def _count(self, looks: NDArray[np.int64]) -> None:
        a, mover = self._a, self._arena.movers[self._number]
        self._counts[:] = 0
        tally(
            self._counts, a.begin, a.row, a.first, a.last, a.mover, a.within, a.first_tick, a.last_tick,
            looks, mover.tables.T, mover.step, self._number, 1,
        )  # fmt: skip

    def _put(self, bonus: Bonus) -> None:
        a, number = self._a, self._number
        bonus.ended, bonus.begun = a.tables(self._price, number, True, self._tables[number])
        bonus.spans = a.spans(self._price, number, self._arena.movers[number].step)
