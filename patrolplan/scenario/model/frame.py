"""The frame of a plan: its name and marking, the horizon and its steps, how the water is cut."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from patrolplan.scenario.model.fields import Ring, added


@dataclass(frozen=True)
class PlanName:
    """How the plan is called, and which issue of it this is."""

    name: str
    issue: int


@dataclass(frozen=True)
class Marking:
    """What stands on every product."""

    classification: str
    release: tuple[str, ...]
    """ISO 3166-1 alpha-3."""


@dataclass(frozen=True)
class Horizon:
    """The time that is planned, and the steps that it is counted in."""

    start: datetime
    length_s: int
    slot_s: int
    """The step; a slot is one sector during one step."""
    tick_s: int
    """Aircraft looks start and end on multiples of it; divides the step."""
    takeoff_step_s: int
    period_s: int
    """The span by which tables are summed; for reading only."""


@dataclass(frozen=True)
class SectorRule:
    """How the water is cut into sectors."""

    grid_min: Literal[15, 30]
    drawn: dict[str, tuple[Ring, ...]] = added(factory=dict)
    """Sectors drawn by hand, by name; their water is taken out of the grid."""


@dataclass(frozen=True)
class Separation:
    """Closest approach between search tracks of two assets on station at once."""

    ships_nm: float
    aircraft_nm: float
