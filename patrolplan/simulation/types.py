"""What came of a simulation, as data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.simulation.estimate import Estimate


@dataclass(frozen=True)
class Row:
    """One area, nation or period."""

    name: str
    begun: float
    """What begins there (then) in a run, on average; for a nation, in all."""
    seen: Estimate


@dataclass(frozen=True)
class Dividend:
    """What coordination gains: the plan's count less that of nations each by itself, over the same things."""

    alone: Estimate
    """What they identify together, each by a plan of its own, a thing seen by two counted once."""
    gain: Estimate
    share: float
    """Gain ÷ alone; 0 where they identify nothing."""


@dataclass(frozen=True, eq=False)
class Simulated:
    """What came of it."""

    runs: int
    seed: int
    law: str
    stay_s: tuple[float, float]
    worth: float
    """What one drawn thing counts: 1, or more where areas have priorities."""
    begun: Estimate
    seen: Estimate
    areas: tuple[Row, ...]
    nations: tuple[Row, ...]
    """Seen by at least one asset of the nation; what two nations see counts for both."""
    periods: tuple[Row, ...]
    """By when it began."""
    per_run: NDArray[np.float64]
    """(runs,) what each run identified."""
    moments: Estimate | None = None
    """What all runs saw, beside what the tracks come to exactly, without slots (`expected.by_moments`); None
    with another law than random search, or stays of several lengths."""
    dividend: Dividend | None = None
