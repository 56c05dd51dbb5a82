"""An answer that is given: put on a board it is worth what it was, and a search from it ends no lower."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from patrolplan.problem.types import Choice, Grid, Look, Mover, Problem, Ship, Supply
from patrolplan.solver.arena import arena
from patrolplan.solver.effort import EFFORTS
from patrolplan.solver.given import board_of, sectors_of
from patrolplan.solver.run import solve
from tests.oracles.brute import evaluate
from tests.oracles.random_problems import SMALL, Sizes
from tests.oracles.rules import feasible

from . import made
from .plain import quick

BOTH = Sizes(ships=(1, 3), detachments=(1, 2))
TINY = replace(EFFORTS["quick"], rounds=15, refreshes=1, ship_moves=40, flight_moves=30, nodes=20)


def sailed(grid: Grid, mover: Mover, *ships: Ship) -> Problem:
    return Problem(grid, np.ones((grid.sectors, grid.steps)), (mover,), ships, ())


@pytest.fixture(autouse=True)
def _tiny_effort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EFFORTS, "tiny", TINY)


@pytest.mark.parametrize("seed", range(40, 52))
def test_a_plan_comes_back_and_is_never_made_worse(seed: int) -> None:
    """The board says the same looks and value; whatever the seed, the search from it is worth no less and
    keeps every rule.
    """
    problem = quick(seed, BOTH if seed % 2 else SMALL)
    first = solve(problem, effort="tiny")
    board = board_of(arena(problem), first.choice)
    assert board.choice() == first.choice
    assert board.value() == pytest.approx(first.value, abs=1e-9)
    again = solve(problem, effort="tiny", seed=seed, start=first.choice)
    assert again.value >= first.value - 1e-9
    assert not feasible(problem, again.choice)
    assert again.value == pytest.approx(evaluate(problem, again.choice), rel=1e-9, abs=1e-9)
    assert again.value <= again.bound + 1e-9


@pytest.mark.parametrize("given", [False, True])
def test_one_thread_or_two(given: bool) -> None:
    """The same plan, bound and story, from nothing and from a plan."""
    problem = quick(41, BOTH)
    start = solve(problem, effort="tiny", seed=7).choice if given else None
    one = solve(problem, effort="tiny", threads=1, start=start)
    two = solve(problem, effort="tiny", threads=2, start=start)
    assert (one.choice, one.value, one.bound, one.phases) == (two.choice, two.value, two.bound, two.phases)
    np.testing.assert_array_equal(one.certificate.level, two.certificate.level)


def test_what_cannot_stand_is_left_out() -> None:
    """Two in one slot: the first stays, the search goes on from there."""
    grid = Grid(2, 6, 1, 2)
    problem = sailed(grid, made.mover(grid, step=1), made.ship(grid), made.ship(grid, name="two"))
    twice = Choice(((Look(0, 0, 3),), (Look(0, 2, 5), Look(1, 5, 6))), ())
    board = board_of(arena(problem), twice)
    assert board.choice() == Choice(((Look(0, 0, 3),), (Look(1, 5, 6),)), ())
    assert sectors_of(twice).tolist() == [0, 1]
    assert not feasible(problem, solve(problem, effort="tiny", start=twice).choice)


@pytest.mark.parametrize("same", [False, True])
def test_a_ship_that_replenishes(same: bool) -> None:
    """Her stops are found between her tasks, where she stays and where she goes on: nothing is charged for
    a stretch without one.
    """
    grid = Grid(2, 24, 1, 3)
    mover = made.mover(grid, step=1, lag=1)
    ship = replace(made.ship(grid), supply=Supply(every=9, takes=2, joins=(0,), leaves=(24,)))
    problem = sailed(grid, mover, ship)
    looks = (Look(0, 0, 8), Look(0 if same else 1, 11, 18), Look(0, 21, 24))
    board = board_of(arena(problem), Choice((looks,), ()))
    (stops,) = board.stops[0]
    assert len(stops) == 2
    assert board.value() == pytest.approx(board.seen())
    assert board.seen() > 0
    assert solve(problem, effort="tiny", start=Choice((looks,), ())).value >= board.value() - 1e-9
