"""Shapes as rings of longitude and latitude."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise

from geographiclib.geodesic import Geodesic

from patrolplan.geo.gars import bounds
from patrolplan.scenario.language.shapes import Box, Corridor, Shaped
from patrolplan.scenario.model import LonLat, Ring

CORNERS = 72
"""Of a circle as drawn: its edges lie within a thousandth of the radius."""
MOST_CORNERS = 60_000
"""Of all shapes of a scenario together: some 800 circles."""
PIECE_NM = 60.0
_METRES_PER_NM = 1852.0


def rings(shape: Shaped) -> tuple[Ring, ...]:
    """The polygons that a shape stands for; none for a shape that is not drawn (a coast buffer)."""
    if shape.box is not None:
        return (_box(shape.box),)
    if shape.polygon is not None:
        return (tuple(shape.polygon),)
    if shape.polygons is not None:
        return tuple(tuple(ring) for ring in shape.polygons)
    if shape.circle is not None:
        return (_circle(shape.circle.centre, shape.circle.radius),)
    if shape.corridor is not None:
        return _corridor(shape.corridor)
    return tuple(_cell(label) for label in dict.fromkeys(shape.gars or ()))


def corners(shape: Shaped) -> int:
    """About how many corners a shape has once it is drawn."""
    if shape.circle is not None:
        return CORNERS
    if shape.corridor is not None:
        return len(shape.corridor.line) * (CORNERS + 8)
    drawn = [shape.polygon or [], *(shape.polygons or [])]
    return sum(map(len, drawn)) + 4 * len(shape.gars or [])


def _box(box: Box) -> Ring:
    return (box.west, box.south), (box.east, box.south), (box.east, box.north), (box.west, box.north)


def _cell(label: str) -> Ring:
    west, south, east, north = bounds(label)
    return (west, south), (east, south), (east, north), (west, north)


@lru_cache(maxsize=1024)
def _circle(centre: LonLat, radius_nm: float) -> Ring:
    """Corners on the circle, counter-clockwise from north; every variant asks for the same ones.

    By geographiclib itself: geo.geodesy loads numpy and shapely, which checking a scenario does without.
    """
    return tuple(_away(centre, -step * 360 / CORNERS, radius_nm) for step in range(CORNERS))


def _corridor(corridor: Corridor) -> tuple[Ring, ...]:
    """A band along each leg, and a circle where two legs meet: together they are the corridor.

    A leg is straight in longitude and latitude, as the edges of a polygon are, and cut into pieces of at
    most PIECE_NM so that its edges keep their distance from it.
    """
    half = corridor.width / 2
    made: list[Ring] = []
    for first, second in pairwise(corridor.line):
        made.append(_band(first, second, half))
    made.extend(_circle(corner, half) for corner in corridor.line[1:-1])
    return tuple(made)


def _band(first: LonLat, second: LonLat, half_nm: float) -> Ring:
    length = float(Geodesic.WGS84.Inverse(first[1], first[0], second[1], second[0])["s12"]) / _METRES_PER_NM
    count = max(1, math.ceil(length / PIECE_NM))
    points = [
        (first[0] + (second[0] - first[0]) * n / count, first[1] + (second[1] - first[1]) * n / count)
        for n in range(count + 1)
    ]
    right, left = [], []
    for number, point in enumerate(points):
        before, after = points[max(number - 1, 0)], points[min(number + 1, count)]
        course = float(Geodesic.WGS84.Inverse(before[1], before[0], after[1], after[0])["azi1"])
        if number == count:
            course = _course_at_end(before, point)
        elif number:  # the middle between that of the piece before and that of the piece after
            course = _mean(before, point, after)
        right.append(_away(point, course + 90, half_nm))
        left.append(_away(point, course - 90, half_nm))
    return (*right, *reversed(left))


def _course_at_end(before: LonLat, point: LonLat) -> float:
    return float(Geodesic.WGS84.Inverse(before[1], before[0], point[1], point[0])["azi2"])


def _mean(before: LonLat, point: LonLat, after: LonLat) -> float:
    """Course at a point of a line, between that of the piece before and of the piece after."""
    one = _course_at_end(before, point)
    other = float(Geodesic.WGS84.Inverse(point[1], point[0], after[1], after[0])["azi1"])
    return one + ((other - one + 180) % 360 - 180) / 2


def _away(point: LonLat, azimuth: float, nm: float) -> LonLat:
    end = Geodesic.WGS84.Direct(point[1], point[0], azimuth, nm * _METRES_PER_NM)
    return float(end["lon2"]), float(end["lat2"])
