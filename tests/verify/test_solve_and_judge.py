"""Plans for random scenarios keep every rule, as a judge that shares no code with the solver reads them."""

from __future__ import annotations

import pytest

from tests.verify.random_scenarios import random_scenario
from tests.verify.solve_and_judge import plan_for, violations

SEEDS = (2, 3)
"""Of two ships and wings, with a coast, zones of some hours, caveats and weather among them."""


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_for_a_random_scenario_is_kept(seed: int) -> None:
    """Thousands more: python -m tests.verify.solve_and_judge 0 1000 --bound."""
    record = plan_for(random_scenario(seed), seed)
    assert record is not None
    assert record.tasks
    assert [finding.message for finding in violations(record)] == []
