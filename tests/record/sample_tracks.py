"""Tracks for the sample plan: up and down a box at the speeds given, points where speed or course changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from patrolplan.geo.geodesy import distance_nm, interpolate
from patrolplan.record.types import LonLat, Point

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


def nearest(position: LonLat, box: Box) -> LonLat:
    """The point of a box that is nearest in longitude and latitude: the position itself if inside."""
    west, south, east, north = box
    return min(max(position[0], west), east), min(max(position[1], south), north)


def ladder(box: Box, legs: int, inset_nm: float = 3.0) -> tuple[LonLat, ...]:
    """Corners of east-west legs that divide the box evenly, `inset_nm` inside its west and east edges."""
    west, south, east, north = box
    inset = inset_nm / 52.0
    corners: list[LonLat] = []
    for leg in range(legs):
        lat = south + (north - south) * (leg + 0.5) / legs
        ends = [(west + inset, lat), (east - inset, lat)]
        corners += ends if leg % 2 == 0 else ends[::-1]
    return tuple(corners)


def straight(a: LonLat, b: LonLat, start: datetime, end: datetime) -> tuple[Point, ...]:
    """From `a` to `b` in the time given."""
    return Point(*a, start), Point(*b, end)


def walk(corners: tuple[LonLat, ...], spans: list[tuple[datetime, datetime, float]]) -> tuple[Point, ...]:
    """Follow the corners to and fro.

    Args:
        corners: where the course changes.
        spans: (from, to, knots), one after the other.

    """
    points = [Point(*corners[0], spans[0][0])]
    here, targets = corners[0], _to_and_fro(corners)
    target = next(targets)
    for start, end, knots in spans:
        now = start
        while now < end:
            left_nm = knots * (end - now).total_seconds() / 3600
            ahead_nm = distance_nm(here, target)
            if ahead_nm > left_nm:
                here, now = interpolate(here, target, left_nm / ahead_nm), end
            else:
                # Whole milliseconds, so that times add up; the speed is off by a millionth.
                here, now = target, now + timedelta(milliseconds=round(ahead_nm / knots * 3_600_000))
                target = next(targets)
            points.append(Point(*here, min(now, end)))
    return tuple(points)


def _to_and_fro(corners: tuple[LonLat, ...]) -> Iterator[LonLat]:
    while True:
        yield from corners[1:]
        yield from corners[-2::-1]
