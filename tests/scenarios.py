"""A tiny scenario in code, whole enough to be solved end to end, and easy to change with `replace`.

Open water west of Okinawa, seven sectors of 30', a day of hourly slots, two ships and a detachment.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from patrolplan.record.types import Source
from patrolplan.scenario.model import (
    AircraftType,
    Area,
    Base,
    CrewRules,
    Detachment,
    Horizon,
    Marking,
    PlanName,
    Ring,
    Scenario,
    SeaStateRule,
    SectorRule,
    Separation,
    ShipAsset,
    ShipClass,
    Spell,
    Zone,
)

START = datetime(2018, 9, 24, tzinfo=UTC)
SOURCE = Source("tiny.yaml", "0" * 64)

CREW_RULES = CrewRules(10800, 5400, 57600, 43200, 50400, 54000, 40.0, 120.0)
FRIGATE = ShipClass("frigate", 14.0, 28.0, 8.0, 4.0, 24.0, 600, "")
PATROL = AircraftType("patrol", 440.0, 220.0, 32400, 3600, 10800, 6.0, 3.0, 60.0, 240, "")
KADENA = Base("Kadena", (127.7675, 26.3556), "airfield", 32400, None, None)


def box(west: float, south: float, east: float, north: float) -> Ring:
    """Corners of a box, from the south-west, counter-clockwise."""
    return ((west, south), (east, south), (east, north), (west, north))


def at(hours: float) -> datetime:
    """A time that many hours after the horizon opens."""
    return START + timedelta(hours=hours)


def ship(nation: str, *spells: Spell, **changes: Any) -> ShipAsset:
    """A frigate at 15 kn with tasks of 6 h or more."""
    return replace(ShipAsset(nation, "frigate", spells, 15.0, 14.0, 21600), **changes)


def wing(**changes: Any) -> Detachment:
    """P-8s at Kadena for the whole day, two sorties of it."""
    plain = Detachment("USA", "patrol", "RODN", 2, 3, CREW_RULES, 2, None, 1800, START, at(24))
    return replace(plain, **changes)


def zone(*rings: Ring, **changes: Any) -> Zone:
    """A zone closed to ships for the whole horizon."""
    return replace(Zone(rings, None, (), None, None, ("ships",), ()), **changes)


def tiny(**changes: Any) -> Scenario:
    """The scenario; anything can be changed by name."""
    plain = Scenario(
        name="Tiny",
        plan=PlanName("TINY", 1),
        marking=Marking("UNCLASSIFIED", ("AUS", "USA")),
        horizon=Horizon(START, 86400, 3600, 600, 1800, 21600),
        sectors=SectorRule(30),
        separation=Separation(4.0, 10.0),
        stay_s=21600,
        fatigue=0.9,
        areas={
            "WEST": Area((box(124.0, 28.0, 125.0, 29.0),), 1.0, None, 1.2, 5.0),
            "EAST": Area((box(125.0, 28.0, 126.0, 28.5), box(125.5, 28.5, 126.0, 29.0)), 0.4, None, 1.0, 0.0),
        },
        zones={},
        bases={"RODN": KADENA},
        classes={"frigate": FRIGATE},
        types={"patrol": PATROL},
        sea_states=tuple(SeaStateRule(1.0 - 0.05 * n, 1.0 - 0.1 * n) for n in range(10)),
        ships={
            "HMAS Melbourne": ship("AUS", Spell((124.5, 27.5), at(1), (126.5, 28.25), at(24))),
            "USS Green Bay": ship("USA", Spell(None, START, None, at(24))),
        },
        aircraft={"Kadena P-8": wing()},
    )
    return replace(plain, **changes)
