"""A plan with five thousand tasks, for measuring the brief: four weeks, sixty ships, a hundred sorties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from patrolplan.record import types as t
from tests.record.sample_scenario import START, box
from tests.record.samples import sample

SHIPS, SHIP_TASKS, SORTIES, LOOKS, ACROSS, DOWN, STEPS = 60, 50, 100, 20, 20, 18, 672


def five_thousand() -> t.Record:
    """Ships with 50 tasks of 12 h each, sorties with 20 looks of 20 min, each with a track of five legs.

    Holds may overlap and PODs are drawn: the plan is for looking at, not for judging.
    """
    rng = np.random.default_rng(11)
    small = sample()
    sectors = tuple(_sector(number, rng) for number in range(ACROSS * DOWN))
    tasks: list[t.Task] = []
    legs: list[t.Leg] = []
    for ship in range(SHIPS):
        _itinerary(f"SHIP {ship:02d}", None, START, 12.0, SHIP_TASKS, sectors, rng, tasks, legs)
    sorties = []
    for number in range(SORTIES):
        takeoff = START + timedelta(hours=6.5 * number)
        name = f"Kadena P-8/{number + 1}"
        sorties.append(
            t.Sortie(
                name, "Kadena P-8", number % 4 + 1, number % 6 + 1, takeoff, takeoff + timedelta(hours=8)
            )
        )
        _itinerary("Kadena P-8", name, takeoff + timedelta(hours=0.5), 0.34, LOOKS, sectors, rng, tasks, legs)
    ships = {f"SHIP {n:02d}": {"nation": ("AUS", "CAN", "FRA", "JPN", "USA")[n % 5]} for n in range(SHIPS)}
    events = tuple(t.Event(name, "join", None, START, START) for name in ships)
    scenario = {**small.scenario, "ships": ships}
    areas = {"SOUTH": {"polygons": [list(box(118.0, 20.0, 128.0, 29.0))], "transfers_per_day": 1.0}}
    return replace(
        small,
        scenario={**scenario, "areas": areas},
        model=replace(small.model, steps=STEPS),
        sectors=sectors,
        sorties=tuple(sorties),
        tasks=tuple(tasks),
        events=events,
        legs=tuple(legs),
        handovers=(),
        prices=None,
    )


def _itinerary(
    asset: str,
    sortie: str | None,
    begin: datetime,
    hours: float,
    count: int,
    sectors: tuple[t.Sector, ...],
    rng: np.random.Generator,
    tasks: list[t.Task],
    legs: list[t.Leg],
) -> None:
    place = int(rng.integers(len(sectors)))
    for _ in range(count):
        place = (place + int(rng.choice((1, -1, ACROSS, -ACROSS)))) % len(sectors)
        sector, end = sectors[place], begin + timedelta(hours=hours)
        name = f"T{len(tasks):04d}"
        first = int((begin - START).total_seconds()) // 3600
        last = min(STEPS - 1, first + int(hours))
        looks = tuple((step, float(rng.random() / 2)) for step in range(max(0, first - 6), last + 1))
        tasks.append(t.Task(name, asset, sortie, sector.id, begin, end, looks=looks))
        points = tuple(_ladder(sector, begin, end))
        legs.append(t.Leg(f"L{name}", asset, sortie, name, "search", points))
        begin = end + timedelta(hours=1 if sortie is None else 0.01)


def _ladder(sector: t.Sector, begin: datetime, end: datetime) -> Iterator[t.Point]:
    lon, lat = sector.point
    for number in range(10):
        side = 0.2 if number % 4 in (1, 2) else -0.2
        yield t.Point(lon + side, lat - 0.2 + 0.1 * (number // 2), begin + (end - begin) * (number / 9))


def _sector(number: int, rng: np.random.Generator) -> t.Sector:
    west, south = 118.0 + number % ACROSS / 2, 20.0 + number // ACROSS / 2
    rates = tuple(map(float, rng.random(STEPS) / 1000))
    ring = box(west, south, west + 0.5, south + 0.5)
    return t.Sector(
        f"S{number:03d}", (ring,), (west + 0.25, south + 0.25), 800.0, {"SOUTH": sum(rates)}, rates
    )
