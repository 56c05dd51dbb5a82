"""Older files walk up to the present format one step at a time; newer ones are refused."""

import pytest

from patrolplan.record.migrations import CURRENT, FormatError, migrated


def test_the_present_format_is_left_alone():
    """No copy is made of a file that needs nothing."""
    tree = {"format": f"patrolplan/{CURRENT}"}
    assert migrated(tree) is tree


def test_each_step_once_and_in_order():
    """A file two formats old takes both steps, oldest first, and ends in the present one."""
    steps = {1: lambda tree: {**tree, "a": 1}, 2: lambda tree: {**tree, "b": tree["a"] + 1}}
    assert migrated({"format": "patrolplan/1"}, steps, current=3) == {
        "format": "patrolplan/3",
        "a": 1,
        "b": 2,
    }


@pytest.mark.parametrize(
    ("form", "words"),
    [("patrolplan/9", "newer"), ("patrolplan/0", "no plan"), (7, "no plan"), ("patrolplan/1", "too old")],
)
def test_formats_that_cannot_be_read(form, words):
    """Each is refused with its reason."""
    with pytest.raises(FormatError, match=words):
        migrated({"format": form}, steps={}, current=2)
