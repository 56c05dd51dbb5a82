"""Every file that is no plan is refused in words that name the place and what is wrong with it."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patrolplan.record.canonical import canonical
from patrolplan.record.errors import RecordError
from patrolplan.record.parse import MOST, parse
from tests.record.samples import sample

TEXT = canonical(sample()).decode()


def refused(data: bytes) -> RecordError:
    with pytest.raises(RecordError) as caught:
        parse(data)
    assert caught.value.problems
    return caught.value


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    tree = json.loads(TEXT)
    change(tree)
    return json.dumps(tree).encode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\xff\xfe\x00", "no text in UTF-8 (at byte 1)"),
        (b"scenario: East China Sea\n", "no JSON"),
        (b"[1, 2]", "one JSON object"),
        (b"{}", "`format` must be 'patrolplan/1', not None"),
        (b'{"format": "patrolplan/one"}', "no plan of patrolplan"),
        (b'{"format": "patrolplan/2"}', "newer patrolplan (format 2; this one reads up to 1)"),
        (b'{"format": "patrolplan/1", "format": "patrolplan/1"}', "'format' stands twice"),
        (b'{"format": "patrolplan/1", "score": NaN}', "NaN is not a number"),
        (b'{"format": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"format": ' + b"9" * 10_000 + b"}", "is no plan"),
    ],
)
def test_not_a_plan(data, words):
    """What is no plan at all is said to be none, and why."""
    assert words in refused(data).problems[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda r: r.pop("tasks"), "tasks: is missing"),
        (lambda r: r.update(extra=1), "extra: is no key of this format"),
        (lambda r: r["tasks"][2].update(start="24 Sep"), "tasks[2] (T003), start: must be a time in Z"),
        (
            lambda r: r["tasks"][2].update(start="2018-09-31T00:00:00Z"),
            "tasks[2] (T003), start: must be a time",
        ),
        (lambda r: r["tasks"][2].update(start="2018-09-24T00:00:00"), "start: must be a time in Z such as"),
        (lambda r: r["tasks"][2].update(start=1537747200), "start: must be a time in Z"),
        (lambda r: r["tasks"][0].update(value="much"), 'value: must be a number, not "much"'),
        (
            lambda r: r["tasks"][0]["looks"][1].__setitem__(1, 1.5),
            "looks[1][1]: should be less than or equal to 1",
        ),
        (lambda r: r["tasks"][0].update(role="attack"), "role: should be 'patrol', not \"attack\""),
        (lambda r: r["model"].update(slot_s=1.5), "model, slot_s: "),
        (lambda r: r["model"].update(slot_s=True), "model, slot_s: must be a whole number, not true"),
        (lambda r: r["model"].update(slot_s=7), "tick_s must divide slot_s"),
        (lambda r: r["sectors"][0].update(point=[200, 0]), "point[0]: should be less than or equal to 180"),
        (lambda r: r["sectors"][0]["rates"].pop(), "47 rates, but the model has 48 steps"),
        (lambda r: r.update(sectors=[]), "sectors: must hold at least 1, not 0"),
        (lambda r: r["sectors"].append(r["sectors"][0]), "stands there 2 times"),
        (lambda r: r["tasks"][0].update(sector="999ZZ"), "task T001: there is no sector 999ZZ"),
        (lambda r: r["tasks"][-1].update(sortie="K9"), "there is no sortie K9"),
        (lambda r: r["tasks"][0]["looks"].append([48, 0.1]), "after the last step, 47"),
        (lambda r: r["tasks"][0]["looks"].append(r["tasks"][0]["looks"][0]), "two looks in one step"),
        (lambda r: r["legs"][0].update(task="T999"), "there is no task T999"),
        (lambda r: r["handovers"][0].update(sector="1"), "handovers[0]: there is no sector 1"),
        (lambda r: r["prices"]["levels"].update(X=[1]), "prices.levels: there is no sector X"),
        (
            lambda r: r["prices"]["private"][0].update(groups={r["sectors"][1]["id"]: 0}),
            "is in a group but has no levels",
        ),
        (
            lambda r: r["prices"]["private"][0].update(groups={r["sectors"][0]["id"]: -1}),
            "should be greater than or equal to 0",
        ),
        (lambda r: r["prices"].update(scale=0), "prices, scale: should be greater than or equal to 1"),
    ],
)
def test_one_thing_wrong(change, words):
    """One fault is one problem, named with its place."""
    error = refused(changed(change))
    assert len(error.problems) == 1, error
    assert words in error.problems[0]


def test_many_things_wrong_are_bounded():
    """A file that is wrong throughout gives a readable answer, and says how much it leaves off."""
    error = refused(changed(lambda r: [task.update(start=0, end=0) for task in r["tasks"]]))
    assert len(error.problems) == MOST
    assert error.left_off == 2 * len(sample().tasks) - MOST
    assert f"and {error.left_off} more" in str(error)
    lost = refused(changed(lambda r: [task.update(sector="?") for task in r["tasks"]]))
    assert (len(lost.problems), lost.left_off) == (MOST, len(sample().tasks) - MOST)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, len(TEXT.encode()) - 3))
def test_cut_short_anywhere(length):
    """A file cut at any byte is refused in words: never a traceback, never half a plan."""
    error = refused(TEXT.encode()[:length])
    assert len(error.problems) == 1


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(TEXT.encode()) - 1), st.binary(min_size=0, max_size=3))
def test_damaged_anywhere(place, junk):
    """Whatever stands in a damaged file, it is read as some plan or refused in words."""
    data = TEXT.encode()
    try:
        parse(data[:place] + junk + data[place + 1 :])
    except RecordError as error:
        assert all(problem.strip() for problem in error.problems)


def test_a_byte_order_mark_is_no_fault():
    """Editors on Windows put one in front."""
    assert parse(b"\xef\xbb\xbf" + TEXT.encode()) == sample()


def test_private_levels_without_groups_are_paid_by_all():
    """Plans from before there were groups still read, and nothing is written where there are none."""
    assert '"groups"' not in TEXT
    (private,) = parse(TEXT.encode()).prices.private
    assert private.groups == {}
    sector = next(iter(private.levels))
    (grouped,) = parse(changed(lambda r: r["prices"]["private"][0].update(groups={sector: 3}))).prices.private
    assert grouped == replace(private, groups={sector: 3})


def test_what_may_be_left_out():
    """A hand-made task list need not give what is derived: values and looks."""

    def strip(tree: dict[str, Any]) -> None:
        for task in tree["tasks"]:
            del task["value"], task["looks"], task["role"]

    found = parse(changed(strip))
    assert [task.sector for task in found.tasks] == [task.sector for task in sample().tasks]
    assert all(task.looks == () for task in found.tasks)
