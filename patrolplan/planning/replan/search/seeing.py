"""What answers are worth, each look's PODs computed once, and what they leave to others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.asked.shortfalls import met_by
from patrolplan.formulation.words.looks import Pods, pods_of
from patrolplan.problem.types import Choice, Look, Problem


class Seeing:
    """PODs of looks, each computed once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._known: dict[tuple[int, Look], Pods] = {}
        priced = [float(x) for x in problem.requirements.meetings.price if np.isfinite(x)]
        # nothing outweighs a rule
        self._rule = 2.0 * (
            float(problem.weight.sum())
            + sum(priced)
            + sum(row.price * row.need for row in problem.requirements.coverages)
            + 1.0
        )

    def pods(self, mover: int, look: Look) -> Pods:
        """As `pods_of`."""
        key = (mover, look)
        if key not in self._known:
            self._known[key] = pods_of(self.problem, mover, look)
        return self._known[key]

    def looks(self, choice: Choice) -> Iterable[tuple[int, Look]]:
        """Every look of an answer with its mover."""
        for ship, looks in zip(self.problem.ships, choice.ships, strict=True):
            for look in looks:
                yield ship.mover, look
        for flight in choice.flights:
            mover = self.problem.detachments[flight.detachment].mover
            for look in flight.looks:
                yield mover, look

    def value(self, choice: Choice) -> float:
        """Σ w(1 − Π(1 − POD)) over the looks of an answer, less what it leaves short of what is asked for."""
        missed = self.missed(choice)
        return float((self.problem.weight * (1.0 - missed)).sum()) - self._short(choice, missed)

    def _short(self, choice: Choice, missed: NDArray[np.float64]) -> float:
        asked = self.problem.requirements
        if not len(asked):
            return 0.0
        met = met_by(self.problem, self.looks(choice))
        price = np.where(np.isinf(asked.meetings.price), self._rule, asked.meetings.price)
        short = float(price[~met].sum())
        for row in asked.coverages:
            seen = float((row.weight * (1.0 - missed[row.sector])).sum())
            short += row.price * max(row.need - seen, 0.0)
        return short

    def missed(self, choice: Choice) -> NDArray[np.float64]:
        """(S, K) Π(1 − POD)."""
        missed = np.ones(self.problem.weight.shape)
        for mover, look in self.looks(choice):
            for step, pod in self.pods(mover, look):
                missed[look.sector, step] *= 1.0 - pod
        return missed

    def free(self, choice: Choice) -> Free:
        """What is left to see of an answer, and which slots nobody holds."""
        open_ = np.ones(self.problem.weight.shape, dtype=np.bool_)
        ticks = self.problem.grid.slot_ticks
        for _, look in self.looks(choice):
            open_[look.sector, look.start // ticks : -(-look.end // ticks)] = False
        return Free(self.problem.weight * self.missed(choice), open_)


@dataclass(frozen=True)
class Free:
    """What the others leave: weights, and slots that they do not hold."""

    weight: NDArray[np.float64]
    open: NDArray[np.bool_]
