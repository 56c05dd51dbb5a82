"""Value, coverage and gap."""

from __future__ import annotations

import pytest

from patrolplan.planning.score import gap_of, score_of


@pytest.mark.parametrize(
    ("value", "objective", "bound", "gap"),
    [
        (2.0, 2.0, 2.1, 0.05),
        (2.0, 1.0, 2.0, 0.5),
        (2.0, 2.0, 2.0 + 9e-7, 0.0),
        (2.0, 2.0, 1.9999999, 0.0),
        (0.0, 0.0, 1.0, None),
        (0.0, 0.0, 0.0, 0.0),
        (2.0, 2.0, None, None),
    ],
)
def test_gap(value: float, objective: float, bound: float | None, gap: float | None) -> None:
    """Defends the rule: of the value, closed under 1e-6, none where there is no value or no bound."""
    found = gap_of(value, objective, bound)
    assert found == (None if gap is None else pytest.approx(gap))


def test_score() -> None:
    """Defends the figures' relations; nothing to see is no coverage rather than a division by zero."""
    made = score_of(2.0, 8.0, 2.5)
    assert (made.coverage, made.objective, made.shortfall_cost, made.gap) == (0.25, 2.0, 0.0, 0.25)
    assert score_of(0.0, 0.0, 0.0).coverage == 0.0
