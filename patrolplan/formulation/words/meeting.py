"""Where a holder passes from one sector into the next: on the right, so that two who change places pass
clear of each other. Sectors that touch are no way apart, wherever along the edge one passes.
"""

from __future__ import annotations

from math import cos, radians

import shapely
from shapely import LineString

from patrolplan.formulation.types import Fleet
from patrolplan.record.types import LonLat
from patrolplan.sea.types import Sector, Water

ASIDE = 0.75
"""How far along the shared edge, from its left end as one comes to it."""


def pass_right(fleet: Fleet, water: Water, here: int, there: int, given: LonLat) -> LonLat:
    """A point of the edge that two sectors share, to the right as one goes from `here` to `there`.

    `given`, the point that the routes name, where they share no edge, or where that point would lie in a
    zone that binds the mover.
    """
    one, other = water.sectors[here], water.sectors[there]
    edge = shared_edge(one, other)
    if edge is None:
        return given
    (ax, ay), (bx, by) = edge.coords[0], edge.coords[-1]
    east = cos(radians(one.point[1]))
    ahead = ((other.point[0] - one.point[0]) * east, other.point[1] - one.point[1])
    along = ((bx - ax) * east, by - ay)
    rightwards = ahead[1] * along[0] - ahead[0] * along[1] > 0
    point = edge.interpolate(ASIDE if rightwards else 1.0 - ASIDE, normalized=True)
    for zone in water.zones:
        if zone.name in fleet.kind.binding and zone.shape.intersects(point):
            return given
    return float(point.x), float(point.y)


def shared_edge(one: Sector, other: Sector) -> LineString | None:
    """The longest stretch of edge that two sectors share; None where they share none."""
    common = one.polygon.intersection(other.polygon)
    lines = [part for part in shapely.get_parts(common) if isinstance(part, LineString)]
    if not lines:
        return None
    merged = shapely.line_merge(shapely.union_all(lines))
    stretches = [part for part in shapely.get_parts(merged) if isinstance(part, LineString)]
    return max(stretches, key=lambda part: part.length, default=None)
