"""Probability of detection, slot by slot, in the plainest form that is still exact."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import exp, expm1

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Grid, Look, Mover, Problem


def cumulative(mover: Mover, grid: Grid, sector: int) -> NDArray[np.float64]:
    """E at every tick (horizon + 1,): the integral of the sector's rate from the opening."""
    return np.concatenate(([0.0], np.cumsum(np.repeat(mover.rate[sector], grid.slot_ticks))))


def exposure(E: NDArray[np.float64], stay: int, look: Look, u: int) -> float:
    """Coverage factor that a thing beginning at tick u gets from the look: E over [u, u + D) and [a, b)."""
    first, last = max(u, look.start), min(u + stay, look.end)
    return float(E[last] - E[first]) if last > first else 0.0


def mean_miss(x0: float, x1: float) -> float:
    """Mean of exp(-x) while x runs evenly from x0 to x1."""
    low, run = min(x0, x1), abs(x1 - x0)
    return exp(-low) * (-expm1(-run) / run if run > 0.0 else 1.0)


def slot_pod(E: NDArray[np.float64], grid: Grid, look: Look, k: int) -> float:
    """POD of the look for what begins in slot k, the mean over the slot's beginnings.

    Between a, b, a - D, b - D and the slot's edges exposure is a straight line in the moment of
    beginning u: D is a whole number of slots, so neither u nor u + D crosses an edge in between.
    """
    left, right = k * grid.slot_ticks, (k + 1) * grid.slot_ticks
    turns = {look.start, look.end, look.start - grid.stay, look.end - grid.stay}
    cuts = sorted({left, right} | {t for t in turns if left < t < right})
    miss = 0.0
    for lo, hi in pairwise(cuts):
        x0, x1 = exposure(E, grid.stay, look, lo), exposure(E, grid.stay, look, hi)
        miss += (hi - lo) * mean_miss(x0, x1)
    return max(0.0, 1.0 - miss / grid.slot_ticks)


class Pods:
    """PODs of a problem's looks, remembered: `pods(mover, look)` is a (K,) array."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._cumulative = lru_cache(maxsize=None)(self._fresh_cumulative)
        self._known: dict[tuple[int, Look], NDArray[np.float64]] = {}

    def _fresh_cumulative(self, mover: int, sector: int) -> NDArray[np.float64]:
        return cumulative(self._problem.movers[mover], self._problem.grid, sector)

    def __call__(self, mover: int, look: Look) -> NDArray[np.float64]:
        key = (mover, look)
        if key not in self._known:
            grid = self._problem.grid
            E = self._cumulative(mover, look.sector)
            pods = np.zeros(grid.steps)
            first = max(0, (look.start - grid.stay) // grid.slot_ticks)
            for k in range(first, -(-look.end // grid.slot_ticks)):
                pods[k] = slot_pod(E, grid, look, k)
            self._known[key] = pods
        return self._known[key]
