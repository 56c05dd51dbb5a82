"""Many lines over the earth at once, with points so close that great circle, geodesic and chart line agree.

The intermediate points lie on the great circle through the ends (latitudes taken as on a sphere), within
0.05 nm of the geodesic up to 500 nm. What is tested against land is what is flown or sailed: the same points.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from patrolplan.geo.geodesy import LonLat

Floats = NDArray[np.float64]

STEP_NM = 60.0
_SAG_NM = 0.1
_RADIUS_NM = 3437.75


def arc_points(start: Floats, end: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Points along n arcs, ends included and exact: coordinates (m, 2) and the arc of each (m,).

    `start` and `end` are (n, 2) degrees. Neighbouring points are at most STEP_NM apart and so near that
    a line straight in longitude and latitude between them sags at most 0.1 nm from the geodesic: the sag is
    L²·tan(latitude)/8R.
    """
    if not len(start):
        return np.empty((0, 2)), np.empty(0, dtype=np.int64)
    a, b = _unit(start), _unit(end)
    angle = 2 * np.arcsin(np.clip(np.linalg.norm(a - b, axis=1) / 2, 0.0, 1.0))
    steepest = np.minimum(np.maximum(np.abs(start[:, 1]), np.abs(end[:, 1])), 85.0)
    step = np.sqrt(_SAG_NM * 8 * _RADIUS_NM / np.maximum(np.tan(np.radians(steepest)), 1e-6))
    pieces = np.maximum(np.ceil(angle * _RADIUS_NM * 1.004 / np.minimum(step, STEP_NM)), 1).astype(np.int64)
    arc = np.repeat(np.arange(len(start)), pieces + 1)
    first = np.concatenate(([0], np.cumsum(pieces + 1)[:-1]))
    part = (np.arange(len(arc)) - first[arc]) / pieces[arc]
    theta = np.maximum(angle[arc], 1e-12)
    points = (np.sin((1 - part) * theta)[:, None] * a[arc] + np.sin(part * theta)[:, None] * b[arc]) / np.sin(
        theta
    )[:, None]
    lon = np.degrees(np.arctan2(points[:, 1], points[:, 0]))
    lat = np.degrees(np.arctan2(points[:, 2], np.hypot(points[:, 0], points[:, 1])))
    lon = start[arc, 0] + (lon - start[arc, 0] + 180.0) % 360.0 - 180.0
    coords = np.column_stack((lon, lat))
    coords[first] = start
    coords[first + pieces] = end
    return coords, arc


def arc_lines(start: Floats, end: Floats) -> NDArray[np.object_]:
    """The arcs between n pairs of points as n LineStrings in longitude and latitude."""
    coords, arc = arc_points(start, end)
    return (
        np.asarray(shapely.linestrings(coords, indices=arc), dtype=object)
        if len(arc)
        else np.empty(0, object)
    )


def way_points(corners: tuple[LonLat, ...]) -> tuple[LonLat, ...]:
    """The corners of a way with points laid between them as in `arc_points`; one corner stays one."""
    if len(corners) < 2:
        return corners
    at = np.asarray(corners, dtype=np.float64)
    coords, arc = arc_points(at[:-1], at[1:])
    keep = np.concatenate(([True], arc[1:] == arc[:-1]))  # an arc begins where the last one ended
    return tuple((float(lon), float(lat)) for lon, lat in coords[keep])


def _unit(points: Floats) -> Floats:
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
