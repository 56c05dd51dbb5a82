"""The way out of a harbour: fine corners where the coast is too close for the coarse ones.

The 2 nm by which coasts are pushed out for the open sea closes bays and narrows. Round an end that lies in
there the same is done at 0.15 nm, and those fine corners on the shortest ways out are lent to the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import shapely
from numpy.typing import NDArray

from patrolplan.geo.plane import Plane
from patrolplan.sea.routes.arcs import arc_lines
from patrolplan.sea.routes.ends import MARGIN_NM
from patrolplan.sea.routes.obstacles import Corners, bends, corners_of, in_plane, outward

Floats = NDArray[np.float64]

if TYPE_CHECKING:
    Graph = nx.Graph[int]

FINE_OFF_NM, FINE_SLACK_NM = 0.15, 0.08
SNAP_NM = 10.0
"""A point this far from the nearest water is no port."""

_RADII_NM = (15.0, 40.0, 100.0)
_SIGHT_NM = 30.0


@dataclass(frozen=True, eq=False)
class Harbour:
    """A place among coasts: where ways begin, and the fine corners that lead out."""

    start: Floats | None
    """(2,) in the plane [nm], in the water; None if there is none near."""
    corners: Corners
    reached: bool
    """False: no way out was found."""


@dataclass(frozen=True, eq=False)
class _Chart:
    """Fine and coarse corners near a place, with the free lines between them."""

    fine: Corners
    coarse: Corners
    rims: list[shapely.LinearRing]
    graph: Graph


def harbour(start: Floats, land: shapely.Geometry, coarse: Corners, plane: Plane) -> Harbour:
    """The way out from a point in the plane; if it lies on land, from the nearest water that has one.

    `land` is prepared, in longitude and latitude; `coarse` are all coarse corners of land.
    """
    best = Harbour(None, coarse.take(np.zeros(len(coarse), dtype=bool)), False)
    for radius in _RADII_NM:
        near, box = _near(start, land, radius, plane)
        afloat = not near.size or shapely.distance(shapely.Point(start), shapely.union_all(near)) > MARGIN_NM
        chart = _chart(start, near, land, coarse, box, radius, plane)
        for at in [start] if afloat else _moorings(start, chart.rims):
            found = _out(at, chart, land, plane)
            if found.reached:
                return found
            best = found if best.start is None else best
    return best


def _near(
    start: Floats, land: shapely.Geometry, radius: float, plane: Plane
) -> tuple[NDArray[np.object_], tuple[float, float, float, float]]:
    """The land within a square round the start, in the plane, and the square in degrees."""
    lon, lat = (float(value) for value in plane.inverse(start[0], start[1]))
    high = radius / 60
    wide = high / max(np.cos(np.radians(min(abs(lat) + high, 85.0))), 0.05)
    box = (lon - wide, lat - high, lon + wide, lat + high)
    pieces = shapely.get_parts(shapely.clip_by_rect(land, *box))
    return in_plane(pieces[~shapely.is_empty(pieces)], plane), box


def _chart(
    start: Floats,
    near: NDArray[np.object_],
    land: shapely.Geometry,
    coarse: Corners,
    box: tuple[float, float, float, float],
    radius: float,
    plane: Plane,
) -> _Chart:
    polygons = list(outward(near, FINE_OFF_NM, FINE_SLACK_NM)) if near.size else []
    fine = corners_of(polygons, plane, box)
    away = np.hypot(*(coarse.at - start).T)
    coarse = coarse.take(away <= radius + _SIGHT_NM)
    u, v = np.triu_indices(len(fine), 1)
    taut = bends(fine, u, fine.at[v]) & bends(fine, v, fine.at[u])
    out, to = (part.ravel() for part in np.indices((len(fine), len(coarse))))
    leaves = bends(fine, out, coarse.at[to]) & (np.hypot(*(fine.at[out] - coarse.at[to]).T) <= _SIGHT_NM)
    lonlat = np.vstack((fine.lonlat, coarse.lonlat))
    a = np.concatenate((u[taut], out[leaves]))
    b = np.concatenate((v[taut], len(fine) + to[leaves]))
    graph: Graph = nx.Graph()
    graph.add_nodes_from(range(len(lonlat)))
    _link(graph, a, b, lonlat, np.vstack((fine.at, coarse.at)), land)
    rims = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return _Chart(fine, coarse, rims, graph)


def _link(
    graph: Graph,
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    lonlat: Floats,
    at: Floats,
    land: shapely.Geometry,
) -> None:
    free = ~shapely.intersects(land, arc_lines(lonlat[a], lonlat[b]))
    length = np.hypot(*(at[a] - at[b]).T)
    graph.add_weighted_edges_from(zip(a[free].tolist(), b[free].tolist(), length[free].tolist(), strict=True))


def _moorings(start: Floats, rims: list[shapely.LinearRing]) -> list[Floats]:
    """The nearest point of every shore within reach, nearest first."""
    here = shapely.Point(start)
    distances = [float(shapely.distance(here, rim)) for rim in rims]
    order = sorted(range(len(rims)), key=lambda k: (distances[k], k))
    near = [rims[k] for k in order if distances[k] <= SNAP_NM]
    return [shapely.get_coordinates(shapely.shortest_line(here, rim))[1] for rim in near]


def _out(start: Floats, chart: _Chart, land: shapely.Geometry, plane: Plane) -> Harbour:
    """The shortest ways from a point in the water to the coarse corners, and the fine corners on them."""
    fine, coarse = chart.fine, chart.coarse
    count = len(fine) + len(coarse)
    lonlat = np.vstack((fine.lonlat, coarse.lonlat, np.column_stack(plane.inverse(start[:1], start[1:]))))
    at = np.vstack((fine.at, coarse.at, start))
    graph = chart.graph.copy()
    near = np.flatnonzero(np.hypot(*(at[:count] - start).T) <= _SIGHT_NM)
    _link(graph, near, np.full(len(near), count), lonlat, at, land)
    ways = nx.single_source_dijkstra_path(graph, count) if count in graph else {}
    goals = [node for node in ways if len(fine) <= node < count]
    used = sorted({node for goal in goals for node in ways[goal] if node < len(fine)})
    reached = any(coarse.outer[goal - len(fine)] for goal in goals)
    return Harbour(start, fine.take(np.asarray(used, dtype=np.int64)), reached)
