"""The way out for a ship whose port lies inside a closed zone, where land inside the zone bends it.

The zone is lifted for her until she has left it. Where a straight line out is not free she turns round
corners inside: they serve as further starts of her own, each with the distance sailed to it.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
import shapely
from numpy.typing import NDArray

from patrolplan.geo.geodesy import LonLat, distances_nm
from patrolplan.sea.routes.arcs import arc_lines
from patrolplan.sea.routes.chart import Chart
from patrolplan.sea.routes.ends import Ends
from patrolplan.sea.routes.obstacles import Corners
from patrolplan.sea.routes.sight import Sight

_REACH_NM = 30.0


@dataclass(frozen=True)
class Start:
    """A corner inside a lifted zone, for one end."""

    end: int
    nm: float
    """Sailed from the end to it."""
    way: tuple[LonLat, ...]
    """From the end to it, both included."""


def further_starts(ends: Ends, sight: Sight, corners: Corners, chart: Chart) -> list[Start]:
    """The corners inside lifted zones that each end for which they are lifted can sail to without leaving."""
    if sight.land is None:
        return []
    found: list[Start] = []
    shapes = list(sight.zones.values())
    for end in np.flatnonzero(ends.lifted.any(axis=1)):
        zone = shapely.union_all([shapes[k] for k in np.flatnonzero(ends.lifted[end])])
        found += _inside(int(end), zone, ends, sight, corners, chart)
    return found


def _inside(
    end: int, zone: shapely.Geometry, ends: Ends, sight: Sight, corners: Corners, chart: Chart
) -> list[Start]:
    shapely.prepare(zone)
    here = shapely.get_coordinates(ends.shapes[end])
    lon, lat = chart.plane.inverse(here[:, 0], here[:, 1])
    rim = chart.plane.to_plane(shapely.boundary(zone))
    reach = _REACH_NM + 2 * float(shapely.distance(ends.shapes[end], rim))
    near = np.hypot(*(corners.at - here).T) <= reach
    near &= shapely.contains_properly(zone, shapely.points(corners.lonlat))
    points = np.vstack((np.column_stack((lon, lat)), corners.lonlat[near]))
    u, v = np.triu_indices(len(points), 1)
    lines = arc_lines(points[u], points[v])
    lift = np.tile(ends.lifted[end], (len(lines), 1))
    free = shapely.contains_properly(zone, lines) & sight.clear(lines, lift, lift)
    u, v = u[free], v[free]
    nm = distances_nm(*points[u].T, *points[v].T)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_node(0)
    graph.add_weighted_edges_from(zip(u.tolist(), v.tolist(), nm.tolist(), strict=True))
    lengths = nx.single_source_dijkstra_path_length(graph, 0)
    ways = nx.single_source_dijkstra_path(graph, 0)
    return [Start(end, float(lengths[node]), _points(points, ways[node])) for node in sorted(ways) if node]


def _points(points: NDArray[np.float64], way: list[int]) -> tuple[LonLat, ...]:
    return tuple((float(points[node, 0]), float(points[node, 1])) for node in way)
