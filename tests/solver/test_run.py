"""The whole run: feasible, true to its figures, bounded, near the best, the same every time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patrolplan.problem.types import Grid, Problem, Result
from patrolplan.solver import run
from patrolplan.solver.effort import EFFORTS
from patrolplan.solver.run import Progress, solve
from patrolplan.verify.bound.oracle import bound
from tests.oracles.brute import TooManyError, evaluate, optimum
from tests.oracles.random_problems import AIRCRAFT_ONLY, REVISITS, SHIPS_ONLY, SMALL, Sizes, problems
from tests.oracles.rules import feasible

from . import made
from .odd import odd_problems
from .plain import HOT, quick

ODD = odd_problems()
FEW = replace(SMALL, itineraries=120)
TINY = replace(EFFORTS["quick"], rounds=15, refreshes=1, ship_moves=40, flight_moves=30, nodes=20)
"""All phases of a run, none of them for long."""


@pytest.fixture(autouse=True)
def _tiny_effort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EFFORTS, "tiny", TINY)


def check(problem: Problem, result: Result) -> None:
    """Every promise of a result: a feasible plan, its value, a bound that the oracle confirms."""
    assert not feasible(problem, result.choice)
    assert all(f.airframe >= 0 and f.crew >= 0 and f.looks for f in result.choice.flights)
    assert result.value == pytest.approx(evaluate(problem, result.choice), rel=1e-9, abs=1e-9)
    if problem.grid.sectors:  # the oracle wants some water
        confirmed = bound(problem, result.certificate).value
        assert result.value - 1e-9 <= confirmed <= result.bound


def same(one: Result, two: Result) -> None:
    """The same plan, certificate and story, to the last bit."""
    assert one.choice == two.choice
    assert (one.value, one.bound, one.rounds, one.stopped_by) == (
        two.value,
        two.bound,
        two.rounds,
        two.stopped_by,
    )
    assert one.phases == two.phases
    np.testing.assert_array_equal(one.certificate.level, two.certificate.level)
    assert len(one.certificate.private) == len(two.certificate.private)
    for p, q in zip(one.certificate.private, two.certificate.private, strict=True):
        assert (p.detachment, p.takeoff, p.claim) == (q.detachment, q.takeoff, q.claim)
        np.testing.assert_array_equal(p.level, q.level)
    assert [x.decisions for x in one.certificate.leaves] == [x.decisions for x in two.certificate.leaves]


@pytest.mark.parametrize(
    "sizes", [SMALL, SHIPS_ONLY, AIRCRAFT_ONLY, REVISITS], ids=["all", "ships", "air", "back"]
)
def test_small_problems(sizes: Sizes) -> None:
    """The optimum is reached on nearly all, never passed, and never above the bound; ships alone are proven
    to the end.
    """
    tried = reached = proven = 0
    for seed in range(200, 216):
        problem = quick(seed, sizes)
        result = solve(problem, effort="quick")
        check(problem, result)
        try:
            best = optimum(problem, node_limit=3000).value
        except TooManyError:
            continue
        assert result.value <= best + 1e-9 and best <= result.bound, seed
        tried += 1
        reached += result.value >= best - 1e-6
        proven += result.stopped_by == "optimal"
    assert tried > 12
    assert reached >= 0.85 * tried
    assert sizes is not SHIPS_ONLY or proven >= 0.8 * tried


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(problems(FEW), st.integers(0, 2**31))
def test_any_problem_and_seed(problem: Problem, seed: int) -> None:
    """Whatever is drawn: a plan, a bound, no error."""
    check(problem, solve(problem, seed=seed, effort="tiny"))


@pytest.mark.parametrize("seed", range(5))
def test_problems_too_large_to_list(seed: int) -> None:
    """Ships with port calls and two detachments: the plan keeps every rule and the oracle confirms the
    bound, private levels and all; the gap is small.
    """
    problem = made.mixed(seed)
    result = solve(problem, effort="quick")
    check(problem, result)
    assert result.bound <= 1.25 * result.value


@pytest.mark.parametrize("name", ODD)
def test_odd_problems(name: str) -> None:
    """Nothing to see, nobody there, nowhere to go: an empty or a small plan, a bound, never an error."""
    problem = ODD[name]
    result = solve(problem, effort="tiny")
    check(problem, result)


def test_nothing_is_worth_nothing() -> None:
    """Where nothing can be seen the bound says so and the run ends as optimal."""
    for name in ("nothing to see", "nobody", "forbidden water", "blind holders", "a fleet without spells"):
        result = solve(ODD[name], effort="tiny")
        assert result.value == 0.0 and result.bound < 1e-6
        assert result.stopped_by == "optimal"


@pytest.mark.parametrize(
    "problem", [made.both_problem(), made.fleet_problem(), quick(3, HOT)], ids=["both", "ships", "air"]
)
def test_the_same_every_time(problem: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs agree to the last bit, on two threads or on one; another seed may differ, and is as good."""
    first = solve(problem, seed=7, effort="tiny")
    same(first, solve(problem, seed=7, effort="tiny"))
    monkeypatch.setattr(run, "ThreadPoolExecutor", lambda _: ThreadPoolExecutor(1))
    same(first, solve(problem, seed=7, effort="tiny"))
    other = solve(problem, seed=8, effort="tiny")
    check(problem, other)
    assert other.value >= 0.97 * first.value


