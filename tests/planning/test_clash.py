"""Where no plan was found that keeps every rule: which of them stand against one another, by trying."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from patrolplan.formulation.build import formulate
from patrolplan.formulation.types import Formulation
from patrolplan.planning.clash import clashes, only
from patrolplan.planning.errors import NoPlanError
from patrolplan.planning.solve import solve_scenario
from patrolplan.scenario.model import Pin, Replenish, Scenario
from patrolplan.sea.build import build_water
from tests.scenarios import SOURCE, at, tiny, wing

NEAR, FAR = (124.25, 28.25), (125.75, 28.75)
WING = "Kadena P-8"


def pin(asset: str, start: float, end: float, where: tuple[float, float] = NEAR) -> Pin:
    return Pin(asset, None, where, at(start), at(end), "asked for")


def formulated(scenario: Scenario) -> Formulation:
    return formulate(scenario, build_water(scenario))


def two_looks() -> Scenario:
    """One flight a day, and two pinned looks too far apart for one flight; another pin that harms nobody."""
    pins = {
        "DAWN": pin(WING, 2, 4),
        "MORNING": pin(WING, 3, 6, FAR),
        "DUSK": pin(WING, 12, 14),
    }
    one = wing(per_day=1, airframes=1, crews=1, end=at(15))
    return tiny(ships={}, aircraft={WING: one}, pins=pins)


def test_two_pins_that_want_two_flights_are_named_together() -> None:
    """Each can be flown by itself, no flight does both, and there is one a day: one line names both."""
    f = formulated(two_looks())
    words = clashes(f, ("pin DAWN", "pin DUSK"))
    assert len(words) == 1
    assert words[0].startswith("pin DAWN and pin DUSK: each can be kept by itself")


def test_solve_says_so() -> None:
    """The planner reads the two pins, not a list of all that the search happened to miss."""
    with pytest.raises(NoPlanError) as raised:
        solve_scenario(two_looks(), SOURCE, effort="quick")
    told = " ".join(raised.value.reasons)
    assert "pin DUSK" in told and "no plan was found that keeps both" in told


def test_a_pin_for_longer_than_she_may_go_without_fuel() -> None:
    """Told before any search, with the pin's name and what stands against it."""
    ship = replace(tiny().ships["USS Green Bay"], replenish=Replenish(6 * 3600, 3600, None))
    scenario = tiny(ships={"USS Green Bay": ship}, aircraft={}, pins={"LONG": pin("USS Green Bay", 4, 14)})
    with pytest.raises(NoPlanError) as raised:
        solve_scenario(scenario, SOURCE, effort="quick")
    words = "pin LONG: USS Green Bay cannot be on task for so long without replenishing"
    assert raised.value.reasons == (words,)


def test_a_planner_who_waits_no_longer_is_not_kept_waiting() -> None:
    """Once interrupted nothing more is tried, and what is known is said."""
    f = formulated(two_looks())
    assert clashes(f, ("pin DAWN",), lambda: True) == ("pin DAWN is not kept by any plan that was found",)


def test_rows_of_some_rules_alone() -> None:
    """What is tried is asked for row by row as before, and nothing else is."""
    f = formulated(two_looks())
    asked = f.problem.requirements
    some = only(asked, ("pin DUSK",))
    rows = np.flatnonzero(asked.meetings.group == asked.names.index("pin DUSK"))
    assert len(some) == len(rows) and some.names == asked.names and not some.coverages
    assert some.meetings.sector.tolist() == [
        s
        for r in rows
        for s in asked.meetings.sector[asked.meetings.begin[r] : asked.meetings.begin[r + 1]].tolist()
    ]
    assert some.meetings.first_tick.tolist() == asked.meetings.first_tick[rows].tolist()
