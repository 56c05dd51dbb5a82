"""Airframes and crews by name, against a search over all assignments."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from patrolplan.problem.types import NEVER, Crewing, Flight
from patrolplan.solver.crewing import (
    Times,
    duty_of,
    longest_block,
    name_crews,
    rest_of,
    within_hours,
)
from tests.oracles.crews import airframe_faults, assignable, crew_faults, most_flown

from . import made
from .plain import Rng, seeds


def drawn(rng: Rng) -> tuple[Crewing, list[Times]]:
    """Rules that bind now and then, and flights in order of take-off."""
    brief, debrief = rng.integers(0, 3, 2).tolist()
    rules = Crewing(
        airframes=int(rng.integers(1, 4)), turnaround=int(rng.integers(0, 4)),
        crews=int(rng.integers(1, 4)), brief=brief, debrief=debrief, duty=brief + debrief + 9,
        rest=int(rng.integers(0, 5)), long_duty=int(rng.integers(6, 12)), long_rest=int(rng.integers(5, 9)),
        hours_7d=int(rng.choice([NEVER, 12, 18])), hours_30d=int(rng.choice([NEVER, 25])), week=20, month=60,
    )  # fmt: skip
    starts = np.sort(rng.integers(0, 40, int(rng.integers(1, 6)))).tolist()
    return rules, [(a, a + int(rng.integers(2, 10))) for a in starts]


def flights(times: list[Times], names: list[tuple[int, int]] | None = None) -> list[Flight]:
    return [Flight(0, a, b, (), *(names[i] if names else (-1, -1))) for i, (a, b) in enumerate(times)]


def test_names_keep_every_rule_and_are_mostly_found() -> None:
    """Whoever is named is ready, rested and within hours; where nobody can be, none is named; where
    somebody can be, first come is nearly always enough.
    """
    possible = named = 0
    for seed, rng in seeds(600):
        rules, times = drawn(rng)
        names = name_crews(rules, times)
        able = all(assignable(rules, flights(times)))
        possible += able
        if names is None:
            continue
        named += 1
        assert able, seed
        mine = flights(times, names)
        for i in range(rules.airframes):
            assert not airframe_faults(rules, [f for f in mine if f.airframe == i]), seed
        for i in range(rules.crews):
            assert not crew_faults(rules, [f for f in mine if f.crew == i]), seed
        assert all(0 <= f.airframe < rules.airframes and 0 <= f.crew < rules.crews for f in mine)
    assert 100 < possible < 500
    assert named >= 0.9 * possible


def test_airframes_first_come_is_exact() -> None:
    """With crews to spare the answer is right either way: airframes are alike."""
    yes = no = 0
    for _, rng in seeds(300):
        rules, times = drawn(rng)
        easy = replace(made.EASY_CREW, airframes=rules.airframes, turnaround=rules.turnaround)
        able = assignable(easy, flights(times))[0]
        assert (name_crews(easy, times) is not None) == able
        yes, no = yes + able, no + (not able)
    assert yes > 50 and no > 50


def test_hours_in_any_week_and_month() -> None:
    """Spans that begin at a take-off are enough: the same answer as with every span there is."""
    yes = no = 0
    for _, rng in seeds(400):
        rules, times = drawn(rng)
        rules = replace(rules, hours_7d=int(rng.integers(5, 20)), hours_30d=int(rng.integers(10, 30)))
        apart = [t for i, t in enumerate(times) if i == 0 or t[0] >= times[i - 1][1]]
        most = [most_flown(flights(apart), span) for span in (rules.week, rules.month)]
        able = most[0] <= rules.hours_7d and most[1] <= rules.hours_30d
        for i in range(len(apart)):
            got = within_hours(rules, apart[:i] + apart[i + 1 :], apart[i])
            assert got == able
        yes, no = yes + able, no + (not able)
    assert yes > 50 and no > 50


def test_duty_rest_and_the_longest_block() -> None:
    """Brief and debrief count as duty; rest is long after a duty longer than the limit, not at it."""
    rules = replace(made.EASY_CREW, brief=2, debrief=1, duty=10, rest=5, long_duty=9, long_rest=20)
    assert duty_of(rules, (10, 16)) == 9
    assert rest_of(rules, (10, 16)) == 5
    assert rest_of(rules, (10, 17)) == 20
    assert longest_block(rules) == 7
    assert name_crews(rules, [(0, 7)]) == [(0, 0)]
    assert name_crews(rules, [(0, 8)]) is None


def test_nobody_there() -> None:
    """No airframe or no crew: nobody can fly; with no flight there is nothing to name."""
    for poor in (replace(made.EASY_CREW, airframes=0), replace(made.EASY_CREW, crews=0)):
        assert name_crews(poor, []) == []
        assert name_crews(poor, [(0, 5)]) is None
