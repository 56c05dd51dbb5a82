"""How often a detachment may fly at most, at the best bid of each day."""

from __future__ import annotations

import numpy as np

from patrolplan.problem.types import NEVER, Detachment, Mover

from .looks import IntArray

NOBODY = -(2**62)
"""The bid of a day on which nobody can take off and be home in time."""


def day_bids(det: Detachment, bids: IntArray, scale: int = 1) -> tuple[int, ...]:
    """For each base-local day the best bid of its take-offs less what the hour costs, NOBODY where none can
    be flown (its bid is -1). Costs are rounded down, which leaves the bid too high.
    """
    best = [NOBODY] * len(det.per_day)
    for x, (day, bid) in enumerate(zip(det.day.tolist(), bids.tolist(), strict=True)):
        if bid >= 0:
            best[day] = max(best[day], bid - (0 if det.toll is None else _floor(scale, float(det.toll[x]))))
    return tuple(best)


def fill(det: Detachment, days: tuple[int, ...], most: int = NEVER, scale: int = 1) -> int:
    """Largest Σ n_day × bid_day - price × Σ max(0, least_day - n_day) with 0 <= n_day <= per_day, Σ over each
    week <= per_week and Σ <= most; the price is rounded down, which makes it no less.

    Flights that save a price come before the others of their day, since they earn more; then all earn less
    the more there are. Weeks do not share days, so the limits lie one within the other, and the dearest
    flights go first: an exchange shows that no other filling is worth more.
    """
    price = 0 if det.least is None else _floor(scale, det.least_price)
    offers: list[tuple[int, int, int]] = []
    total = made = 0
    for d, bid in enumerate(days):
        least = 0 if det.least is None else int(det.least[d])
        total -= price * least
        if bid > NOBODY:
            priced = min(least, int(det.per_day[d]))
            offers += [(bid + price, d, priced), (bid, d, int(det.per_day[d]) - priced)]
    flown = dict.fromkeys(det.week.tolist(), 0)
    for worth, d, many in sorted(offers, reverse=True):
        if worth <= 0:
            break
        week = int(det.week[d])
        more = min(many, det.per_week - flown[week], most - made)
        total += more * worth
        flown[week] += more
        made += more
    return total


def _floor(scale: int, price: float) -> int:
    numerator, denominator = price.as_integer_ratio()
    return scale * numerator // denominator


def manned(det: Detachment, mover: Mover) -> int:
    """No plan of the detachment has more flights than this, whatever its quotas.

    No flight is shorter than m: the shortest way out, the shortest look, the shortest way home. Let a
    resource be free again g ticks after each of its n flights; all lie within L ticks, so
    n m + (n - 1) g <= L. For an airframe g is the turnaround; for a crew debrief, the shorter rest and
    brief. A crew's flights that begin within one of the spans [i W, (i + 1) W) last, but for the last of
    them, at least m within it, and that last one's part counts too where the span is the horizon's last:
    n <= H / m there, and H / m + 1 elsewhere. In the first span what the crew has flown is off H.
    """
    rules = det.crewing
    ways = (det.outbound.ticks, mover.min_task, det.inbound.ticks)
    if not all(len(ticks) for ticks in (det.takeoffs, *ways)) or not det.landing.any():
        return 0
    m = sum(int(ticks.min()) for ticks in ways)
    if m <= 0:
        return NEVER
    opens, closes = int(det.takeoffs.min()), int(np.max(np.nonzero(det.landing)[0]))
    by_airframes = min(rules.airframes, rules.line) * _runs(closes - opens, m, rules.turnaround)
    by_crews = 0
    for crew in range(rules.crews):
        start = opens
        if rules.ready:
            start = max(start, rules.ready[crew] + rules.brief)
        counts = [_runs(closes - start, m, rules.brief + rules.debrief + min(rules.rest, rules.long_rest))]
        for window, hours, behind in (
            (rules.week, rules.hours_7d, rules.flown_7d),
            (rules.month, rules.hours_30d, rules.flown_30d),
        ):
            had = behind[crew] if behind else 0
            later = max(0, (closes - 1) // window)
            counts.append(max(0, hours - had) // m + later * (1 + hours // m))
        by_crews += min(counts)
    return min(by_airframes, by_crews)


def _runs(length: int, m: int, between: int) -> int:
    return max(0, (length + between) // (m + between))
