"""A plan that has begun: what has happened stays, the new plan keeps every rule, and more freedom never
costs.
"""

from dataclasses import replace

import pytest

from patrolplan.measures.differences.difference import difference
from patrolplan.measures.differences.patch import same
from patrolplan.measures.seen.worth import value
from patrolplan.planning.replan.cut import position
from patrolplan.planning.replan.events import EventError, Events, read_events
from patrolplan.planning.replan.replan import replan
from patrolplan.planning.replan.search.limited import Limits
from patrolplan.record import plan_hash
from patrolplan.scenario.model import Closure
from patrolplan.scenario.resolved import from_json
from patrolplan.verify.rules.judge import judge
from tests.planning import small
from tests.planning.replan.random_events import check
from tests.scenarios import at, tiny, wing


@pytest.mark.parametrize("seed", [*range(6), 116, 196, 802])
def test_random_events(seed):
    """Whatever happens: frozen tasks stand, the judge finds nothing, the frontier rises, limits are kept."""
    check(seed)


@pytest.fixture(scope="module")
def flown():
    """Two ships and two sorties a day, solved at quick effort."""
    scenario = tiny(aircraft={"Kadena P-8": wing(per_day=3, airframes=2, crews=3)})
    return small.solved(scenario, effort="quick")


def violations(record):
    return [finding.message for finding in judge(record) if finding.severity == "violation"]


def test_nothing_happened_no_time_passed(flown):
    """The same plan, to the byte."""
    assert same(replan(flown, at(0)).record, flown)


def test_sorties_that_have_taken_off_stay(flown):
    """With crew, airframe, looks and tracks; those that follow keep rest and turnaround."""
    now = flown.sorties[0].takeoff
    later = at((now - at(0)).total_seconds() / 3600 + 1)
    found = replan(flown, later).record
    first = next(one for one in found.sorties if one.id == flown.sorties[0].id)
    assert replace(first, block=None) == replace(flown.sorties[0], block=None)
    for task in flown.tasks:
        if task.sortie == first.id:
            there = next(one for one in found.tasks if one.id == task.id)
            assert (there.sector, there.start, there.end) == (task.sector, task.start, task.end)
    old = [leg for leg in flown.legs if leg.sortie == first.id]
    assert [leg for leg in found.legs if leg.sortie == first.id] == old
    assert violations(found) == []


def test_a_cancelled_sortie_does_not_fly(flown):
    """And its looks are gone by force."""
    last = max(flown.sorties, key=lambda one: one.takeoff)
    made = replan(flown, at(1), Events(cancelled=frozenset({last.id})), limits=Limits(tasks=0))
    assert last.id not in {one.id for one in made.record.sorties}
    looks = sum(task.sortie == last.id for task in flown.tasks)
    assert made.forced == looks
    assert violations(made.record) == []


def test_budget_none_and_a_lost_ship_the_others_do_not_move(flown):
    """Only what was hers is different."""
    made = replan(flown, at(9), Events(lost={"USS Green Bay": None}), limits=Limits(tasks=0))
    assert made.changes == 0
    changed = difference(flown, made.record)
    assert {asset for one in changed.tasks for asset in one.assets} <= {"USS Green Bay"}
    assert changed.sorties == ()
    tracks = [leg for leg in flown.legs if leg.asset != "USS Green Bay"]
    assert [leg for leg in made.record.legs if leg.asset != "USS Green Bay"] == tracks
    assert violations(made.record) == []


def test_a_base_shut_keeps_flights_down(flown):
    """No take-off and no landing while it is shut; the rest of the plan is mended round it."""
    fog = Closure(("RODN",), at(6), at(16), "fog")
    made = replan(flown, at(2), Events(closures={"FOG": fog}))
    assert violations(made.record) == []
    late = [s for s in made.record.sorties if s.takeoff > at(2)]
    assert all(not at(6) < s.takeoff < at(16) for s in late)


