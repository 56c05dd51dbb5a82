"""Random scenarios so small that their best plan is found and proved in a fraction of a second."""

from __future__ import annotations

import random
from dataclasses import replace

from patrolplan.planning.solve import solve_scenario
from patrolplan.record.types import Record, Source
from patrolplan.scenario.model import Area, Caveat, Horizon, Scenario, Spell
from tests.scenarios import START, at, box, ship, tiny

SOURCE = Source("small.yaml", "0" * 64)
SHIPS = ("HMAS One", "HMS Two", "JS Three")


def small(seed: int) -> Scenario:
    """Two or three ships, three to five sectors, 12 to 18 hours; caveats in some."""
    rng = random.Random(seed)
    hours = rng.choice((12, 15, 18))
    areas = {
        "WEST": Area(
            (box(124.0, 28.0, 125.0, 28.5),), rng.uniform(0.3, 1.0), None, rng.choice((1.0, 1.4)), 0.0
        ),
        "NORTH": Area(
            (box(124.0, 28.5, 124.5, 29.0),), rng.uniform(0.1, 0.6), None, 1.0, rng.choice((0.0, 6.0))
        ),
    }
    if rng.random() < 0.5:
        areas["EAST"] = Area((box(125.5, 28.0, 126.0, 28.5),), rng.uniform(0.1, 1.0), None, 1.0, 0.0)
    ships = {
        name: ship(
            nation,
            Spell(
                rng.choice((None, (124.5, 27.8), (125.2, 28.7))),
                at(rng.choice((0, 0, 2))),
                None,
                at(hours - rng.choice((0, 0, 3))),
            ),
            min_task_s=rng.choice((3, 4, 6)) * 3600,
        )
        for name, nation in zip(SHIPS[: rng.choice((2, 2, 3))], ("AUS", "GBR", "JPN"), strict=False)
    }
    caveats = {}
    if rng.random() < 0.7:
        caveats["FIRST"] = Caveat((SHIPS[0],), ("WEST",), None, None, "national tasking")
    if rng.random() < 0.4:
        caveats["SECOND"] = Caveat((SHIPS[1],), (), at(0), at(rng.choice((4, 6))), "refit")
    horizon = Horizon(START, hours * 3600, 3600, 600, 1800, 21600)
    return tiny(horizon=horizon, areas=areas, ships=ships, aircraft={}, types={}, caveats=caveats, bases={})


def solved(scenario: Scenario, **options: object) -> Record:
    """Its plan; to the proven optimum unless a gap is given."""
    return solve_scenario(scenario, SOURCE, **{"effort": "standard", **options})  # type: ignore[arg-type]


def named(scenario: Scenario, name: str) -> Scenario:
    """The same by another name."""
    return replace(scenario, name=name)
