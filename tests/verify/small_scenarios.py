"""Scenarios so small that every plan can be tried: a few hours, a few sectors, from a seed. Library code.

Beside what `random_scenarios` draws at will (zones, caveats, closures, weather, nights, rates or
priorities), the sizes are such that `tests.oracles.brute` ends for most.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from patrolplan.scenario.model import Area, Horizon, Scenario, Separation, Spell
from tests.scenarios import START, at, box, ship, tiny, wing
from tests.verify.random_scenarios import (
    NATIONS,
    WHITE_BEACH,
    some_caveats,
    some_closures,
    some_weather,
    some_zones,
)

MIDDLES = ((127.2, 27.3), (126.6, 26.6), (128.6, 26.9))
"""Round Okinawa: an hour or less from Kadena, islands about."""


def small_scenario(seed: int) -> Scenario:
    """Three to eight hours, one or two areas, up to two ships and a detachment of a flight or two."""
    chance = Random(f"small {seed}")
    slot, tick = chance.choice(((3600, 1800), (3600, 1200), (1800, 900), (3600, 3600)))
    hours = chance.choice((3, 4, 5, 6, 8)) if slot == 3600 else chance.choice((3, 4, 5))
    middle = chance.choice(MIDDLES)
    rated = chance.random() < 0.7
    areas = {}
    for n in range(chance.randrange(1, 3)):
        west, south = middle[0] + chance.uniform(-0.6, 0.2), middle[1] + chance.uniform(-0.6, 0.2)
        ring = box(west, south, west + chance.uniform(0.3, 0.8), south + chance.uniform(0.3, 0.6))
        areas[f"AREA {n}"] = Area(
            (ring,),
            chance.uniform(0.1, 3.0) if rated else None,
            None if rated else float(chance.randrange(1, 4)),
            chance.choice((1.0, 1.3, 0.5)),
            chance.choice((0.0, 8.0)),
        )
    ships = {
        f"SHIP {n}": ship(
            chance.choice(NATIONS),
            Spell(None, START, None, at(hours)),
            transit_kn=chance.choice((12.0, 15.0, 30.0)),
            patrol_kn=chance.choice((14.0, 28.0)),
            min_task_s=chance.choice((1, 2)) * 3600,
        )
        for n in range(chance.randrange(0, 3))
    }
    aircraft = {}
    if not ships or chance.random() < 0.6:
        aircraft["WING"] = wing(
            nation=chance.choice(NATIONS),
            airframes=chance.randrange(1, 3),
            crews=chance.randrange(1, 3),
            per_day=chance.randrange(1, 3),
            min_look_s=-(-1800 // tick) * tick,
            end=at(hours),
        )
    plain = tiny(aircraft={})
    bases = dict(plain.bases)
    bases["White Beach"] = replace(bases["RODN"], name="White Beach", position=WHITE_BEACH, kind="port")
    kind = replace(plain.types["patrol"], endurance_s=chance.choice((9000, 10800)), reserve_s=1800)
    kind = replace(kind, turnaround_s=chance.choice((1800, 3600)))
    return replace(
        plain,
        horizon=Horizon(START, hours * 3600, slot, tick, tick, 21600),
        separation=Separation(chance.choice((0.0, 4.0)), chance.choice((0.0, 2.0))),
        stay_s=chance.choice((1, 2, 6)) * 3600,
        areas=areas,
        ships=ships,
        aircraft=aircraft,
        types={"patrol": kind},
        bases=bases,
        zones=some_zones(chance, middle, hours),
        caveats=some_caveats(chance, [*ships, *aircraft], list(areas), hours),
        closures=some_closures(chance, hours) if chance.random() < 0.3 else {},
        weather=some_weather(chance, list(areas), hours),
    )
