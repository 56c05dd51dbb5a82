"""A synthetic problem of the flagship's size, without scenario, coast or sun: for speed and for scale.

130 sectors of 30' (30 by 26 nm) in a grid of 13 by 10, a week of hours, ticks of ten minutes or fewer, five
hot spots, light by the hour, twelve ships whose spells begin and end at a port to the east, three
detachments at one base 300 nm east of the water. Widths are set so that a good plan covers roughly
two fifths. All figures are invented.
"""

from __future__ import annotations

import numpy as np
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

WIDE, HIGH = 30.0, 26.0


def _centres(columns: int, rows: int) -> NDArray[np.float64]:
    """(S, 2) nm east and north of the south-west corner."""
    x, y = np.meshgrid(np.arange(columns) + 0.5, np.arange(rows) + 0.5)
    return np.column_stack((x.ravel() * WIDE, y.ravel() * HIGH))


def _between_cells(centres: NDArray[np.float64]) -> NDArray[np.float64]:
    """(S, S) nm between the nearest points of two cells; 0 where they touch."""
    apart = np.abs(centres[:, None, :] - centres[None, :, :]) - np.array([WIDE, HIGH])
    return np.asarray(np.hypot(*np.moveaxis(np.maximum(apart, 0.0), -1, 0)))


def _from_point(centres: NDArray[np.float64], x: float, y: float) -> NDArray[np.float64]:
    """(S,) nm from a point to the nearest point of each cell."""
    apart = np.maximum(np.abs(centres - np.array([x, y])) - np.array([WIDE, HIGH]) / 2, 0.0)
    return np.asarray(np.hypot(apart[:, 0], apart[:, 1]))


def _ticks(nm: NDArray[np.float64], speed_kn: float, hour: int) -> NDArray[np.int32]:
    return np.ceil(nm / speed_kn * hour - 1e-9).astype(np.int32)


def _always(tail: NDArray[np.int32], head: NDArray[np.int32], ticks: NDArray[np.int32]) -> Arcs:
    return Arcs(tail, head, ticks, np.zeros_like(ticks), np.full_like(ticks, NEVER))


def _all_pairs(nm: NDArray[np.float64], speed_kn: float, hour: int) -> Arcs:
    tail, head = np.nonzero(~np.eye(len(nm), dtype=bool))
    return _always(tail.astype(np.int32), head.astype(np.int32), _ticks(nm[tail, head], speed_kn, hour))


def _rate(
    width_nm: float, speed_kn: float, night: NDArray[np.bool_], cells: int, by_night: float, hour: int
) -> NDArray[np.float64]:
    """(S, K) coverage factor per tick: width × speed ÷ area, less in the dark."""
    per_tick = width_nm * speed_kn / (WIDE * HIGH) / hour
    return np.tile(per_tick * np.where(night, by_night, 1.0), (cells, 1))


