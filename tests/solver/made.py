"""Small problems put together by hand, one thing at a time: what cannot be is left out by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from patrolplan.problem.types import NEVER, Arcs, Crewing, Detachment, Grid, Mover, Problem, Ship, Spell

EASY_CREW = Crewing(
    airframes=9, turnaround=0, crews=9, brief=0, debrief=0, duty=NEVER, rest=0, long_duty=NEVER,
    long_rest=0, hours_7d=NEVER, hours_30d=NEVER, week=NEVER, month=NEVER,
)  # fmt: skip


def arcs(rows: Sequence[tuple[int, int, int, int, int]] = ()) -> Arcs:
    """Rows (tail, head, ticks, opens, closes)."""
    columns = np.array(rows, np.int32).reshape(-1, 5).T
    return Arcs(*(np.ascontiguousarray(c) for c in columns))


def all_ways(sectors: int, ticks: int) -> Arcs:
    """From every sector to every other in so many ticks, always."""
    pairs = [(i, j) for i in range(sectors) for j in range(sectors) if i != j]
    return arcs([(i, j, ticks, 0, NEVER) for i, j in pairs])


def mover(grid: Grid, *, step: int, rate: float = 0.5, min_task: int = 1, lag: int = 0) -> Mover:
    """Sees alike everywhere and at all times, `rate` coverage per slot; every way takes `lag` ticks."""
    shape = (grid.sectors, grid.steps)
    return Mover(
        rate=np.full(shape, rate / grid.slot_ticks),
        allowed=np.ones(shape, bool),
        min_task=np.full(grid.sectors, min_task, np.int32),
        step=step,
        arcs=all_ways(grid.sectors, lag),
    )


def spell(grid: Grid, opens: int = 0, closes: int | None = None) -> Spell:
    """Everywhere from `opens` to `closes`."""
    end = grid.horizon if closes is None else closes
    return Spell(np.full(grid.sectors, opens, np.int32), np.full(grid.sectors, end, np.int32))


def ship(grid: Grid, *spells: Spell, mover: int = 0, name: str = "ship") -> Ship:
    """With the cell for the whole horizon unless told."""
    return Ship(name, mover, spells or (spell(grid),))


def detachment(
    grid: Grid, takeoffs: Sequence[int], *, mover: int = 0, leg: int = 0, block: int = 12, per_day: int = 1
) -> Detachment:
    """One day, every landing open, `leg` ticks to any sector and back."""
    sectors = range(grid.sectors)
    return Detachment(
        name="detachment",
        mover=mover,
        takeoffs=np.array(takeoffs, np.int32),
        day=np.zeros(len(takeoffs), np.int32),
        per_day=np.array([per_day], np.int32),
        week=np.zeros(1, np.int32),
        per_week=NEVER,
        outbound=arcs([(0, s, leg, 0, NEVER) for s in sectors]),
        inbound=arcs([(s, 0, leg, 0, NEVER) for s in sectors]),
        landing=np.ones(grid.horizon + 1, bool),
        max_block=block,
        crewing=EASY_CREW,
    )


def fleet_problem(sectors: int = 3, steps: int = 12, ships: int = 2, slot: int = 2, stay: int = 3) -> Problem:
    """Ships alone, in water that grows richer from sector to sector."""
    grid = Grid(sectors, steps, slot, stay)
    weight = np.outer(1.0 + np.arange(sectors), np.ones(steps)) / sectors
    m = mover(grid, step=slot, min_task=2 * slot)
    return Problem(grid, weight, (m,), tuple(ship(grid, name=f"ship {i}") for i in range(ships)), ())


def wing_problem(sectors: int = 3, steps: int = 8, slot: int = 3, stay: int = 2) -> Problem:
    """One detachment alone with three take-offs."""
    grid = Grid(sectors, steps, slot, stay)
    weight = np.outer(1.0 + np.arange(sectors), np.ones(steps)) / sectors
    m = mover(grid, step=1, rate=1.0, min_task=2, lag=1)
    return Problem(grid, weight, (m,), (), (detachment(grid, [0, 4, 9], leg=1, block=9, per_day=2),))


def both_problem() -> Problem:
    """Two ships and a detachment in the same water."""
    ships, wing = fleet_problem(slot=3, steps=8, stay=2), wing_problem()
    det = replace(wing.detachments[0], mover=1)
    return replace(ships, movers=(ships.movers[0], wing.movers[0]), detachments=(det,))


def two_days() -> Problem:
    """Two detachments alone, each with two days of take-offs and room for two flights on either."""
    wing = wing_problem(steps=12)
    det = replace(
        detachment(wing.grid, [0, 5, 18, 24], leg=1, block=9),
        day=np.array([0, 0, 1, 1], np.int32),
        per_day=np.array([2, 2], np.int32),
        week=np.zeros(2, np.int32),
        per_week=2,
    )
    return replace(wing, detachments=(det, det))


def mixed(seed: int) -> Problem:
    """Too large to list: ships with port calls, two detachments, closed patches, ways with hours."""
    rng = np.random.default_rng(seed)
    grid = Grid(6, 20, 3, 3)
    shape = (grid.sectors, grid.steps)

    def ways(longest: int) -> Arcs:
        rows = []
        for i, j in ((i, j) for i in range(6) for j in range(6) if i != j):
            ticks, shut = int(rng.integers(0, longest + 1)), int(rng.integers(0, 60))
            hours = [(0, NEVER)] if rng.random() < 0.7 else [(0, shut), (min(60, shut + 5), NEVER)]
            rows += [(i, j, ticks, a, b) for a, b in hours]
        return arcs(rows)

    def sees(step: int, rate: float, longest: int) -> Mover:
        return replace(
            mover(grid, step=step, rate=rate),
            rate=rate / 3 * (0.2 + rng.random(shape)),
            allowed=rng.random(shape) > 0.08,
            min_task=rng.integers(1, 4, 6).astype(np.int32),
            arcs=ways(longest),
        )

    split = int(rng.integers(8, 13)) * 3
    ships = (ship(grid), ship(grid, spell(grid, 3, split - 6), spell(grid, split)))
    dets = []
    for number in (1, 2):
        takeoffs = np.sort(rng.choice(48, 6, replace=False))
        det = detachment(grid, takeoffs.tolist(), mover=number, leg=1, block=int(rng.integers(8, 16)))
        crewing = replace(EASY_CREW, airframes=2, turnaround=4, crews=2, rest=6)
        day = (takeoffs >= 24).astype(np.int32)
        dets.append(
            replace(det, day=day, per_day=np.full(2, 2, np.int32), week=np.zeros(2, np.int32),
                    per_week=3, crewing=crewing)
        )  # fmt: skip
    movers = (sees(3, 0.6, 4), sees(1, 1.5, 2), sees(1, 3.0, 1))
    return Problem(grid, rng.random(shape) ** 2, movers, ships, tuple(dets))
