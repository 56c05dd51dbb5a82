"""What a flying programme costs beside what it sees: take-offs asked for that are missing, and take-offs at
hours that are not preferred. Neither depends on where a flight looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from patrolplan.problem.types import Problem

TakeOff = tuple[int, int, int]
"""Detachment, its base-local day, tick."""


@dataclass(frozen=True)
class Dues:
    """Prices of a problem's programmes, by number of the detachment."""

    least: tuple[tuple[int, ...], ...]
    """Take-offs asked for, by day; empty: none."""
    price: tuple[float, ...]
    """Of each that is missing."""
    toll: tuple[dict[int, float], ...]
    """What a take-off costs, by its tick; left out: nothing."""

    def cost(self, takeoffs: Iterable[TakeOff]) -> float:
        """Of a programme."""
        flown: dict[tuple[int, int], int] = {}
        total = 0.0
        for d, day, tick in takeoffs:
            flown[d, day] = flown.get((d, day), 0) + 1
            total += self.toll[d].get(tick, 0.0)
        for d, least in enumerate(self.least):
            missing = sum(max(0, asked - flown.get((d, day), 0)) for day, asked in enumerate(least))
            total += missing * self.price[d]
        return total

    def asked(self, d: int, day: int) -> int:
        """Take-offs asked for on that day."""
        return self.least[d][day] if self.least[d] else 0

    def owed(self, d: int, day: int, flown: int) -> float:
        """What one more take-off earns by itself on a day that has so many."""
        return self.price[d] if flown < self.asked(d, day) else 0.0

    def most(self) -> float:
        """The cost of no flight at all."""
        return sum(p * sum(n) for p, n in zip(self.price, self.least, strict=True))


def dues_of(problem: Problem) -> Dues | None:
    """None where flights are worth what they see, and nothing else counts."""
    dets = problem.detachments
    if not any(det.asks for det in dets):
        return None
    return Dues(
        tuple(() if det.least is None else tuple(det.least.tolist()) for det in dets),
        tuple(float(det.least_price) for det in dets),
        tuple(
            {}
            if det.toll is None
            else {t: c for t, c in zip(det.takeoffs.tolist(), det.toll.tolist(), strict=True) if c > 0.0}
            for det in dets
        ),
    )
