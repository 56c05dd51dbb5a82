"""Every figure of an answer is what computing it from scratch gives."""

from dataclasses import replace

import pytest

from patrolplan.measures.seen.worth import losses, value
from patrolplan.planning.explain.requirement import requirements, why_short
from patrolplan.planning.explain.stage import stage
from patrolplan.planning.explain.task import why_task
from patrolplan.planning.explain.unwatched import why_unwatched
from patrolplan.planning.explain.why_not import why_not
from patrolplan.scenario.model import Caveat, Forbid, MinCoverage, Pin
from patrolplan.scenario.resolved import from_json
from tests.planning import small
from tests.scenarios import at, tiny, wing, zone


@pytest.fixture(scope="module")
def record():
    scenario = tiny(
        aircraft={"Kadena P-8": wing()},
        caveats={"NOT EAST": Caveat(("HMAS Melbourne",), ("EAST",), None, None, "national tasking")},
        zones={"FIRING": zone(((124.0, 28.0), (124.5, 28.0), (124.5, 28.5), (124.0, 28.5)), end=at(6))},
        forbid={"NOT THEN": Forbid(("USS Green Bay",), (), ("EAST",), at(0), at(3), "exercise")},
    )
    return small.solved(scenario, effort="quick")


@pytest.fixture(scope="module")
def on(record):
    return stage(record)


def with_task(record, old, new):
    """The plan's value with some tasks in place of others, PODs anew."""
    from patrolplan.planning.explain.stage import _key

    on = stage(record)
    kept = [task for task in record.tasks if task.id not in {one.id for one in old}]
    weight, missed = on.problem.weight, {}
    movers = {row.name: row.mover for row in on.problem.ships}
    movers |= {row.name: row.mover for row in on.problem.detachments}
    for asset, look in [(_key(on, task)) for task in kept] + new:
        for step, pod in on.seeing.pods(movers[asset], look):
            missed[look.sector, step] = missed.get((look.sector, step), 1.0) * (1 - pod)
    return sum(weight[slot] * (1 - left) for slot, left in missed.items())


def test_the_stage_is_the_plan(record, on):
    """Laid out again, it is worth what the record says."""
    assert on.worth(on.choice) == pytest.approx(record.score.value, abs=1e-9)
    assert sum(len(chain.looks) for chain in on.chains()) == len(record.tasks)


def test_why_a_task(record, on):
    """Its loss is the plan's value less that without it; the next best use is worth what the plan would
    then gain.
    """
    expected = losses(record)
    for task in record.tasks[::3]:
        why = why_task(on, task.id)
        assert why.loss == pytest.approx(expected[task.id], abs=1e-9)
        rest = tuple(one for one in record.tasks if one.id != task.id)
        without = value(replace(record, tasks=rest))
        others = losses(replace(record, tasks=rest))
        for other, more in why.others:
            assert more == pytest.approx(others[other.id] - expected[other.id], abs=1e-9)
        if why.instead is not None:
            new = [(task.asset, why.instead.look)]
            assert why.instead.gain == pytest.approx(with_task(record, [task], new) - without, abs=1e-9)


def test_no_such_task(on):
    with pytest.raises(KeyError):
        why_task(on, "NONE-1")


def test_why_water_is_unwatched(record, on):
    """Each trade is what the plan would be worth with it, less what it is worth."""
    for sector in list(on.rows)[:5]:
        why = why_unwatched(on, sector, None)
        assert {one.asset for one in why.assets} == {"HMAS Melbourne", "USS Green Bay", "Kadena P-8"}
        assert 0 <= why.missed <= why.expected + 1e-12
        for one in why.assets:
            if one.instead is not None:
                new = [(one.asset, one.instead.look)]
                changed = with_task(record, list(one.instead.given_up), new)
                assert one.instead.net == pytest.approx(changed - record.score.value, abs=1e-9)


def test_who_is_there_is_not_asked_why_not(record, on):
    """Whoever holds the water then is said to be there, and gains nothing by it."""
    task = record.tasks[0]
    why = why_unwatched(on, task.sector, task.start)
    assert why.held_by == task.id
    (mine,) = (one for one in why.assets if one.asset == task.asset)
    assert (mine.verdict, mine.instead) == ("there", None)


