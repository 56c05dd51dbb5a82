"""A search track as straight runs in a local plane."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from patrolplan.geo.geodesy import distances_nm
from patrolplan.geo.plane import Plane
from patrolplan.record.types import LonLat, Point

STRAIGHT_DEG: Final = 2.0
"""Pieces whose courses differ by less are one run: a geodesic cut into pieces bends a little in the plane."""
LEG_DEG: Final = 12.0
"""A run within this of the first one's axis is a leg; others lead from leg to leg."""
LEAST_NM: Final = 1e-3


@dataclass(frozen=True)
class Run:
    """A straight piece of track; `x` is along the axis of the first run, `y` to the left of it [nm]."""

    first: int
    """Index of the point where it begins."""
    last: int
    nm: float
    turn_deg: float
    """Course less the axis, in (-180, 180]; positive is to the left."""
    y: float
    """Level of its middle."""

    @property
    def is_leg(self) -> bool:
        """Whether it runs along the axis, to or fro."""
        return min(abs(self.turn_deg), 180.0 - abs(self.turn_deg)) < LEG_DEG


def near(lon: float, centre: float) -> float:
    """The longitude within 180 degrees of a centre's that names the same meridian."""
    return centre + (lon - centre + 180.0) % 360.0 - 180.0


def plane_of(points: Sequence[LonLat]) -> Plane:
    """A local plane about points that may lie on both sides of the antimeridian."""
    reference = points[0][0]
    lons = [near(lon, reference) for lon, _ in points]
    return Plane(
        (min(lons) + max(lons)) / 2, (min(lat for _, lat in points) + max(lat for _, lat in points)) / 2
    )


def runs(points: Sequence[Point]) -> tuple[Run, ...]:
    """The straight runs of a track, in order; none where it never leaves a place.

    Lengths are geodesic; courses are compared in a local plane.
    """
    places = [(point.lon, point.lat) for point in points]
    if len(places) < 2:
        return ()
    plane = plane_of(places)
    x, y = plane.forward([near(lon, plane.lon) for lon, _ in places], [lat for _, lat in places])
    pieces: list[list[int]] = []
    courses: list[float] = []
    for k in range(len(places) - 1):
        if math.hypot(x[k + 1] - x[k], y[k + 1] - y[k]) < LEAST_NM:
            continue
        course = math.degrees(math.atan2(y[k + 1] - y[k], x[k + 1] - x[k]))
        if pieces and abs(_between(course - courses[-1])) < STRAIGHT_DEG:
            pieces[-1][1] = k + 1
        else:
            pieces.append([k, k + 1])
            courses.append(course)
    if not pieces:
        return ()
    lon, lat = np.array(places).T
    length = distances_nm(lon[:-1], lat[:-1], lon[1:], lat[1:])
    axis = math.radians(courses[0])
    level = -np.sin(axis) * x + np.cos(axis) * y
    return tuple(
        Run(
            first,
            last,
            float(length[first:last].sum()),
            _between(course - courses[0]),
            float((level[first] + level[last]) / 2),
        )
        for (first, last), course in zip(pieces, courses, strict=True)
    )


def _between(degrees: float) -> float:
    """The same angle in (-180, 180]."""
    return 180.0 - (180.0 - degrees) % 360.0
