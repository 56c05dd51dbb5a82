"""What the solver's arrays should hold, written plainly from docs/method.md and the oracles' PODs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Look, Problem
from tests.oracles.pod import Pods
from tests.oracles.random_problems import SMALL, Sizes, random_problem

Floats = NDArray[np.float64]
Rng = np.random.Generator


@cache
def quick(seed: int, sizes: Sizes = SMALL, itineraries: int = 200) -> Problem:
    """A random problem whose holders have few itineraries; drawn once for all tests."""
    return random_problem(seed, replace(sizes, itineraries=itineraries))


def h(pod: float, level: float) -> float:
    """What one look earns of a slot at level R: max(p - R, (1 - sqrt R) p)."""
    return max(pod - level, (1.0 - sqrt(level)) * pod)


def h_all(pods: Floats, level: Floats) -> Floats:
    """`h`, slot by slot."""
    return np.maximum(pods - level, (1.0 - np.sqrt(level)) * pods)


def draw_levels(rng: Rng, shape: tuple[int, int]) -> Floats:
    """Levels in [0, 1]: some low, some high, some at the very ends."""
    level = rng.random(shape) * rng.choice([0.05, 0.3, 1.0])
    corner = rng.random(shape)
    level[corner < 0.2] = 0.0
    level[corner > 0.95] = 1.0
    return level


def draw_weights(rng: Rng, shape: tuple[int, int]) -> Floats:
    """Weights, a fifth of them nought."""
    return rng.random(shape) * (rng.random(shape) > 0.2) * rng.choice([0.1, 1.0, 5.0])


def looks_of(rows: NDArray[np.int64], step: int) -> tuple[Look, ...]:
    """Rows (sector, start, end) in units as looks in ticks."""
    return tuple(Look(int(s), int(a) * step, int(b) * step) for s, a, b in rows)


def rows_of(looks: tuple[Look, ...], step: int) -> NDArray[np.int64]:
    """Looks in ticks as rows (sector, start, end) in units."""
    rows = [(x.sector, x.start // step, x.end // step) for x in looks]
    return np.array(rows, np.int64).reshape(-1, 3)


def joint_pod(problem: Problem, pods: Pods, mover: int, looks: tuple[Look, ...]) -> Floats:
    """(S, K) POD of all the looks together."""
    miss = np.ones(problem.weight.shape)
    for look in looks:
        miss[look.sector] *= 1.0 - pods(mover, look)
    return 1.0 - miss


def joint_bid(
    problem: Problem,
    pods: Pods,
    mover: int,
    looks: tuple[Look, ...],
    level: Floats,
    weight: Floats | None = None,
) -> float:
    """Sum of w h(joint POD): what an itinerary bids when its own looks are put together first."""
    w = problem.weight if weight is None else weight
    return float((w * h_all(joint_pod(problem, pods, mover, looks), level)).sum())


def plain_bid(problem: Problem, pods: Pods, mover: int, looks: tuple[Look, ...], level: Floats) -> float:
    """Sum over looks of w h(POD): what an itinerary bids look by look."""
    return float(
        sum((problem.weight[x.sector] * h_all(pods(mover, x), level[x.sector])).sum() for x in looks)
    )


def draw_looks(rng: Rng, problem: Problem, mover: int, count: int) -> tuple[Look, ...]:
    """Any looks on the mover's step, overlapping or not, inside the horizon."""
    step, end = problem.movers[mover].step, problem.grid.horizon // problem.movers[mover].step
    looks = []
    for _ in range(count):
        a, b = sorted(rng.choice(end + 1, 2, replace=False).tolist())
        looks.append(Look(int(rng.integers(problem.grid.sectors)), a * step, b * step))
    return tuple(looks)


def seeds(count: int, first: int = 0) -> Iterator[tuple[int, Rng]]:
    """Seeds with a random stream each."""
    for seed in range(first, first + count):
        yield seed, np.random.default_rng(seed)


def never() -> bool:
    """An answer to "interrupted?"."""
    return False


Stopper = Callable[[], bool]
