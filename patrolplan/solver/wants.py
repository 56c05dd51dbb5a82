"""What one holder's best response earns by requirements that nobody else meets.

A row is missed or met, however many looks meet it; a chain, which adds up its looks, would be paid for each.
So a bid whose looks meet a row twice, or see more of an area than is asked, is made again with that price
lowered, a few times (and raised again where a row is then missed), and the best by its true worth is taken.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from patrolplan.solver.arena import Arena
from patrolplan.solver.asked import Asked, tally
from patrolplan.solver.board import Board
from patrolplan.solver.gains import Bonus
from patrolplan.solver.looks import cover

AGAIN = 4
"""How often one bid is made again at most."""
LOWER = 0.2
"""Of a price that was paid twice."""
OVER = 0.05
"""More coverage than is asked for, as a share of it, that may be paid for without bidding again."""


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
        self._cover = np.zeros(len(asked.cover_price))
        self._C = np.zeros_like(arena.weight)
        self._before = np.zeros(len(asked.cover_price))

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
        if len(a.cover_price):
            self._C[:] = board.C
            self._before = a.covered(-np.expm1(-self._C))
            self._cover = np.where(self._before < a.cover_need, a.cover_price, 0.0)
        return self.weight

    @property
    def weight(self) -> NDArray[np.float64]:
        """(n, K) what slots weigh in the bid to be made."""
        return self._a.weight(self._arena.weight, self._cover)

    def met(self, looks: NDArray[np.int64]) -> float:
        """What the holder's looks earn beside what their worth at `weight` says: each row once, coverage no
        further than is asked for.
        """
        self._count(looks)
        earned = float(self._full[self._counts > 0].sum())
        if not (self._cover > 0.0).any():
            return earned
        a, after = self._a, self._after(looks)
        due = np.minimum(after, a.cover_need) - np.minimum(self._before, a.cover_need)
        return earned + float((a.cover_price * due - self._cover * (after - self._before)).sum())

    def again(self, looks: NDArray[np.int64], bonus: Bonus) -> bool:
        """After a bid: whether some row was paid for twice, or more coverage than is asked for, so that the
        bid is worth making again; prices are then changed.
        """
        self._count(looks)
        twice = (self._counts > 1) & (self._price > 0.0)
        over = self._cover > 0.0
        if over.any():
            over &= self._after(looks) > self._a.cover_need * (1.0 + OVER)
        self._left -= 1
        if self._left < 0 or not (twice.any() or over.any()):
            return False
        self._cover[over] *= LOWER
        self._price[twice] *= LOWER
        missed = (self._counts == 0) & (self._price < self._full)
        self._price[missed] = 0.5 * (self._price[missed] + self._full[missed])
        self._put(bonus)
        return True

    def _after(self, looks: NDArray[np.int64]) -> NDArray[np.float64]:
        """(rows,) what is seen of each coverage row's own with these looks too."""
        mover = self._arena.movers[self._number]
        t = mover.tables
        cover(self._C, mover.total, mover.rate, looks, t.T, t.D, 1.0)
        found = self._a.covered(-np.expm1(-self._C))
        cover(self._C, mover.total, mover.rate, looks, t.T, t.D, -1.0)
        return found

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
