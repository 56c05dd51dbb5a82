"""What two solved plans prove about the difference between the best plans.

Let V ≤ opt ≤ U for the scenario as it is, and V' ≤ opt' ≤ U' for the changed one. Then opt − opt' lies in
[V − U', U − V'], which is as wide as the two gaps together. Where one scenario's plans are all plans of the
other (taking freedom away makes no new plan), opt' ≤ opt, so the better of both plans is one of the freer
scenario, and the smaller of both bounds holds for the other: that can only make the interval narrower.
"""

from __future__ import annotations

from dataclasses import dataclass

from patrolplan.record.types import Score


@dataclass(frozen=True)
class Ends:
    """A plan's objective and what no plan can exceed."""

    low: float
    high: float

    @property
    def gap(self) -> float:
        """The absolute gap."""
        return self.high - self.low


@dataclass(frozen=True)
class Interval:
    """The true difference lies within [low, high]."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """Halfway."""
        return (self.low + self.high) / 2


def ends_of(score: Score) -> Ends | None:
    """Of a solved plan; None where it has no bound."""
    return None if score.bound is None else Ends(score.objective, max(score.bound, score.objective))


def difference(freer: Ends, bound: Ends, nested: bool) -> Interval:
    """By how much the best plan of the freer scenario exceeds that of the bound one.

    Args:
        freer: of the scenario with more freedom.
        bound: of the one with less.
        nested: whether every plan of the second is one of the first, worth the same there.

    """
    if nested:
        freer = Ends(max(freer.low, bound.low), freer.high)
        bound = Ends(bound.low, min(bound.high, freer.high))
    low, high = freer.low - bound.high, freer.high - bound.low
    if nested:
        low, high = max(low, 0.0), max(high, 0.0)
    return Interval(low, high)
