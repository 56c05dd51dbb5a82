"""Scenarios that ask for more, solved and judged: every rule kept, every shortfall told as it is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from patrolplan.planning.errors import NoPlanError
from patrolplan.planning.solve import solve_scenario
from patrolplan.record.types import Record, Source
from patrolplan.scenario.model import (
    Caveat,
    Forbid,
    MaxGap,
    MinCoverage,
    Pin,
    Presence,
    Replenish,
    Scenario,
)
from patrolplan.scenario.resolved import from_json
from patrolplan.verify.bound.confirm import confirm
from patrolplan.verify.rules.judge import judge
from tests.scenarios import START, at, tiny

MELBOURNE, GREEN_BAY = "HMAS Melbourne", "USS Green Bay"
SOURCE = Source("tiny.yaml", "0" * 64)


def asking() -> Scenario:
    """Two ships for a day: presence in the west, gaps and coverage in the east, a pin, a forbidden task."""
    plain = tiny(aircraft={}, relief_s=3600)
    west = replace(plain.areas["WEST"], presence=Presence("area", at(3), None, 0.2))
    east = replace(
        plain.areas["EAST"], max_gap=MaxGap(8 * 3600, "area", None), min_coverage=MinCoverage(0.9, 0.5)
    )
    return replace(
        plain,
        areas={"WEST": west, "EAST": east},
        pins={"P": Pin(GREEN_BAY, None, (125.75, 28.75), at(6), at(8), "asked for")},
        forbid={"F": Forbid((MELBOURNE,), (), ("EAST",), None, at(16), "drill")},
    )


@cache
def plan() -> Record:
    return solve_scenario(asking(), SOURCE, effort="quick")


def test_the_plan_keeps_every_rule() -> None:
    """Pins, forbidden tasks and relief among them, by a judge that shares no code with what made the plan."""
    assert [f.message for f in judge(plan()) if f.severity == "violation"] == []
    assert from_json(plan().scenario) == asking()


def test_shortfalls_are_named_priced_and_explained() -> None:
    """Nearly all of an area's beginnings cannot be identified: that is told by name, with cost and reason."""
    short = {one.requirement: one for one in plan().shortfalls}
    missed = short["EAST: min_coverage"]
    assert missed.cost == pytest.approx(0.5 * missed.amount)
    assert "90.0% is asked for" in missed.reason
    assert all(one.amount > 0 and one.reason for one in short.values())
    score = plan().score
    assert score.shortfall_cost == pytest.approx(sum(one.cost for one in short.values()))
    assert score.objective == pytest.approx(score.value - score.shortfall_cost)


def test_the_bound_is_confirmed_from_the_requirements_prices() -> None:
    """The oracle proves the objective's bound from levels and prices of the plan file alone."""
    confirmation = confirm(plan())
    assert confirmation.stands, confirmation.fault
    assert plan().prices is not None
    assert set(plan().prices.requirements) == {  # type: ignore[union-attr]
        "pin P", "WEST: presence", "EAST: max_gap", "EAST: min_coverage",
    }  # fmt: skip


def test_relief_is_written_down() -> None:
    """Before each task in the west she lies in the sector for an hour, relieving or waiting."""
    record = plan()
    west = {sector.id for sector in record.sectors if "WEST" in sector.areas}
    tasks = [task for task in record.tasks if task.sector in west]
    assert tasks
    for task in tasks:
        spans = [e for e in record.events if e.asset == task.asset and e.kind in ("relief", "wait")]
        assert any(e.start <= task.start - (at(1) - START) and e.end >= task.start for e in spans)


def test_conflicting_rules_are_named() -> None:
    """A pin against a caveat ends without a plan, and both are named."""
    caveat = Caveat((GREEN_BAY,), ("EAST",), None, None, "national tasking")
    with pytest.raises(NoPlanError) as error:
        solve_scenario(replace(asking(), caveats={"C": caveat}), SOURCE, effort="quick")
    assert any("pin P" in line and "caveat C (national tasking)" in line for line in error.value.reasons)


def supplied(at_: tuple[float, float] | None = None) -> Scenario:
    """Green Bay replenishes for three hours every nine, beside all else that is asked for."""
    ships = asking().ships
    item = Replenish(9 * 3600, 3 * 3600, at_)
    return replace(asking(), ships={**ships, GREEN_BAY: replace(ships[GREEN_BAY], replenish=item)})


def test_ships_replenish_in_time() -> None:
    """Often enough, long enough, on no task and not under way meanwhile: the judge finds nothing."""
    record = solve_scenario(supplied(), SOURCE, effort="quick")
    assert [f.message for f in judge(record) if f.severity == "violation"] == []
    stops = [event for event in record.events if event.kind == "replenish"]
    assert {event.asset for event in stops} == {GREEN_BAY} and len(stops) >= 2
    assert any(task.asset == GREEN_BAY for task in record.tasks)
    assert confirm(record).stands


def test_replenishing_at_a_place_is_refused_by_name() -> None:
    """Until the search knows it, it is not accepted and ignored."""
    with pytest.raises(NoPlanError) as error:
        solve_scenario(supplied((125.0, 28.0)), SOURCE, effort="quick")
    assert error.value.reasons[0].startswith(f"ships: {GREEN_BAY}: replenish: at a place")