def test_a_trade_can_be_done(record, on):
    """The best task there and then, in place of those that make room, is a plan: the judge's rules hold."""
    from patrolplan.verify.rules.judge import judge

    tried = 0
    for sector in on.rows:
        for one in why_unwatched(on, sector, None).assets:
            if one.instead is None or one.instead.chain.sortie is not None or tried >= 3:
                continue
            gone = {task.id for task in one.instead.given_up}
            look = one.instead.look
            new = replace(
                record.tasks[0], id="NEW-1", asset=one.asset, sortie=None, sector=sector,
                start=on.when(look.start), end=on.when(look.end), looks=(),
            )  # fmt: skip
            tasks = (*(task for task in record.tasks if task.id not in gone), new)
            made = rewritten(record, tasks)
            if made is None:
                return
            assert [f.message for f in judge(made) if f.severity == "violation"] == []
            tried += 1
    assert tried


def rewritten(record, tasks):
    """The plan with other ships' tasks, tracks anew."""
    from patrolplan.formulation.words.itineraries import itineraries
    from patrolplan.planning.assemble import assembled

    on = stage(replace(record, tasks=tasks))
    return assembled(
        on.there, record.source, itineraries(on.there, on.choice), bound=None, prices=None, run=record.run
    )


def test_what_forbids_is_named(record, on):
    """The caveat, the entry and the zone, each by its name."""
    east = next(s.id for s in record.sectors if "EAST" in s.areas)
    why = why_not(on, "HMAS Melbourne", east, at(10), "quick")
    assert why.nearest.verdict == "forbidden"
    assert "NOT EAST (national tasking)" in why.nearest.words
    why = why_not(on, "USS Green Bay", east, at(1), "quick")
    assert "NOT THEN (exercise)" in why.nearest.words
    assert why.interval is None


def test_why_not_is_solving_with_a_pin():
    """The loss is that of the plan solved from scratch with the task pinned, and it is proved."""
    scenario = replace(small.small(6), caveats={})
    record = small.solved(scenario)
    on = stage(record)
    ship = next(iter(scenario.ships))
    for sector in on.rows:
        why = why_not(on, ship, sector, at(8), "standard")
        if why.score is None:
            continue
        step = at(8)
        pin = Pin(ship, sector, None, step, at(9), "asked why not")
        again = small.solved(replace(scenario, pins={"the task asked for": pin}))
        assert why.score.objective == pytest.approx(again.score.objective, abs=1e-9)
        assert any(
            (task.asset, task.sector) == (ship, sector) and task.start <= step and at(9) <= task.end
            for task in why.record.tasks
        )
        loss = record.score.objective - again.score.objective
        assert why.interval.low - 2e-6 <= loss <= why.interval.high + 2e-6


def test_scenario_reads_back(record):
    """The questions are about the scenario that the plan embeds."""
    assert from_json(record.scenario).forbid["NOT THEN"].because == "exercise"


def test_why_a_requirement_is_short():
    """A caveat keeps everybody out: dropping it is the smallest set; each figure is a solve from scratch."""
    plain = small.small(6)
    caveats = {
        "KEEP OUT": Caveat(tuple(plain.ships), ("NORTH",), None, None, "national tasking"),
        "OTHER": Caveat(tuple(plain.ships)[:1], ("WEST",), at(0), at(3), "refit"),
    }
    asked = replace(plain.areas["NORTH"], min_coverage=MinCoverage(0.2, None))
    scenario = replace(plain, caveats=caveats, areas={**plain.areas, "NORTH": asked})
    record = small.solved(scenario, effort="quick")
    ((name, (short, _, cost)),) = requirements(record).items()
    assert short > 0
    why = why_short(record, name, "quick")
    assert (why.short, why.cost) == (short, cost)
    for one in why.alone:
        again = small.solved(one.thing.changed(scenario), effort="quick")
        assert one.short == pytest.approx(requirements(again).get(name, (0.0,))[0], abs=1e-12)
    assert [one.name for one in why.smallest] == ["KEEP OUT"]
    assert why.whole < short
