"""Take-offs a day and a week: how many flights the best bids may fill."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def fill_quota(
    bids: NDArray[np.float64], per_day: NDArray[np.int32], week: NDArray[np.int32], per_week: int
) -> float:
    """Largest sum of n_day * bid_day with n_day <= per_day and each week's sum <= per_week.

    The weeks are apart, and within one the best days go first: greedy is exact.
    """
    total = 0.0
    for w in np.unique(week):
        left = per_week
        days = np.flatnonzero(week == w)
        for day in days[np.argsort(-bids[days], kind="stable")]:
            n = min(int(per_day[day]), left)
            if n <= 0 or bids[day] <= 0.0:
                continue
            total += n * float(bids[day])
            left -= n
    return total
