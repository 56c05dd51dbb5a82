"""What the solver's arrays should hold, written plainly from docs/method.md and the oracles' PODs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Flight, Grid, Look, Problem
from patrolplan.solver.lattice import Flights
from tests.oracles.itineraries import flights, once_per_slot
from tests.oracles.pod import Pods
from tests.oracles.random_problems import REVISITS, SMALL, Sizes, random_problem
from tests.oracles.rules import flight_faults, look_faults

from . import made

Floats = NDArray[np.float64]
Rng = np.random.Generator


HOT = replace(REVISITS, itineraries=4000)
"""Flights that gain by coming back to water: short looks, short ways, bright sectors, long stays."""


def _hot(seed: int) -> Problem:
    rng = np.random.default_rng(seed)
    T = int(rng.choice([1, 2, 3, 6]))
    grid = Grid(int(rng.integers(2, 4)), 12 // T, T, int(rng.integers(2, 5)))
    m = made.mover(grid, step=1, rate=float(rng.choice([1.5, 4.0, 12.0])), lag=1)
    shape = (grid.sectors, grid.steps)
    m = replace(
        m,
        rate=m.rate * (0.5 + rng.random(shape)),
        min_task=rng.integers(1, 3, grid.sectors).astype(np.int32),
        allowed=rng.random(shape) > rng.choice([0.0, 0.1]),
    )
    takeoffs = np.sort(rng.choice(5, int(rng.integers(1, 4)), replace=False)).tolist()
    det = made.detachment(grid, takeoffs, block=7)
    return Problem(grid, 0.1 + rng.random(shape), (m,), (), (det,))


@cache
def quick(seed: int, sizes: Sizes = SMALL) -> Problem:
    """A random problem whose holders have few itineraries; drawn once for all tests."""
    return _hot(seed) if sizes == HOT else random_problem(seed, replace(sizes, itineraries=200))


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


@dataclass(frozen=True)
class Flown:
    """Every flight of one detachment and what each sees: (flights, S, K) joint PODs."""

    flights: tuple[Flight, ...]
    pods: Floats

    def best(self, weight: Floats, level: Floats, takeoffs: Collection[int]) -> float:
        """The best joint bid among these take-offs; nothing bid is nought."""
        mine = [i for i, f in enumerate(self.flights) if f.takeoff in takeoffs]
        return float((weight * h_all(self.pods[mine], level)).sum(axis=(1, 2)).max(initial=0.0))


@cache
def flown(seed: int, sizes: Sizes, detachment: int) -> Flown:
    """All flights of a detachment of `quick(seed, sizes)`."""
    problem = quick(seed, sizes)
    mover, pods = problem.detachments[detachment].mover, Pods(problem)
    every = flights(problem, detachment, 10**5)
    joint = [joint_pod(problem, pods, mover, f.looks) for f in every]
    return Flown(tuple(every), np.array(joint).reshape(-1, *problem.weight.shape))


def as_flight(problem: Problem, detachment: int, takeoff: int, rows: NDArray[np.int64]) -> Flight:
    """Rows of a bid as a flight with its earliest landing, -1 where it has none."""
    step = problem.movers[problem.detachments[detachment].mover].step
    looks = looks_of(rows, step)
    landing = Flights(problem, detachment).landing(takeoff, looks[-1].sector, looks[-1].end)
    return Flight(detachment, takeoff, landing, looks)


def flight_wrongs(problem: Problem, flight: Flight) -> list[str]:
    """Every rule that the flight breaks by itself."""
    mover = problem.movers[problem.detachments[flight.detachment].mover]
    wrong = [w for look in flight.looks for w in look_faults(problem, mover, look)]
    if not once_per_slot(flight.looks, problem.grid.slot_ticks):
        wrong.append("meets a slot twice")
    return wrong + flight_faults(problem, flight)
