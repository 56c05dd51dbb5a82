"""Annealing over the moves on tours: most strings are ejected and the tours filled again, in between
segments move, tails are exchanged, visits swapped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from patrolplan.solver.jit import kernel
from patrolplan.solver.local.moves import eject, move_segment, refill, replace, reverse, swap_tails
from patrolplan.solver.local.route import retime
from patrolplan.solver.local.tours import Routes, Tours


@dataclass(frozen=True)
class Heat:
    """Temperatures as shares of the mean prize, from first to last, falling geometrically."""

    first: float = 0.3
    last: float = 0.02

    def at(self, share: float) -> float:
        """Temperature when this share of the run is done."""
        return float(self.first * (self.last / self.first) ** min(1.0, share))


@kernel
def _sown(seed: int) -> None:
    np.random.seed(seed)


@kernel
def _worth(prize: np.ndarray, time: float, row: np.ndarray, size: np.ndarray, travel: np.ndarray) -> float:
    """Prizes less a hair for travel, so that of equals the shorter tours are kept."""
    total = 0.0
    for r in range(len(size)):
        for x in range(1, size[r]):
            total += prize[row[r, x]] - time * travel[row[r, x - 1], row[r, x]]
    return total


@kernel
def _keys(kind: int, prize: np.ndarray, closes: np.ndarray, opens: np.ndarray, lasts: np.ndarray, mean: float,
          key: np.ndarray) -> None:  # fmt: skip
    """In which order nodes are inserted."""
    for v in range(len(prize)):
        chance = np.random.random()
        if kind == 0:
            key[v] = chance
        elif kind == 1:
            key[v] = prize[v] * (0.5 + chance)
        elif kind == 2:
            key[v] = prize[v] / (mean + lasts[v]) * (0.5 + chance)
        elif kind == 3:
            key[v] = -(closes[v] - opens[v]) * (0.7 + 0.6 * chance)
        else:
            key[v] = -closes[v] * (0.9 + 0.2 * chance)


@kernel
def _run(
    moves: int, heat: float, most: int, time: float, near: np.ndarray, prize: np.ndarray, opens: np.ndarray,
    closes: np.ndarray, lasts: np.ndarray, travel: np.ndarray, row: np.ndarray, size: np.ndarray,
    home: np.ndarray, best_row: np.ndarray, best_size: np.ndarray, best: float,
) -> float:  # fmt: skip
    """So many moves from the tours in `row`; the best so far go to `best_row`. Returns their worth."""
    tours, n = len(size), len(prize)
    early, late = np.zeros(row.shape, np.int64), np.zeros(row.shape, np.int64)
    for r in range(tours):
        retime(r, row, size, early, late, opens, closes, lasts, travel)
    now = _worth(prize, time, row, size, travel)
    mean = travel.astype(np.float64)[0].mean() / 2
    key, touched = np.zeros(n), np.ones(tours, np.bool_)
    refill(prize, 0.0, touched, row, size, early, late, home, opens, closes, lasts, travel)
    now = _worth(prize, time, row, size, travel)
    row0, size0, home0 = row.copy(), size.copy(), home.copy()
    early0, late0 = early.copy(), late.copy()
    for _ in range(moves):
        pick = np.random.random()
        changed = True
        touched[:] = False
        if pick < 0.75:
            eject(near, most, touched, row, size, early, late, home, opens, closes, lasts, travel)
        elif pick < 0.83:
            changed = replace(touched, prize, row, size, early, late, home, opens, closes, lasts, travel)
        elif pick < 0.91:
            changed = move_segment(touched, row, size, early, late, home, opens, closes, lasts, travel)
        elif pick < 0.97:
            changed = swap_tails(touched, row, size, early, late, home, opens, closes, lasts, travel)
        else:
            changed = reverse(touched, row, size, early, late, opens, closes, lasts, travel)
        if not changed:
            continue
        kind = np.random.randint(0, 10)
        _keys(0 if kind < 3 else 1 if kind < 6 else 2 if kind < 8 else 3 if kind < 9 else 4,
              prize, closes, opens, lasts, mean, key)  # fmt: skip
        refill(key, 0.01, touched, row, size, early, late, home, opens, closes, lasts, travel)
        then = _worth(prize, time, row, size, travel)
        if then >= now or then > now + heat * np.log(max(1e-300, np.random.random())):
            now = then
            row0[:], size0[:], home0[:], early0[:], late0[:] = row, size, home, early, late
            if then > best + 1e-9:
                best = then
                best_row[:], best_size[:] = row, size
        else:
            row[:], size[:], home[:], early[:], late[:] = row0, size0, home0, early0, late0
    return best


class Annealing:
    """One run under way: the tours in hand, the best so far, a random stream of its own."""

    def __init__(self, tours: Tours, seed: int, first: Routes = ()) -> None:
        self.tours = tours
        self.seed = seed
        n, count = tours.nodes, tours.count
        self._row = np.zeros((count, n + 2), np.int64)
        self._size = np.full(count, 2, np.int64)
        self._home = np.full(n, -1, np.int64)
        for r, route in enumerate(first[:count]):
            self._row[r, 1 : len(route) + 1] = route
            self._size[r] = len(route) + 2
            self._home[list(route)] = r
        self._best_row, self._best_size = self._row.copy(), self._size.copy()
        self._best = -1e300
        order = np.argsort(tours.travel + tours.travel.T, axis=1, kind="stable")
        self._near = np.ascontiguousarray(np.array([[v for v in line if v > 0] for line in order]))
        self.rounds = 0

    def run(self, moves: int, heat: float) -> float:
        """So many moves at a temperature (a share of the mean prize); the best prize so far."""
        t = self.tours
        mean = float(t.prize[1:].mean()) if t.nodes > 1 else 1.0
        hair = 1e-4 * mean / max(1.0, float(t.travel[t.travel < 2**39].mean()))
        _sown(self.seed * 1_000_003 + self.rounds)
        self._best = _run(
            moves, heat * mean, 12, hair, self._near, t.prize, t.opens, t.closes, t.lasts, t.travel,
            self._row, self._size, self._home, self._best_row, self._best_size, self._best,
        )  # fmt: skip
        self.rounds += 1
        return self.value

    @property
    def routes(self) -> Routes:
        """The best tours so far."""
        return tuple(
            tuple(int(v) for v in line[1 : size - 1])
            for line, size in zip(self._best_row, self._best_size, strict=True)
        )

    @property
    def value(self) -> float:
        """Their prizes."""
        return float(sum(self.tours.prize[v] for route in self.routes for v in route))


def anneal(
    tours: Tours, seed: int, rounds: int, moves: int = 2000, heat: Heat | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Routes:  # fmt: skip
    """The best tours found in `rounds` × `moves` moves; the same for the same arguments."""
    run, heat = Annealing(tours, seed), heat or Heat()
    for x in range(rounds):
        if stop():
            break
        run.run(moves, heat.at(x / rounds))
    return run.routes
