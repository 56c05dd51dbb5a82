"""Large neighbourhood search: take some looks off the board, put them back by best responses, keep the
result if an annealing rule accepts it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from patrolplan.problem.types import NEVER
from patrolplan.solver.arena import Arena
from patrolplan.solver.asked import rules_first
from patrolplan.solver.board import Board, Sortie
from patrolplan.solver.insert import Inserter
from patrolplan.solver.levels import Day, days_of
from patrolplan.solver.moves import choices, stop_ship


@dataclass(frozen=True)
class Heat:
    """Annealing temperatures as shares of the value, from first to last, falling geometrically."""

    first: float = 1.5e-3
    last: float = 1e-5

    def at(self, share: float) -> float:
        """Temperature when this share of the run is done."""
        return float(self.first * (self.last / self.first) ** share)


class Search:
    """One chain of the search: a board, the best board so far, and a random stream of its own."""

    def __init__(self, arena: Arena, level: np.ndarray, seed: np.random.SeedSequence) -> None:
        self.arena = arena
        self.rng = np.random.default_rng(seed)
        self.inserter = Inserter(arena, level)
        self.days: tuple[Day, ...] = days_of(arena)
        self.board = Board(arena)
        self.value = self.board.value()
        self.best = self.board.copy()
        self.best_value = self.value
        self.moves = 0
        self.temperature = 0.0
        self.near = self._neighbours()
        self._takeoffs = {(d.detachment, d.day): frozenset(d.takeoffs) for d in self.days}

    def _neighbours(self) -> np.ndarray:
        lag = self.arena.movers[0].lag.astype(float) if self.arena.movers else np.zeros((0, 0))
        lag = np.where(lag < 0, 1e9, lag)
        np.fill_diagonal(lag, 0.0)
        return lag

    def construct(self, alpha: float) -> None:
        """A plan from nothing: holders in random order, priced by what is left of the levels."""
        self.board = Board(self.arena)
        jobs: list[tuple[str, int]] = [("ship", i) for i in range(len(self.arena.ships))]
        jobs += [("day", j) for j, day in enumerate(self.days) for _ in range(day.quota)]
        for x in rules_first(self.arena, jobs, self.days, self.rng.permutation(len(jobs))):
            kind, i = jobs[x]
            if kind == "ship":
                self.fill_ship(self.board, i, alpha)
            else:
                self.fill_day(self.board, i, alpha, 4, 200)
        self.value = self.board.value()
        self.note_best()

    def begin(self, board: Board) -> None:
        """From a plan that is given."""
        self.board = board.copy()
        self.value = self.board.value()
        self.note_best()

    def fill_ship(self, board: Board, i: int, alpha: float) -> None:
        """A ship's looks in each spell from nothing."""
        ship = self.arena.ships[i]
        board.set_ship(i, board.ships[i][:0])
        if ship.supplies is not None and not board.stops[i]:
            stop_ship(self, board, i)
        for enter, leave in board.spells(i):
            first = max(0, int(enter.min(initial=NEVER)))
            last = min(self.arena.movers[ship.mover].N, int(leave.max(initial=-1)))
            if first >= last:
                continue
            bid = self.inserter.ship(board, i, first, last, alpha)
            if bid is not None and len(bid.looks):
                board.add_ship_looks(i, bid.looks)

    def fill_day(
        self, board: Board, j: int, alpha: float, depth: int, hours: float, floor: float = 0.0
    ) -> bool:
        """One more flight on day j, among take-offs within a random span of so many hours; True when
        one was added: it is worth more than `floor`, a price that it saves included.
        """
        day = self.days[j]
        floor -= board.owed(day.detachment, day.day)
        width = hours * self.arena.problem.grid.slot_ticks
        middle = int(self.rng.choice(day.takeoffs))
        takeoffs = [k for k in day.takeoffs if abs(k - middle) <= width / 2]
        if len(takeoffs) > 8:
            takeoffs = [takeoffs[x] for x in np.sort(self.rng.choice(len(takeoffs), 8, replace=False))]
        sortie = self.inserter.flight(
            board,
            day.detachment,
            day.day,
            takeoffs,
            alpha,
            depth,
            int(self.rng.choice([1, 1, 2, 4])),
            floor,
        )
        if sortie is None:
            return False
        board.add_sortie(sortie)
        return True

    def takes_off(self, sortie: Sortie, takeoff: int) -> bool:
        """Is this one of the take-offs of the sortie's day?"""
        return takeoff in self._takeoffs[sortie.detachment, sortie.day]

    def _judge(self, trial: Board) -> bool:
        value = trial.value()
        drop = self.value - value
        if drop <= 0 or self.rng.random() < math.exp(-drop / max(1e-300, self.temperature * self.scale)):
            self.board, self.value = trial, value
            self.note_best()
            return True
        return False

    @property
    def scale(self) -> float:
        """What temperatures and margins are shares of: the best value, what is missed left out."""
        return self.best.seen() if self.arena.priced else self.best_value

    @property
    def far_behind(self) -> float:
        """The value under which another chain had better begin again from this one's best."""
        return self.best_value - 0.01 * self.scale if self.arena.priced else self.best_value * 0.99

    def note_best(self) -> None:
        """Keep the board as the best so far if it is."""
        if self.value > self.best_value + 1e-12:
            self.best, self.best_value = self.board.copy(), self.value

    def anneal(self, moves: int, heat: Heat, done: int, whole: int, stop: Callable[[], bool]) -> None:
        """`moves` moves of a run of `whole`, of which `done` lie behind."""
        moves_, chances = choices(self)
        if not moves_:
            return
        for m in range(moves):
            if stop():
                return
            self.temperature = heat.at(min(1.0, (done + m) / whole))
            trial = moves_[int(self.rng.choice(len(moves_), p=chances))](self)
            if trial is not None:
                self._judge(trial)
            self.moves += 1
            if self.moves % 200 == 0:
                self.board.recount()
                self.value = self.board.value()
