"""What a plan is worth, and how near to the best it is proven to be."""

from __future__ import annotations

from patrolplan.record.types import Score

CLOSED = 1e-6
"""A bound nearer to the objective than this closes the gap."""


def score_of(value: float, total: float, bound: float | None, shortfall_cost: float = 0.0) -> Score:
    """The score of a plan.

    Args:
        value: Σ λ · (1 − Π(1 − POD)), from the record's own looks.
        total: all that begins within the horizon in the sectors.
        bound: what no plan's objective can exceed; None where there is none.
        shortfall_cost: of all that it leaves short.

    """
    return Score(
        value=value,
        total=total,
        coverage=min(value / total, 1.0) if total > 0 else 0.0,
        shortfall_cost=shortfall_cost,
        objective=value - shortfall_cost,
        bound=bound,
        gap=gap_of(value, value - shortfall_cost, bound),
    )


def gap_of(value: float, objective: float, bound: float | None) -> float | None:
    """(bound − objective) / value: 0 when the difference is under 1e-6, None when there is no value."""
    if bound is None:
        return None
    if bound - objective < CLOSED:
        return 0.0
    return (bound - objective) / value if value > 0 else None
