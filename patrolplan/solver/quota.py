"""Take-offs a day and a week: how many flights the best bids may fill."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import NEVER, Detachment, Mover


def fill_quota(
    bids: NDArray[np.float64],
    per_day: NDArray[np.int32],
    week: NDArray[np.int32],
    per_week: int,
    most: int = NEVER,
    least: NDArray[np.int32] | None = None,
    price: float = 0.0,
) -> float:
    """Largest sum of n_day * bid_day - price * max(0, least_day - n_day) with n_day <= per_day, each week's
    sum <= per_week and all <= most. A bid of minus infinity: nobody can take off that day.

    Flights that save a price earn it beside their bid, those that follow do not, and the limits lie one
    within the other (day, week, all), so what earns most goes first: greedy is exact.
    """
    asked = np.zeros_like(per_day) if least is None else np.minimum(least, per_day)
    total, left = 0.0 if least is None else -price * float(least.sum()), most
    in_week = {int(w): per_week for w in np.unique(week)}
    worth = np.concatenate([bids + price, bids])
    many = np.concatenate([asked, per_day - asked])
    for x in np.argsort(-worth, kind="stable"):
        day = x % len(bids)
        n = min(int(many[x]), in_week[int(week[day])], left)
        if n <= 0 or worth[x] <= 0.0:
            continue
        total += n * float(worth[x])
        in_week[int(week[day])] -= n
        left -= n
    return total


def most_flights(det: Detachment, mover: Mover) -> int:
    """As many flights as airframes and crews can make, were all as short as any flight can be.

    Each takes its airframe for flight and turnaround, its crew for duty and rest, and the crew's hours; hours
    behind a crew count in its first 7 and 30 days. One flight more may lie over each edge of such a span.
    """
    rules = det.crewing
    if (
        not all(len(x) for x in (det.takeoffs, det.outbound.ticks, det.inbound.ticks))
        or not det.landing.any()
    ):
        return 0
    shortest = int(det.outbound.ticks.min()) + int(mover.min_task.min()) + int(det.inbound.ticks.min())
    first, last = int(det.takeoffs[0]), int(np.flatnonzero(det.landing)[-1])
    if shortest < 1:
        return NEVER

    def times(span: int, between: int) -> int:
        """Flights of one airframe or crew, `between` apart, within a span."""
        return max(0, (span + between) // (shortest + between))

    planes = min(rules.airframes, rules.line) * times(last - first, rules.turnaround)
    crews = 0
    off = rules.brief + rules.debrief + min(rules.rest, rules.long_rest)
    for crew in range(rules.crews):
        ready = rules.ready[crew] + rules.brief if rules.ready else -NEVER
        able = times(last - max(first, ready), off)
        for span, hours, flown in (
            (rules.week, rules.hours_7d, rules.flown_7d),
            (rules.month, rules.hours_30d, rules.flown_30d),
        ):
            spans = -(-last // span)
            early = max(0, hours - (flown[crew] if flown else 0)) // shortest
            able = min(able, early + (spans - 1) * (hours // shortest + 1))
        crews += able
    return min(planes, crews)
