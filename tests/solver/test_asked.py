"""Requirements in the solver: what a board misses, what bids earn, plans against the enumerated best."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from patrolplan.problem.types import Problem
from patrolplan.solver.arena import arena
from patrolplan.solver.asked import asked_of, asked_sectors
from patrolplan.solver.board import Board
from patrolplan.solver.certify import certify
from patrolplan.solver.days import Effort
from patrolplan.solver.levels import Levels
from patrolplan.solver.pricing import Pricing
from patrolplan.solver.run import solve
from patrolplan.verify.bound.oracle import bound
from tests.oracles.asked import draw_requirements
from tests.oracles.brute import TooManyError, objective, optimum
from tests.oracles.itineraries import ship_itineraries
from tests.oracles.random_problems import Sizes, random_problem

FEW = Sizes(sectors=(2, 4), steps=(4, 8), ships=(0, 2), detachments=(0, 1), itineraries=250)
SHIPS = replace(FEW, ships=(1, 2), detachments=(0, 0))


def asked_problem(seed: int, sizes: Sizes = FEW) -> tuple[Random, Problem]:
    r = Random(seed)
    return r, draw_requirements(r, random_problem(seed, sizes))


def test_a_board_counts_what_is_met_and_what_is_short() -> None:
    """After any looks put on and taken off, the board's value is the objective as the oracle counts it."""
    for seed in range(25):
        r, problem = asked_problem(seed, SHIPS)
        a = arena(problem)
        board = Board(a)
        for _ in range(6):
            i = r.randrange(len(problem.ships))
            looks = r.choice(ship_itineraries(problem, i, 4000))
            step = problem.movers[problem.ships[i].mover].step
            rows = np.array([(x.sector, x.start // step, x.end // step) for x in looks], np.int64)
            board.set_ship(i, rows.reshape(-1, 3))
            due = objective(problem, board.choice())
            if np.isfinite(due):
                assert board.value() == pytest.approx(due, abs=1e-9)
                assert not len(board.missed_rules())
            elif a.asked is not None:
                assert len(board.missed_rules())


def test_an_arena_of_some_sectors_knows_the_rows_of_those() -> None:
    """Rows keep their numbers; sectors that are left out are in no row; all that are named are to be kept."""
    for seed in range(20):
        _, problem = asked_problem(seed)
        some = np.arange(0, problem.grid.sectors, 2)
        part, whole = asked_of(problem, some), asked_of(problem, np.arange(problem.grid.sectors))
        if part is None or whole is None:
            assert not len(problem.requirements)
            continue
        assert part.rows == whole.rows == len(problem.requirements.meetings)
        pairs = {(int(some[s]), int(r)) for s, r in zip(part.sector, part.row, strict=True)}
        assert pairs == {(int(s), int(r)) for s, r in zip(whole.sector, whole.row, strict=True) if s % 2 == 0}
        assert set(whole.sector.tolist()) <= set(asked_sectors(problem).tolist())


def test_what_nobody_can_meet_is_priced_in_full_at_once() -> None:
    """A row in water that no ship may enter costs its price in any plan, and in the first bound."""
    _, problem = next(
        (r, p)
        for r, p in (asked_problem(seed, SHIPS) for seed in range(60))
        if np.isfinite(p.requirements.meetings.price).any()
    )
    shut = tuple(replace(m, allowed=np.zeros_like(m.allowed)) for m in problem.movers)
    a = arena(replace(problem, movers=shut))
    assert a.asked is not None
    pricing = Pricing(a, a.asked)
    assert (pricing.price[: a.asked.rows] == a.asked.price).all()


@pytest.mark.parametrize("seed", range(12))
def test_certificates_are_confirmed(seed: int) -> None:
    """At prices in the middle of a run: the oracle proves no more than is claimed, and no plan passes it."""
    r, problem = asked_problem(seed)
    levels = Levels(arena(problem))
    for _ in range(r.randint(1, 12)):
        levels.round(0.05)
    price = None if levels.pricing is None else levels.pricing.average.copy()
    proof = certify(arena(problem), levels.level, Effort(4, 4, 0.0, 2), None, None, price)
    confirmed = bound(problem, proof.certificate).value
    assert confirmed <= proof.bound + 1e-9 * abs(proof.bound) + 1e-12
    assert proof.bound <= confirmed + 1e-3 * (1.0 + abs(confirmed))
    try:
        assert optimum(problem).value <= confirmed + 1e-9
    except TooManyError:
        pytest.skip("too many itineraries to enumerate")


def test_runs_reach_the_best_objective() -> None:
    """Quick runs find the enumerated optimum of value less shortfalls on all but a few, keep every rule that
    can be kept, say what the plan is worth, and are proven.
    """
    reached = tried = 0
    for seed in range(9):
        _, problem = asked_problem(seed)
        try:
            best = optimum(problem)
        except TooManyError:
            continue
        result = solve(problem, seed=1, effort="quick")
        found = objective(problem, result.choice)
        assert bound(problem, result.certificate).value <= result.bound + 1e-9 * abs(result.bound) + 1e-12
        if not np.isfinite(best.value):
            assert not np.isfinite(found)
            continue
        tried += 1
        assert result.bound >= best.value - 1e-9
        assert np.isfinite(found)
        assert result.value == pytest.approx(found, abs=1e-7)
        reached += found >= best.value - 1e-7
    assert tried >= 5
    assert reached >= tried - 1


def test_nothing_asked_costs_nothing() -> None:
    """Without requirements there is nothing of them in arena, levels, board or certificate."""
    problem = random_problem(3, FEW)
    a = arena(problem)
    assert a.asked is None
    assert Levels(a).pricing is None
    assert Board(a).short() == 0.0
    assert certify(a, np.zeros_like(problem.weight), Effort(1, 1), None).certificate.requirements is None
