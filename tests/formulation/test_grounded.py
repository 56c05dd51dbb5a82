"""Why a detachment stays on the ground: told in words, and the rest of the plan is still made."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from patrolplan.formulation.build import formulate
from patrolplan.formulation.types import Formulation, Obstacle
from patrolplan.formulation.wings import crewing, landing_ticks
from patrolplan.planning.solve import solve_scenario
from patrolplan.scenario.fuel import diversion_s
from patrolplan.scenario.model import (
    Base,
    Caveat,
    Closure,
    CrewHours,
    Detachment,
    Horizon,
    Scenario,
    Unavailable,
)
from patrolplan.sea.build import build_water
from patrolplan.verify.rules.judge import judge
from tests.scenarios import PATROL, SOURCE, START, at, tiny, wing

NAME = "Kadena P-8"
BLIND = replace(PATROL, day_width_nm=6.0, night_width_nm=0.0)


def formulated(scenario: Scenario) -> Formulation:
    return formulate(scenario, build_water(scenario))


def told(**changes: object) -> list[Obstacle]:
    """What is said of the detachment."""
    return [o for o in formulated(tiny(**changes)).obstacles if o.asset == NAME]


def fleet(**changes: object) -> dict[str, Detachment]:
    return {NAME: wing(**changes)}


CASES = {
    "closed all week": (
        {"closures": {"TRAMI": Closure(("RODN",), START, at(24), "typhoon")}},
        "its base takes no landing in time",
    ),
    "reaches nothing": (
        {"types": {"patrol": replace(PATROL, endurance_s=2 * 3600)}},
        "can reach no sector: endurance less reserve is too short",
    ),
    "sees nothing": (
        {"types": {"patrol": replace(PATROL, day_width_nm=0.0, night_width_nm=0.0)}},
        "can see nothing: its identification width is none",
    ),
    "out of hours": (
        {
            "aircraft": fleet(
                flown={f"CREW {n}": CrewHours(n, 40.0, 60.0, None) for n in (1, 2, 3)},
            )
        },
        "every crew is out of hours",
    ),
    "not rested": (
        {
            "aircraft": fleet(
                flown={f"CREW {n}": CrewHours(n, 0.0, 0.0, at(22)) for n in (1, 2, 3)},
            )
        },
        "every crew is out of hours, or not rested",
    ),
    "airframes away": (
        {
            "aircraft": fleet(
                unavailable={f"PHASE {n}": Unavailable(n, None, None, "inspection") for n in (1, 2)},
            )
        },
        "every airframe is away",
    ),
    "nothing on the line": ({"aircraft": fleet(planned=0)}, "no airframe is planned to be on the line"),
    "caveats": (
        {"caveats": {"NOWHERE": Caveat((NAME,), ("WEST", "EAST"), None, None, "national tasking")}},
        "caveats and zones close every sector",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_detachment_that_cannot_fly_is_told_why(case: str) -> None:
    """One sentence with the reason; it is idle, and no rule of the plan is broken by that."""
    changes, words = CASES[case]
    found = told(**changes)
    assert len(found) == 1, found
    assert words in found[0].words
    assert found[0].idle and not found[0].breaks


@pytest.mark.parametrize("case", ["closed all week", "out of hours", "sees nothing"])
def test_the_rest_of_the_plan_is_still_made(case: str) -> None:
    """Ships are tasked as ever, the words stand in the plan, and the judge has nothing to say."""
    changes, words = CASES[case]
    record = solve_scenario(tiny(**changes), SOURCE, seed=1, effort="quick")
    assert not record.sorties
    assert {task.asset for task in record.tasks} == {"HMAS Melbourne", "USS Green Bay"}
    assert any(words in remark for remark in record.run.remarks)
    assert [f.message for f in judge(record) if f.severity == "violation"] == []


@cache
def three_days() -> Scenario:
    """Three local days at Kadena; the base is shut on the second, and the third has no light to see by."""
    return tiny(
        horizon=Horizon(at(-9), 3 * 86400, 3600, 600, 1800, 21600),
        types={"patrol": BLIND},
        ships={},
        closures={"TRAMI": Closure(("RODN",), at(14), at(39), "typhoon")},
        aircraft=fleet(
            start=at(-9),
            end=at(63),
            flown={"SECOND": CrewHours(2, 40.0, 60.0, None), "THIRD": CrewHours(3, 10.0, 60.0, at(80))},
            unavailable={"PHASE": Unavailable(2, None, None, "inspection")},
        ),
        caveats={"LATE": Caveat((NAME,), ("WEST", "EAST"), at(44), at(56), "by night only")},
    )


def test_days_crews_and_airframes_are_told() -> None:
    """Each day that stays empty has its reason; so has each crew and airframe that takes no part."""
    words = [o.words for o in formulated(three_days()).obstacles if o.asset == NAME]
    assert not any(o.idle for o in formulated(three_days()).obstacles)
    said = "\n".join(words)
    assert "does not fly on 25 Sep (days of Kadena)" in said
    assert "crew 2 is out of hours: 40 h flown in the last 7 days, 40 h allowed" in said
    assert "crew 3 is not rested before the horizon closes" in said
    assert "airframe 2 is away for the whole horizon" in said


def test_a_day_without_light_is_told() -> None:
    """A type that identifies by daylight alone, and a detachment there by night only: nothing is seen."""
    dark = fleet(start=at(11), end=at(20))
    found = told(types={"patrol": BLIND}, aircraft=dark)
    assert len(found) == 1, found
    assert "does not fly from 24 Sep to 25 Sep" in found[0].words
    assert "it would see nothing" in found[0].words


def test_alternate_closes_landings_and_takes_fuel() -> None:
    """No landing while the alternate is shut; the longest flight is shorter by the way there."""
    naha = Base("Naha", (127.6458, 26.1958), "airfield", 32400, None, None)
    scenario = tiny(
        bases={**tiny().bases, "ROAH": naha},
        aircraft=fleet(alternate="ROAH"),
        closures={"X": Closure(("ROAH",), at(5), at(7), "")},
    )
    f = formulated(scenario)
    rows, plain = f.problem.detachments[0], formulated(tiny()).problem.detachments[0]
    shut = landing_ticks(NAME, scenario.aircraft[NAME], scenario, f.clock)
    assert np.array_equal(rows.landing, shut)
    assert not shut[31:42].any() and shut[30] and shut[42]
    assert np.array_equal(rows.takeoffs, plain.takeoffs)
    way = diversion_s(PATROL, scenario.bases["RODN"], naha)
    assert 0 < way < 300
    assert rows.max_block == (8 * 3600 - way) // 600


def test_programme_in_ticks() -> None:
    """What is needed is rounded up, what is allowed down; crews without a past have none."""
    f = formulated(tiny())
    made = crewing(
        wing(
            planned=1,
            unavailable={"A": Unavailable(2, at(0.01), at(3.01), ""), "B": Unavailable(1, None, None, "")},
            flown={"TWO": CrewHours(2, 10.01, 20.0, at(1.01))},
        ),
        PATROL,
        f.clock,
    )
    assert made.line == 1
    assert made.grounded[0] == (1, 0, 19)
    assert made.grounded[1][0] == 0 and made.grounded[1][1] < 0 and made.grounded[1][2] > 10_000
    assert made.flown_7d == (0, 61, 0) and made.flown_30d == (0, 120, 0)
    assert made.ready[1] == 7 and made.ready[0] < -10_000
    assert crewing(wing(), PATROL, f.clock).ready == ()
