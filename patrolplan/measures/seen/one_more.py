"""Where one more look would pay most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from patrolplan.measures.seen.cover import cover
from patrolplan.measures.times.holds import held
from patrolplan.measures.times.periods import Period, periods, summed
from patrolplan.record.types import Record


@dataclass(frozen=True)
class Chance:
    """A sector during a period: what a sure look at all that begins there would add to the plan."""

    sector: str
    areas: tuple[str, ...]
    period: Period
    expected: float
    left: float
    """Σ λ·exp(−C): beginnings that nobody identifies."""
    free: float
    """The part of the period, in [0, 1], during which nobody holds the sector."""


def chances(record: Record) -> tuple[Chance, ...]:
    """Every sector and period in which something is left, the best first."""
    seen, spans = cover(record), periods(record)
    left, expected = summed(seen.left, spans), summed(seen.rates, spans)
    holding = summed(np.asarray(held(record) > 0, dtype=np.float64), spans)
    found = [
        Chance(
            sector.id,
            tuple(sector.areas),
            span,
            float(expected[row, column]),
            float(left[row, column]),
            1.0 - float(holding[row, column]) / (span.last - span.first),
        )
        for row, sector in enumerate(record.sectors)
        for column, span in enumerate(spans)
        if left[row, column] > 0
    ]
    return tuple(sorted(found, key=lambda one: (-one.left, one.period.first, one.sector)))
