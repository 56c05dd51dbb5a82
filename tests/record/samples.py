"""A plan for tests: `sample()`, small and real. `sample_large.large()` is one of the flagship's size.

Tasks were placed by hand; PODs, values, legs and hand-overs follow from them by the project's own
formulas. The sample keeps the rules. Its `score.bound` and prices are plausible but prove nothing: a
test of the certificate must solve something.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
from shapely import Polygon

from patrolplan.detection.pod import look_pods
from patrolplan.detection.sweep import coverage_rate_per_s
from patrolplan.geo.geodesy import area_nm2
from patrolplan.record import types as t
from patrolplan.scenario.resolved import to_json
from tests.record.sample_legs import legs_of
from tests.record.sample_scenario import AREAS, FIRING, HOURS, START, at, box, scenario
from tests.record.sample_tasks import (
    BOXES,
    FLIGHTS,
    SHIPS,
    SLOT_S,
    STAY_S,
    TICK_S,
    is_night,
    sector_id,
    speed_and_width,
)

SCALE = 1_000_000


@cache
def sample() -> t.Record:
    """The sample plan; the same object each time, so take `dataclasses.replace` to change it."""
    made = scenario()
    names = {sector_id(name): name for name in BOXES}
    sectors = tuple(_sector(label_, name) for label_, name in sorted(names.items()))
    tasks = [_task(task) for task in _tasks()]
    seen = _coverage(tasks)
    tasks = [replace(task, value=_loss(task, seen, sectors)) for task in tasks]
    rates = {sector.id: np.array(sector.rates) for sector in sectors}
    value = sum(float(rates[key[0]][key[1]] * -math.expm1(-c)) for key, c in seen.items())
    total = sum(float(rate.sum()) for rate in rates.values())
    bound = 1.043 * value
    levels = {
        sector.id: tuple(
            round(SCALE * -math.expm1(-seen.get((sector.id, step), 0.0))) for step in range(HOURS)
        )
        for sector in sectors
    }
    return t.Record(
        format=t.FORMAT,
        plan=t.Plan("ECC SAMPLE", 2, "ECC SAMPLE issue 1", START),
        marking={"classification": "UNCLASSIFIED", "release": ["USA", "AUS", "CAN", "FRA"]},
        scenario=to_json(made),
        source=t.Source("sample.yaml", "5a" * 32, None, ()),
        model=t.Model(START, SLOT_S, TICK_S, STAY_S, HOURS),
        score=t.Score(value, total, value / total, 0.0, value, bound, (bound - value) / value),
        zones=(t.Zone("FIRING 3", ((FIRING,),), at(24), at(36), ("ships",)),),
        sectors=sectors,
        sorties=tuple(t.Sortie(f[0], f[1], f[2], f[3], at(f[4]), at(f[5])) for f in FLIGHTS),
        tasks=tuple(tasks),
        events=(
            t.Event("HMAS Melbourne", "join", (126 + 20 / 60, 27 + 10 / 60), at(6), at(6)),
            t.Event("HMCS Calgary", "join", None, at(0), at(0)),
            t.Event("FS Vendémiaire", "join", None, at(0), at(0)),
            t.Event("FS Vendémiaire", "leave", (127.91, 26.30), at(42), at(42)),
        ),
        legs=tuple(legs_of(tasks)),
        handovers=tuple(_handovers(tasks, sectors)),
        shortfalls=(),
        prices=t.Prices(
            SCALE, levels, (t.PrivateLevels("Kadena P-8", at(1), 123_456, {sectors[0].id: ((2, 7),)}),)
        ),
        run=t.Run(
            "0.1.0", 1, "standard", 40, "rounds", (t.PhaseNote("construct", 4, value, bound, "rounds"),)
        ),
    )


def _sector(sector_label: str, name: str) -> t.Sector:
    west, south, east, north = BOXES[name]
    areas, rates = {}, np.zeros(HOURS)
    for area, drawn in AREAS.items():
        whole = Polygon(drawn.polygons[0])
        share = area_nm2(Polygon(box(*BOXES[name])).intersection(whole)) / area_nm2(whole)
        if share > 1e-9:
            weight = np.array([drawn.night if is_night(step) else 1.0 for step in range(HOURS)])
            mine = drawn.transfers_per_day * HOURS / 24 * share * weight / weight.sum()
            areas[area] = float(mine.sum())
            rates += mine
    ring = box(west, south, east, north)
    middle = ((west + east) / 2, (south + north) / 2)
    return t.Sector(sector_label, (ring,), middle, area_nm2(Polygon(ring)), areas, tuple(map(float, rates)))


def _tasks() -> Iterator[t.Task]:
    """Asset, sortie, sector and times; the sector still by its short name."""
    number = 0
    for ship, looks in SHIPS.items():
        for name, start, end in looks:
            number += 1
            yield t.Task(f"T{number:03d}", ship, None, name, at(start), at(end))
    for sortie, detachment, _, _, _, _, looks in FLIGHTS:
        for name, start, end in looks:
            number += 1
            yield t.Task(f"T{number:03d}", detachment, sortie, name, at(start), at(end))


def _task(task: t.Task) -> t.Task:
    area = area_nm2(Polygon(box(*BOXES[task.sector])))
    rate = np.zeros(HOURS)
    for step in range(HOURS):
        knots, width = speed_and_width(task.asset, task.sector, step)
        rate[step] = float(coverage_rate_per_s(width, knots, area)) * TICK_S
    ticks = [int((moment - START).total_seconds()) // TICK_S for moment in (task.start, task.end)]
    first, pods = look_pods(rate, SLOT_S // TICK_S, STAY_S // TICK_S, *ticks)
    looks = tuple((first + i, float(pod)) for i, pod in enumerate(pods) if pod > 0)
    return replace(task, sector=sector_id(task.sector), looks=looks)


def _coverage(tasks: list[t.Task]) -> dict[tuple[str, int], float]:
    seen: dict[tuple[str, int], float] = defaultdict(float)
    for task in tasks:
        for step, pod in task.looks:
            seen[task.sector, step] -= math.log1p(-pod)
    return dict(seen)


def _loss(task: t.Task, seen: dict[tuple[str, int], float], sectors: tuple[t.Sector, ...]) -> float:
    rates = next(sector.rates for sector in sectors if sector.id == task.sector)
    return sum(rates[k] * math.exp(-seen[task.sector, k] - math.log1p(-pod)) * pod for k, pod in task.looks)


def _handovers(tasks: list[t.Task], sectors: tuple[t.Sector, ...]) -> Iterator[t.Handover]:
    for sector in sectors:
        there = sorted((task for task in tasks if task.sector == sector.id), key=lambda task: task.start)
        for one, other in pairwise(there):
            if (one.asset, one.sortie) != (other.asset, other.sortie) and (
                other.start - one.end
            ).total_seconds() < STAY_S:
                yield t.Handover(sector.id, one.id, other.id, other.start, sector.point)
