"""What things are worth: intervals hold the truth, prices are the oracle's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patrolplan.formulation.build import formulate
from patrolplan.planning.value.assess import worths
from patrolplan.planning.value.interval import Ends, difference
from patrolplan.planning.value.things import things
from patrolplan.planning.without import without_assets
from patrolplan.scenario.model import Closure, Unavailable
from patrolplan.scenario.resolved import from_json, to_json
from patrolplan.sea.build import build_water
from patrolplan.verify.bound.oracle import bound
from patrolplan.verify.bound.shadow import _certificate, shadow
from tests.planning import small
from tests.planning.value.truth import check
from tests.scenarios import at, tiny, wing, zone

ends = st.tuples(*[st.floats(0, 10)] * 3).map(sorted)


@given(ends, ends, st.booleans())
def test_an_interval_holds_the_difference(freer, bound_, nested):
    """Whatever two runs reached and proved; and it is no wider than their two gaps together."""
    (low, opt, high), (low2, opt2, high2) = freer, bound_
    if nested and opt2 > opt:
        return
    found = difference(Ends(low, high), Ends(low2, high2), nested)
    assert found.low <= opt - opt2 + 1e-12
    assert opt - opt2 <= found.high + 1e-12
    assert found.high - found.low <= (high - low) + (high2 - low2) + 1e-12


@pytest.mark.parametrize("seed", range(5))
def test_small_scenarios(seed):
    """Assets and caveats of scenarios whose optimum is proven."""
    check(seed)


@pytest.fixture(scope="module")
def mixed():
    """Ships and aircraft, a caveat, a closure and a zone, at quick effort: a gap is left."""
    scenario = tiny(
        aircraft={"Kadena P-8": wing(unavailable={"CHECK": Unavailable(2, at(0), at(6), "check")})},
        caveats=small.small(0).caveats and {},
        closures={"STORM": Closure(("RODN",), at(20), at(23), "typhoon")},
        zones={
            "FIRING": zone(
                ((125.0, 28.0), (125.5, 28.0), (125.5, 28.4), (125.0, 28.4)), start=at(4), end=at(9)
            )
        },
    )
    return small.solved(scenario, effort="quick")


def test_prices_are_bounds_taken_from_scratch(mixed):
    """A price is the bound of the changed scenario's own problem at these levels, less the plan's."""
    at_plan = shadow(mixed)
    scenario = from_json(mixed.scenario)
    whole = {thing.name: thing for thing in things(scenario)}
    for name in ("USS Green Bay", "Kadena P-8", "STORM", "FIRING", "patrol: hour of endurance"):
        changed = whole[name].changed(scenario)
        there = formulate(changed, build_water(changed))
        parts = bound(there.problem, _certificate(mixed.prices, there.problem, there))
        expected = (parts.total - at_plan.parts.total) / parts.scale
        assert at_plan.change(changed) == pytest.approx(expected, abs=1e-9), name
        if name in (*scenario.ships, *scenario.aircraft):
            assert at_plan.asset(name) == pytest.approx(-expected, abs=1e-9)


def test_the_sum_of_bids_and_levels_is_the_bound(mixed):
    """What the prices add up to is what the plan claims and the oracle confirms."""
    assert shadow(mixed).parts.value <= mixed.score.bound * (1 + 1e-9)


def test_every_change_is_a_scenario(mixed):
    """It reads back, and what referred to the thing is gone with it."""
    scenario = from_json(mixed.scenario)
    names = set()
    for thing in things(scenario):
        changed = thing.changed(scenario)
        assert from_json(to_json(changed)) == changed, thing.name
        assert changed != scenario
        names.add(thing.name)
    assert len(names) == len(things(scenario))
    fewer = next(one for one in things(scenario) if one.kind == "airframe").changed(scenario)
    assert fewer.aircraft["Kadena P-8"].unavailable == {}


def test_solved_side_by_side_is_solved_one_by_one():
    """Processes or not, the figures are the same."""
    scenario = small.small(0)
    record = small.solved(scenario)
    asked = [one for one in things(scenario) if one.kind == "asset"]
    alone = {one.thing.name: one.interval for one in worths(record, asked, "quick", 1)}
    beside = {one.thing.name: one.interval for one in worths(record, asked, "quick", 2)}
    assert alone == beside
    assert set(alone) == {one.name for one in asked}


def test_the_last_asset_is_worth_everything():
    """Without it there is no plan, and that is an answer."""
    scenario = small.small(0)
    scenario = without_assets(scenario, [name for name in scenario.ships if name != "HMS Two"])
    record = small.solved(scenario)
    (thing,) = (one for one in things(scenario) if one.kind == "asset")
    (found,) = worths(record, [thing], "quick")
    assert found.interval.low <= record.score.objective <= found.interval.high + 1e-12
