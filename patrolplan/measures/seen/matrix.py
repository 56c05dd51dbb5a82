"""Sector by period: what the coverage heat map shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.measures.seen.cover import cover
from patrolplan.measures.times.holds import held
from patrolplan.measures.times.periods import Period, periods, summed
from patrolplan.record.types import Record


@dataclass(frozen=True)
class Matrix:
    """S sectors in the record's order by P periods."""

    sectors: tuple[str, ...]
    periods: tuple[Period, ...]
    expected: NDArray[np.float64]
    """(S, P) beginnings expected."""
    identified: NDArray[np.float64]
    """(S, P) of them identified, whenever the looks that did it took place."""
    held_h: NDArray[np.float64]
    """(S, P) hours that somebody holds the sector."""

    @property
    def coverage(self) -> NDArray[np.float64]:
        """(S, P) identified ÷ expected; 0 where nothing is expected."""
        safe = np.where(self.expected > 0, self.expected, 1.0)
        return np.asarray(np.where(self.expected > 0, self.identified / safe, 0.0), dtype=np.float64)


def matrix(record: Record) -> Matrix:
    """Expected and identified beginnings and hours held, by sector and period."""
    seen, spans = cover(record), periods(record)
    hours = np.asarray(held(record) > 0, dtype=np.float64) * record.model.slot_s / 3600
    return Matrix(
        seen.sectors, spans, summed(seen.rates, spans), summed(seen.identified, spans), summed(hours, spans)
    )
