"""Boards, greedy and the finishing pass, against the plain oracles of value and rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from benchmarks.peers import greedy
from benchmarks.plans.board import Board
from benchmarks.plans.finish import finish
from benchmarks.plans.rota import open_flights
from tests.oracles.brute import TooManyError, evaluate, feasible, optimum
from tests.oracles.random_problems import problems, random_problem


@settings(max_examples=20, deadline=None)
@given(problems())
def test_greedy_keeps_every_rule_and_its_value_is_true(problem):
    """A peer that broke rules, or was credited too much, would make the table worthless."""
    answer = greedy.solve(problem, 1.0, 1)
    assert feasible(problem, answer.choice) == []
    assert evaluate(problem, answer.choice) == pytest.approx(answer.value, abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(problems())
def test_finishing_only_adds(problem):
    """The pass that all peers share may not cost any of them: every look stays, the value only grows."""
    board = Board(problem)
    open_flights(board)
    for chain in board.chains():
        found = board.best_next(chain, 0)
        if found is not None:
            board.put(chain, 0, found[0])
    before = board.choice()
    value = board.value()
    finish(board)
    after = board.choice()
    assert feasible(problem, after) == []
    assert board.value() >= value - 1e-9
    assert evaluate(problem, after) == pytest.approx(board.value(), abs=1e-9)
    for mine, later in zip(before.ships, after.ships, strict=True):
        for look in mine:
            assert any(x.sector == look.sector and x.start <= look.start and look.end <= x.end for x in later)


def test_greedy_never_beats_the_optimum_and_finds_something():
    """Sanity in both directions, on problems whose optimum is known by enumeration."""
    ratios = []
    for seed in range(12):
        problem = random_problem(seed)
        try:
            best = optimum(problem).value
        except TooManyError:
            continue
        value = greedy.solve(problem, 1.0, 1).value
        assert value <= best + 1e-9
        if best > 1e-6:
            ratios.append(value / best)
    assert len(ratios) > 5
    assert sum(ratios) / len(ratios) > 0.6


def test_a_look_for_a_while_off_the_board_comes_back():
    """Prizes are taken with a plan's own looks set aside; the plan must be the same afterwards."""
    board, _ = greedy.plan(random_problem(3))
    value, left, held = board.value(), board.left.copy(), board.held.copy()
    looks = [(chain.mover, look) for chain in board.chains() for look in chain.looks]
    assert looks
    with board.without(looks[:1]):
        assert board.value() < value
    assert board.value() == pytest.approx(value)
    assert board.left == pytest.approx(left)
    assert (board.held == held).all()
