"""Going from one place to the next, written down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from patrolplan.formulation.clock import Clock
from patrolplan.formulation.words.hops import Hop
from patrolplan.formulation.words.log import Log
from patrolplan.geo.geodesy import distance_nm
from patrolplan.record.types import LonLat, Point


def transit(path: Sequence[LonLat], depart: datetime, arrive: datetime) -> tuple[Point, ...]:
    """Points of a transit at one speed from departure to arrival.

    Both lie on ticks: what rounding up to ticks leaves over is spread over the way, so that nobody is
    there before the plan says so (a port may open only then).
    """
    runs = [distance_nm(a, b) for a, b in pairwise(path)]
    total = sum(runs)
    points, gone = [Point(*path[0], depart)], 0.0
    for place, run in zip(path[1:], runs, strict=True):
        gone += run
        points.append(Point(*place, depart + (arrive - depart) * (gone / total if total > 0 else 1.0)))
    return tuple(points)


def go(clock: Clock, hop: Hop | None, now: datetime, log: Log) -> datetime:
    """Cover a hop: wait until it may depart, then go; returns the arrival."""
    if hop is None:
        return now
    departs, arrives = clock.at(hop.depart), clock.at(hop.arrive)
    log.wait(hop.path[0], now, departs)
    if len(hop.path) > 1:
        log.leg("transit", transit(hop.path, departs, arrives))
    return arrives
