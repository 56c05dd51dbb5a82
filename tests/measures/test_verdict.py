"""The plan's worth in words: plain, and never more than is proven."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patrolplan.measures.counting import counting
from patrolplan.measures.replaced import replaced
from patrolplan.measures.verdict import sentences, verdict
from patrolplan.record.types import Shortfall
from tests.record.samples import sample


def scored(value, bound, total=100.0, cost=0.0):
    objective = value - cost
    gap = None if bound is None or value == 0 else max(0.0, (bound - objective) / value)
    score = replace(
        sample().score,
        value=value,
        total=total,
        coverage=value / total if total else 0.0,
        shortfall_cost=cost,
        objective=objective,
        bound=bound,
        gap=gap,
    )
    return replace(sample(), score=score)


def test_the_words():
    assert sentences(scored(38.2, 39.9)) == (
        "38.2 % of the transfers expected are identified: 38.2 of 100.",
        "No plan can do better than 39.9 %, so at most 1.7 points are left.",
    )


@given(st.floats(0.5, 99), st.floats(0.0001, 50))
def test_the_words_never_promise_more_than_is_proven(value, more):
    """Whatever rounding does, the limit and the points that are said are not below the true ones."""
    record = scored(value, value + more)
    said = sentences(record)[1]
    limit = float(re.search(r"than ([\d.]+) %", said).group(1))
    points = float(re.search(r"([\d.]+) points", said).group(1))
    assert limit >= 100 * verdict(record).limit - 1e-6
    assert points >= 100 * verdict(record).left - 1e-6


def test_a_gap_of_nothing_is_said_to_be_the_best():
    record = scored(12.5, 12.5)
    assert verdict(record).proven_best
    assert sentences(record)[1] == "No plan can do better: this is proven."


def test_a_gap_of_nearly_nothing_is_not():
    assert "less than 0.1 points" not in sentences(scored(12.5, 12.501))[1]
    assert "0.1 points are left" in sentences(scored(12.5, 12.501))[1]


def test_without_a_bound_nothing_is_claimed():
    assert verdict(scored(10, None)).limit is None
    assert "not known" in sentences(scored(10, None))[1]


def test_nothing_expected():
    assert sentences(scored(0.0, 0.0, total=0.0))[0].startswith("Nothing is expected")


def test_shortfalls_are_named():
    """A bound on value less shortfalls limits the value of plans whose shortfalls cost no more than these."""
    missed = Shortfall("SOUTH: max_gap", 3, "looks", 2.0, "609LC 250000Z to 251200Z")
    record = replace(scored(30, 40, cost=2.0), shortfalls=(missed,))
    said = sentences(record)
    assert said[1].startswith("No plan whose shortfalls cost no more can do better than 42.0 %")
    assert said[2] == "What is left short costs 2.00, which leaves an objective of 28."
    assert said[3] == "SOUTH: max_gap is short by 3 looks, a cost of 2: 609LC 250000Z to 251200Z."


def test_a_negative_bound_proves_that_not_all_can_be_met():
    """No plan is worth less than nothing: where none has an objective of 0, each falls short somewhere."""
    missed = Shortfall("SOUTH: presence", 9, "slots", 50.0)
    said = sentences(replace(scored(30, -5, cost=50.0), shortfalls=(missed,)))
    assert "no plan can meet all that is asked is proven" in said[2]


def test_no_limit_above_everything():
    assert verdict(scored(90, 130)).limit == 1.0


@pytest.mark.parametrize(
    ("area", "what"),
    [({"transfers_per_day": 0.5, "priority": None}, "transfers"), ({"priority": 2.0}, "weighted beginnings")],
)
def test_what_is_counted(area, what):
    record = replace(sample(), scenario={"areas": {"A": area}})
    assert counting(record).what == what


def test_a_plan_known_by_its_hash_is_called_by_its_first_figures():
    """Sixty-four figures in a heading are read by nobody; a name stays as it is."""
    assert replaced("c61f747a37a8" + "0" * 52) == "plan c61f747a37a8"
    assert replaced("ECC WEEK 39 issue 1") == "ECC WEEK 39 issue 1"
