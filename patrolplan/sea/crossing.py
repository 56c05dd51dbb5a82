"""How far it is across a sector: the longest way from corner to corner that stays inside it."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from patrolplan.geo.geodesy import distance_nm, distances_nm
from patrolplan.geo.plane import Plane

LonLat = tuple[float, float]
_CONVEX = 1e-9
"""Of the hull's area: a polygon that lacks less of its hull is its hull."""
_TOUCH_DEG = 1e-6
"""A line along an edge may leave the polygon by this much of rounding."""


def crossing_nm(polygon: Polygon, point: LonLat) -> float:
    """The longest of the shortest ways inside a polygon between two of its corners [nm].

    In a convex polygon that is its longest diagonal. A sector round a headland, or one that a remnant has
    joined at an angle, is longer than any diagonal: whoever comes in at one end and goes out at the other
    has that way to go. Straight pieces are geodesics; which corners see each other is told in longitude and
    latitude, as edges are drawn.
    """
    hull = shapely.convex_hull(polygon)
    if hull.area - polygon.area <= _CONVEX * hull.area:
        return _diagonal_nm(hull, point)
    rings = [shapely.get_coordinates(ring)[:-1] for ring in (polygon.exterior, *polygon.interiors)]
    ways = _sights_nm(polygon, np.vstack(rings))
    for corner in range(len(ways)):  # Floyd and Warshall: by way of one corner more
        ways = np.minimum(ways, ways[:, corner, None] + ways[None, corner, :])
    return float(ways[np.isfinite(ways)].max())


def _sights_nm(polygon: Polygon, corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, n) distance between corners that see each other, infinite between others."""
    wide = shapely.buffer(polygon, _TOUCH_DEG, join_style="mitre")
    shapely.prepare(wide)
    i, j = np.triu_indices(len(corners), 1)
    seen = shapely.covers(wide, shapely.linestrings(np.stack((corners[i], corners[j]), axis=1)))
    i, j = i[seen], j[seen]
    found = np.full((len(corners), len(corners)), np.inf)
    np.fill_diagonal(found, 0.0)
    found[i, j] = found[j, i] = distances_nm(corners[i, 0], corners[i, 1], corners[j, 0], corners[j, 1])
    return found


def _diagonal_nm(hull: shapely.Geometry, point: LonLat) -> float:
    """Longest distance between two corners: the pair is found in a plane, its geodesic measured."""
    corners = shapely.get_coordinates(hull)
    x, y = Plane(*point).forward(corners[:, 0], corners[:, 1])
    apart = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    i, j = np.unravel_index(int(np.argmax(apart)), apart.shape)
    a, b = corners[i], corners[j]
    return distance_nm((float(a[0]), float(a[1])), (float(b[0]), float(b[1])))
