"""The map's projection: Mercator round the middle of the plan, also across the antimeridian.

Mercator because courses are straight and shapes are true, as on the charts that its readers know
(Snyder 1987, "Map Projections: A Working Manual", 7-1 and 7-2, on the sphere).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from patrolplan.record.types import LonLat, Record

WIDE: Final = 10_000
"""Map units from west to east."""
NARROWEST, WIDEST = 0.8, 1.35
"""Height by width of the map, at least and at most: it has to fit a screen."""
_FURTHEST_LAT: Final = 85.0
_MARGIN: Final = 0.04
_REACH: Final = 0.8
"""How far the map goes to show tracks beyond the water, as a part of the water's own extent."""


@dataclass(frozen=True)
class Projection:
    """Longitude and latitude to map units, y downwards."""

    west: float
    """Left edge [degrees]; all longitudes are taken within 360 degrees east of `west` less half the rest."""
    east: float
    north: float
    """Upper edge, in Mercator's y [radians]."""
    scale: float
    """Units to a radian."""
    high: int
    """Units from north to south."""

    def lon(self, lon: float) -> float:
        """The turn of a longitude that is nearest to the middle of the map."""
        middle = (self.west + self.east) / 2
        return lon + 360.0 * round((middle - lon) / 360.0)

    def xy(self, place: LonLat) -> tuple[int, int]:
        """Map units of a position, rounded."""
        x = math.radians(self.lon(place[0]) - self.west) * self.scale
        return round(x), round((self.north - _mercator(place[1])) * self.scale)

    def line(self, places: Iterable[LonLat]) -> list[tuple[int, int]]:
        """Map units of a line or ring that runs on, wherever its longitudes turn."""
        found: list[tuple[int, int]] = []
        last: float | None = None
        for lon, lat in places:
            lon = self.lon(lon) if last is None else lon + 360.0 * round((last - lon) / 360.0)
            last = lon
            x = math.radians(lon - self.west) * self.scale
            found.append((round(x), round((self.north - _mercator(lat)) * self.scale)))
        return found

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north [degrees]."""
        south = self.north - self.high / self.scale
        return self.west, _latitude(south), self.east, _latitude(self.north)


def fit(record: Record) -> Projection:
    """The map that shows all the plan's water, and as much of its tracks as lies near."""
    water = [place for sector in record.sectors for place in sector.polygon[0]]
    tracks = [(point.lon, point.lat) for leg in record.legs for point in leg.points]
    tracks += [event.at for event in record.events if event.at is not None]
    if not water:
        water = tracks or [(0.0, 0.0)]
    middle = _middle([lon for lon, _ in water])
    west, south, east, north = _extent(water, middle)
    wide, high = max(east - west, 0.25), max(north - south, 0.25)
    if tracks:
        there = _extent(tracks, middle)
        west, east = (
            max(min(west, there[0]), west - _REACH * wide),
            min(max(east, there[2]), east + _REACH * wide),
        )
        south = max(min(south, there[1]), south - _REACH * high)
        north = min(max(north, there[3]), north + _REACH * high)
    low, top = _mercator(south), _mercator(north)
    across, up = math.radians(east - west), top - low
    grow = _MARGIN * max(across, up)
    across, up = across + 2 * grow, up + 2 * grow
    wider, higher = max(across, up / WIDEST), max(up, across * NARROWEST)
    west, east = _stretched(math.radians(west) - grow, math.radians(east) + grow, wider)
    low, top = _stretched(low - grow, top + grow, higher)
    return Projection(
        math.degrees(west),
        math.degrees(east),
        top,
        WIDE / (east - west),
        round(WIDE * (top - low) / (east - west)),
    )


def _stretched(first: float, last: float, to: float) -> tuple[float, float]:
    more = max(0.0, to - (last - first)) / 2
    return first - more, last + more


def _middle(lons: list[float]) -> float:
    """The middle of the shortest arc that holds all longitudes."""
    turns = sorted({lon % 360.0 for lon in lons})
    gaps = [(after - before) % 360.0 for before, after in zip(turns, [*turns[1:], turns[0]], strict=True)]
    if len(turns) == 1:
        return (turns[0] + 180.0) % 360.0 - 180.0
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    first = turns[(widest + 1) % len(turns)]
    return (first + (360.0 - gaps[widest]) / 2 + 180.0) % 360.0 - 180.0


def _extent(places: list[LonLat], middle: float) -> tuple[float, float, float, float]:
    lons = [lon + 360.0 * round((middle - lon) / 360.0) for lon, _ in places]
    lats = [lat for _, lat in places]
    return min(lons), min(lats), max(lons), max(lats)


def _mercator(lat: float) -> float:
    return math.asinh(math.tan(math.radians(max(-_FURTHEST_LAT, min(_FURTHEST_LAT, lat)))))


def _latitude(y: float) -> float:
    return math.degrees(math.atan(math.sinh(y)))
