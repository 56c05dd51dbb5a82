"""Plans for random scenarios keep every rule, as a judge that shares no code with the solver reads them."""

from __future__ import annotations

import pytest

from tests.verify.random_scenarios import random_scenario
from tests.verify.small_scenarios import small_scenario
from tests.verify.solve_and_judge import plan_for, trial, violations

SEEDS = (2, 3)
"""Of two ships and wings, with a coast, zones of some hours, caveats and weather among them."""


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_for_a_random_scenario_is_kept(seed: int) -> None:
    """Thousands more: python -m tests.verify.solve_and_judge 0 1000 --bound."""
    record = plan_for(random_scenario(seed), seed)
    assert record is not None
    assert record.tasks
    assert [finding.message for finding in violations(record)] == []


@pytest.mark.parametrize("seed", range(100, 112))
def test_a_small_plan_is_held_to_the_true_optimum(seed: int) -> None:
    """Every plan is tried: none is worth more than the bound, and the gap is no smaller than it is said.

    A thousand more: python -m tests.verify.solve_and_judge 0 1000 --bound --small.
    """
    made = trial(small_scenario(seed), seed, bound=True, brute=True)
    assert made is None or made.faults == ()
