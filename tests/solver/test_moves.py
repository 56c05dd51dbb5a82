"""Every neighbourhood leaves a plan, or says that nothing came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from patrolplan.problem.types import Problem
from patrolplan.solver.moves import MOVES, choices, ships
from tests.oracles.brute import evaluate
from tests.oracles.random_problems import SHIPS_ONLY, Sizes
from tests.oracles.rules import feasible

from . import made
from .plain import HOT, quick
from .test_search import searching

BOTH = Sizes(ships=(1, 3), detachments=(1, 2))


def problems() -> list[Problem]:
    return [*(quick(seed, BOTH) for seed in range(14)), made.both_problem(), made.two_days()]


@pytest.mark.parametrize("move", [m for m, *_ in MOVES], ids=lambda m: str(m.__name__))
def test_a_move_leaves_a_plan(move) -> None:  # type: ignore[no-untyped-def]
    """Again and again on boards that the other moves changed: feasible, worth what the board says, and the
    search's own board is left alone.
    """
    came = 0
    for seed, problem in enumerate(problems()):
        search = searching(problem, seed)
        if move not in choices(search)[0]:
            continue
        search.construct(0.5)
        search.temperature = 0.01
        for _ in range(12):
            before = search.board.choice()
            trial = move(search)
            assert search.board.choice() == before
            if trial is None:
                continue
            choice = trial.choice()
            assert not feasible(problem, choice), seed
            assert trial.value() == pytest.approx(evaluate(problem, choice), abs=1e-9)
            search.board, search.value = trial, trial.value()
            came += 1
    assert came > 5


def test_an_idle_ship_is_given_work() -> None:
    """A ship that found no water when the others came first is bid for again, not forgotten."""
    problem = made.fleet_problem(sectors=3, ships=2)
    search = searching(problem)
    search.fill_ship(search.board, 0, 0.0)
    assert not len(search.board.ships[1])
    trials = [ships(search) for _ in range(20)]
    assert any(trial is not None and len(trial.ships[1]) for trial in trials)
    idle = searching(replace(problem, ships=tuple(replace(s, spells=()) for s in problem.ships)))
    assert ships(idle) is None


def test_only_what_applies() -> None:
    """Ships are not moved where none sail, nor flights where none can be flown; chances add up to one."""
    for problem in (quick(1, SHIPS_ONLY), quick(1, HOT), made.both_problem(), made.fleet_problem(ships=0)):
        search = searching(problem)
        able, chances = choices(search)
        for move, _, at_sea, in_air in MOVES:
            fits = (bool(problem.ships) or not at_sea) and (bool(search.days) or not in_air)
            assert (move in able) == fits
        assert chances.sum() == pytest.approx(1.0 if able else 0.0)


def test_chances_are_kept() -> None:
    """All shares are positive and each neighbourhood is listed once."""
    assert all(share > 0.0 for _, share, _, _ in MOVES)
    assert max(Counter(m for m, *_ in MOVES).values()) == 1
    assert np.isclose(sum(share for _, share, _, _ in MOVES), 1.0)
