"""How often a detachment may fly at most, at the best bid of each day."""

from __future__ import annotations

import numpy as np

from patrolplan.problem.types import Detachment

from .looks import IntArray


def day_bids(det: Detachment, bids: IntArray) -> tuple[int, ...]:
    """For each base-local day the best bid of its take-offs, 0 where there is none better."""
    best = np.zeros(len(det.per_day), dtype=np.int64)
    np.maximum.at(best, det.day, bids)
    return tuple(best.tolist())


def fill(det: Detachment, days: tuple[int, ...]) -> int:
    """Largest Σ n_day × bid_day with 0 <= n_day <= per_day and Σ over each week <= per_week.

    Weeks do not share days, and within a week the dearest days go first: an exchange shows that no
    other filling is worth more.
    """
    total = 0
    for week in sorted(set(det.week.tolist())):
        left = det.per_week
        mine = [(days[d], int(det.per_day[d])) for d in np.flatnonzero(det.week == week).tolist()]
        for bid, quota in sorted(mine, reverse=True):
            flown = min(quota, left)
            total += flown * bid
            left -= flown
    return total
