"""Gains: what a look earns, against the sum over slots of w h(POD)."""

from __future__ import annotations

import numpy as np
import pytest

from patrolplan.problem.types import Look
from patrolplan.solver.gains import Gains, blank, fill, worth
from patrolplan.solver.tables import build
from tests.oracles.pod import Pods

from .plain import Floats, draw_levels, draw_weights, h, h_all, quick


def check(
    gains: Gains, problem_seed: int, mover: int, weight: Floats, level: Floats, window: tuple[int, int]
) -> int:
    """Every look inside the window, by explicit summation; how many were longer than the explicit ones."""
    problem = quick(problem_seed)
    pods, m = Pods(problem), problem.movers[mover]
    t = build(problem.grid, m, np.arange(problem.grid.sectors))
    first, last = window
    long = 0
    for s in range(problem.grid.sectors):
        for a in range(first, last):
            for b in range(a + int(t.shortest[s]), last + 1):
                size = b - a
                if size <= t.longest:
                    got = gains.look[s, a, size]
                else:
                    got, long = gains.begun[s, a] + gains.until[s, b], long + 1
                p = pods(mover, Look(s, a * m.step, b * m.step))
                want = float((weight[s] * h_all(p, level[s])).sum())
                assert got == pytest.approx(want, abs=1e-11), (s, a, b)
    return long


@pytest.mark.parametrize("whole", [True, False])
def test_every_look_earns_the_sum_over_its_slots(whole: bool) -> None:
    """Random weights and levels; all movers, ships on the step and aircraft on the tick; windows too.

    The working arrays were used before, so that nothing may hang on what they held.
    """
    long = looks = 0
    for seed in range(14):
        problem = quick(seed)
        rng = np.random.default_rng(seed)
        shape = problem.weight.shape
        for mover in range(len(problem.movers)):
            t = build(problem.grid, problem.movers[mover], np.arange(shape[0]))
            N = problem.grid.steps * t.T
            gains = fill(blank(t), t, draw_weights(rng, shape), np.sqrt(draw_levels(rng, shape)))
            weight, level = draw_weights(rng, shape), draw_levels(rng, shape)
            window = (0, N)
            if not whole:
                a, b = sorted(rng.choice(N + 1, 2, replace=False).tolist())
                window = (a, b)
            args = () if whole else window
            fill(gains, t, weight, np.sqrt(level), *args)
            long += check(gains, seed, mover, weight, level, window)
            looks += 1
    assert looks > 25
    assert long > (300 if whole else 10)


def test_only_the_rows_named_are_touched() -> None:
    """Pricing a few sectors leaves the others as they were."""
    problem = quick(3)
    t = build(problem.grid, problem.movers[0], np.arange(problem.grid.sectors))
    gains = blank(t)
    for array in (gains.look, gains.begun, gains.until):
        array[:] = -7.0
    fill(gains, t, problem.weight, np.zeros_like(problem.weight), rows=np.array([1]))
    for array in (gains.look, gains.begun, gains.until):
        assert (np.delete(array, 1, axis=0) == -7.0).all()
        assert (array[1] != -7.0).any()


def test_a_level_of_nought_pays_all_and_of_one_nothing() -> None:
    """At R = 0 a look earns w POD, at R = 1 nothing at all."""
    for p in np.linspace(0.0, 1.0, 21):
        assert worth(p, 0.0) == p
        assert worth(p, 1.0) == 0.0


def test_worth_is_h_of_the_level() -> None:
    """The kernels take roots, the method speaks of levels: both agree, and h only falls as R rises."""
    rng = np.random.default_rng(1)
    for p, r in rng.random((500, 2)):
        assert worth(p, r) == pytest.approx(h(p, r * r), abs=1e-15)
        assert worth(p, r) >= worth(p, min(1.0, r + 0.1)) - 1e-15
        assert abs(worth(p, r) - worth(p, r * 0.999)) <= r * r * (1.0 - 0.999**2) + 1e-15
