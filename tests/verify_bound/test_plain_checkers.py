"""The tests' own checkers are checked too: a rule that `feasible` misses is a rule that nobody tests."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from random import Random

import numpy as np
import pytest

from patrolplan.problem.types import (
    NEVER,
    Arcs,
    Choice,
    Crewing,
    Detachment,
    Flight,
    Grid,
    Look,
    Mover,
    Problem,
    Ship,
    Spell,
)
from tests.oracles.brute import TooManyError, evaluate, feasible, optimum
from tests.oracles.crews import airframe_faults, assignable, crew_faults, most_flown
from tests.oracles.random_problems import random_problem

CREWING = Crewing(1, 2, 1, 1, 1, 9, 4, 8, 10, 14, 20, 24, 48)


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)


def plain() -> tuple[Problem, Choice]:
    """Two sectors, twelve steps of two ticks; a ship and a flight that keep every rule."""
    grid = Grid(2, 12, 2, 2)
    allowed = np.ones((2, 12), dtype=bool)
    allowed[1, 11] = False
    way = Arcs(ints(0, 1), ints(1, 0), ints(2, 2), ints(0, 0), ints(20, NEVER))
    rate = np.full((2, 12), 0.3)
    movers = (Mover(rate, allowed, ints(4, 4), 2, way), Mover(rate, allowed, ints(2, 2), 1, way))
    out = Arcs(ints(0, 0), ints(0, 1), ints(1, 1), ints(0, 0), ints(NEVER, NEVER))
    home = Arcs(out.head, out.tail, out.ticks, out.opens, out.closes)
    landing = np.ones(25, dtype=bool)
    landing[10] = False
    det = Detachment(
        "P-8", 1, ints(2, 4, 14), ints(0, 0, 1), ints(1, 1), ints(0, 0), 2, out, home, landing, 7, CREWING
    )
    ship = Ship("Melbourne", 0, (Spell(ints(2, 4), ints(22, 22)),))
    problem = Problem(grid, np.ones((2, 12)), movers, (ship,), (det,))
    tasks = (Look(0, 2, 8), Look(1, 12, 18))
    return problem, Choice(
        (tasks,), (Flight(0, 2, 8, (Look(1, 4, 7),)), Flight(0, 14, 21, (Look(0, 16, 20),)))
    )


def test_a_plan_that_keeps_the_rules_passes() -> None:
    """Otherwise nothing below means anything."""
    assert feasible(*plain()) == []


FIRST, SECOND = plain()[1].flights
FOURTH = replace(FIRST, takeoff=4, landing=9, looks=(Look(1, 5, 8),))
CLASH = (replace(FIRST, landing=9), replace(SECOND, takeoff=4, landing=9))
BROKEN: list[tuple[str, str, tuple[Look, ...] | None, tuple[Flight, ...] | None]] = [
    ("early", "entry at 2", (Look(0, 0, 8),), None),
    ("late", "exit at 22", (Look(0, 18, 24),), None),
    ("short", "shorter than 4", (Look(0, 2, 4),), None),
    ("off the step", "multiples of 2", (Look(0, 3, 9),), None),
    ("forbidden slot", "step 11 is not allowed", (Look(1, 18, 24),), None),
    ("too fast", "there at 10", (Look(0, 2, 8), Look(1, 8, 12)), None),
    ("way shut", "no way", (Look(0, 14, 20), Look(1, 22, 26)), None),
    ("outside", "outside the horizon", (Look(0, 20, 28),), None),
    ("out of order", "there at 18", (Look(1, 12, 18), Look(1, 12, 18)), None),
    ("twice in a slot", "two tasks", (Look(1, 12, 18), Look(1, 12, 18)), None),
    ("held by two", "held by Melbourne", (Look(1, 4, 8),), None),
    ("no take-off", "no take-off at 3", None, (replace(FIRST, takeoff=3),)),
    ("base shut", "no landing at 10", None, (replace(FOURTH, landing=10),)),
    ("too long", "at most 7", None, (replace(FIRST, landing=11),)),
    ("home too soon", "home at 8", None, (replace(FIRST, landing=7),)),
    ("there too soon", "there at 3", None, (replace(FIRST, looks=(Look(1, 2, 7),)),)),
    ("day full", "on day 0", None, (FIRST, FOURTH)),
    ("airframe", "no way to name airframes", None, CLASH),
    ("crew", "no way to name crews", None, CLASH),
    ("unknown crew", "no way to name crews", None, (replace(FIRST, crew=5),)),
]


@pytest.mark.parametrize(("words", "tasks", "flights"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_each_broken_rule_is_named(
    words: str, tasks: tuple[Look, ...] | None, flights: tuple[Flight, ...] | None
) -> None:
    """One rule at a time."""
    problem, choice = plain()
    changed = Choice((tasks if tasks is not None else choice.ships[0],), flights or choice.flights)
    assert any(words in fault for fault in feasible(problem, changed)), feasible(problem, changed)


def test_week_quota_is_counted() -> None:
    """Two take-offs on two days of one week that allows one."""
    problem, choice = plain()
    tight = replace(problem, detachments=(replace(problem.detachments[0], per_week=1),))
    assert any("in week 0" in fault for fault in feasible(tight, choice))


def test_crews_and_airframes_against_every_assignment() -> None:
    """The search that leaves branches early finds names exactly where some assignment keeps the rules."""
    yes = no = 0
    for seed in range(150):
        r = Random(seed)
        crewing = replace(
            CREWING,
            airframes=r.randint(1, 2),
            crews=r.randint(1, 2),
            turnaround=r.randint(0, 4),
            rest=r.randint(0, 5),
            hours_7d=r.choice([6, 10, NEVER]),
        )
        flights = []
        for _ in range(r.randint(1, 4)):
            takeoff = r.randint(0, 30)
            named = r.choice([-1, -1, 0, 1])
            flights.append(Flight(0, takeoff, takeoff + r.randint(1, 7), (), named, named))
        for number, check, kind, found in zip(
            (crewing.airframes, crewing.crews),
            (airframe_faults, crew_faults),
            ("airframe", "crew"),
            assignable(crewing, flights),
            strict=True,
        ):
            expected = any(
                all(getattr(f, kind) in (-1, n) for f, n in zip(flights, names, strict=True))
                and not any(
                    check(crewing, [f for f, m in zip(flights, names, strict=True) if m == n])
                    for n in range(number)
                )
                for names in product(range(number), repeat=len(flights))
            )
            assert found == expected, (seed, kind)
            yes, no = yes + expected, no + (not expected)
    assert yes > 40 and no > 40


def test_most_flown_is_the_worst_window() -> None:
    """Only windows that open at a take-off or close at a landing are tried; none other is worse."""
    for seed in range(60):
        r = Random(seed)
        starts = [r.randint(0, 30) for _ in range(3)]
        flights = [Flight(0, t, t + r.randint(1, 9), ()) for t in starts]
        span = r.randint(3, 20)
        flown_at = [sum(f.takeoff <= t < f.landing for f in flights) for t in range(60)]
        worst = max(sum(flown_at[t : t + span]) for t in range(60))
        assert most_flown(flights, span) == worst


def test_the_optimum_is_feasible_and_worth_what_it_says() -> None:
    """Value and rules by the plain checkers, the search by its own arrays."""
    for seed in range(40):
        problem = random_problem(seed)
        try:
            best = optimum(problem, node_limit=500)
        except TooManyError:
            continue
        assert feasible(problem, best.choice) == []
        assert evaluate(problem, best.choice) == pytest.approx(best.value, abs=1e-9)
