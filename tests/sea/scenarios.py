"""Scenarios in code for the tests of the sea: small, quick and easy to change with `replace`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

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
WEEK_S = 7 * 86400

CREW_RULES = CrewRules(10800, 5400, 57600, 43200, 50400, 54000, 40.0, 120.0)
FRIGATE = ShipClass("frigate", 14.0, 28.0, 8.0, 4.0, 24.0, 600, "")
PATROL = AircraftType("patrol", 440.0, 220.0, 32400, 3600, 10800, 8.0, 4.0, 60.0, 240, "")


def box(west: float, south: float, east: float, north: float) -> Ring:
    """Corners of a box, from the south-west, counter-clockwise."""
    return ((west, south), (east, south), (east, north), (west, north))


def area(*rings: Ring, per_day: float = 1.0, night: float = 1.0, contacts: float = 0.0) -> Area:
    """An area that counts transfers."""
    return Area(rings, per_day, None, night, contacts)


def priority(*rings: Ring, value: float = 1.0, night: float = 1.0) -> Area:
    """An area that counts by priority."""
    return Area(rings, None, value, night, 0.0)


def zone(*rings: Ring, **changes: Any) -> Zone:
    """A zone closed to tasks for good, drawn or (coast_buffer_nm=, of=) round a coast."""
    return replace(Zone(rings, None, (), None, None, ("tasks",), ()), **changes)


def ship(nation: str, at: tuple[float, float] | None = None) -> ShipAsset:
    """A ship with the cell for the whole week."""
    spell = Spell(at, START, at, datetime(2018, 10, 1, tzinfo=UTC))
    return ShipAsset(nation, "frigate", (spell,), 15.0, 14.0, 21600)


def scenario(areas: dict[str, Area], **changes: Any) -> Scenario:
    """One Australian frigate in the areas for a week, hourly; anything can be changed by name."""
    plain = Scenario(
        name="test",
        plan=PlanName("TEST", 1),
        marking=Marking("UNCLASSIFIED", ("AUS",)),
        horizon=Horizon(START, WEEK_S, 3600, 300, 900, 21600),
        sectors=SectorRule(30),
        separation=Separation(5.0, 10.0),
        stay_s=21600,
        fatigue=0.9,
        areas=areas,
        zones={},
        bases={},
        classes={"frigate": FRIGATE},
        types={"patrol": PATROL},
        sea_states=tuple(SeaStateRule(1.0, 1.0) for _ in range(10)),
        ships={"HMAS Melbourne": ship("AUS")},
        aircraft={},
    )
    return replace(plain, **changes)


def east_china_sea() -> Scenario:
    """The size of the flagship: some 130 sectors, a week of hours, three coastal belts."""
    return scenario(
        {
            "SHANGHAI EAST": area(box(123.0, 30.25, 125.25, 31.75), per_day=0.5, night=1.2, contacts=8.0),
            "NORTH": area(box(122.5, 31.75, 126.0, 34.0), per_day=0.4, night=1.1, contacts=6.0),
            "ZHOUSHAN": area(box(122.5, 28.5, 126.25, 30.25), per_day=0.6, contacts=10.0),
            "SOUTH": area(
                ((122.5, 28.5), (126.0, 28.5), (126.0, 26.5), (121.0, 25.0), (121.0, 26.75)),
                per_day=0.4,
                night=1.4,
            ),
            "JEJU": area(box(125.5, 32.0, 128.0, 33.75), per_day=0.2),
            "OKINAWA WEST": area(box(126.0, 25.5, 128.0, 28.5), per_day=0.3),
        },
        zones={
            "FOREIGN": zone(coast_buffer_nm=12.0, of=("CHN", "TWN"), closed_to=("aircraft", "tasks")),
            "KOREAN": zone(
                coast_buffer_nm=12.0, of=("KOR",), closed_to=("aircraft", "tasks"), except_nations=("KOR",)
            ),
            "FIRING 3": zone(
                box(126.0, 28.0, 126.75, 28.75),
                start=datetime(2018, 9, 25, tzinfo=UTC),
                end=datetime(2018, 9, 26, tzinfo=UTC),
                closed_to=("ships",),
            ),
        },
        bases={
            "RODN": Base("Kadena", (127.7675, 26.3556), "airfield", 32400, None, None),
            "Sasebo": Base("Sasebo", (129.71, 33.16), "port", 32400, None, None),
        },
        ships={
            "HMAS Melbourne": ship("AUS", (126.333, 27.167)),
            "ROKS Gwanggaeto": ship("KOR", (129.71, 33.16)),
        },
        aircraft={
            "Kadena P-8": Detachment(
                "USA",
                "patrol",
                "RODN",
                3,
                4,
                CREW_RULES,
                2,
                None,
                1800,
                START,
                datetime(2018, 10, 1, tzinfo=UTC),
            )
        },
    )
