"""POD and gains of single looks: the oracle's kernels against the tests' own and against integration."""

from __future__ import annotations

from math import exp
from random import Random

import numpy as np
import pytest

from patrolplan.problem.types import Look, Problem
from patrolplan.verify.bound.looks import gain as kernel_gain
from patrolplan.verify.bound.looks import levels_of, pod, sight_of
from tests.oracles.itineraries import Moves
from tests.oracles.pod import Pods, cumulative, exposure, slot_pod
from tests.oracles.random_problems import draw_certificate, random_problem

from .plain import forbidden_between, kernel_gains, plain_gain


def looks_of(problem: Problem, mover: int, r: Random, most: int) -> list[Look]:
    """Some looks of a mover, anywhere in the horizon."""
    moves = Moves(problem, mover)
    every = [x for s in range(problem.grid.sectors) for x in moves.tasks(s, 0, problem.grid.horizon)]
    return r.sample(every, min(most, len(every)))


def problems(count: int) -> list[tuple[Problem, Random]]:
    return [(random_problem(seed), Random(seed)) for seed in range(count)]


def test_plain_pod_is_the_integral_of_its_definition() -> None:
    """The closed form against a midpoint rule over beginnings."""
    for problem, r in problems(25):
        grid = problem.grid
        for mover in range(len(problem.movers)):
            for look in looks_of(problem, mover, r, 4):
                rate = problem.movers[mover].rate[look.sector]
                n = 400
                fine = np.concatenate(([0.0], np.cumsum(np.repeat(rate, grid.slot_ticks * n)) / n))
                E = cumulative(problem.movers[mover], grid, look.sector)
                for k in range(grid.steps):
                    u = k * grid.slot_ticks * n + np.arange(grid.slot_ticks * n)
                    lo = np.maximum(u, look.start * n)
                    hi = np.minimum(u + grid.stay * n, look.end * n)
                    x = np.where(hi > lo, fine[np.maximum(hi, lo)] - fine[lo], 0.0)
                    assert slot_pod(E, grid, look, k) == pytest.approx(1.0 - np.exp(-x).mean(), abs=5e-3)


def test_pod_sums_to_the_known_formula_at_constant_rate() -> None:
    """A single look at rate r identifies 2(m - (1 - e^-rm)/r) + |D - t|(1 - e^-rm), m = min(D, t)."""
    base = random_problem(0)
    for slot_ticks, stay_steps, length, r in (
        (6, 4, 30, 0.2),
        (1, 3, 2, 0.7),
        (4, 2, 3, 0.05),
        (3, 1, 9, 1.5),
    ):
        grid = type(base.grid)(1, 60, slot_ticks, stay_steps)
        E = np.arange(grid.horizon + 1) * r
        look = Look(0, 20 * slot_ticks + 1, 20 * slot_ticks + 1 + length)
        D, m = grid.stay, min(grid.stay, length)
        known = 2 * (m - (1 - exp(-r * m)) / r) + abs(D - length) * (1 - exp(-r * m))
        assert slot_ticks * sum(slot_pod(E, grid, look, k) for k in range(60)) == pytest.approx(
            known, rel=1e-10
        )
        assert exposure(E, D, look, look.start) == pytest.approx(r * m)


def test_kernel_pod_agrees_with_the_plain_one() -> None:
    """Two people wrote it down; they must mean the same within the stated epsilon."""
    for problem, r in problems(40):
        grid, pods = problem.grid, Pods(problem)
        for m, mover in enumerate(problem.movers):
            sight = sight_of(mover, grid)
            for look in looks_of(problem, m, r, 10):
                E = sight.exposure[look.sector]
                first = max(0, look.start - grid.stay) // grid.slot_ticks
                own = [
                    pod(E, grid.slot_ticks, grid.stay, look.start, look.end, k)
                    for k in range(first, -(-look.end // grid.slot_ticks))
                ]
                expected = pods(m, look)
                assert np.abs(expected[first : first + len(own)] - own).max() <= 2 * sight.epsilon
                assert expected[:first].sum() + expected[first + len(own) :].sum() == 0.0


def test_gain_is_safe_and_no_looser_than_one_unit_a_slot() -> None:
    """Rounding goes up, and by less than would hurt."""
    for problem, r in problems(45):
        certificate, pods = draw_certificate(r, problem, private=False), Pods(problem)
        for m in range(len(problem.movers)):
            earn = kernel_gains(problem, certificate.level, certificate.scale, m)
            for look in looks_of(problem, m, r, 6):
                plain = plain_gain(problem, pods, certificate.level, certificate.scale, m, look)
                # the plain one may itself round up past the truth by a float's last digit
                assert plain - 1 <= earn(look) <= plain + problem.grid.steps


def test_gain_is_nought_where_nothing_can_be_earned() -> None:
    """No unit for blind water, for worthless water, or for water whose level is one."""
    problem = random_problem(3)
    grid, mover = problem.grid, problem.movers[0]
    zero = np.zeros((grid.sectors, grid.steps), dtype=np.int64)
    sight = sight_of(mover, grid)
    blind = sight._replace(exposure=np.zeros_like(sight.exposure))
    look = (0, 0, grid.horizon)
    assert kernel_gain(sight, levels_of(problem.weight * 0.0, zero, 1000), *look) == 0
    assert kernel_gain(sight, levels_of(problem.weight + 1.0, zero + 1000, 1000), *look) == 0
    assert kernel_gain(blind, levels_of(problem.weight + 1.0, zero, 1000), *look) == 0


def test_a_tiny_rate_is_not_lost_beside_a_large_one() -> None:
    """1e-18 a tick vanishes in a running sum near 1; the slot it can see must still be paid for."""
    problem = random_problem(3)
    grid = type(problem.grid)(1, 6, 2, 1)
    mover = problem.movers[0]
    rate = np.array([[0.5, 0.5, 1e-18, 1e-18, 0.0, 0.0]])
    sight = sight_of(type(mover)(rate, rate >= 0, mover.min_task[:1], 2, mover.arcs), grid)
    levels = levels_of(np.ones((1, 6)), np.zeros((1, 6), dtype=np.int64), 10**9)
    assert kernel_gain(sight, levels, 0, 6, 8) >= 2
    assert kernel_gain(sight, levels, 0, 10, 12) == 0


def test_one_long_look_is_worth_two_in_one_run() -> None:
    """The lemma of `runs`: it lets the oracle leave such pairs out of every bid."""
    tried = 0
    for problem, r in problems(40):
        grid, pods = problem.grid, Pods(problem)
        for m in range(len(problem.movers)):
            for first in looks_of(problem, m, r, 12):
                moves = Moves(problem, m)
                T = grid.slot_ticks
                after = [
                    x
                    for x in moves.tasks(first.sector, -(-first.end // T) * T, grid.horizon)
                    if not forbidden_between(problem, m, first, x)
                ]
                for second in r.sample(after, min(4, len(after))):
                    one = pods(m, Look(first.sector, first.start, second.end))
                    two = 1.0 - (1.0 - pods(m, first)) * (1.0 - pods(m, second))
                    assert (one >= two - 1e-12).all()
                    tried += 1
    assert tried > 200
