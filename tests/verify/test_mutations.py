"""Every way to tamper with a plan is found by the rule that it breaks; what breaks nothing passes."""

from __future__ import annotations

from random import Random

import pytest

from patrolplan.verify.rules.judge import judge
from patrolplan.verify.rules.table import RULES
from tests.verify.mutations import ALL, Mutation
from tests.verify.plans import sound

SEEDS = (1, 2)


@pytest.mark.parametrize("mutation", ALL, ids=str)
def test_each_mutation_is_judged_as_it_declares(mutation: Mutation) -> None:
    """No miss and no false alarm: the rule that a mutation breaks by construction is among those named."""
    applied = 0
    for seed in SEEDS:
        mutated = mutation.apply(sound(), Random(seed))
        if mutated is None:
            continue
        applied += 1
        broken = [f for f in judge(mutated) if f.severity == "violation"]
        if mutation.breaks is None:
            assert not broken, broken[0].message
        else:
            assert mutation.breaks in {f.id for f in broken}, [f.message for f in broken]
            assert not any("cannot be judged" in f.message for f in broken), [f.message for f in broken]
    assert applied, "the sample plan does not lend itself to this mutation"


def test_every_hard_rule_has_a_mutation_that_breaks_it() -> None:
    """A rule that nothing breaks is a rule that may do nothing."""
    hard = {rule.id for rule in RULES if rule.severity == "violation"}
    assert hard == {mutation.breaks for mutation in ALL if mutation.breaks is not None}
