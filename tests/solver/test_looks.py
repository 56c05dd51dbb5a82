"""What looks do to the water: coverage, holds, joint worth and slopes against plain sums."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from patrolplan.problem.types import Look, Problem
from patrolplan.solver.arena import MoverArena, arena
from patrolplan.solver.looks import (
    SURE,
    clear,
    cover,
    highest,
    hold,
    joint_worth,
    meets_twice,
    pull,
    slope,
    slope_joint,
    value_of,
)
from tests.oracles.itineraries import once_per_slot
from tests.oracles.pod import Pods

from .plain import Floats, Rng, draw_levels, draw_looks, h_all, joint_pod, plain_bid, quick, rows_of, seeds


def drawn(seed: int, rng: Rng, count: int = 5) -> tuple[Problem, int, MoverArena, tuple[Look, ...]]:
    """A problem, one of its movers and any looks of it."""
    problem = quick(seed)
    m = int(rng.integers(len(problem.movers)))
    return problem, m, arena(problem).movers[m], draw_looks(rng, problem, m, count)


def water(m: MoverArena) -> tuple[Floats, Floats, int, int]:
    return m.total, m.rate, m.tables.T, m.tables.D


def test_coverage_adds_and_comes_off_again() -> None:
    """C = sum of -ln(1 - POD) over all looks; taking them off leaves nothing but rounding."""
    for seed, rng in seeds(30):
        problem, number, m, looks = drawn(seed, rng)
        total, rate, T, D = water(m)
        rows, C = rows_of(looks, m.step), np.zeros(problem.weight.shape)
        cover(C, total, rate, rows, T, D, 1.0)
        joint = joint_pod(problem, Pods(problem), number, looks)
        np.testing.assert_allclose(-np.expm1(-C), joint, atol=1e-12)
        assert value_of(problem.weight, C) == pytest.approx(float((problem.weight * joint).sum()), abs=1e-12)
        cover(C, total, rate, rows[::-1].copy(), T, D, -1.0)
        assert np.abs(C).max() < 1e-12


def test_certain_looks_keep_sums_finite() -> None:
    """A POD of 1 counts as a large coverage that can be taken off again."""
    total, rate, C = np.array([[0.0, 4e6, 8e6]]), np.array([[1e6, 1e6]]), np.zeros((1, 2))
    rows = np.array([[0, 0, 8]])
    cover(C, total, rate, rows, 4, 4, 1.0)
    assert C[0, 0] == SURE and np.isfinite(C).all()
    assert value_of(np.ones((1, 2)), C) == pytest.approx(2.0, abs=1e-6)
    cover(C, total, rate, rows, 4, 4, -1.0)
    assert not C.any()


def test_the_highest_look_on_each_slot() -> None:
    """The largest single POD, not less than what stood there."""
    for seed, rng in seeds(20):
        problem, number, m, looks = drawn(seed, rng)
        total, rate, T, D = water(m)
        top = rng.random(problem.weight.shape) * 0.1
        want = top.copy()
        pods = Pods(problem)
        for look in looks:
            want[look.sector] = np.maximum(want[look.sector], pods(number, look))
        highest(top, total, rate, rows_of(looks, m.step), T, D)
        np.testing.assert_allclose(top, want, atol=1e-13)


def test_holds_are_the_slots_that_looks_meet() -> None:
    """Every slot that a look meets, cut ones too, and no other."""
    for seed, rng in seeds(30):
        problem, _, m, looks = drawn(seed, rng, 3)
        owner = np.full(problem.weight.shape, -1, np.int32)
        hold(owner, rows_of(looks, m.step), m.tables.T, 7)
        slot = problem.grid.slot_ticks
        met = {(x.sector, k) for x in looks for k in range(x.start // slot, -(-x.end // slot))}
        assert {(int(s), int(k)) for s, k in np.argwhere(owner == 7)} == met
        hold(owner, rows_of(looks, m.step), m.tables.T, -1)
        assert (owner == -1).all()


def test_meets_twice() -> None:
    """Two looks of one holder in one slot are found, in order of time; neighbours and others are not."""
    found = 0
    for _, rng in seeds(200):
        T = int(rng.integers(1, 5))
        a, b, c, d = np.sort(rng.choice(14, 4, replace=False)).tolist()
        looks = (Look(0, a, b), Look(int(rng.random() < 0.3), c, d))
        twice = not once_per_slot(looks, T)
        assert meets_twice(rows_of(looks, 1), T) == twice
        found += twice
    assert 10 < found < 170


def test_joint_worth() -> None:
    """Sum of w h(joint POD), level by level; the working array is zero before and after."""
    for seed, rng in seeds(40):
        problem, number, m, looks = drawn(seed, rng)
        total, rate, T, D = water(m)
        level, C = draw_levels(rng, problem.weight.shape), np.zeros(problem.weight.shape)
        got = joint_worth(C, total, rate, rows_of(looks, m.step), T, D, problem.weight, np.sqrt(level))
        joint = joint_pod(problem, Pods(problem), number, looks)
        assert got == pytest.approx(float((problem.weight * h_all(joint, level)).sum()), abs=1e-11)
        assert not C.any()


def test_clear() -> None:
    """Every slot that the looks may have covered is zero again."""
    for seed, rng in seeds(20):
        problem, _, m, looks = drawn(seed, rng)
        total, rate, T, D = water(m)
        C = np.zeros(problem.weight.shape)
        cover(C, total, rate, rows_of(looks, m.step), T, D, 1.0)
        clear(C, rows_of(looks, m.step), T, D)
        assert not C.any()


def test_pull_is_how_fast_h_falls() -> None:
    """-dh/dR, away from the kink, by differences."""
    for p, r in np.random.default_rng(3).random((300, 2)):
        if abs(p - r) < 1e-3 or r < 1e-2:
            continue
        step = 1e-7
        lower, upper = np.array([r * r - step]), np.array([r * r + step])
        slope_ = (h_all(np.array([p]), lower) - h_all(np.array([p]), upper))[0] / (2 * step)
        assert pull(p, r) == pytest.approx(slope_, abs=1e-6)


@pytest.mark.parametrize("joint", [False, True])
def test_slopes(joint: bool) -> None:
    """How the bid of the looks, taken one by one or together, falls with each level, by differences."""
    checked = 0
    for seed, rng in seeds(25):
        problem, number, m, looks = drawn(seed, rng, 3)
        problem = replace(problem, weight=problem.weight + 0.5)
        total, rate, T, D = water(m)
        level = 0.01 + 0.98 * rng.random(problem.weight.shape)
        g, C = np.zeros_like(level), np.zeros_like(level)
        rows, root, pods = rows_of(looks, m.step), np.sqrt(level), Pods(problem)
        if joint:
            slope_joint(g, C, total, rate, rows, T, D, root, 2.0)
            assert not C.any()
        else:
            slope(g, total, rate, rows, T, D, root, 2.0)

        def bid(at: Floats) -> float:
            if joint:
                p = joint_pod(problem, pods, number, looks)  # noqa: B023
                return float((problem.weight * h_all(p, at)).sum())  # noqa: B023
            return plain_bid(problem, pods, number, looks, at)  # noqa: B023

        for s, k in np.argwhere(problem.weight > 0).tolist():
            up, down = level.copy(), level.copy()
            up[s, k] += 1e-6
            down[s, k] -= 1e-6
            want = 2.0 * (bid(up) - bid(down)) / 2e-6 / problem.weight[s, k]
            if abs(g[s, k] - want) > 1e-4:  # a kink within reach: the slope lies between both sides
                sides = [2.0 * (bid(x) - bid(level)) / (x[s, k] - level[s, k]) for x in (up, down)]
                low, high = sorted(x / problem.weight[s, k] for x in sides)
                assert low - 1e-4 <= g[s, k] <= high + 1e-4
            checked += 1
    assert checked > 300
