"""Every way to tamper with a plan is found by the rule that it breaks; what breaks nothing passes."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from patrolplan.verify.rules.judge import judge
from patrolplan.verify.rules.table import RULES
from tests.verify.mutate import check, trial
from tests.verify.mutations import ALL, Mutation
from tests.verify.mutations.strategies import Tampered, tampered
from tests.verify.plans import solved, sound, stored


@pytest.mark.parametrize("mutation", ALL, ids=str)
def test_each_mutation_is_judged_as_it_declares(mutation: Mutation) -> None:
    """No miss and no false alarm: the rule that a mutation breaks by construction is among those named."""
    tried = [trial(mutation, plan, seed) for seed, plan in ((1, sound()), (2, stored()))]
    if not any(tried):
        pytest.skip("no plan here lends itself to this mutation")


def test_a_solved_plan_keeps_every_rule() -> None:
    """The solver and the judge share no code, and agree."""
    assert [f.message for f in judge(solved()) if f.severity == "violation"] == []
    assert solved().tasks
    assert solved().sorties


def test_every_hard_rule_is_broken_by_a_mutation() -> None:
    """A rule that nothing here breaks is a rule that may do nothing."""
    hard = {rule.id for rule in RULES if rule.severity == "violation"}
    assert hard == {mutation.breaks for mutation in ALL if mutation.breaks is not None}
    applied = {m.breaks for m in ALL for plan in (sound(), stored()) if m.apply(plan, Random(1)) is not None}
    assert hard <= applied


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(tampered([sound(), stored()], ALL))
def test_any_tampered_plan_is_judged_as_it_declares(one: Tampered) -> None:
    """Choices drawn by Hypothesis, so that a miss shrinks. Ten thousand more: make mutate."""
    check(one.mutation, one.record)