def test_figures_are_those_of_the_record(flown):
    """Value from the looks as written, the bound above it, and the name of the plan that it replaces."""
    made = replan(flown, at(5), Events(lost={"USS Green Bay": None}))
    assert made.record.score.value == pytest.approx(value(made.record), abs=1e-9)
    assert made.most is not None
    assert made.record.score.value <= made.most + 1e-9
    assert made.record.plan.supersedes == plan_hash(flown)
    assert made.record.plan.issue == flown.plan.issue + 1


def test_nations(flown):
    """With one nation allowed, no other is affected by choice."""
    down = max([at(6), *(one.landing for one in flown.sorties if one.takeoff <= at(4))])  # nobody flies
    fog = Events(closures={"FOG": Closure(("RODN",), down, at(16), "fog")})
    made = replan(flown, at(4), fog, limits=Limits(nations=1))
    kept = replan(flown, at(4), fog, limits=Limits(tasks=0))
    assert len(difference(kept.record, made.record).affected) <= 1
    assert made.record.score.value >= kept.record.score.value - 1e-9


def test_where_a_ship_is(flown):
    """On her leg, to the metre, as the tracks have it."""
    leg = next(leg for leg in flown.legs if leg.asset == "HMAS Melbourne" and len(leg.points) >= 2)
    first, last = leg.points[0], leg.points[-1]
    assert position(flown, "HMAS Melbourne", first.time) == (first.lon, first.lat)
    assert position(flown, "HMAS Melbourne", last.time) == (last.lon, last.lat)


EVENTS = """
lost: {USS Green Bay: 240900ZSEP18}
cancelled: [SORTIE]
weather:
  GALE: {area: WEST, from: 240600ZSEP18, to: 241200ZSEP18, sea_state: 7}
closures: {FOG: {bases: [RODN], from: 241000ZSEP18, to: 241400ZSEP18, because: fog}}
"""


def test_an_event_file(flown):
    """Read in the scenario's own language."""
    text = EVENTS.replace("SORTIE", flown.sorties[0].id)
    events = read_events("event.yaml", text, from_json(flown.scenario), flown)
    assert events.lost == {"USS Green Bay": at(9)}
    assert events.cancelled == {flown.sorties[0].id}
    assert (events.weather["GALE"].sea_state, events.weather["GALE"].area) == (7, "WEST")
    assert events.closures["FOG"].bases == ("RODN",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- 1", "write a mapping"),
        ("lots: 1", "lots is not known; there are lost, late"),
        ("lost: HMS Nobody", "there is no 'HMS Nobody'; there are HMAS Melbourne"),
        ("lost: {USS Green Bay: yesterday}", "yesterday"),
        ("late: USS Green Bay", "write by how much"),
        ("late: {USS Green Bay: soon}", "soon"),
        ("cancelled: [X/9]", "there is no 'X/9'"),
        ("dropped: {caveats: [NONE]}", "there is no 'NONE'"),
        ("weather: {GALE: {area: NOWHERE, sea_state: 7}}", "NOWHERE"),
        ("areas: {NEW: {}}", "keeps its sectors"),
        ("lost: [", "event.yaml:"),
    ],
)
def test_mistakes_in_an_event_file(flown, text, words):
    with pytest.raises(EventError, match=words.replace("(", r"\(")):
        read_events("event.yaml", text, from_json(flown.scenario), flown)


@pytest.mark.parametrize(
    ("events", "words"),
    [
        (Events(late={"USS Green Bay": 3600}), "has joined by then"),
        (Events(lost={"HMAS Melbourne": at(24)}), "has left the cell"),
    ],
)
def test_events_that_do_not_fit(flown, events, words):
    with pytest.raises(EventError, match=words):
        replan(flown, at(5), events)


def test_outside_the_horizon(flown):
    with pytest.raises(EventError, match="outside"):
        replan(flown, at(24))
