"""What ships, aircraft, crews and bases can do: figures of the catalogue, or the planner's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from patrolplan.scenario.model.fields import LonLat, added


@dataclass(frozen=True)
class Base:
    """An airfield or a port, from the catalogue or the scenario."""

    name: str
    position: LonLat
    kind: Literal["airfield", "port"]
    utc_offset_s: int
    """Local standard time less UTC: base-local days are counted by it."""
    opens_s: int | None
    """Seconds after local midnight; None: open round the clock."""
    closes_s: int | None
    gap_s: int = added(0)
    """Least time between any two take-offs from it."""


@dataclass(frozen=True)
class ShipClass:
    """What ships of a class can do."""

    name: str
    patrol_kn: float
    max_kn: float
    day_width_nm: float
    """Sweep width for identification, uncorrected, in good weather."""
    night_width_nm: float
    detect_width_nm: float
    contact_time_s: int
    """Time to look at one contact."""
    note: str


@dataclass(frozen=True)
class AircraftType:
    """What aircraft of a type can do."""

    name: str
    cruise_kn: float
    station_kn: float
    endurance_s: int
    reserve_s: int
    """Fuel kept for alternate and reserve: longest flight is endurance less reserve."""
    turnaround_s: int
    day_width_nm: float
    night_width_nm: float
    detect_width_nm: float
    contact_time_s: int
    note: str


@dataclass(frozen=True)
class CrewRules:
    """Rest and hours of aircrew."""

    brief_s: int
    debrief_s: int
    duty_s: int
    """Longest duty, brief and debrief included."""
    rest_s: int
    long_duty_s: int
    long_rest_s: int
    """Rest that follows a duty longer than `long_duty_s`."""
    hours_7d: float
    hours_30d: float


@dataclass(frozen=True)
class SeaStateRule:
    """What a sea state (Douglas, WMO 3700) does to identification widths: factors in [0, 1]."""

    ship_width: float
    aircraft_width: float
