"""A small map in nautical miles: good to a percent over a sector, for saying how far something is off."""

from __future__ import annotations

from math import cos, radians
from typing import TypeVar

import shapely
from shapely.geometry.base import BaseGeometry

Shape = TypeVar("Shape", bound=BaseGeometry)

NM_PER_DEGREE = 60.0


def flatten(geometry: Shape, lat: float) -> Shape:
    """The geometry with longitude and latitude turned into nautical miles at a latitude [degrees]."""
    across = NM_PER_DEGREE * cos(radians(lat))
    return shapely.transform(geometry, lambda corners: corners * (across, NM_PER_DEGREE))


def unflatten(geometry: Shape, lat: float) -> Shape:
    """Back from nautical miles at a latitude to longitude and latitude [degrees]."""
    across = NM_PER_DEGREE * cos(radians(lat))
    return shapely.transform(geometry, lambda corners: corners / (across, NM_PER_DEGREE))
