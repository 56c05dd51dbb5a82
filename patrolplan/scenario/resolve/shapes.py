"""Shapes as rings of longitude and latitude."""

from __future__ import annotations

from geographiclib.geodesic import Geodesic

from patrolplan.geo.gars import bounds
from patrolplan.scenario.language.shapes import Box, Circle, Shaped
from patrolplan.scenario.model import Ring

CORNERS = 72
"""Of a circle as drawn: its edges lie within a thousandth of the radius."""
_METRES_PER_NM = 1852.0


def rings(shape: Shaped) -> tuple[Ring, ...]:
    """The polygons that a shape stands for; none for a shape that is not drawn (a coast buffer)."""
    if shape.box is not None:
        return (_box(shape.box),)
    if shape.polygon is not None:
        return (tuple(shape.polygon),)
    if shape.circle is not None:
        return (_circle(shape.circle),)
    return tuple(_cell(label) for label in dict.fromkeys(shape.gars or ()))


def _box(box: Box) -> Ring:
    return (box.west, box.south), (box.east, box.south), (box.east, box.north), (box.west, box.north)


def _cell(label: str) -> Ring:
    west, south, east, north = bounds(label)
    return (west, south), (east, south), (east, north), (west, north)


def _circle(circle: Circle) -> Ring:
    """Corners on the circle, counter-clockwise from north.

    By geographiclib itself: geo.geodesy loads numpy and shapely, which checking a scenario does without.
    """
    lon, lat = circle.centre
    ring = []
    for step in range(CORNERS):
        end = Geodesic.WGS84.Direct(lat, lon, -step * 360 / CORNERS, circle.radius * _METRES_PER_NM)
        ring.append((float(end["lon2"]), float(end["lat2"])))
    return tuple(ring)
