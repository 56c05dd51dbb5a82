"""A record of the flagship's size: for measuring how long things take. Its numbers mean nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np

from patrolplan.record import types as t
from tests.record.sample_scenario import START, box
from tests.record.samples import sample

SECTORS, STEPS, TASKS, LEGS, POINTS, PRIVATE = 130, 168, 300, 1500, 20_000, 100_000


def large() -> t.Record:
    """130 sectors of 168 steps, 300 tasks, 1,500 legs of 20,000 points, 100,000 private levels."""
    rng = np.random.default_rng(7)
    small = sample()
    sectors = tuple(_sector(number, rng) for number in range(SECTORS))
    asset = small.tasks[0].asset
    tasks = tuple(
        t.Task(
            id=f"T{number:03d}",
            asset=asset,
            sortie=None,
            sector=sectors[number % SECTORS].id,
            start=START + timedelta(hours=number // 2),
            end=START + timedelta(hours=number // 2 + 8),
            value=float(rng.random()),
            looks=tuple((number // 2 + i, float(rng.random())) for i in range(14)),
        )
        for number in range(TASKS)
    )
    legs = tuple(
        t.Leg(
            f"L{number:04d}",
            asset,
            None,
            tasks[number % TASKS].id,
            "search",
            tuple(
                t.Point(float(lon), float(lat), START + timedelta(seconds=360 * number + 20 * i))
                for i, (lon, lat) in enumerate(
                    rng.uniform((122.0, 24.0), (128.0, 31.0), (POINTS // LEGS + 1, 2))
                )
            ),
        )
        for number in range(LEGS)
    )
    pairs = PRIVATE // 56 // 20
    private = tuple(
        t.PrivateLevels(
            "Kadena P-8",
            START + timedelta(hours=3 * number),
            int(rng.integers(10**6)),
            {
                sectors[(number + i) % SECTORS].id: tuple(
                    (step, int(level)) for step, level in enumerate(rng.integers(0, 10**6, pairs))
                )
                for i in range(20)
            },
        )
        for number in range(56)
    )
    levels = {sector.id: tuple(map(int, rng.integers(0, 10**6, STEPS))) for sector in sectors}
    return replace(
        small,
        model=replace(small.model, steps=STEPS),
        sectors=sectors,
        sorties=(),
        tasks=tasks,
        legs=legs,
        handovers=(),
        prices=t.Prices(10**6, levels, private),
    )


def _sector(number: int, rng: np.random.Generator) -> t.Sector:
    west, south = 122.0 + number % 13 / 2, 24.0 + number // 13 / 2
    rates = rng.random(STEPS) / 1000
    return t.Sector(
        f"{605 + number % 13}K{chr(65 + number // 13)}",
        (box(west, south, west + 0.5, south + 0.5),),
        (west + 0.25, south + 0.25),
        780.0,
        {"SOUTH": float(rates.sum())},
        tuple(map(float, rates)),
    )
