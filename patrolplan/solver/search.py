"""Large neighbourhood search: take some looks off the board, put them back by best responses, keep the
result if an annealing rule accepts it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from patrolplan.solver.arena import Arena
from patrolplan.solver.board import Board
from patrolplan.solver.insert import Inserter
from patrolplan.solver.levels import Day, days_of


@dataclass(frozen=True)
class Heat:
    """Annealing temperatures as shares of the value, from first to last, falling geometrically."""

    first: float = 3e-3
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
        self.value = 0.0
        self.best = self.board.copy()
        self.best_value = 0.0
        self.moves = 0
        self._near = self._neighbours()

    def _neighbours(self) -> np.ndarray:
        lag = self.arena.movers[0].lag.astype(float) if self.arena.movers else np.zeros((0, 0))
        lag = np.where(lag < 0, 1e9, lag)
        np.fill_diagonal(lag, 0.0)
        return lag

    # construction -------------------------------------------------------------------------------

    def construct(self, alpha: float) -> None:
        """A plan from nothing: holders in random order, priced by what is left of the levels."""
        self.board = Board(self.arena)
        jobs: list[tuple[str, int]] = [("ship", i) for i in range(len(self.arena.ships))]
        jobs += [("day", j) for j, day in enumerate(self.days) for _ in range(day.quota)]
        for x in self.rng.permutation(len(jobs)):
            kind, i = jobs[x]
            if kind == "ship":
                self.fill_ship(self.board, i, alpha)
            else:
                self.fill_day(self.board, i, alpha, 4, 200)
        self.value = self.board.value()
        self.note_best()

    def fill_ship(self, board: Board, i: int, alpha: float) -> None:
        """A ship's looks in each spell from nothing."""
        ship = self.arena.ships[i]
        board.set_ship(i, board.ships[i][:0])
        for enter, leave in ship.spells:
            first = max(0, int(enter.min()))
            last = min(self.arena.movers[ship.mover].N, int(leave.max()))
            if first >= last:
                continue
            bid = self.inserter.ship(board, i, first, last, alpha)
            if bid is not None and len(bid.looks):
                board.add_ship_looks(i, bid.looks)

    def fill_day(
        self, board: Board, j: int, alpha: float, depth: int, hours: float, floor: float = 0.0
    ) -> bool:
        """One more flight on day j, among take-offs within a random span of so many hours; True when
        one was added.
        """
        day = self.days[j]
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

    # moves ----------------------------------------------------------------------------------------

    def move_ships(self) -> bool:
        """Free a few ships near one another for a span of time and bid them anew."""
        ships = [i for i in range(len(self.arena.ships)) if len(self.board.ships[i])]
        if not ships:
            return False
        rng, K = self.rng, self.arena.weight.shape[1]
        lead = int(rng.choice(ships))
        span = int(rng.integers(12, 37))
        looks = self.board.ships[lead]
        T = self.arena.movers[self.arena.ships[lead].mover].tables.T
        middle = int(looks[rng.integers(len(looks)), 1]) // T
        k0 = max(0, middle - int(rng.integers(0, span)))
        k1 = min(K, k0 + span)
        count = int(rng.integers(1, 5))
        where = looks[np.argmin(np.abs(looks[:, 1] - middle * T)), 0]
        others = []
        for i in ships:
            if i != lead:
                x = self.board.ships[i]
                Ti = self.arena.movers[self.arena.ships[i].mover].tables.T
                inside = x[(x[:, 1] < k1 * Ti) & (x[:, 2] > k0 * Ti)]
                far = self._near[where, inside[:, 0]].min() if len(inside) else 1e6
                others.append((far + rng.random() * 4, i))
        chosen = [lead] + [i for _, i in sorted(others)[: count - 1]]
        trial = self.board.copy()
        windows = {}
        for i in chosen:
            x = trial.ships[i]
            Ti = self.arena.movers[self.arena.ships[i].mover].tables.T
            keep = ~((x[:, 1] < k1 * Ti) & (x[:, 2] > k0 * Ti))
            first = int(x[x[:, 2] <= k0 * Ti][:, 2].max(initial=0))
            last = int(x[x[:, 1] >= k1 * Ti][:, 1].min(initial=K * Ti))
            trial.drop_ship_looks(i, keep)
            windows[i] = (first, last)
        order = rng.permutation(chosen)
        for rank, i in enumerate(order):
            alpha = 0.0 if rank == len(order) - 1 else float(rng.random() * 1.3)
            bid = self.inserter.ship(trial, int(i), *windows[int(i)], alpha)
            if bid is None:
                return False
            if len(bid.looks):
                trial.add_ship_looks(int(i), bid.looks)
        if len(order) > 1:  # a last word without prices for one that was bid with them
            i = int(order[0])
            first, last = windows[i]
            x = trial.ships[i]
            trial.drop_ship_looks(i, ~((x[:, 1] < last) & (x[:, 2] > first)))
            bid = self.inserter.ship(trial, i, first, last, 0.0)
            if bid is None:
                return False
            if len(bid.looks):
                trial.add_ship_looks(i, bid.looks)
        return self._judge(trial)

    def move_flights(self) -> bool:
        """Take one or two flights of near days off and fly them anew."""
        if not self.days:
            return False
        rng = self.rng
        trial = self.board.copy()
        j = int(rng.integers(len(self.days)))
        day = self.days[j]
        mine = [x for x, s in enumerate(trial.sorties) if self._same_day(s, day)]
        jobs = [j]
        if mine:
            trial.drop_sortie(int(rng.choice(mine)))
        if rng.random() < 0.3:
            near = [
                x for x, d in enumerate(self.days)
                if abs(d.takeoffs[0] - day.takeoffs[0]) <= 1.2 * 24 * self.arena.problem.grid.slot_ticks
            ]  # fmt: skip
            j2 = int(rng.choice(near))
            mine = [x for x, s in enumerate(trial.sorties) if self._same_day(s, self.days[j2])]
            if mine:
                trial.drop_sortie(int(rng.choice(mine)))
                jobs.append(j2)
        # one flight alone comes back unless a better one, or one hardly worse, is found
        lost = self.value - trial.value() if len(jobs) == 1 else 0.0
        floor = lost - 4.0 * self.temperature * self.best_value
        for rank, job in enumerate(jobs):
            alpha = 0.0 if rank == len(jobs) - 1 else float(rng.random())
            hours = float(rng.choice([2.0, 4.0, 12.0]))
            if not self.fill_day(trial, job, alpha, 2, hours, max(0.0, floor)) and floor > 0.0:
                return False
        return self._judge(trial)

    @staticmethod
    def _same_day(sortie, day: Day) -> bool:  # type: ignore[no-untyped-def]
        return bool(sortie.detachment == day.detachment and sortie.day == day.day)

    def _judge(self, trial: Board) -> bool:
        value = trial.value()
        drop = self.value - value
        if drop <= 0 or self.rng.random() < math.exp(-drop / max(1e-300, self.temperature * self.best_value)):
            self.board, self.value = trial, value
            self.note_best()
            return True
        return False

    def note_best(self) -> None:
        """Keep the board as the best so far if it is."""
        if self.value > self.best_value + 1e-12:
            self.best, self.best_value = self.board.copy(), self.value

    temperature = 0.0

    def anneal(self, moves: int, heat: Heat, done: int, whole: int, stop: Callable[[], bool]) -> None:
        """`moves` moves of a run of `whole`, of which `done` lie behind."""
        flights = len(self.board.sorties)
        share = 0.0 if not flights else (1.0 if not self.arena.ships else 0.5)
        for m in range(moves):
            if stop():
                return
            self.temperature = heat.at(min(1.0, (done + m) / whole))
            if self.rng.random() < share:
                self.move_flights()
            else:
                self.move_ships()
            self.moves += 1
            if self.moves % 200 == 0:
                self.board.recount()
                self.value = self.board.value()
