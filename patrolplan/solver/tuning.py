"""Levels tuned slice by slice, on one thread, beside the search."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.solver.board import Board
from patrolplan.solver.days import Effort
from patrolplan.solver.levels import Levels
from patrolplan.solver.stop import Stop


@dataclass(frozen=True)
class Steps:
    """Subgradient steps from first to last, falling geometrically over the whole run."""

    first: float = 0.04
    last: float = 0.0005

    def at(self, share: float) -> float:
        """The step when this share of the rounds is done."""
        return float(self.first * (self.last / self.first) ** share)


class Tuning:
    """The levels of a run and their moving average, which is what is proven in the end."""

    def __init__(self, levels: Levels, rounds: int, steps: Steps | None = None) -> None:
        self.levels = levels
        self.average: NDArray[np.float64] = levels.level.copy()
        self._whole = rounds
        self._steps = steps or Steps()
        self.done = 0

    def slice(self, rounds: int, refreshes: int, stop: Stop) -> None:
        """So many rounds, the flight pools filled anew `refreshes` times among them."""
        every = max(1, rounds // max(1, refreshes))
        for r in range(rounds):
            if stop.early():
                return
            if self.levels.days and r % every == 0:
                at = self.average if self.done else self.levels.level
                self.levels.refresh(Effort(6, 4, 0.01, 24), None, at, keep=8)
            self.levels.round(self._steps.at(self.done / self._whole))
            self.average += 0.1 * (self.levels.level - self.average)
            self.done += 1

    def learn(self, board: Board) -> None:
        """Put a plan's flights into the pools."""
        for sortie in board.sorties:
            for j, day in enumerate(self.levels.days):
                if day.detachment == sortie.detachment and day.day == sortie.day:
                    self.levels.add_flight(j, sortie.takeoff, sortie.looks)
