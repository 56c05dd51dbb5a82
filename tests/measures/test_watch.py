"""Held, seen or unseen, slot by slot."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from patrolplan.measures.seen.watch import Watch, watch
from patrolplan.measures.times.holds import held
from patrolplan.record.types import Task
from tests.record.samples import sample

SECTOR = sample().sectors[0]


def _with(*spans):
    """The sample with tasks in its first sector only, [start, end) in minutes from the horizon's start."""
    tasks = tuple(
        Task(
            f"T{number}",
            "HMCS Calgary",
            None,
            SECTOR.id,
            sample().model.start + timedelta(minutes=start),
            sample().model.start + timedelta(minutes=end),
        )
        for number, (start, end) in enumerate(spans)
    )
    return replace(sample(), tasks=tasks)


def test_one_look():
    """Held in each slot that it meets, seen until the stay (six hours) is over, unseen before and after."""
    found = watch(_with((90, 150)))[0]
    assert list(found[:10]) == [0, 2, 2, 1, 1, 1, 1, 1, 1, 0]
    assert not found[10:].any()
    assert not watch(_with((90, 150)))[1:].any()


def test_a_hold_goes_before_what_was_seen():
    """A later task within the stay is shown as held, not as seen."""
    assert list(watch(_with((0, 60), (120, 180)))[0, :4]) == [2, 1, 2, 1]


def test_over_the_edge_of_the_horizon():
    """Nothing is written outside the horizon, and its last slot is held by a task that ends with it."""
    steps = sample().model.steps
    assert watch(_with((60 * (steps - 1), 60 * steps)))[0, -1] == Watch.HELD


@given(st.lists(st.tuples(st.integers(0, 2700), st.integers(10, 600)), max_size=6))
def test_against_the_definition(spans):
    """Each slot by the words of its meaning, minute by minute."""
    record = _with(*((start, start + length) for start, length in spans))
    found = watch(record)[0]
    assert ((found == Watch.HELD) == (held(record)[0] > 0)).all()
    for step in range(record.model.steps):
        first, last = 60 * step, 60 * step + 60
        known = any(end < last and end + 360 > first for end in (start + length for start, length in spans))
        if found[step] != Watch.HELD:
            assert (found[step] == Watch.SEEN) == known


def test_shape():
    assert watch(sample()).shape == (len(sample().sectors), sample().model.steps)
    assert watch(sample()).dtype == np.int8
