"""What stands in the way, as blocks: each with its true shape, and the corners that ways turn round.

A block is a piece of land, or of a closed zone, with all that lies so near that nobody passes between. It
is only a source of corners: every line is tested against true shapes. Its outline is pushed outward and
simplified, so its corners lie a little off, between `off − slack` and `off + slack` nautical miles.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from patrolplan.geo.plane import Plane

Floats = NDArray[np.float64]
Bounds = tuple[float, float, float, float]

OFF_NM = {"coast": (2.0, 1.5), "island": (1.0, 0.5), "zone": (0.5, 0.4)}
"""How far each kind of outline is pushed out, and the slack of its simplification [nm]."""

_ISLAND_NM2 = 1000.0

_CHORD_DEG = 0.1


@dataclass(frozen=True, eq=False)
class Corners:
    """M convex corners, where a taut line may turn; the obstacle is left of before → at → after."""

    lonlat: Floats
    """(M, 2) degrees."""
    at: Floats
    """(M, 2) in the plane [nm]."""
    before: Floats
    after: Floats
    outer: NDArray[np.bool_]
    """(M,) False on the rim of an enclosed water."""

    def __len__(self) -> int:
        return len(self.at)

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> Corners:
        """Those chosen by a mask or by indices."""
        return Corners(
            self.lonlat[chosen], self.at[chosen], self.before[chosen], self.after[chosen], self.outer[chosen]
        )


@dataclass(frozen=True, eq=False)
class Block:
    """One obstacle."""

    zone: str | None
    """The zone that it belongs to; None for land."""
    true: shapely.Geometry
    """Its shape in longitude and latitude, prepared."""
    outline: shapely.Polygon
    """Pushed outward, in the plane, prepared; holes are enclosed waters."""
    corners: Corners


def blocks(shape: shapely.Geometry, plane: Plane, zone: str | None, window: Bounds) -> list[Block]:
    """The blocks of a shape in longitude and latitude, land's where `zone` is None.

    Corners outside `window` are left out: what lies there is cut off, and its edge is no coast.
    """
    pieces = shapely.get_parts(shape)
    pieces = pieces[~shapely.is_empty(pieces)]
    if not len(pieces):
        return []
    flat = in_plane(pieces, plane)
    if zone is not None:
        return _grouped(pieces, flat, outward(flat, *OFF_NM["zone"]), zone, plane, window)
    outlines = outward(flat, *OFF_NM["coast"])
    coasts = outlines[shapely.area(outlines) > _ISLAND_NM2]
    ashore = np.zeros(len(pieces), dtype=bool)
    inside = shapely.point_on_surface(flat)
    ashore[shapely.STRtree(coasts).query(inside, predicate="intersects")[0]] = True
    islands = flat[~ashore]
    small = outward(islands, *OFF_NM["island"]) if islands.size else islands
    return _grouped(pieces[ashore], flat[ashore], coasts, zone, plane, window) + _grouped(
        pieces[~ashore], islands, small, zone, plane, window
    )


def _grouped(
    pieces: NDArray[np.object_],
    flat: NDArray[np.object_],
    outlines: NDArray[np.object_],
    zone: str | None,
    plane: Plane,
    window: Bounds,
) -> list[Block]:
    """One block for each outline, of the pieces that lie in it."""
    piece, outline = shapely.STRtree(outlines).query(shapely.point_on_surface(flat), predicate="intersects")
    made = []
    for k, polygon in enumerate(outlines):
        true = shapely.union_all(pieces[np.sort(piece[outline == k])])
        shapely.prepare(true)
        shapely.prepare(polygon)
        made.append(Block(zone, true, polygon, corners_of([polygon], plane, window)))
    return made


def outward(flat: NDArray[np.object_], off_nm: float, slack_nm: float) -> NDArray[np.object_]:
    """Polygons in the plane pushed outward and simplified; those that meet are one."""
    wide = shapely.union_all(shapely.buffer(flat, off_nm, quad_segs=4))
    return np.asarray(shapely.get_parts(shapely.simplify(wide, slack_nm)), dtype=object)


def corners_of(polygons: list[shapely.Polygon], plane: Plane, window: Bounds) -> Corners:
    """The convex corners of polygons in the plane that lie within the window."""
    at, before, after = [np.empty((0, 2))], [np.empty((0, 2))], [np.empty((0, 2))]
    outer = [np.empty(0, dtype=bool)]
    for polygon in shapely.orient_polygons(np.asarray(polygons, dtype=object)):
        for number, ring in enumerate((polygon.exterior, *polygon.interiors)):
            here = shapely.get_coordinates(ring)[:-1]
            last, following = np.roll(here, 1, axis=0), np.roll(here, -1, axis=0)
            convex = cross(here - last, following - here) > 0
            at.append(here[convex])
            before.append(last[convex])
            after.append(following[convex])
            outer.append(np.full(int(convex.sum()), number == 0))
    points = np.vstack(at)
    lonlat = np.column_stack(plane.inverse(points[:, 0], points[:, 1])) if len(points) else points
    found = Corners(lonlat, points, np.vstack(before), np.vstack(after), np.concatenate(outer))
    west, south, east, north = window
    lon, lat = lonlat.T
    return found.take((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))


def in_plane(shapes: NDArray[np.object_], plane: Plane) -> NDArray[np.object_]:
    """Shapes carried into the plane, long edges cut first so that they stay where they were."""
    cut = shapely.segmentize(shapes, _CHORD_DEG)
    coords = shapely.get_coordinates(cut)
    return np.asarray(
        shapely.set_coordinates(cut, np.column_stack(plane.forward(coords[:, 0], coords[:, 1]))), dtype=object
    )


def cross(a: Floats, b: Floats) -> Floats:
    """The cross product of vectors in the plane: positive where b turns left of a."""
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0])


def joined(parts: list[Corners]) -> Corners:
    """Corners one after the other."""
    return Corners(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("lonlat", "at", "before", "after", "outer")
        )
    )


def bends(away: Corners, at_corner: NDArray[np.int64], other: Floats) -> NDArray[np.bool_]:
    """Whether a line that comes to a corner from `other` (n, 2) may be part of a taut one.

    It may unless it runs into the obstacle there: both neighbours of the corner must lie on one side of the
    line, give or take 3 degrees, by which lines in the plane differ from geodesics.
    """
    here = away.at[at_corner]
    line = _direction(here - other)
    before = cross(line, _direction(away.before[at_corner] - here))
    after = cross(line, _direction(away.after[at_corner] - here))
    return np.asarray(~((before > _SLACK) & (after < -_SLACK) | (before < -_SLACK) & (after > _SLACK)))


_SLACK = float(np.sin(np.radians(3.0)))


def _direction(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(np.hypot(vectors[..., 0], vectors[..., 1]), 1e-12)[..., None])
