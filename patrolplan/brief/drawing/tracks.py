"""Where each holder is over time, in map units: what the page moves its marks along."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from patrolplan.brief.drawing.projection import Projection
from patrolplan.geo.geodesy import distance_nm, interpolate
from patrolplan.record.types import Leg, LonLat, Point, Record

_STRAIGHT_NM: Final = 40.0
"""Pieces up to this long are drawn straight: at 60 degrees the geodesic then lies within 0.2 nm."""


@dataclass(frozen=True)
class Track:
    """One holder's points in order of time: seconds from the horizon's start, and map units."""

    asset: str
    sortie: str | None
    seconds: tuple[int, ...]
    places: tuple[tuple[int, int], ...]


def tracks(record: Record, projection: Projection) -> dict[tuple[str, str | None], Track]:
    """The track of each holder that has legs, by (asset, sortie)."""
    legs: dict[tuple[str, str | None], list[Leg]] = {}
    for leg in record.legs:
        if leg.points:
            legs.setdefault((leg.asset, leg.sortie), []).append(leg)
    found = {}
    for (asset, sortie), mine in legs.items():
        mine.sort(key=lambda leg: (leg.points[0].time, leg.points[-1].time))
        points = [point for leg in mine for point in _curved(leg)]
        seconds = [round((point.time - record.model.start).total_seconds()) for point in points]
        places = projection.line((point.lon, point.lat) for point in points)
        kept = [
            number
            for number in range(len(points))
            if number == 0 or (seconds[number], places[number]) != (seconds[number - 1], places[number - 1])
        ]
        found[asset, sortie] = Track(
            asset, sortie, tuple(seconds[n] for n in kept), tuple(places[n] for n in kept)
        )
    return found


def within(track: Track, start_s: int, end_s: int) -> list[tuple[int, int]]:
    """The part of a track between two times, cut where it passes them."""
    found: list[tuple[int, int]] = []
    first_at = max(0, bisect_left(track.seconds, start_s) - 1)
    last_at = bisect_right(track.seconds, end_s) + 1
    timed = list(zip(track.seconds[first_at:last_at], track.places[first_at:last_at], strict=True))
    for (since, here), (until, there) in pairwise(timed):
        if until < start_s or since >= end_s or until <= since:
            continue
        first, last = max(since, start_s), min(until, end_s)
        for moment in (first, last):
            part = (moment - since) / (until - since)
            place = (
                round(here[0] + part * (there[0] - here[0])),
                round(here[1] + part * (there[1] - here[1])),
            )
            if not found or found[-1] != place:
                found.append(place)
    return found


def _curved(leg: Leg) -> Iterator[Point]:
    """The leg's points, with points of the geodesic between those that lie far apart."""
    yield leg.points[0]
    for one, other in pairwise(leg.points):
        yield from _between(one, other)
        yield other


def _between(one: Point, other: Point) -> Iterator[Point]:
    here, there = (one.lon, one.lat), (other.lon, other.lat)
    east = abs((one.lon - other.lon + 180.0) % 360.0 - 180.0) * math.cos(
        math.radians((one.lat + other.lat) / 2)
    )
    if 60.2 * math.hypot(east, one.lat - other.lat) < 0.98 * _STRAIGHT_NM:
        return  # near enough on the sphere: most pieces are short, and geodesics take their time
    pieces = int(distance_nm(here, there) // _STRAIGHT_NM) + 1
    for piece in range(1, pieces):
        place: LonLat = interpolate(here, there, piece / pieces)
        time: datetime = one.time + (other.time - one.time) * (piece / pieces)
        yield Point(*place, time)
