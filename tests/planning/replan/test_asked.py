"""What is asked for holds across a change of plan: what frozen tasks met is met, the rest is weighed anew."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from patrolplan.formulation.build import formulate
from patrolplan.planning.errors import NoPlanError
from patrolplan.planning.replan.cut import cut, edge
from patrolplan.planning.replan.events import Events
from patrolplan.planning.replan.kept import old_choice, still_holds
from patrolplan.planning.replan.replan import replan
from patrolplan.planning.replan.rest import rest_of
from patrolplan.planning.replan.search.limited import Limits
from patrolplan.planning.replan.search.seeing import Seeing
from patrolplan.planning.replan.spans import Spans
from patrolplan.record.types import Record
from patrolplan.scenario.model import Pin
from patrolplan.scenario.resolved import from_json
from patrolplan.sea.build import build_water
from patrolplan.verify.bound.confirm import confirm
from patrolplan.verify.rules.judge import judge
from tests.planning import small
from tests.planning.test_asked import GREEN_BAY, MELBOURNE, asking, plan, supplied
from tests.scenarios import at, tiny, wing


def violations(record: Record) -> list[str]:
    return [finding.message for finding in judge(record) if finding.severity == "violation"]


@cache
def flown() -> Record:
    """With flights that meet what is asked for too."""
    return small.solved(replace(asking(), aircraft={"Kadena P-8": wing()}, **types()), effort="quick")


@cache
def stocked() -> Record:
    """A ship that replenishes."""
    return small.solved(supplied(), effort="quick")


def types() -> dict[str, object]:
    plain = tiny()
    return {"types": plain.types, "bases": plain.bases}


@pytest.mark.parametrize("hour", [0, 4, 7, 13, 20])
@pytest.mark.parametrize("made", [plan, flown], ids=["ships", "all"])
def test_past_and_rest_add_up(made: object, hour: int) -> None:
    """The objective of the plan is what is settled and what the old answer is worth to the rest."""
    record: Record = made()  # type: ignore[operator]
    scenario = from_json(record.scenario)
    water = build_water(scenario)
    frozen = cut(record, edge(record.model, at(hour)), early=Spans(scenario, water).early)
    rest = rest_of(scenario, water, record, frozen)
    old = old_choice(rest.formulation, record, frozen)
    assert still_holds(rest.formulation.problem, old) == old
    worth = Seeing(rest.formulation.problem).value(old)
    assert rest.settled + worth == pytest.approx(record.score.objective, abs=1e-9)


@pytest.mark.parametrize(
    ("hour", "events", "limits"),
    [
        (5, Events(), Limits()),
        (5, Events(lost={MELBOURNE: None}), Limits()),
        (10, Events(lost={MELBOURNE: None}), Limits(tasks=1)),
        (10, Events(lost={MELBOURNE: None}), Limits(nations=1)),
        (12, Events(lost={GREEN_BAY: None}), Limits(tasks=0)),
    ],
)
def test_shortfalls_are_told_as_they_are(hour: int, events: Events, limits: Limits) -> None:
    """The judge, who computes them from the whole plan, agrees with each; no choice makes it worse."""
    made = replan(flown(), at(hour), events, limits=limits)
    assert violations(made.record) == []
    assert made.record.score.objective >= made.kept - 1e-9
    assert made.record.score.shortfall_cost == pytest.approx(sum(x.cost for x in made.record.shortfalls))
    assert made.most is None or made.record.score.objective <= made.most + 1e-6


def test_a_pin_under_way_is_kept() -> None:
    """She is pinned until 0800Z; at 0700Z she may not be taken away, though a task elsewhere begins."""
    made = replan(plan(), at(7))
    assert violations(made.record) == []
    assert "P" in from_json(made.record.scenario).pins


def test_what_is_pinned_on_a_lost_ship_goes_with_it() -> None:
    made = replan(plan(), at(3), Events(lost={GREEN_BAY: None}))
    assert violations(made.record) == []
    assert from_json(made.record.scenario).pins == {}


def test_a_new_pin_binds() -> None:
    """A contact to be shadowed: the new plan keeps it, or says that none does."""
    shadow = Pin(GREEN_BAY, None, (124.75, 28.25), at(14), at(18), "contact")
    try:
        made = replan(plan(), at(9), Events(pins={"SHADOW": shadow}))
    except NoPlanError as error:
        pytest.fail(f"{error.message}: {error.reasons}")
    assert violations(made.record) == []
    there = [t for t in made.record.tasks if t.asset == GREEN_BAY and t.start <= at(14) and t.end >= at(18)]
    assert len(there) == 1


def test_a_pin_into_what_is_under_way_is_refused() -> None:
    """Frozen tasks do not move, so that it cannot be kept: no plan, and the reason by name."""
    task = next(t for t in plan().tasks if t.asset == GREEN_BAY)
    elsewhere = (125.75, 28.75) if task.sector.endswith("x") else (124.25, 28.25)
    shadow = Pin(GREEN_BAY, None, elsewhere, task.start, task.end, "contact")
    now = at((task.start - at(0)).total_seconds() / 3600 + 1)
    with pytest.raises(NoPlanError):
        replan(plan(), now, Events(pins={"SHADOW": shadow}))


@pytest.mark.parametrize("hour", [3, 8, 9, 14])
def test_the_interval_to_the_next_replenishment_goes_on(hour: int) -> None:
    """Reckoned from the last one before the cut, not from the cut; one under way is finished."""
    made = replan(stocked(), at(hour), Events(lost={MELBOURNE: None}))
    assert violations(made.record) == []
    assert made.record.score.objective >= made.kept - 1e-9


def test_the_old_proof_still_proves() -> None:
    """Where only freedom was taken away the old plan's prices prove its bound for the new one: the oracle
    confirms it from the new plan file alone.
    """
    record = small.solved(tiny(aircraft={"Kadena P-8": wing()}), effort="quick")
    made = replan(record, at(6), Events(lost={MELBOURNE: None})).record
    assert made.score.bound == record.score.bound
    confirmation = confirm(made)
    assert confirmation.stands, confirmation.fault
    scenario = from_json(made.scenario)
    problem = formulate(scenario, build_water(scenario)).problem
    flights = {(d.name, t) for d in problem.detachments for t in d.takeoffs.tolist()}
    assert made.prices is not None
    assert len(made.prices.private) <= len(flights)
    assert np.isfinite(made.score.bound or np.nan)
