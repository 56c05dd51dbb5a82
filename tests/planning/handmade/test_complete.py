"""Plans that people made: completed as the solver would have written them, broken where they are broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from patrolplan.planning.handmade.bound import with_bound
from patrolplan.planning.handmade.complete import BY_HAND, complete
from patrolplan.planning.handmade.drafts import Draft, DraftError, DraftSortie, DraftTask
from patrolplan.planning.handmade.edited import draft_of
from patrolplan.record.types import Record
from patrolplan.scenario.model import Scenario
from patrolplan.sea.build import build_water
from patrolplan.verify.rules.judge import judge
from tests.scenarios import SOURCE, at, tiny
from tests.verify.plans import solved
from tests.verify.random_scenarios import random_scenario
from tests.verify.solve_and_judge import plan_for

SCENARIO = tiny()
WATER = build_water(SCENARIO)
IDS = [sector.id for sector in WATER.sectors]
MELBOURNE, BAY, KADENA = "HMAS Melbourne", "USS Green Bay", "Kadena P-8"


def made(*tasks: DraftTask, sorties: tuple[DraftSortie, ...] = (), scenario: Scenario = SCENARIO) -> Record:
    return complete(scenario, WATER, Draft(tasks, sorties), SOURCE)


def broken(record: Record) -> set[str]:
    return {finding.id for finding in judge(record) if finding.severity == "violation"}


def test_a_solved_plan_is_completed_to_itself() -> None:
    """All that is derived follows from what is authoritative: legs, looks, values, events, hand-overs."""
    record = solved()
    again = complete(tiny(), WATER, draft_of(record, tiny()), record.source)
    for part in ("sectors", "zones", "tasks", "sorties", "events", "legs", "handovers", "model", "scenario"):
        assert getattr(again, part) == getattr(record, part), part
    assert again.score.value == record.score.value
    assert again.score.bound is None and again.prices is None and again.run.effort == BY_HAND


@pytest.mark.parametrize("seed", [2, 3])
def test_so_is_that_of_a_random_scenario(seed: int) -> None:
    """With zones, closures and spells; the judge finds nothing to say of the completed plan either."""
    scenario = random_scenario(seed)
    record = plan_for(scenario, seed)
    assert record is not None
    again = complete(scenario, build_water(scenario), draft_of(record, scenario), record.source)
    assert again.tasks == record.tasks and again.legs == record.legs
    assert broken(again) == set()


def test_looks_find_their_flight() -> None:
    """Not a word of flights: two looks in a row are one flight, one eight hours later is another; take-off
    in time, landing soon, crews and airframes named, all rules kept.
    """
    record = made(
        DraftTask(KADENA, IDS[0], at(6), at(7)),
        DraftTask(KADENA, IDS[1], at(7), at(8)),
        DraftTask(KADENA, IDS[0], at(16), at(17)),
    )
    assert broken(record) == set()
    assert [sum(task.sortie == sortie.id for task in record.tasks) for sortie in record.sorties] == [2, 1]
    first = record.sorties[0]
    assert timedelta(0) < at(6) - first.takeoff < timedelta(hours=1.5)
    assert timedelta(0) < first.landing - at(8) < timedelta(hours=1.5)


def test_looks_of_one_time_are_of_two_flights() -> None:
    """Nobody is in two places."""
    tasks = [DraftTask(KADENA, sector, at(6), at(7)) for sector in (IDS[0], IDS[2])]
    record = made(*tasks)
    assert len(record.sorties) == 2
    assert broken(record) == set()


def test_what_is_given_of_a_flight_stands() -> None:
    """Take-off, landing, airframe and crew are the people's, and if they break a rule the judge says it."""
    task = DraftTask(KADENA, IDS[0], at(6), at(7), "A")
    given = DraftSortie("A", KADENA, at(5), at(9), 2, 3)
    (sortie,) = made(task, sorties=(given,)).sorties
    assert (sortie.takeoff, sortie.landing, sortie.airframe, sortie.crew) == (at(5), at(9), 2, 3)
    late = made(task, sorties=(replace(given, takeoff=at(6)),))
    assert broken(late) & {"speed", "base", "jump", "one-place"}
    assert "duty" in broken(made(task, sorties=(replace(given, crew=9),)))


