"""What the plan is worth and to whom it is due: parts add up, and agree with plain recomputation."""

import math
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings

from patrolplan.measures.accounts import by_holder, by_water
from patrolplan.measures.seen.cover import cover
from patrolplan.measures.seen.matrix import matrix
from patrolplan.measures.seen.one_more import chances
from patrolplan.measures.seen.unwatched import gaps, longest, never_seen
from patrolplan.measures.seen.worth import losses, shares, total, value
from tests.record.sample_tasks import sector_id
from tests.record.samples import sample
from tests.record.strategies import records


def plain_value(record):
    """Σ λ·(1 − Π(1 − POD)), slot by slot, with nothing borrowed from the package."""
    found = 0.0
    for sector in record.sectors:
        for step, rate in enumerate(sector.rates):
            missed = 1.0
            for task in record.tasks:
                if task.sector == sector.id:
                    missed *= math.prod(1.0 - pod for k, pod in task.looks if k == step)
            found += rate * (1.0 - missed)
    return found


def close(expected):
    return pytest.approx(expected, rel=1e-9, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(records())
def test_value_is_what_the_model_says(record):
    """Every look counts and nothing counts twice, also where a look is certain."""
    assert value(record) == close(plain_value(record))
    assert total(record) == close(sum(sum(sector.rates) for sector in record.sectors))
    assert value(record) <= total(record) * (1 + 1e-12)


@settings(max_examples=60, deadline=None)
@given(records())
def test_parts_add_up_to_the_whole(record):
    """By task, asset, nation, sector and period the same value is shared out, none lost, none twice."""
    whole = close(value(record))
    assert sum(mass for looks in shares(record).values() for _, mass in looks) == whole
    assert sum(one.identified for one in by_holder.by_asset(record)) == whole
    assert sum(one.identified for one in by_holder.by_nation(record)) == whole
    assert sum(one.identified for one in by_holder.by_task(record)) == whole
    assert sum(one.identified for one in by_water.by_sector(record)) == whole
    assert sum(one.identified for _, one in by_water.by_period(record)) == whole
    assert matrix(record).identified.sum() == whole
    everything = close(total(record))
    assert sum(one.expected for one in by_water.by_sector(record)) == everything
    assert sum(one.expected for _, one in by_water.by_period(record)) == everything
    if all(sector.areas for sector in record.sectors):
        assert sum(one.identified for one in by_water.by_area(record)) == whole
        assert sum(one.expected for one in by_water.by_area(record)) == everything


@settings(max_examples=40, deadline=None)
@given(records())
def test_a_loss_is_what_is_missing_without_the_task(record):
    """Leave one task out and recompute; and nobody's fair share is less than what he alone adds."""
    lost, shared = losses(record), shares(record)
    for task in record.tasks:
        rest = replace(record, tasks=tuple(other for other in record.tasks if other is not task))
        scale = max(1.0, plain_value(record))
        assert lost[task.id] == pytest.approx(plain_value(record) - plain_value(rest), abs=1e-9 * scale)
        assert sum(mass for _, mass in shared[task.id]) >= lost[task.id] - 1e-9 * scale


def test_two_equal_looks_share_equally():
    """It does not matter who came first."""
    task = sample().tasks[0]
    twin = replace(task, id="TWIN", asset="HMCS Calgary")
    record = replace(sample(), tasks=(task, twin))
    assert shares(record)["TWIN"] == shares(record)[task.id]
    assert losses(record)["TWIN"] < sum(mass for _, mass in shares(record)["TWIN"])


def test_sure_looks_have_shares():
    """A POD of 1 has no finite coverage; two of them still share the slot, and a weak one gets little."""
    task = replace(sample().tasks[0], looks=((3, 1.0),))
    twin, weak = replace(task, id="TWIN"), replace(task, id="WEAK", looks=((3, 0.2),))
    record = replace(sample(), tasks=(task, twin, weak))
    found = {name: sum(mass for _, mass in looks) for name, looks in shares(record).items()}
    rate = next(sector.rates[3] for sector in sample().sectors if sector.id == task.sector)
    assert found["TWIN"] == found[task.id] == pytest.approx(rate / 2, rel=0.01)
    assert found["WEAK"] < 0.01 * rate
    assert losses(record)["TWIN"] == pytest.approx(0.0, abs=1e-12)


def test_the_sample_scores_what_it_says():
    assert value(sample()) == pytest.approx(sample().score.value, abs=1e-12)
    assert losses(sample()) == pytest.approx({task.id: task.value for task in sample().tasks})


def test_identified_and_left_are_all():
    """What is left for one more look and what is identified make up what begins."""
    seen = cover(sample())
    assert np.allclose(seen.identified + seen.left, seen.rates)
    found = chances(sample())
    assert sum(one.left for one in found) == pytest.approx(total(sample()) - value(sample()))
    assert [one.left for one in found] == sorted((one.left for one in found), reverse=True)


def test_one_more_look_pays_where_it_is_said_to():
    """A sure look at all that begins in the best sector and period adds exactly what is left there."""
    best = chances(sample())[0]
    looks = tuple((step, 1.0) for step in range(best.period.first, best.period.last))
    more = replace(sample().tasks[0], id="MORE", sector=best.sector, looks=looks)
    better = replace(sample(), tasks=(*sample().tasks, more))
    assert value(better) - value(sample()) == pytest.approx(best.left)


def test_never_seen():
    """Sectors without a task, and only those."""
    assert [one.sector for one in never_seen(sample())] == [sector_id("BANK")]
    nothing = replace(sample(), tasks=())
    assert len(never_seen(nothing)) == len(sample().sectors)
    assert gaps(nothing) == ()


def test_gaps_and_tasks_fill_the_horizon():
    """Minute by minute, a sector that is looked at is either held by a task or within one gap."""
    model = sample().model
    found = gaps(sample())
    for sector in {task.sector for task in sample().tasks}:
        spans = [(task.start, task.end) for task in sample().tasks if task.sector == sector]
        spans += [(gap.start, gap.end) for gap in found if gap.sector == sector]
        for minute in range(0, model.steps * 60, 5):
            now = model.start + timedelta(minutes=minute)
            assert sum(start <= now < end for start, end in spans) == 1, (sector, now)


def test_gaps_cost_what_is_missed_in_them():
    """Worst first; a look soon after a gap still sees the last that began in it."""
    found = gaps(sample())
    assert [gap.missed for gap in found] == sorted((gap.missed for gap in found), reverse=True)
    assert all(-1e-12 <= gap.missed <= gap.expected + 1e-12 for gap in found)
    first = min((gap for gap in found if gap.sector == sector_id("N11")), key=lambda gap: gap.start)
    assert first.end == min(task.start for task in sample().tasks if task.sector == sector_id("N11"))
    assert first.missed < 0.9 * first.expected
    rates = next(sector.rates for sector in sample().sectors if sector.id == first.sector)
    assert first.expected == pytest.approx(sum(rates[:2]) + 0.75 * rates[2])


def test_longest_gap_of_each_sector():
    """One for each sector that is looked at, and none is longer."""
    found = longest(sample())
    assert set(found) == {task.sector for task in sample().tasks}
    assert all(gap.hours <= found[gap.sector].hours for gap in gaps(sample()))


def test_overlapping_tasks_leave_no_gap_between():
    """A broken plan is still measured: a task within another's time opens no gap."""
    task = sample().tasks[4]
    inside = replace(
        task, id="IN", start=task.start + timedelta(hours=1), end=task.start + timedelta(hours=2)
    )
    record = replace(sample(), tasks=(task, inside))
    assert all(gap.end <= task.start or gap.start >= task.end for gap in gaps(record))
