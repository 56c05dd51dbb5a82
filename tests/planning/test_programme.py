"""Sorties that are asked for, and hours that are preferred: planned for, told where they are missed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from patrolplan.planning.solve import solve_scenario
from patrolplan.record.types import Record
from patrolplan.scenario.model import Closure, Horizon, Scenario, TakeoffHours
from patrolplan.verify.bound.confirm import confirm
from patrolplan.verify.rules.judge import judge
from tests.scenarios import PATROL, SOURCE, START, at, tiny, wing

NAME = "Kadena P-8"
LOCAL = 9
"""Hours that Kadena's clock is ahead: local 19 September runs from hour 15 to hour 39 of the plan."""


def scenario(**changes: Any) -> Scenario:
    """Two days, one detachment; its one whole local day is the second."""
    aircraft = {NAME: wing(end=at(48), per_day=1, **changes)}
    return tiny(
        horizon=Horizon(START, 48 * 3600, 3600, 600, 3600, 21600),
        ships={},
        types={"patrol": replace(PATROL, turnaround_s=3600)},
        aircraft=aircraft,
    )


def planned(what: Scenario) -> Record:
    """Solved, and held to every rule, the figures of the shortfalls among them; its bound confirmed."""
    record = solve_scenario(what, SOURCE, seed=1, effort="quick")
    broken = [f.message for f in judge(record) if f.severity == "violation"]
    assert not broken
    assert confirm(record).stands
    return record


def takeoffs(record: Record) -> list[int]:
    """Local hours of take-off."""
    return [(s.takeoff.hour + LOCAL) % 24 for s in record.sorties]


@pytest.fixture(scope="module")
def free() -> Record:
    return planned(scenario())


def test_enough_is_flown_without_a_word(free: Record) -> None:
    """What the best plan flies anyway costs nothing when it is asked for."""
    record = planned(scenario(at_least=1))
    assert not record.shortfalls
    assert record.score.objective == pytest.approx(free.score.objective, abs=1e-9)


def test_a_day_that_cannot_be_flown_is_told() -> None:
    """The base is closed on the day for which a sortie is asked: short by one at the default price, a tenth
    of what begins in a day, in words; the rest is flown.
    """
    shut = replace(scenario(at_least=1), closures={"TRAMI": Closure(("RODN",), at(14), at(40), "typhoon")})
    record = planned(shut)
    (short,) = record.shortfalls
    assert (short.requirement, short.amount, short.unit) == (f"{NAME}: at_least", 1.0, "sorties")
    assert short.cost == pytest.approx(0.1 * record.score.total / 2)
    assert "no open take-off" in short.reason
    assert record.sorties
    assert record.score.objective == pytest.approx(record.score.value - short.cost)


def test_hours_are_kept_at_a_high_price() -> None:
    """At a price that no flight is worth nobody takes off at another hour."""
    record = planned(scenario(hours=TakeoffHours(3 * 3600, 5 * 3600, 1000.0)))
    assert record.sorties
    assert all(3 <= hour <= 5 for hour in takeoffs(record))
    assert not record.shortfalls


def test_hours_are_left_where_it_pays(free: Record) -> None:
    """At no price the plan is as good as without them, and says how many take-offs lie outside."""
    hours = [hour for hour in range(24) if hour not in takeoffs(free)]
    record = planned(scenario(hours=TakeoffHours(hours[0] * 3600, hours[0] * 3600 + 60, 0.0)))
    assert record.score.objective == pytest.approx(free.score.objective, rel=0.02)
    outside = [h for h in takeoffs(record) if h != hours[0]]
    assert [s.amount for s in record.shortfalls] == ([float(len(outside))] if outside else [])


def test_a_sortie_is_flown_for_its_price() -> None:
    """An hour's price would keep all on the ground; what a missing sortie costs brings one up on the day for
    which it is asked.
    """
    dear = TakeoffHours(0, 60, 50.0)
    shut = Closure(("RODN",), at(14.5), at(15.5), "works")  # about local midnight
    idle = planned(replace(scenario(hours=dear), closures={"WORKS": shut}))
    flown = planned(replace(scenario(hours=dear, at_least=1, short_price=100.0), closures={"WORKS": shut}))
    assert not [s for s in idle.sorties if at(15) <= s.takeoff < at(39)]
    assert len([s for s in flown.sorties if at(15) <= s.takeoff < at(39)]) == 1
    assert [s.requirement for s in flown.shortfalls] == [f"{NAME}: hours"]
