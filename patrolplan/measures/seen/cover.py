"""How well each slot is seen: the coverages of all looks at it, added up."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.record.types import Record

SURE = 1.0 - 2.0**-53
"""A POD counts as this at most, so that a certain look has a coverage (36.7) and shares can be taken."""


def coverage_of(pod: float) -> float:
    """C = −ln(1 − POD): coverages add where looks are independent (random search, Koopman 1946)."""
    return -math.log1p(-min(pod, SURE))


@dataclass(frozen=True)
class Cover:
    """Rates and coverages of a plan: S sectors, K steps, both in the record's order."""

    sectors: tuple[str, ...]
    rates: NDArray[np.float64]
    """(S, K) expected beginnings in each slot."""
    coverage: NDArray[np.float64]
    """(S, K) C = Σ −ln(1 − POD) over the looks at it."""

    @property
    def identified(self) -> NDArray[np.float64]:
        """(S, K) expected beginnings identified, λ·(1 − exp(−C))."""
        return np.asarray(self.rates * -np.expm1(-self.coverage), dtype=np.float64)

    @property
    def left(self) -> NDArray[np.float64]:
        """(S, K) expected beginnings that nobody identifies, λ·exp(−C): what one more look is worth
        for each unit of its POD.
        """
        return np.asarray(self.rates * np.exp(-self.coverage), dtype=np.float64)


def cover(record: Record) -> Cover:
    """Rates and coverages of every slot, from the sectors' rates and the tasks' looks.

    Raises:
        KeyError: a task names a sector that the record does not hold (`record.file.read` refuses such).

    """
    ids = tuple(sector.id for sector in record.sectors)
    row = {name: number for number, name in enumerate(ids)}
    rates = np.array([sector.rates for sector in record.sectors], dtype=np.float64)
    coverage = np.zeros_like(rates)
    for task in record.tasks:
        for step, pod in task.looks:
            coverage[row[task.sector], step] += coverage_of(pod)
    return Cover(ids, rates, coverage)
