"""The water: areas and what is asked for in them, zones, weather."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from patrolplan.scenario.model.fields import Ring, added


@dataclass(frozen=True)
class Presence:
    """Somebody is there all the time: asked for, at a price for every slot without."""

    per: Literal["sector", "area"]
    """Somebody in each sector, or in any one sector of the area."""
    start: datetime | None
    end: datetime | None
    price: float | None
    """Of a slot without; None: ten times the mean of what begins in a slot of the area."""


@dataclass(frozen=True)
class MaxGap:
    """The longest time between two looks: asked for, at a price for every look that is missing."""

    length_s: int
    per: Literal["sector", "area"]
    """Between looks into each sector, or into any sector of the area."""
    price: float | None
    """Of a missing look; None: ten times the mean of what begins in a slot of the area."""


@dataclass(frozen=True)
class MinCoverage:
    """The least share of an area's beginnings to identify: asked for, at a price for what is missing."""

    share: float
    price: float | None
    """Of a unit of value that is missing; None: ten."""


@dataclass(frozen=True)
class Area:
    """A sea area of interest: its shape, and how much happens there."""

    polygons: tuple[Ring, ...]
    transfers_per_day: float | None
    """All areas of a scenario have this, or all have `priority`."""
    priority: float | None
    """Relative, per nm² and day."""
    night: float
    """Rate at night relative to day; 1 is even."""
    contacts_per_1000nm2: float
    presence: Presence | None = added(None)
    max_gap: MaxGap | None = added(None)
    min_coverage: MinCoverage | None = added(None)


@dataclass(frozen=True)
class Zone:
    """Either `polygons`, or `coast_buffer_nm` round the land of the states `of`."""

    polygons: tuple[Ring, ...]
    coast_buffer_nm: float | None
    of: tuple[str, ...]
    start: datetime | None
    end: datetime | None
    closed_to: tuple[Literal["aircraft", "ships", "tasks"], ...]
    except_nations: tuple[str, ...]


@dataclass(frozen=True)
class Weather:
    """A sea state in an area, or everywhere, for a time."""

    area: str | None
    """None: everywhere."""
    start: datetime
    end: datetime
    sea_state: int
