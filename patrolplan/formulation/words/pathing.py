"""Polylines with times: transits at a speed, and points that wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from patrolplan.geo.geodesy import distance_nm
from patrolplan.record.types import LonLat, Point


def length_nm(path: Sequence[LonLat]) -> float:
    """Length of a polyline of geodesics [nm]."""
    return sum(distance_nm(a, b) for a, b in pairwise(path))


def transit(
    path: Sequence[LonLat], depart: datetime, speed_kn: float, due: datetime, dawdle: timedelta
) -> tuple[Point, ...]:
    """Points of a transit that departs at a time and goes at a speed.

    What the rounding of transit times to ticks leaves over is spread over the way: one that would
    arrive less than `dawdle` before it is due goes a little slower and arrives as it is due.
    """
    runs = [distance_nm(a, b) for a, b in pairwise(path)]
    total = sum(runs)
    hours = total / speed_kn
    spare = due - depart - timedelta(hours=hours)
    if timedelta(0) < spare < dawdle:
        hours = (due - depart) / timedelta(hours=1)
    points, gone = [Point(*path[0], depart)], 0.0
    for place, run in zip(path[1:], runs, strict=True):
        gone += run
        share = gone / total if total > 0 else 1.0
        points.append(Point(*place, depart + timedelta(hours=hours * share)))
    return tuple(points)
