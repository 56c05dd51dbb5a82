"""Peers' plans go through the same words and the same judge as ours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.peers import greedy
from benchmarks.peers.score import NotAPlanError, judged
from patrolplan.formulation.build import formulate
from patrolplan.problem.types import Certificate, Choice, Result
from patrolplan.record.types import Source
from patrolplan.scenario.read import load
from patrolplan.sea.build import build_water

SCENARIO = Path(__file__).parents[2] / "scenarios" / "two-ships.yaml"


@pytest.fixture(scope="module")
def case():
    loaded = load(SCENARIO)
    assert loaded.scenario is not None
    formulation = formulate(loaded.scenario, build_water(loaded.scenario))
    problem = formulation.problem
    top = Certificate(1, np.ones(problem.weight.shape, dtype=np.int64))
    choice = greedy.plan(problem)[0].choice()
    result = Result(choice, top, 0.0, float(problem.weight.sum()), 0, "rounds")
    return formulation, Source(SCENARIO.name, loaded.sha256, None, ()), result


def test_greedys_plan_passes_the_judge_at_its_own_value(case):
    """The judge's value of a peer's plan file is the board's: nothing is lost or gained in words."""
    formulation, source, result = case
    plan = judged(formulation, source, result.choice, result, seed=1)
    assert plan.value == pytest.approx(greedy.plan(formulation.problem)[0].value(), abs=1e-6)
    assert 0.0 < plan.coverage < 1.0


def test_a_plan_that_breaks_a_rule_is_not_scored(case):
    """A task of one hour where six are the least: the table must refuse, not print a figure."""
    formulation, source, result = case
    (first, *later), *others = result.choice.ships
    hasty = replace(first, end=first.start + formulation.problem.grid.slot_ticks)
    with pytest.raises(NotAPlanError, match="at least 6 h are needed"):
        judged(formulation, source, Choice(((hasty, *later), *others), ()), result, seed=1)
