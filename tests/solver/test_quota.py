"""Quotas a day and a week, against every way to fill them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from patrolplan.problem.types import NEVER
from patrolplan.solver.quota import fill_quota

from .plain import seeds


def test_the_fullest_programme() -> None:
    """The most that any numbers of flights within both quotas come to."""
    for _, rng in seeds(300):
        days = int(rng.integers(1, 6))
        bids = rng.random(days) * (rng.random(days) > 0.2)
        per_day = rng.integers(0, 4, days).astype(np.int32)
        week = np.sort(rng.integers(0, 3, days)).astype(np.int32)
        per_week = int(rng.choice([0, 1, 2, 4, NEVER]))
        want = max(
            sum(n * b for n, b in zip(plan, bids.tolist(), strict=True))
            for plan in product(*(range(n + 1) for n in per_day.tolist()))
            if all(
                sum(n for n, x in zip(plan, week.tolist(), strict=True) if x == w) <= per_week for w in week
            )
        )
        assert fill_quota(bids, per_day, week, per_week) == pytest.approx(want, abs=1e-12)


def test_no_days() -> None:
    """A detachment without a day flies nothing."""
    nothing = np.empty(0, np.int32)
    assert fill_quota(np.empty(0), nothing, nothing, 3) == 0.0
