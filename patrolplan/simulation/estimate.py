"""From what each run counted to a mean with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt

import numpy as np
from numpy.typing import NDArray

NORMAL_95 = 1.959963984540054
"""Of the normal distribution's mass 95 % lies within so many standard deviations of the mean."""


@dataclass(frozen=True)
class Estimate:
    """A mean over runs, beside the figure that was expected of it."""

    mean: float
    low: float
    high: float
    """The 95 % interval of the mean (normal approximation: runs are many and independent)."""
    deviation: float
    """Standard deviation of one run."""
    expected: float | None = None
    """What the plan says of it; None where it says nothing."""
    z: float | None = None
    """(mean − expected) ÷ standard error; None where nothing is expected or nothing varies."""

    @property
    def within(self) -> bool | None:
        """Whether what was expected lies in the interval; None where nothing was expected."""
        return None if self.expected is None else self.low <= self.expected <= self.high


def estimate(per_run: NDArray[np.float64], expected: float | None = None, least: float = -inf) -> Estimate:
    """The mean of what the runs counted. `least`: below it no mean can lie, nor its interval.

    Raises:
        ValueError: fewer than two runs tell nothing of how far they lie apart.

    """
    runs = len(per_run)
    if runs < 2:
        raise ValueError("an interval takes two runs at least")
    mean, deviation = float(per_run.mean()), float(per_run.std(ddof=1))
    error = deviation / sqrt(runs)
    z = (mean - expected) / error if expected is not None and error > 0 else None
    return Estimate(
        mean, max(mean - NORMAL_95 * error, least), mean + NORMAL_95 * error, deviation, expected, z
    )
