"""Positions and times as files want them: longitudes in [-180, 180), shapes cut at the antimeridian."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import shapely
import shapely.affinity

from patrolplan.geo.positions import format_ddm
from patrolplan.record.types import LonLat, Point

PLACES = 7
"""Decimals of a degree in files: a centimetre."""


def iso(moment: datetime) -> str:
    """`2018-09-24T04:40:03Z`: UTC, to the nearest second."""
    return f"{_second(moment):%Y-%m-%dT%H:%M:%SZ}"


def _second(moment: datetime) -> datetime:
    utc = moment.astimezone(UTC)
    return (utc + timedelta(microseconds=500_000)).replace(microsecond=0)


def wrapped(lon: float) -> float:
    """The longitude in [-180, 180), rounded to `PLACES`."""
    inside = (lon + 180.0) % 360.0 - 180.0 if not -180.0 <= lon < 180.0 else lon
    near = round(inside, PLACES)
    return -180.0 if near >= 180.0 else near + 0.0


def degrees(value: float) -> str:
    """A plain decimal, never with an exponent, without trailing zeros: `123.5`."""
    text = f"{value:.{PLACES}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def ddm(place: LonLat) -> str:
    """As planners read it: `31-45.0N 123-00.0E`."""
    return format_ddm((wrapped(place[0]), place[1]))


def unrolled(points: Sequence[LonLat]) -> list[LonLat]:
    """The same places with longitudes that never jump, the first in [-180, 180)."""
    found: list[LonLat] = []
    for lon, lat in points:
        before = found[-1][0] if found else None
        here = wrapped(lon)
        if before is not None:
            here = before + (here - before + 180.0) % 360.0 - 180.0
        found.append((round(here, PLACES), round(lat, PLACES)))
    return found


def line_parts(points: Sequence[Point]) -> list[list[tuple[float, float, datetime]]]:
    """A timed line in parts that stay within [-180, 180]; cut where it crosses the antimeridian."""
    places = unrolled([(point.lon, point.lat) for point in points])
    parts: list[list[tuple[float, float, datetime]]] = []
    turn = 0.0
    for k, ((lon, lat), point) in enumerate(zip(places, points, strict=True)):
        if not parts:
            parts.append([])
        elif (edge := _crossed(lon, turn)) is not None:
            share = (edge - places[k - 1][0]) / (lon - places[k - 1][0])
            at = round(places[k - 1][1] + share * (lat - places[k - 1][1]), PLACES)
            when = points[k - 1].time + share * (point.time - points[k - 1].time)
            parts[-1].append((edge - turn, at, when))
            turn += 360.0 if lon > edge else -360.0
            parts.append([(edge - turn, at, when)])
        parts[-1].append((round(lon - turn, PLACES), lat, point.time))
    # A line that begins or ends at the antimeridian itself leaves a part there that goes nowhere.
    return [part for part in parts if len({(lon, lat) for lon, lat, _ in part}) > 1] or parts[:1]


def _crossed(lon: float, turn: float) -> float | None:
    """The edge of the turn that a longitude lies beyond; None where it lies within."""
    if lon > turn + 180.0:
        return turn + 180.0
    return turn - 180.0 if lon < turn - 180.0 else None


def shape_parts(rings: Sequence[Sequence[LonLat]]) -> list[list[list[LonLat]]]:
    """A polygon (outer ring, holes; not closed) in parts within [-180, 180], rings closed.

    Outer rings run counter-clockwise and holes clockwise, as RFC 7946 wants.
    """
    outer = unrolled(rings[0])
    start = outer[0][0]
    holes = [
        [(start + (lon - start + 180.0) % 360.0 - 180.0, lat) for lon, lat in hole] for hole in rings[1:]
    ]
    polygon = shapely.Polygon(outer, holes)
    west, _, east, _ = polygon.bounds
    if west >= -180.0 and east <= 180.0:
        return [_rings(polygon)]
    found = []
    for turn in (-360.0, 0.0, 360.0):
        window = shapely.box(turn - 180.0, -90.0, turn + 180.0, 90.0)
        cut = shapely.intersection(shapely.make_valid(polygon), window)
        for part in shapely.get_parts(cut):
            if part.geom_type == "Polygon" and not part.is_empty:
                moved = shapely.affinity.translate(part, xoff=-turn)
                found.append(_rings(moved))
    return found


def _rings(polygon: shapely.Polygon) -> list[list[LonLat]]:
    turned = shapely.orient_polygons(polygon)
    return [
        [(round(float(lon), PLACES), round(float(lat), PLACES)) for lon, lat in shapely.get_coordinates(ring)]
        for ring in (turned.exterior, *turned.interiors)
    ]
