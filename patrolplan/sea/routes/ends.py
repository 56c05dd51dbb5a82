"""Where ways begin and end: the open water of each sector, and the points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from patrolplan.geo.plane import Plane
from patrolplan.sea.routes.obstacles import in_plane

Shapes = NDArray[np.object_]

MARGIN_NM = 0.05
"""Ways begin this far from land and closed zones at least, so that rounding cannot put them inside."""

_MARGIN_DEG = 0.01


@dataclass(frozen=True, eq=False)
class Ends:
    """N ends: sectors, then points."""

    shapes: Shapes
    """(N,) in the plane [nm], prepared: a Polygon, a Point, or None where there is nowhere to begin."""
    lifted: NDArray[np.bool_]
    """(N, Z) whether the end is a point inside that zone, which is lifted for its way out."""

    def with_points(self, points: Shapes, lifted: NDArray[np.bool_]) -> Ends:
        """These ends and more points after them."""
        return Ends(np.concatenate((self.shapes, points)), np.vstack((self.lifted, lifted)))


def open_water(shapes: Shapes, closed: list[shapely.Geometry], plane: Plane) -> Shapes:
    """What remains of polygons in the plane at MARGIN_NM or more from `closed`, None for nothing.

    `closed` are shapes in longitude and latitude. Of several pieces the largest remains: nobody can pass
    between them.
    """
    remaining = shapes.copy()
    pieces = np.concatenate([np.empty(0, object), *(shapely.get_parts(shape) for shape in closed)])
    present = np.flatnonzero([shape is not None for shape in shapes])
    if not len(pieces) or not len(present):
        return remaining
    boxes = np.asarray(shapely.box(*_lonlat_bounds(shapes[present], plane).T), dtype=object)
    near, piece = shapely.STRtree(pieces).query(boxes, predicate="intersects")
    for which in np.unique(near):
        window = boxes[which].bounds
        cut = shapely.clip_by_rect(pieces[np.sort(piece[near == which])], *window)
        cut = cut[~shapely.is_empty(cut)]
        if len(cut):
            remaining[present[which]] = _without(shapes[present[which]], in_plane(cut, plane))
    shapely.prepare(remaining)
    return remaining


def _without(shape: shapely.Polygon, blocked: Shapes) -> shapely.Polygon | None:
    if shapely.distance(shape, shapely.union_all(blocked)) > MARGIN_NM:
        return shape
    rest = shapely.difference(shape, shapely.union_all(shapely.buffer(blocked, MARGIN_NM, quad_segs=2)))
    parts = [part for part in shapely.get_parts(rest) if part.geom_type == "Polygon" and part.area > 0]
    return max(parts, key=lambda part: float(part.area)) if parts else None


def _lonlat_bounds(shapes: Shapes, plane: Plane) -> NDArray[np.float64]:
    """(n, 4) west, south, east, north of shapes in the plane, a little more rather than less."""
    coords, which = shapely.get_coordinates(shapes, return_index=True)
    lon, lat = plane.inverse(coords[:, 0], coords[:, 1])
    starts = np.searchsorted(which, np.arange(len(shapes)))
    least = [np.minimum.reduceat(values, starts) - _MARGIN_DEG for values in (lon, lat)]
    most = [np.maximum.reduceat(values, starts) + _MARGIN_DEG for values in (lon, lat)]
    return np.column_stack((*least, *most))
