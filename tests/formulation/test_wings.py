"""Take-offs, landings, days, weeks and crewing in ticks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from patrolplan.formulation.clock import clock_of
from patrolplan.formulation.wings import crewing, local_days, open_ticks, per_week, takeoff_ticks
from patrolplan.problem.types import NEVER
from patrolplan.scenario.model import Closure, Horizon, Scenario
from tests.scenarios import KADENA, PATROL, START, at, tiny, wing


def opened(scenario: Scenario) -> set[float]:
    """Hours at which the base is open, tick by tick."""
    clock = clock_of(scenario.horizon)
    name = "Kadena P-8"
    ticks = open_ticks(name, scenario.aircraft[name], scenario, clock)
    assert ticks.shape == (clock.horizon + 1,)
    return {t / 6 for t in np.flatnonzero(ticks)}


def hours(start: float, end: float) -> set[float]:
    """Ticks from start until before end."""
    return {t / 6 for t in range(round(start * 6), round(end * 6))}


def test_open_round_the_clock() -> None:
    """Defends the plain case: every tick, the horizon's end included (a landing then is inside)."""
    assert opened(tiny()) == hours(0, 24) | {24.0}


def test_base_hours_are_local() -> None:
    """Defends hours: 0600 to 2200 local is 2100Z to 1300Z at Kadena."""
    base = replace(KADENA, opens_s=6 * 3600, closes_s=22 * 3600)
    assert opened(tiny(bases={"RODN": base})) == hours(0, 13) | {13.0} | hours(21, 24) | {24.0}


def test_base_hours_through_midnight() -> None:
    """Defends wrap: 2200 to 0600 local is 1300Z to 2100Z."""
    base = replace(KADENA, opens_s=22 * 3600, closes_s=6 * 3600)
    assert opened(tiny(bases={"RODN": base})) == hours(13, 21) | {21.0}


def test_closures_and_own_time() -> None:
    """Defends closures: shut strictly between their ends; other bases' do not count."""
    shut = {
        "TRAMI": Closure(("RODN",), at(5), at(7), ""),
        "ELSEWHERE": Closure(("RJFY",), at(0), at(24), ""),
    }
    wings = {"Kadena P-8": wing(start=at(2), end=at(20))}
    assert opened(tiny(closures=shut, aircraft=wings)) == hours(2, 5) | {5.0} | hours(7, 20) | {20.0}


def test_takeoffs_lie_on_their_step() -> None:
    """Defends the grid: multiples of the take-off step from the opening, open ones only, none at the end."""
    scenario = tiny(closures={"X": Closure(("RODN",), at(1), at(2), "")})
    clock = clock_of(scenario.horizon)
    open_ = open_ticks("Kadena P-8", scenario.aircraft["Kadena P-8"], scenario, clock)
    ticks = takeoff_ticks(open_, 1800, clock)
    assert ticks.tolist() == [t for t in range(0, 144, 3) if not 6 < t < 12]


def test_days_and_weeks_are_local() -> None:
    """Defends quotas: a day turns at local midnight (1500Z at Kadena), a week with Monday's."""
    horizon = Horizon(datetime(2018, 9, 22, 12, tzinfo=UTC), 3 * 86400, 3600, 600, 1800, 21600)  # Saturday
    clock = clock_of(horizon)
    ticks = np.array([0, 17, 18, 18 + 144, 18 + 2 * 144 - 1], dtype=np.int32)
    day, week = local_days(ticks, KADENA, clock)
    assert day.tolist() == [0, 0, 1, 2, 2]
    # the local days of the horizon: Saturday, Sunday, Monday, Tuesday
    assert week.tolist() == [0, 0, 1, 1]


def test_crewing_is_on_the_safe_side() -> None:
    """Defends rounding: needs up, allowances down."""
    odd = replace(PATROL, turnaround_s=3601)
    clock = clock_of(tiny().horizon)
    detachment = wing()
    rules = replace(detachment.crew_rules, rest_s=43201, duty_s=57599, hours_7d=40.1)
    made = crewing(replace(detachment, crew_rules=rules), odd, clock)
    assert (made.turnaround, made.rest, made.duty) == (7, 73, 95)
    assert (made.hours_7d, made.week, made.month) == (240, 1008, 4320)
    assert (made.airframes, made.crews, made.brief, made.debrief) == (2, 3, 18, 9)
    assert per_week(detachment) == NEVER
    assert per_week(replace(detachment, per_week=9)) == 9
    assert clock.at(0) == START
