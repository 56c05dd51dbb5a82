"""What changed between two plans: each change once, told to those whom it concerns, and enough to undo it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patrolplan.measures.differences.difference import difference
from patrolplan.measures.differences.pairs import changes, same_task
from patrolplan.measures.differences.patch import PatchError, applied, compare, patch_of, patched
from patrolplan.measures.differences.told import notices
from patrolplan.record.canonical import canonical
from patrolplan.record.types import Task
from tests.record.sample_scenario import at
from tests.record.samples import sample
from tests.record.strategies import json_values, records

NEAR = timedelta(hours=6)
tasks = st.lists(
    st.builds(
        lambda asset, sector, start, hours: Task(
            f"{asset}{sector}{start}{hours}", asset, None, sector, at(start), at(start + hours)
        ),
        st.sampled_from("ABC"),
        st.sampled_from("XYZ"),
        st.integers(0, 40),
        st.integers(1, 8),
    ),
    max_size=8,
    unique_by=lambda task: task.id,
)


@given(records(), records())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_patch_makes_the_new_plan_to_the_byte(old, new):
    """Whatever the files hold: a nation that has the old plan needs no more than the diff."""
    assert canonical(applied(old, patch_of(old, new))) == canonical(new)


@given(json_values, json_values)
def test_patches_of_any_values(one, other):
    """Also where a mapping becomes a list, 1 becomes 1.0, or keys change places."""
    made = patched(one, compare(one, other))
    assert repr(made) == repr(other)


@given(records())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_differs_from_itself(plan):
    found = difference(plan, plan)
    assert found.empty
    assert (found.tasks, found.sorties, found.affected) == ((), (), ())


@given(tasks, tasks)
def test_each_task_is_accounted_for_once(old, new):
    """Kept tasks in no change, every other in exactly one; old less dropped plus added is new."""
    found = changes(old, new, NEAR)
    before = [one.old for one in found if one.old is not None]
    after = [one.new for one in found if one.new is not None]
    kept = [task for task in old if any(same_task(task, other) for other in new)]
    assert sorted(task.id for task in before) == sorted(task.id for task in old if task not in kept)
    kept_new = [task for task in new if any(same_task(task, other) for other in old)]
    assert sorted(task.id for task in after) == sorted(task.id for task in new if task not in kept_new)
    for one in found:
        assert (one.old is None) == (one.kind == "added")
        assert (one.new is None) == (one.kind == "dropped")


@given(tasks, tasks)
def test_the_way_back_has_as_many_changes(old, new):
    """Added and dropped change places; what was retimed forth is retimed back."""
    forth, back = changes(old, new, NEAR), changes(new, old, NEAR)
    for kind, other in (("added", "dropped"), ("dropped", "added"), ("retimed", "retimed")):
        assert sum(one.kind == kind for one in forth) == sum(one.kind == other for one in back)


def task(asset, sector, start, end):
    return Task(f"{asset}/{start}", asset, None, sector, at(start), at(end))


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ([task("A", "X", 0, 6)], [task("A", "X", 1, 8)], ["retimed"]),
        ([task("A", "X", 0, 6)], [task("A", "X", 11, 17)], ["retimed"]),
        ([task("A", "X", 0, 6)], [task("A", "X", 12, 18)], ["added", "dropped"]),
        ([task("A", "X", 0, 6)], [task("A", "Y", 5, 9)], ["moved"]),
        ([task("A", "X", 0, 6)], [task("B", "X", 1, 7)], ["handed over"]),
        ([task("A", "X", 0, 6)], [task("B", "Y", 0, 6)], ["added", "dropped"]),
        # two who change places have moved; nobody tells a ship that she takes over what she never leaves
        (
            [task("A", "X", 0, 6), task("B", "Y", 0, 6)],
            [task("A", "Y", 0, 6), task("B", "X", 0, 6)],
            ["moved", "moved"],
        ),
        # A is gone, and B, who had nothing to do, has hers
        (
            [task("A", "X", 0, 6), task("B", "Y", 9, 15)],
            [task("B", "X", 0, 6), task("B", "Y", 9, 15)],
            ["handed over"],
        ),
    ],
)
def test_what_a_change_is_called(old, new, kinds):
    assert sorted(one.kind for one in changes(old, new, NEAR)) == kinds


def test_every_nation_is_told_what_concerns_it():
    """The giver's nation hears of a task handed over as well as the taker's; a third does not."""
    plan = sample()
    first = plan.tasks[0]
    taker = next(one for one in plan.tasks if one.asset != first.asset and one.sortie is None)
    others = tuple(one for one in plan.tasks if one is not first and not _meets(one, taker.asset, first))
    given_away = replace(first, asset=taker.asset)
    found = difference(replace(plan, tasks=(*others, first)), replace(plan, tasks=(*others, given_away)))
    (change,) = found.tasks
    assert change.kind == "handed over"
    told = {notice.nation: notice.sentences for notice in notices(found)}
    concerned = {found.nations[first.asset], found.nations[taker.asset]}
    assert set(found.affected) == concerned
    assert {nation for nation, words in told.items() if words} == concerned


def _meets(one, asset, first):
    return one.asset == asset and one.start < first.end and first.start < one.end


def test_a_patch_for_another_plan_is_refused():
    """It says so, and makes nothing of it."""
    plan = sample()
    less = replace(plan, tasks=plan.tasks[:-1])
    with pytest.raises(PatchError, match="another"):
        applied(replace(plan, tasks=plan.tasks[:3], handovers=(), legs=()), patch_of(plan, less))
