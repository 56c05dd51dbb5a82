"""Small programmes to the end."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from patrolplan.solver.arena import arena
from patrolplan.solver.board import Board
from patrolplan.solver.tried import try_all
from tests.oracles.brute import TooManyError, optimum
from tests.oracles.dues import draw_dues
from tests.oracles.random_problems import AIRCRAFT_ONLY, random_problem

from . import made


def test_the_best_there_is() -> None:
    """From an empty board, with no search before it, the programme found is the optimum of random problems:
    no flight is missing from the list, none that is left out for another was needed, no set is passed over.
    """
    done = flown = 0
    for seed in range(30):
        problem = random_problem(seed, AIRCRAFT_ONLY)
        try:
            best = optimum(problem, itinerary_limit=300, node_limit=4000)
        except TooManyError:
            continue
        tried = try_all(Board(arena(problem)))
        if tried is None or not tried.finished:
            continue
        done += 1
        flown += len(best.choice.flights)
        assert tried.board.value() == pytest.approx(best.value, abs=1e-9), seed
        tried.board.choice()  # airframes and crews can be named
    assert done >= 12
    assert flown >= 12


def test_the_best_there_is_with_prices() -> None:
    """The same where take-offs are asked for and hours cost: the optimum of the objective."""
    done = priced = 0
    for seed in range(30):
        problem = draw_dues(Random(seed), random_problem(seed, AIRCRAFT_ONLY))
        try:
            best = optimum(problem, itinerary_limit=200, node_limit=3000)
        except TooManyError:
            continue
        tried = try_all(Board(arena(problem)))
        if tried is None or not tried.finished:
            continue
        done += 1
        priced += problem.priced
        assert tried.board.value() == pytest.approx(best.value, abs=1e-9), seed
    assert done >= 8
    assert priced >= 8


def test_never_worse_than_what_stands() -> None:
    """Without a single set to try the board comes back as it was."""
    problem = made.wing_problem()
    board = Board(arena(problem))
    whole = try_all(board)
    assert whole is not None
    assert whole.finished
    assert whole.board.value() > 0
    again = try_all(whole.board, work=0)
    assert again is not None
    assert again.board is whole.board
    assert not again.finished


def test_too_many_to_list() -> None:
    """More flights than the list takes: nothing is tried."""
    assert try_all(Board(arena(made.wing_problem())), flights=3) is None


def test_ships_stay() -> None:
    """Ships' tasks stand as they were, and no flight looks into a slot that they or another flight hold."""
    problem = made.both_problem()
    board = Board(arena(problem))
    T = board.mover_of_ship(0).tables.T
    board.add_ship_looks(0, np.array([[0, 0, 3 * T]], np.int64))
    whole = try_all(board)
    assert whole is not None
    assert whole.board.sorties
    assert all(np.array_equal(a, b) for a, b in zip(whole.board.ships, board.ships, strict=True))
    held = [(0, k) for k in range(3)]
    for sortie in whole.board.sorties:
        t = whole.board.mover_of(sortie.detachment).tables.T
        held += [(s, k) for s, a, b in sortie.looks.tolist() for k in range(a // t, (b - 1) // t + 1)]
    assert len(held) == len(set(held))
