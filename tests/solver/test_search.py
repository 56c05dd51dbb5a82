"""Constructions and annealing: always a feasible plan, and the best one kept."""

from __future__ import annotations

import numpy as np
import pytest

from patrolplan.problem.types import Problem
from patrolplan.solver.arena import arena
from patrolplan.solver.levels import Levels
from patrolplan.solver.search import Heat, Search
from tests.oracles.brute import evaluate
from tests.oracles.random_problems import SMALL, Sizes
from tests.oracles.rules import feasible

from . import made
from .plain import never, quick

BOTH = Sizes(ships=(1, 3), detachments=(1, 2))


def searching(problem: Problem, seed: int = 0) -> Search:
    a = arena(problem)
    state = Levels(a)
    for _ in range(10):
        state.round(0.05)
    return Search(a, state.level, np.random.SeedSequence(seed))


def test_constructions() -> None:
    """From nothing, priced or not: feasible, and worth what it says; the best is kept."""
    worth = 0
    for seed in range(20):
        problem = quick(seed, BOTH)
        search = searching(problem, seed)
        values = []
        for alpha in (1.0, 0.0, 0.6):
            search.construct(alpha)
            assert not feasible(problem, search.board.choice()), seed
            assert search.value == pytest.approx(evaluate(problem, search.board.choice()), abs=1e-9)
            values.append(search.value)
        assert search.best_value == max(values)
        worth += search.best_value > 0.0
    assert worth > 15


@pytest.mark.parametrize("sizes", [SMALL, BOTH])
def test_every_step_of_the_annealing_is_a_plan(sizes: Sizes) -> None:
    """Hot enough to accept nearly anything, every few moves: feasible and worth what it says, the best
    never lost.
    """
    better = 0
    for seed in range(12):
        problem = quick(seed, sizes)
        search = searching(problem, seed)
        search.construct(1.0)
        best = before = search.best_value
        for m in range(0, 60, 4):
            search.anneal(4, Heat(0.3, 0.05), m, 60, never)
            choice = search.board.choice()
            assert not feasible(problem, choice), (seed, m)
            assert search.value == pytest.approx(evaluate(problem, choice), abs=1e-9)
            assert search.best_value >= max(best, search.value - 1e-9)
            best = search.best_value
        assert not feasible(problem, search.best.choice())
        assert evaluate(problem, search.best.choice()) == pytest.approx(best, abs=1e-9)
        better += best > before + 1e-9
    assert better > 0


def test_one_stream_one_plan() -> None:
    """The same seed leads to the same plan, move by move."""
    problem = made.both_problem()
    values = []
    for _ in range(2):
        search = searching(problem, 5)
        search.construct(0.5)
        search.anneal(40, Heat(), 0, 40, never)
        values.append((search.value, search.best.choice()))
    assert values[0] == values[1]


def test_it_stops_when_told() -> None:
    """No move is made once the answer is yes."""
    search = searching(made.both_problem())
    search.construct(0.5)
    search.anneal(50, Heat(), 0, 50, lambda: search.moves >= 3)
    assert search.moves == 3


def test_nobody_to_move() -> None:
    """Without a holder nothing is built and nothing moves."""
    search = searching(made.fleet_problem(ships=0))
    search.construct(1.0)
    search.anneal(5, Heat(), 0, 5, never)
    assert search.value == search.best_value == 0.0


def test_temperatures_fall_from_first_to_last() -> None:
    """Geometrically, at both ends as said."""
    heat = Heat(1e-2, 1e-4)
    assert heat.at(0.0) == pytest.approx(1e-2)
    assert heat.at(0.5) == pytest.approx(1e-3)
    assert heat.at(1.0) == pytest.approx(1e-4)
