"""Small random problems that can still be enumerated, seeded and as a Hypothesis strategy.

Drawn to be awkward rather than realistic: zero and heavy weights, blind slots, forbidden slots, legs
of no length, pairs with no way or with a way open only for a while, spells that close early, bases
that take no landing, quotas that bind.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from patrolplan.problem.types import (
    NEVER,
    Arcs,
    Certificate,
    Crewing,
    Detachment,
    Grid,
    Mover,
    Private,
    Problem,
    Ship,
    Spell,
)

from .itineraries import TooManyError, flights, ship_itineraries


@dataclass(frozen=True)
class Sizes:
    """Ranges to draw from, both ends included, and how many itineraries a holder may have."""

    sectors: tuple[int, int] = (2, 6)
    steps: tuple[int, int] = (4, 12)
    slot_ticks: tuple[int, int] = (1, 6)
    stay_steps: tuple[int, int] = (1, 4)
    ships: tuple[int, int] = (0, 3)
    detachments: tuple[int, int] = (0, 2)
    air_leg: tuple[int, int] = (0, 3)
    """Longest flight between two sectors in ticks; from and to the base too."""
    air_time: tuple[int, int] = (1, 10)
    """Ticks in the air beyond the legs from and to the base and one look."""
    itineraries: int = 1500


SMALL = Sizes()
SHIPS_ONLY = Sizes(ships=(1, 3), detachments=(0, 0))
AIRCRAFT_ONLY = Sizes(ships=(0, 0), detachments=(1, 2))
REVISITS = Sizes(
    sectors=(2, 3),
    steps=(6, 12),
    slot_ticks=(1, 3),
    stay_steps=(2, 4),
    ships=(0, 0),
    detachments=(1, 2),
    air_leg=(0, 1),
    air_time=(6, 10),
)
"""Flights that can come back to a sector while what they saw there is still to be seen."""


def _ints(values: list[int]) -> NDArray[np.int32]:
    return np.array(values, dtype=np.int32)


def _grid(r: Random, z: Sizes) -> Grid:
    return Grid(
        r.randint(*z.sectors), r.randint(*z.steps), r.randint(*z.slot_ticks), r.randint(*z.stay_steps)
    )


def _weight(r: Random, grid: Grid) -> NDArray[np.float64]:
    heat = [r.choice([0.0, 0.2, 1.0, 1.0, 4.0]) * r.random() for _ in range(grid.sectors)]
    return np.array([[h * r.choice([0.0, 0.5, 1.0, 1.2]) for _ in range(grid.steps)] for h in heat])


def _arcs(r: Random, grid: Grid, pairs: list[tuple[int, int]], longest: int) -> Arcs:
    """One way for most pairs, none for some, two with their own hours for a few."""
    rows: list[tuple[int, int, int, int, int]] = []
    for tail, head in pairs:
        kind = r.random()
        ticks = r.randint(0, longest)
        if kind < 0.15:
            continue
        if kind < 0.8:
            rows.append((tail, head, ticks, 0, NEVER))
        else:  # the short way is shut for a while, the long one is always there or opens late
            shut = r.randint(0, grid.horizon)
            rows.append((tail, head, ticks, 0, shut))
            rows.append(
                (tail, head, ticks, min(grid.horizon, shut + r.randint(1, grid.slot_ticks + 2)), NEVER)
            )
            if r.random() < 0.5:
                rows.append((tail, head, ticks + r.randint(1, longest + 1), 0, NEVER))
    columns = list(zip(*rows, strict=True)) if rows else [()] * 5
    return Arcs(*(_ints(list(c)) for c in columns))


def _mover(r: Random, grid: Grid, *, step: int, longest_leg: int, shortest: int, longest: int) -> Mover:
    speed = r.choice([0.1, 0.5, 1.5]) / grid.slot_ticks
    rate = [
        [speed * r.choice([0.0, 0.3, 1.0, 1.0, 1.0]) * (0.5 + r.random()) for _ in range(grid.steps)]
        for _ in range(grid.sectors)
    ]
    closed = r.choice([0.0, 0.0, 0.1, 0.25])
    allowed = [[r.random() >= closed for _ in range(grid.steps)] for _ in range(grid.sectors)]
    pairs = [(i, j) for i in range(grid.sectors) for j in range(grid.sectors) if i != j]
    return Mover(
        rate=np.array(rate),
        allowed=np.array(allowed),
        min_task=_ints([r.randint(shortest, longest) for _ in range(grid.sectors)]),
        step=step,
        arcs=_arcs(r, grid, pairs, longest_leg),
    )


def _spell(r: Random, grid: Grid, step: int, opens: int, closes: int) -> Spell:
    """Entry and exit by sector somewhere within [opens, closes], on the step."""
    span = max(1, (closes - opens) // step // 3)
    entry = [NEVER if r.random() < 0.1 else opens + step * r.randint(0, span) for _ in range(grid.sectors)]
    out = [-1 if r.random() < 0.1 else closes - step * r.randint(0, span) for _ in range(grid.sectors)]
    return Spell(_ints(entry), _ints(out))


def _ship(r: Random, grid: Grid, number: int, mover: int, step: int) -> Ship:
    last = grid.horizon // step * step
    if grid.steps >= 6 and r.random() < 0.25:
        middle = grid.steps // 2 * grid.slot_ticks // step * step
        spells: tuple[Spell, ...] = (_spell(r, grid, step, 0, middle), _spell(r, grid, step, middle, last))
    else:
        spells = (_spell(r, grid, step, 0, last),)
    return Ship(f"ship {number}", mover, spells)


def _crewing(r: Random, grid: Grid, max_block: int) -> Crewing:
    brief, debrief = r.randint(0, 2), r.randint(0, 2)
    duty = max_block + brief + debrief - r.choice([0, 0, 0, 1])
    week = r.randint(grid.horizon // 2 + 1, grid.horizon + 1)
    return Crewing(
        airframes=r.randint(1, 2),
        turnaround=r.randint(0, 2 * grid.slot_ticks),
        crews=r.randint(1, 2),
        brief=brief,
        debrief=debrief,
        duty=duty,
        rest=r.randint(0, 3 * grid.slot_ticks),
        long_duty=max(1, duty - r.randint(0, 2)),
        long_rest=r.randint(3 * grid.slot_ticks, 5 * grid.slot_ticks),
        hours_7d=r.choice([NEVER, max_block + r.randint(0, max_block)]),
        hours_30d=r.choice([NEVER, 2 * max_block]),
        week=week,
        month=max(week, grid.horizon),
    )


def _detachment(r: Random, grid: Grid, number: int, mover: int, leg: int, block: int) -> Detachment:
    count = min(grid.horizon, r.randint(1, 4))
    takeoffs = sorted(r.sample(range(grid.horizon), count))
    days = r.randint(1, 2)
    length = -(-grid.horizon // days)
    return Detachment(
        name=f"detachment {number}",
        mover=mover,
        takeoffs=_ints(takeoffs),
        day=_ints([t // length for t in takeoffs]),
        per_day=_ints([r.randint(0, 2) for _ in range(days)]),
        week=_ints([r.choice([0, d]) for d in range(days)]),
        per_week=r.choice([NEVER, 1, 2]),
        outbound=_arcs(r, grid, [(0, s) for s in range(grid.sectors)], leg),
        inbound=_arcs(r, grid, [(s, 0) for s in range(grid.sectors)], leg),
        landing=np.array([r.random() < 0.85 for _ in range(grid.horizon + 1)]),
        max_block=block,
        crewing=_crewing(r, grid, block),
    )


def _draw(r: Random, z: Sizes, tight: int) -> Problem:
    """A problem; the larger `tight`, the longer its tasks and the shorter its flights."""
    grid = _grid(r, z)
    movers: list[Mover] = []
    ships: list[Ship] = []
    detachments: list[Detachment] = []
    count_ships, count_detachments = r.randint(*z.ships), r.randint(*z.detachments)
    if count_ships + count_detachments == 0:
        count_ships, count_detachments = (1, 0) if z.ships[1] else (0, 1)
    for i in range(count_ships):
        if not movers or r.random() < 0.6:
            even = grid.slot_ticks % 2 == 0
            step = grid.slot_ticks // 2 if even and r.random() < 0.1 else grid.slot_ticks
            shortest = min(grid.steps, 1 + tight)
            longest = min(grid.steps, shortest + 2)
            movers.append(
                _mover(
                    r,
                    grid,
                    step=step,
                    longest_leg=2 * grid.slot_ticks,
                    shortest=(shortest - 1) * grid.slot_ticks + 1,
                    longest=longest * grid.slot_ticks,
                )
            )
        mover = r.randrange(len(movers))
        ships.append(_ship(r, grid, i, mover, movers[mover].step))
    for i in range(count_detachments):
        leg, shortest = r.randint(*z.air_leg), r.randint(1, 3)
        between = r.randint(*z.air_leg)
        movers.append(_mover(r, grid, step=1, longest_leg=between, shortest=shortest, longest=shortest + 2))
        block = 2 * leg + shortest + max(1, r.randint(*z.air_time) - tight)
        detachments.append(_detachment(r, grid, i, len(movers) - 1, leg, block))
    return Problem(grid, _weight(r, grid), tuple(movers), tuple(ships), tuple(detachments))


def _enumerable(problem: Problem, limit: int) -> bool:
    try:
        for i in range(len(problem.ships)):
            ship_itineraries(problem, i, limit)
        for d in range(len(problem.detachments)):
            flights(problem, d, limit)
    except TooManyError:
        return False
    return True


def draw_problem(r: Random, sizes: Sizes = SMALL) -> Problem:
    """A problem whose every holder has at most `sizes.itineraries` itineraries."""
    tight = 0
    while True:
        problem = _draw(r, sizes, tight)
        if _enumerable(problem, sizes.itineraries):
            return problem
        tight += 1


def random_problem(seed: int, sizes: Sizes = SMALL) -> Problem:
    """The same problem for the same seed and sizes."""
    return draw_problem(Random(seed), sizes)


def problems(sizes: Sizes = SMALL) -> st.SearchStrategy[Problem]:
    """Hypothesis strategy over the same problems; shrinks towards few and plain things."""
    return st.randoms(use_true_random=False).map(lambda r: draw_problem(r, sizes))


def draw_certificate(r: Random, problem: Problem, *, private: bool = True) -> Certificate:
    """Random levels, corners included, and random private ones with claims from hopeless to generous."""
    scale = r.choice([1, 7, 1000, 10**6, 10**9])
    grid = problem.grid
    height = r.choice([0.0, 0.2, 0.5, 1.0])

    def draw(low: int) -> int:
        corner = r.random()
        if corner < 0.15:
            return low
        if corner < 0.2:
            return scale
        return low + int((scale - low) * height * r.random())

    level = np.array([[draw(0) for _ in range(grid.steps)] for _ in range(grid.sectors)], dtype=np.int64)
    privates: list[Private] = []
    for d, det in enumerate(problem.detachments if private else ()):
        for takeoff in det.takeoffs.tolist():
            if r.random() < 0.3:
                continue
            slots = [(s, k) for s in range(grid.sectors) for k in range(grid.steps) if r.random() < 0.3]
            most = scale * float(problem.weight.sum())
            privates.append(
                Private(
                    detachment=d,
                    takeoff=takeoff,
                    claim=int(most * r.choice([0.0, 0.01, 0.1, 0.5]) * r.random()),
                    sector=np.array([s for s, _ in slots], dtype=np.int32),
                    step=np.array([k for _, k in slots], dtype=np.int32),
                    level=np.array([draw(int(level[s, k])) for s, k in slots], dtype=np.int64),
                )
            )
    return Certificate(scale, level, tuple(privates))
