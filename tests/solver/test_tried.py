"""Small programmes to the end."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from patrolplan.solver.arena import arena
from patrolplan.solver.board import Board
from patrolplan.solver.tried import try_all
from tests.oracles.brute import TooManyError, optimum
from tests.oracles.random_problems import Sizes, random_problem

from . import made


def test_the_best_there_is() -> None:
    """From an empty board, with no search before it, the programme found is the optimum of random problems:
    no flight is missing from the list, none that is left out for another was needed, no set is passed over.
    """
    done = flown = 0
    for seed in range(60):
        problem = random_problem(seed, Sizes(ships=0, detachments=2))
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
    assert done >= 25
    assert flown >= 25


def test_never_worse_than_what_stands() -> None:
    """Without a single set to try the board comes back as it was."""
    problem = made.two_days()
    board = Board(arena(problem))
    whole = try_all(board)
    assert whole is not None
    assert whole.finished
    assert whole.board.value() > 0
    again = try_all(whole.board, nodes=0)
    assert again is not None
    assert again.board is whole.board
    assert not again.finished


def test_too_many_to_list() -> None:
    """More flights than the list takes: nothing is tried."""
    assert try_all(Board(arena(made.two_days())), flights=3) is None


def test_ships_stay() -> None:
    """Ships' tasks stand as they were, and no flight looks into a slot that they hold."""
    problem = made.two_days()
    board = Board(arena(problem))
    whole = try_all(board)
    assert whole is not None
    assert all(np.array_equal(a, b) for a, b in zip(whole.board.ships, board.ships, strict=True))
    held = [(s, k) for x in whole.board.sorties for s, a, b in x.looks
            for k in range(a // whole.board.mover_of(x.detachment).tables.T,
                           (b - 1) // whole.board.mover_of(x.detachment).tables.T + 1)]  # fmt: skip
    assert len(held) == len(set(held))
    assert replace(whole, nodes=0).board is whole.board
