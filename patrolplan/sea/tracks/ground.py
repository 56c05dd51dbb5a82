"""The ground of a search: a sector in its own plane, turned along its legs, and its insets."""

from __future__ import annotations

import math
from functools import cached_property, lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from patrolplan.geo.geodesy import LonLat
from patrolplan.geo.plane import Plane
from patrolplan.sea.tracks.room import Line, Room

_CHORD_DEG = 0.1
_SPARE_NM = 0.03
"""Insets are this much wider than asked for: rounding and legs drawn straight in longitude and latitude
stay within it."""
_ROOM_NM = 0.02
_PLAIN_NM = 0.1
"""Rugged outlines are drawn this much plainer, further in."""
_SQUARE = 1.1
_NARROW = 0.8
_SHAPELY = 0.6


class Ground:
    """A sector (less what is to be avoided) as one polygon, legs along x. Lengths in nm."""

    def __init__(self, water: shapely.Polygon, plane: Plane, angle: float, inset_nm: float) -> None:
        self.plane = plane
        self.inset_nm = inset_nm
        cos, sin = math.cos(angle), math.sin(angle)
        self._turn: NDArray[np.float64] = np.array([[cos, sin], [-sin, cos]])
        self.water = shapely.transform(water, lambda points: points @ self._turn.T)
        self.room = Room(_largest(shapely.buffer(self.water, -_ROOM_NM, join_style="mitre")) or self.water)
        if not self.room.convex:
            plain = _largest(shapely.simplify(shapely.buffer(self.room.polygon, -_PLAIN_NM), _PLAIN_NM / 2))
            self.room = Room(self.room.polygon, plain)
        self._insets: dict[float, Room | None] = {}

    def to_frame(self, point: LonLat) -> Line:
        """A position in the turned plane."""
        x, y = self.plane.forward(*point)
        return np.asarray(self._turn @ np.array([float(x), float(y)]))

    def to_lonlat(self, line: Line) -> Line:
        """Points of the turned plane as longitude and latitude."""
        flat = line @ self._turn
        return np.column_stack(self.plane.inverse(flat[:, 0], flat[:, 1]))

    @cached_property
    def rim(self) -> Room:
        """All of it, to the very edge."""
        return Room(self.water)

    @cached_property
    def radius(self) -> float:
        """Of the largest circle that fits in."""
        return float(shapely.length(shapely.maximum_inscribed_circle(self.water, tolerance=0.05)))

    @cached_property
    def narrow(self) -> bool:
        """Whether nothing lies as far from the edge as the inset asks: the centre line is all there is."""
        return self.inset(self.inset_nm) is None

    @cached_property
    def core(self) -> Room:
        """Where search may be at all: the least inset, or what is about the centre line."""
        return self.inset(self.inset_nm) or self.inset(_NARROW * self.radius) or self.room

    @cached_property
    def width(self) -> float:
        """Across the legs, from edge to edge."""
        _, low, _, high = self.core.polygon.bounds
        _, bottom, _, top = self.water.bounds
        return min(high - low + 2 * self.inset_nm, top - bottom)

    def inset(self, nm: float) -> Room | None:
        """The largest piece of what lies at least `nm` from the edge; None if nothing does."""
        key = round(nm, 6)
        if key not in self._insets:
            piece = self._plain(nm + _SPARE_NM) if not self.room.convex else self._at(nm + _SPARE_NM)
            self._insets[key] = None if piece is None else Room(piece)
        return self._insets[key]

    def deeper(self, nm: float) -> Room:
        """The inset at `nm` where it has the shape of the core still, else the core."""
        room = self.inset(nm) if nm > self.inset_nm and not self.narrow else None
        if room is None:
            return self.core
        least = _SHAPELY * (_extent(self.core) - 2 * (nm - self.inset_nm))
        return room if np.all(_extent(room) >= least) else self.core

    def _at(self, nm: float) -> shapely.Polygon | None:
        return _largest(shapely.buffer(self.water, -nm))

    def _plain(self, nm: float) -> shapely.Polygon | None:
        """An inset with few corners: further in by as much as its plain outline would come too near."""
        rim, further = shapely.boundary(self.water), _PLAIN_NM
        for _ in range(4):
            rough = shapely.buffer(self.water, -(nm + further), quad_segs=3)
            piece = _largest(shapely.simplify(rough, _PLAIN_NM))
            if piece is None:
                break
            short = nm - float(shapely.distance(rim, piece))
            if short <= 0:
                return piece
            further += short + 0.01
        return self._at(nm)


@lru_cache(maxsize=1024)
def ground(
    polygon: shapely.Polygon,
    avoid: tuple[shapely.Geometry, ...],
    near: LonLat | None,
    inset_nm: float,
    across: bool,
) -> Ground:
    """The ground of a sector in longitude and latitude; of what `avoid` leaves the piece about `near`.

    Legs run along the long axis, or across it. Cached: a plan visits a sector many times.
    """
    plane = Plane(*shapely.get_coordinates(shapely.centroid(polygon))[0])
    flat: BaseGeometry = plane.to_plane(shapely.segmentize(polygon, _CHORD_DEG))
    for shape in avoid:
        if shapely.intersects(shape, polygon):
            flat = shapely.difference(flat, plane.to_plane(shapely.segmentize(shape, _CHORD_DEG)))
    pieces = [part for part in shapely.get_parts(flat) if part.geom_type == "Polygon" and part.area > 0]
    if not pieces:
        raise ValueError("nothing of the sector is left to search")
    water = max(pieces, key=lambda part: float(part.area))
    if near is not None and len(pieces) > 1:
        point = shapely.Point(*(float(value) for value in plane.forward(*near)))
        distance = {id(part): float(shapely.distance(part, point)) for part in pieces}
        if distance[id(water)] > 0.1:
            water = min(pieces, key=lambda part: distance[id(part)])
    inner = shapely.buffer(water, -inset_nm)
    angle = _long_axis(water if inner.is_empty else inner)
    return Ground(water, plane, angle + (math.pi / 2 if across else 0.0), inset_nm)


def elongation(ground: Ground) -> float:
    """Length over width of the ground, as turned."""
    west, south, east, north = ground.water.bounds
    return float((east - west) / max(north - south, 1e-9))


def _long_axis(polygon: BaseGeometry) -> float:
    """The direction of the long side of the smallest rectangle round it [radians from east].

    North or east where a rectangle set square is hardly larger: crews like cardinal legs.
    """
    west, south, east, north = polygon.bounds
    box = shapely.oriented_envelope(polygon)
    if (east - west) * (north - south) <= _SQUARE * box.area or box.geom_type != "Polygon":
        return 0.0 if east - west > north - south else math.pi / 2
    corners = shapely.get_coordinates(box)
    sides = np.diff(corners[:3], axis=0)
    x, y = sides[int(np.argmax(np.hypot(sides[:, 0], sides[:, 1])))]
    angle = math.atan2(y, x)
    return angle - math.pi if angle > math.pi / 2 else angle + math.pi if angle <= -math.pi / 2 else angle


def _extent(room: Room) -> NDArray[np.float64]:
    west, south, east, north = room.polygon.bounds
    return np.array([east - west, north - south])


def _largest(geometry: shapely.Geometry) -> shapely.Polygon | None:
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and part.area > 0]
    return max(parts, key=lambda part: float(part.area)) if parts else None
