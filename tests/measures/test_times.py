"""Who does what when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patrolplan.measures.times.dtg import dtg, offset_h, short
from patrolplan.measures.times.holds import held, slots_of
from patrolplan.measures.times.periods import horizon_end, periods
from patrolplan.measures.times.relieving import reliefs
from patrolplan.measures.times.timeline import timelines
from patrolplan.scenario.values.time import parse_time
from tests.record.sample_scenario import at
from tests.record.samples import sample

ZONES = "ABCDEFGHIKLMNOPQRSTUVWXYZ"


@given(
    st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30), timezones=st.just(UTC)), st.sampled_from(ZONES)
)
def test_date_time_groups_read_back(moment, zone):
    """In whatever zone a time is shown, a planner who types it in gets the same minute."""
    assert parse_time(dtg(moment, zone)) == moment.replace(second=0, microsecond=0)


def test_date_time_groups():
    moment = datetime(2018, 9, 24, 15, 30, tzinfo=UTC)
    assert dtg(moment) == "241530ZSEP18"
    assert (dtg(moment, "i"), short(moment, "I")) == ("250030ISEP18", "250030I")
    assert {letter: offset_h(letter) for letter in "ZAIKMNY"} == {
        "Z": 0, "A": 1, "I": 9, "K": 10, "M": 12, "N": -1, "Y": -12,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "words"), [("J", "wherever one is"), ("", "one letter"), ("ZZ", "no time zone")]
)
def test_what_is_no_zone(zone, words):
    with pytest.raises(ValueError, match=words):
        offset_h(zone)


def test_held_slots():
    """Every slot that a task meets is held once; an empty or outlying task holds none."""
    model, task = sample().model, sample().tasks[0]
    assert held(sample()).max() == 1
    assert held(sample()).sum() == sum(len(slots_of(model, one)) for one in sample().tasks)
    assert list(slots_of(model, replace(task, start=at(1.99), end=at(2.01)))) == [1, 2]
    assert list(slots_of(model, replace(task, start=at(2), end=at(3)))) == [2]
    assert list(slots_of(model, replace(task, start=at(3), end=at(2)))) == []
    assert list(slots_of(model, replace(task, start=at(-5), end=at(1)))) == [0]
    assert list(slots_of(model, replace(task, start=at(47.5), end=at(60)))) == [47]
    strays = replace(
        sample(), tasks=(replace(task, start=at(-9), end=at(-5)), replace(task, start=at(60), end=at(70)))
    )
    assert held(strays).sum() == 0


def test_the_last_period_may_be_shorter():
    """Periods that do not divide the horizon still cover it."""
    record = replace(sample(), scenario={**sample().scenario, "horizon": {"period_s": 7 * 3600}})
    spans = periods(record)
    assert [span.last - span.first for span in spans] == [7] * 6 + [6]
    assert (spans[0].start, spans[-1].end) == (sample().model.start, horizon_end(sample().model))
    assert np.array_equal(np.concatenate([np.arange(s.first, s.last) for s in spans]), np.arange(48))


def test_timelines():
    """Ships first, as the scenario lists them, then sorties by take-off; each says when it is there."""
    found = timelines(sample())
    assert [one.holder for one in found] == [
        "HMAS Melbourne", "HMCS Calgary", "FS Vendémiaire",
        "Kadena P-8/1", "Kadena P-8/2", "Kadena CP-140/1", "Kadena P-8/3",
    ]  # fmt: skip
    melbourne, _, vendemiaire, k1 = found[:4]
    assert melbourne.presence == ((at(6), at(48)),)
    assert vendemiaire.presence == ((at(0), at(42)),)
    assert k1.presence == ((at(1), at(7.25)),)
    assert [span.kind for span in melbourne.spans] == ["transit", "hold", "task", "task", "task"]
    assert [span.kind for span in k1.spans].count("task") == 5
    assert k1.spans[0].kind == k1.spans[-1].kind == "transit"


def test_a_ship_with_nothing_to_do_has_a_line():
    """An asset that is not tasked must be seen, not forgotten."""
    record = replace(sample(), tasks=(), legs=(), events=(), sorties=())
    assert [(one.asset, one.spans, one.presence) for one in timelines(record)] == [
        ("HMAS Melbourne", (), ()), ("HMCS Calgary", (), ()), ("FS Vendémiaire", (), ()),
    ]  # fmt: skip


def test_reliefs_are_those_recorded():
    """Found from the tasks alone they are what the plan says, in order of time, with its positions."""
    found = reliefs(sample())
    recorded = {(one.sector, one.giver, one.taker, one.time, one.position) for one in sample().handovers}
    assert {(r.sector, r.giver.id, r.taker.id, r.time, r.position) for r in found} == recorded
    assert [r.time for r in found] == sorted(r.time for r in found)
    assert all(timedelta(0) <= r.gap < timedelta(hours=6) for r in found)


def test_no_relief_by_oneself_or_after_the_stay():
    """Who comes back relieves nobody; nor does one who comes when all that was seen is gone. Another
    sortie of the same detachment is another holder: its crew must be told.
    """
    first = sample().tasks[0]
    later = replace(first, id="T2", asset="HMCS Calgary", start=first.end + timedelta(hours=6), end=at(47))
    again = replace(later, asset=first.asset, start=first.end)
    soon = replace(later, start=first.end + timedelta(hours=5))
    assert reliefs(replace(sample(), tasks=(first, later))) == ()
    assert reliefs(replace(sample(), tasks=(first, again))) == ()
    assert len(reliefs(replace(sample(), tasks=(first, soon)))) == 1
    one, other = replace(first, sortie="P8/1"), replace(again, sortie="P8/2")
    assert len(reliefs(replace(sample(), tasks=(one, other)))) == 1
