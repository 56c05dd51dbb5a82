"""The next plan begins where the one before ended."""

from dataclasses import replace
from datetime import timedelta

import pytest

from patrolplan.planning.previous import carried
from patrolplan.planning.replan.cut import position
from patrolplan.scenario.model import CrewHours, Horizon, Spell
from patrolplan.scenario.resolved import from_json, to_json
from patrolplan.verify.rules.judge import judge
from tests.planning import small
from tests.scenarios import CREW_RULES, PATROL, at, ship, tiny, wing


def day(n, **changes):
    """The n-th day of the tiny scenario, its ships in the water already."""
    opens = at(24 * n)
    return tiny(
        horizon=Horizon(opens, 86400, 3600, 600, 1800, 21600),
        ships={
            "HMAS Melbourne": ship("AUS", Spell(None, opens, None, at(24 * (n + 1)))),
            "USS Green Bay": ship("USA", Spell(None, opens, None, at(24 * (n + 1)))),
        },
        aircraft={"Kadena P-8": wing(start=opens, end=at(24 * (n + 1)), **changes)},
    )


@pytest.fixture(scope="module")
def monday():
    return small.solved(day(0), effort="quick")


@pytest.fixture(scope="module")
def tuesday(monday):
    return small.solved(carried(day(1), monday), effort="quick")


def test_ships_begin_where_they_were(monday, tuesday):
    """At the very place where Monday's track ends, and the plan keeps every rule from there."""
    for name in ("HMAS Melbourne", "USS Green Bay"):
        begun = min((e for e in tuesday.events if e.asset == name), key=lambda e: e.start)
        assert begun.at == pytest.approx(position(monday, name, at(24)), abs=1e-6)
    assert [f.message for f in judge(tuesday) if f.severity == "violation"] == []


def test_crews_rest_across_the_plans(monday, tuesday):
    """Between a crew's landing on Monday and its first briefing on Tuesday lie debrief and rest."""
    rest = timedelta(seconds=CREW_RULES.debrief_s + CREW_RULES.rest_s + CREW_RULES.brief_s)
    turnaround = timedelta(seconds=PATROL.turnaround_s)
    assert tuesday.sorties
    for late in tuesday.sorties:
        for early in monday.sorties:
            if late.crew == early.crew:
                assert late.takeoff - early.landing >= rest
            if late.airframe == early.airframe:
                assert late.takeoff - early.landing >= turnaround


def test_hours_are_those_flown(monday):
    """Of the last 7 days, to the second; what the planner wrote of a crew stands."""
    found = carried(day(1), monday).aircraft["Kadena P-8"]
    for crew in found.flown.values():
        flown = sum((s.landing - s.takeoff).total_seconds() for s in monday.sorties if s.crew == crew.crew)
        assert crew.hours_7d == pytest.approx(flown / 3600)
    own = CrewHours(monday.sorties[0].crew, 1.0, 2.0, None)
    kept = carried(day(1, flown={"MINE": own}), monday).aircraft["Kadena P-8"]
    assert kept.flown["MINE"] == own
    assert sum(crew.crew == own.crew for crew in kept.flown.values()) == 1


def test_it_is_a_scenario(monday):
    """It reads back, and a week later nobody is bound any more but by hours."""
    found = carried(day(1), monday)
    assert from_json(to_json(found)) == found
    later = carried(day(9), monday).aircraft["Kadena P-8"]
    assert all(crew.hours_7d == 0 and crew.rested is None for crew in later.flown.values())
    assert later.unavailable == {}


def test_a_ship_with_an_in_chop_keeps_it(monday):
    """Only who is to be had anywhere is where she was."""
    scenario = day(1)
    spell = Spell((124.5, 27.5), at(25), None, at(48))
    chosen = replace(scenario, ships={"HMAS Melbourne": ship("AUS", spell)})
    assert carried(chosen, monday).ships["HMAS Melbourne"].spells == (spell,)


def test_the_wrong_way_round(monday):
    with pytest.raises(ValueError, match="other way round"):
        carried(tiny(horizon=Horizon(at(-48), 86400, 3600, 600, 1800, 21600)), monday)