def test_times_off_the_grid_are_judged_all_the_same() -> None:
    """To the second: a task of a quarter past is completed, and what breaks is the grid alone."""
    record = made(
        DraftTask(MELBOURNE, IDS[0], at(6.25), at(13.5)),
        DraftTask(KADENA, IDS[2], at(8) + timedelta(seconds=77), at(9) + timedelta(seconds=13)),
    )
    assert broken(record) == {"grid"}
    assert record.model.tick_s == SCENARIO.horizon.tick_s
    assert record.score.value > 0


def test_too_little_time_is_a_speed_that_nobody_makes() -> None:
    """From one end of the water to the other in no time: completed, and named."""
    far = max(IDS, key=lambda one: abs(float(WATER.sectors[IDS.index(one)].point[0]) - 124.0))
    record = made(DraftTask(BAY, IDS[0], at(0), at(8)), DraftTask(BAY, far, at(8), at(16)))
    assert broken(record) & {"speed", "jump"}


def test_in_two_places_at_once_is_named() -> None:
    record = made(DraftTask(BAY, IDS[0], at(0), at(8)), DraftTask(BAY, IDS[1], at(6), at(14)))
    assert "one-place" in broken(record)


def test_two_in_one_sector_are_named() -> None:
    """Overlap is found whatever the grid says."""
    record = made(DraftTask(BAY, IDS[0], at(2), at(9)), DraftTask(KADENA, IDS[0], at(5.1), at(6)))
    assert "overlap" in broken(record)


def test_the_bound_is_borrowed_or_the_reason_given() -> None:
    """A gap only where the bound speaks of this plan."""
    plan, hand = solved(), made(DraftTask(BAY, IDS[0], at(0), at(8)))
    hand = replace(hand, source=plan.source)
    lent, words = with_bound(hand, plan, broken=False)
    assert lent.score.bound == plan.score.bound and lent.prices == plan.prices
    assert lent.score.gap == pytest.approx((plan.score.bound - hand.score.value) / hand.score.value)
    assert "gap" not in broken(lent) and words in lent.run.remarks
    for other, is_broken, part in (
        (None, False, "no solved plan"),
        (plan, True, "keep every rule"),
        (replace(plan, scenario={}), False, "another scenario"),
        (replace(plan, prices=None), False, "no bound"),
    ):
        same, reason = with_bound(hand, other, is_broken)
        assert same.score.bound is None and same.score.gap is None
        assert part in reason and same.run.remarks[-1] == reason


def test_what_no_plan_can_hold_is_refused() -> None:
    """A sector that is not there, and tasks of an edited file that are none."""
    with pytest.raises(DraftError, match="no sector 999ZZ"):
        made(DraftTask(BAY, "999ZZ", at(0), at(8)))
    record = solved()
    odd = replace(record.tasks[0], start=at(9), end=at(8))
    stranger = replace(record.tasks[-1], asset="Nobody")
    with pytest.raises(DraftError) as caught:
        draft_of(replace(record, tasks=(odd, stranger)), tiny())
    assert len(caught.value.problems) == 2


def test_any_list_can_be_completed() -> None:
    """Whatever people write down, the judge has the last word, not a traceback."""
    chance = Random(5)
    for _ in range(12):
        tasks = []
        for _ in range(chance.randrange(1, 7)):
            start = chance.randrange(0, 80) * 900 + chance.choice((0, 0, 1, 37))
            long = min(86400 - start, chance.randrange(1, 30) * 900)
            asset = chance.choice((MELBOURNE, BAY, KADENA, KADENA))
            span = at(start / 3600), at((start + long) / 3600)
            tasks.append(DraftTask(asset, chance.choice(IDS), *span))
        record = made(*tasks)
        assert len(record.tasks) == len(tasks)
        assert not any("cannot be judged" in finding.message for finding in judge(record))
