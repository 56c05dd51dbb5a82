"""Frozen types of the water: what sea/ makes of a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

LonLat = tuple[float, float]
"""Longitude, latitude in degrees WGS 84."""


@dataclass(frozen=True)
class ZoneShape:
    """A zone with its shape drawn (coast buffers resolved), clipped to the theatre."""

    name: str
    shape: Polygon | MultiPolygon
    start: datetime | None
    """None: from the horizon's opening."""
    end: datetime | None
    closed_to: frozenset[str]
    """Of "ships", "aircraft", "tasks"."""
    exempt: frozenset[str]
    """Nations that the zone does not bind."""
    cut: bool
    """True where nobody may ever be tasked there: taken out of the sectors."""


@dataclass(frozen=True)
class Sector:
    """A piece of sea tasked as one. Edges are straight in longitude and latitude."""

    id: str
    polygon: Polygon
    point: LonLat
    """Representative point: light and weather are taken there; always inside."""
    area_nm2: float
    crossing_nm: float
    """Longest way inside from corner to corner; in a convex sector its longest diagonal."""
    shares: dict[str, float]
    """For each area that it touches, the share of that area's sea as drawn that lies in it."""


@dataclass(frozen=True)
class Water:
    """The sea of a scenario. S sectors, K steps."""

    sectors: tuple[Sector, ...]
    zones: tuple[ZoneShape, ...]
    night: NDArray[np.bool_]
    """(S, K) sun below -6 degrees at the middle of the slot."""
    sea_state: NDArray[np.int8]
    """(S, K) worst sea state declared there then; 0 where none is declared."""
    rates: NDArray[np.float64]
    """(S, K) expected beginnings in each slot: transfers, or priority × nm² × days."""
    beginnings: dict[str, NDArray[np.float64]]
    """For each area, (S, K): the part of `rates` that is that area's."""
    contacts: NDArray[np.float64]
    """(S,) contacts per nm² that must be looked at."""
    cut: dict[str, float]
    """For each area, the beginnings over the horizon that zones take out of the plan."""
    bounds: tuple[float, float, float, float]
    """West, south, east, north of the theatre: areas, bases, chop points, with a margin."""
