"""Airframes and crews by name, against a search over all assignments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from ortools.sat.python import cp_model

from patrolplan.problem.types import NEVER, Crewing, Flight
from patrolplan.solver import crewing
from patrolplan.solver.crewing import (
    Times,
    apart,
    duty_of,
    longest_block,
    name_crews,
    rest_of,
)
from tests.oracles.crews import airframe_faults, assignable, crew_faults, line_faults

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


def drawn_harder(rng: Rng) -> tuple[Crewing, list[Times]]:
    """Also airframes away, a planned line, crews that come late or have flown already."""
    rules, times = drawn(rng)
    whole = int(rng.integers(0, 2)) == 1
    flown = tuple(int(x) for x in rng.integers(0, 14, rules.crews))
    return replace(
        rules,
        line=int(rng.choice([1, 2, NEVER])),
        grounded=tuple((int(rng.integers(0, rules.airframes)), a, a + 9) for a in (5, 20)),
        ready=tuple(int(x) for x in rng.integers(-3, 15, rules.crews)) if whole else (),
        flown_7d=flown if rules.hours_7d < NEVER else (),
        flown_30d=tuple(2 * f for f in flown) if rules.hours_30d < NEVER else (),
    ), times


@pytest.mark.parametrize("draw", [drawn, drawn_harder])
def test_names_are_found_exactly_where_there_are_any(draw: Callable[[Rng], tuple[Crewing, list[Times]]]):
    """Whoever is named is there, ready, rested and within hours; none is named only where a search over
    all assignments finds none either.
    """
    possible = impossible = first_come = 0
    for seed, rng in seeds(700):
        rules, times = draw(rng)
        names = name_crews(rules, times)
        able = all(assignable(rules, flights(times)))
        possible, impossible = possible + able, impossible + (not able)
        assert (names is not None) == able, seed
        first_come += plainly_named(rules, times)
        if names is None:
            continue
        mine = flights(times, names)
        assert not line_faults(rules, mine), seed
        for i in range(rules.airframes):
            assert not airframe_faults(rules, [f for f in mine if f.airframe == i], i), seed
        for i in range(rules.crews):
            assert not crew_faults(rules, [f for f in mine if f.crew == i], i), seed
        assert all(0 <= f.airframe < rules.airframes and 0 <= f.crew < rules.crews for f in mine)
    assert possible > 100 and impossible > 100
    assert first_come < possible or draw is drawn


def plainly_named(rules: Crewing, times: list[Times]) -> bool:
    """Whether each flight in turn finds an airframe, and the crew that has flown least may make it."""
    held: list[list[Flight]] = [[] for _ in range(rules.crews)]
    planes: list[list[Flight]] = [[] for _ in range(rules.airframes)]
    if line_faults(rules, flights(times)):
        return False
    for f in flights(times):
        able = [r for r in range(rules.crews) if not crew_faults(rules, [*held[r], f], r)]
        there = [r for r in range(rules.airframes) if not airframe_faults(rules, [*planes[r], f], r)]
        if not able or not there:
            return False
        held[min(able, key=lambda r: sum(g.landing - g.takeoff for g in held[r]))].append(f)
        planes[there[0]].append(f)
    return True


def test_what_the_search_cannot_decide_is_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no trial of its own the search hands over every roster, and the answers are as right."""
    monkeypatch.setattr(crewing, "TRIALS", 0)
    answers = [0, 0]
    for seed, rng in seeds(80):
        rules, times = drawn_harder(rng)
        crewing._named.cache_clear()
        names = name_crews(rules, times)
        able = all(assignable(rules, flights(times)))
        assert (names is not None) == able, seed
        for i in range(rules.crews if names else 0):
            assert not crew_faults(rules, [f for f in flights(times, names) if f.crew == i], i), seed
        answers[able] += 1
    crewing._named.cache_clear()
    assert min(answers) > 10


def test_many_flights_agree_with_constraint_programming() -> None:
    """A month of flights and crews near their hours: CP-SAT and the search answer alike."""
    answers = [0, 0]
    for seed, rng in seeds(60):
        rules = Crewing(
            airframes=6, turnaround=6, crews=int(rng.integers(3, 6)), brief=6, debrief=3, duty=40,
            rest=24, long_duty=26, long_rest=30, hours_7d=int(rng.integers(44, 64)), hours_30d=200,
            week=7 * 48, month=30 * 48,
            flown_7d=(20, 5, 0), flown_30d=(100, 40, 10), ready=(0, 30, 60),
        )  # fmt: skip
        starts = np.sort(rng.integers(0, 28 * 48, int(rng.integers(20, 45)))).tolist()
        times = [(a, a + int(rng.integers(8, 20))) for a in starts]
        able = crewable_by_cp_sat(rules, times)
        assert (name_crews(rules, times) is not None) == able, seed
        answers[able] += 1
    assert min(answers) > 5, answers


def crewable_by_cp_sat(rules: Crewing, times: list[Times]) -> bool:
    """The crews' rules as a plain model: one boolean for each flight and crew."""
    model = cp_model.CpModel()
    n = len(times)
    x = [[model.new_bool_var("") for _ in range(rules.crews)] for _ in range(n)]
    for i, (a, b) in enumerate(times):
        model.add_exactly_one(x[i])
        for c in range(rules.crews):
            if a - rules.brief < (*rules.ready, *[-NEVER] * rules.crews)[c]:
                model.add(x[i][c] == 0)
            for j in range(i):
                if times[j][1] + rules.debrief + rest_of(rules, times[j]) > a - rules.brief:
                    model.add_at_most_one(x[i][c], x[j][c])
        for span, most, behind in (
            (rules.week, rules.hours_7d, rules.flown_7d),
            (rules.month, rules.hours_30d, rules.flown_30d),
        ):
            for low, high, flown in ((b - span, b, ()), (0, span, behind)):
                parts = [max(0, min(q, high) - max(p, low)) for p, q in times]
                for c in range(rules.crews):
                    had = flown[c] if c < len(flown) else 0
                    model.add(sum(parts[j] * x[j][c] for j in range(n)) <= most - had)
    solver = cp_model.CpSolver()
    solver.parameters.presolve_inclusion_work_limit = 0
    solver.parameters.num_workers = 1
    answer = solver.solve(model)
    assert answer in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return answer == cp_model.OPTIMAL


def test_takeoffs_keep_apart() -> None:
    """A detachment keeps its own gap, all that share an airfield the airfield's; others none."""
    one = replace(made.two_days().detachments[0], gap=4, field=0, field_gap=2)
    two = replace(one, gap=0)
    three = replace(one, gap=0, field=1)
    assert apart(one, one, 10, 14) and not apart(one, one, 10, 13)
    assert apart(one, two, 10, 12) and not apart(one, two, 10, 11)
    assert apart(one, three, 10, 10)


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