def big_problem(
    seed: int = 1,
    *,
    columns: int = 13,
    rows: int = 10,
    days: int = 7,
    ships: int = 12,
    detachments: int = 3,
    transfers_per_day: float = 3.0,
    tick_min: int = 10,
) -> Problem:
    """The problem for a seed. Weights are transfers per slot; they sum to transfers_per_day × days.

    `tick_min`: 10 or a divisor of it; take-offs are allowed every 20 minutes.
    """
    rng, ticks = np.random.default_rng(seed), 60 // tick_min
    centres, steps = _centres(columns, rows), 24 * days
    cells = len(centres)
    grid = Grid(cells, steps, ticks, 6)
    clock = np.arange(steps) % 24
    night = (clock >= 10) & (clock < 21)  # UTC: about 19 to 06 local

    shape = np.zeros(cells)
    for _ in range(5):
        middle = centres[rng.integers(cells)]
        spread = rng.uniform(20.0, 45.0)
        shape += rng.uniform(0.5, 1.5) * np.exp(-((centres - middle) ** 2).sum(axis=1) / (2 * spread**2))
    shape += 0.01
    weight = np.outer(shape, np.where(night, 1.2, 1.0))
    weight *= transfers_per_day * days / weight.sum()

    apart = _between_cells(centres)
    port = _from_point(centres, columns * WIDE + 80.0, rows * HIGH / 2)
    movers: list[Mover] = []
    fleet: list[Ship] = []
    for i in range(ships):
        speed = float(rng.uniform(13.0, 15.0))
        movers.append(
            Mover(
                rate=_rate(float(rng.uniform(7.0, 11.0)), speed, night, cells, 0.7, ticks),
                allowed=np.ones((cells, steps), dtype=bool) & (rng.random((cells, 1)) > 0.03),
                min_task=np.full(cells, 6 * ticks, dtype=np.int32),
                step=ticks,
                arcs=_all_pairs(apart, speed, ticks),
            )
        )
        joins = int(rng.choice([0, 0, 24, 60]))
        leaves = int(rng.choice([steps, steps, steps - 36, steps - 60]))
        legs = -(-_ticks(port, speed, ticks) // ticks)
        entry = (np.zeros(cells, dtype=int) if joins == 0 and i % 2 else joins + legs) * ticks
        out = (np.full(cells, steps) if leaves == steps and i % 3 else leaves - legs) * ticks
        fleet.append(Ship(f"ship {i}", i, (Spell(entry.astype(np.int32), out.astype(np.int32)),)))

    base = _from_point(centres, columns * WIDE + 300.0, rows * HIGH / 2)
    squadrons: list[Detachment] = []
    kinds = ((440.0, 220.0, 8, 2), (350.0, 200.0, 11, 1), (330.0, 200.0, 10, 1))
    for d, (transit, search, block, quota) in enumerate(kinds[:detachments]):
        movers.append(
            Mover(
                rate=_rate(float(rng.uniform(3.0, 4.0)), search, night, cells, 0.6, ticks),
                allowed=np.ones((cells, steps), dtype=bool),
                min_task=np.full(cells, ticks // 2, dtype=np.int32),
                step=1,
                arcs=_all_pairs(apart, transit, ticks),
            )
        )
        takeoffs = np.arange(0, grid.horizon - 4 * ticks, ticks // 3, dtype=np.int32)
        day = ((takeoffs + 9 * ticks) // (24 * ticks)).astype(np.int32)
        local_days = int(day.max()) + 1
        base_node, sector = np.zeros(cells, dtype=np.int32), np.arange(cells, dtype=np.int32)
        legs = _ticks(base, transit, ticks)
        squadrons.append(
            Detachment(
                name=f"detachment {d}",
                mover=len(movers) - 1,
                takeoffs=takeoffs,
                day=day,
                per_day=np.full(local_days, quota, dtype=np.int32),
                week=(np.arange(local_days) // 7).astype(np.int32),
                per_week=NEVER if d == 0 else 5,
                outbound=_always(base_node, sector, legs),
                inbound=_always(sector, base_node, legs),
                landing=np.ones(grid.horizon + 1, dtype=bool),
                max_block=block * ticks,
                crewing=Crewing(
                    airframes=3,
                    turnaround=3 * ticks,
                    crews=4,
                    brief=3 * ticks,
                    debrief=ticks * 3 // 2,
                    duty=16 * ticks,
                    rest=12 * ticks,
                    long_duty=14 * ticks,
                    long_rest=15 * ticks,
                    hours_7d=40 * ticks,
                    hours_30d=120 * ticks,
                    week=7 * 24 * ticks,
                    month=30 * 24 * ticks,
                ),
            )
        )
    return Problem(grid, weight, tuple(movers), tuple(fleet), tuple(squadrons))


def big_certificate(
    problem: Problem, seed: int = 1, *, scale: int = 10**9, private: int = 300, claim: float = 0.0
) -> Certificate:
    """Levels such as a plan would give (high in the hot water) and private ones for `private` take-offs.

    `claim` is each private bid's claim, in units of weight.
    """
    rng = np.random.default_rng(seed)
    heat = problem.weight / problem.weight.max()
    share = np.clip(heat * rng.uniform(0.8, 1.2, heat.shape), 0.0, 1.0) * 0.8
    level = (share * scale).astype(np.int64)
    every = [(d, int(t)) for d, det in enumerate(problem.detachments) for t in det.takeoffs]
    hot = np.argsort(-problem.weight.sum(axis=1))[:12]
    privates = []
    for i in sorted(rng.choice(len(every), size=min(private, len(every)), replace=False).tolist()):
        d, takeoff = every[i]
        first = takeoff // problem.grid.slot_ticks
        steps = np.arange(max(0, first - 6), min(problem.grid.steps, first + 11))
        sector, step = (a.ravel() for a in np.meshgrid(hot, steps, indexing="ij"))
        low = level[sector, step]
        privates.append(
            Private(
                detachment=d,
                takeoff=takeoff,
                claim=int(claim * scale),
                sector=sector.astype(np.int32),
                step=step.astype(np.int32),
                level=low + ((scale - low) * rng.uniform(0.0, 0.5, len(low))).astype(np.int64),
            )
        )
    return Certificate(scale, level, tuple(privates))