@pytest.mark.parametrize("problem", [made.both_problem(), made.fleet_problem(), made.wing_problem()])
@pytest.mark.parametrize("after", [0, 1, 3, 8, 20])
def test_interrupted(problem: Problem, after: int) -> None:
    """At once or a little later: a feasible plan that is worth something, a bound, and the reason."""
    asked = iter(range(10**9))
    result = solve(problem, effort="tiny", interrupted=lambda: next(asked) >= after)
    check(problem, result)
    assert result.value > 0.0
    assert result.stopped_by in ("interrupted", "optimal")


def test_out_of_time() -> None:
    """A time limit that has passed already ends the run as soon as there is a plan."""
    problem = made.both_problem()
    result = solve(problem, effort="tiny", seconds=0.0)
    check(problem, result)
    assert result.value > 0.0 and result.stopped_by == "time"


def test_a_gap_is_enough() -> None:
    """A gap that is reached ends the search, by that name."""
    problem = made.both_problem()
    result = solve(problem, effort="tiny", gap=10.0)
    check(problem, result)
    assert result.stopped_by == "gap" and result.rounds == 0
    assert solve(problem, effort="tiny").rounds > 0


def test_what_a_watcher_is_told() -> None:
    """Values only rise, bounds only fall, gaps are theirs, and the last word is the result."""
    told: list[Progress] = []
    problem = made.both_problem()
    result = solve(problem, effort="tiny", progress=told.append)
    assert [p.value for p in told] == sorted(p.value for p in told)
    assert [p.bound for p in told] == sorted((p.bound for p in told), reverse=True)
    assert told[0].bound <= float(problem.weight.sum())
    assert (told[-1].value, told[-1].bound, told[-1].phase) == (result.value, result.bound, "done")
    assert all(p.gap is None or p.gap >= 0.0 for p in told)
    assert all(0.0 <= p.elapsed_s <= q.elapsed_s for p, q in pairwise(told))
    assert [p.name for p in result.phases][:2] == ["scouting", "construction"]
    assert all(p.bound >= result.bound for p in result.phases)


def test_a_fleet_too_large_for_cases() -> None:
    """Where the water is too large for a proof by cases none is made of the part in play: the bound still
    covers looks anywhere.
    """
    grid = Grid(101, 100, 1, 4)
    weight = 0.5 + 0.5 * np.random.default_rng(0).random((101, 100))
    mover = made.mover(grid, step=1, rate=0.6, min_task=4, lag=3)
    problem = Problem(grid, weight, (mover,), (made.ship(grid), made.ship(grid)), ())
    result = solve(problem, effort="quick")
    check(problem, result)
    assert not result.certificate.leaves


def test_an_effort_by_another_name() -> None:
    """Only the three efforts there are."""
    with pytest.raises(KeyError):
        solve(made.fleet_problem(), effort="heroic")
