"""Levels tuned slice by slice."""

from __future__ import annotations

import numpy as np
import pytest

from patrolplan.solver.arena import arena
from patrolplan.solver.board import Board
from patrolplan.solver.days import Effort
from patrolplan.solver.insert import Inserter
from patrolplan.solver.levels import Levels
from patrolplan.solver.stop import Stop
from patrolplan.solver.tuning import Steps, Tuning

from . import made


def test_steps_fall_from_first_to_last() -> None:
    """Geometrically over the whole run."""
    steps = Steps(1e-2, 1e-4)
    assert [steps.at(x) for x in (0.0, 0.5, 1.0)] == pytest.approx([1e-2, 1e-3, 1e-4])


def test_slices_bring_the_bound_down() -> None:
    """The averaged levels lie in [0, 1] and prove much less than none would; rounds are counted."""
    for problem in (made.both_problem(), made.fleet_problem()):
        state = Levels(arena(problem))
        tuning = Tuning(state, 120)
        bounds = []
        for _ in range(3):
            state.refresh(Effort(20, 8), None, tuning.average)
            bounds.append(state.bound(tuning.average))
            tuning.slice(40, 4, Stop(None, None, None))
        state.refresh(Effort(20, 8), None, tuning.average)
        bounds.append(state.bound(tuning.average))
        assert tuning.done == 120
        assert (tuning.average >= 0.0).all() and (tuning.average <= 1.0).all()
        assert bounds[-1] < 0.9 * bounds[0]


def test_it_stops_when_told() -> None:
    """An interruption ends the slice; what was tuned so far stands."""
    tuning = Tuning(Levels(arena(made.fleet_problem())), 50)
    asked = iter(range(100))
    tuning.slice(50, 0, Stop(None, None, lambda: next(asked) >= 5))
    assert tuning.done == 5


def test_flights_of_a_plan_are_learnt() -> None:
    """A plan's flights join the pools of their days, once."""
    problem = made.wing_problem()
    a = arena(problem)
    board = Board(a)
    sortie = Inserter(a, np.zeros_like(a.weight)).flight(board, 0, 0, [0, 4, 9], 0.0, 3)
    assert sortie is not None
    board.add_sortie(sortie)
    tuning = Tuning(Levels(a), 10)
    for _ in range(2):
        tuning.learn(board)
        assert len(tuning.levels.pools[0].keys) == 1
