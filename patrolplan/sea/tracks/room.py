"""Moving inside a polygon: straight where that stays inside, else round its inward corners."""

from __future__ import annotations

from functools import cached_property

import networkx as nx
import numpy as np
import shapely
from numpy.typing import NDArray

Line = NDArray[np.float64]
"""(m, 2) points in the plane [nm]."""

_GIVE_NM = 0.005
"""Lines may touch the edge, and rounding may put them over it by this much."""

_BOW_NM = 0.025
"""An edge along a parallel bows this much in the plane on 35 nm at 35 degrees."""


class Room:
    """A polygon in the plane to move about in."""

    def __init__(self, polygon: shapely.Polygon, corners: shapely.Polygon | None = None) -> None:
        """`corners`: a plainer polygon inside, whose inward corners will do."""
        self.polygon = polygon
        self._plain = corners or polygon
        self._wide = shapely.buffer(polygon, _GIVE_NM, join_style="mitre")
        shapely.prepare(self._wide)

    @cached_property
    def convex(self) -> bool:
        """Whether straight lines between points inside stay inside, but for the bow of a parallel."""
        rim = shapely.buffer(self.polygon, _BOW_NM, join_style="mitre")
        return bool(shapely.covers(rim, shapely.convex_hull(self.polygon)))

    @cached_property
    def middle(self) -> Line:
        """(2,) the centre of the largest circle that fits in."""
        circle = shapely.maximum_inscribed_circle(self.polygon, tolerance=0.05)
        return np.asarray(shapely.get_coordinates(circle)[0])

    def nearest(self, point: Line) -> Line:
        """(2,) the point inside that is nearest to a point."""
        line = shapely.shortest_line(self.polygon, shapely.Point(point))
        return np.asarray(shapely.get_coordinates(line)[0])

    def holds(self, start: Line, stop: Line) -> NDArray[np.bool_]:
        """(n,) whether the straight lines from `start` (n, 2) to `stop` (n, 2) stay inside."""
        if self.convex:
            return np.ones(len(start), dtype=bool)
        return np.asarray(shapely.covers(self._wide, shapely.linestrings(np.stack((start, stop), axis=1))))

    def way(self, start: Line, stop: Line) -> Line:
        """The shortest way inside from one point (2,) to another; straight where there is none."""
        found = self.find(start, stop)
        return np.stack((start, stop)) if found is None else found

    def find(self, start: Line, stop: Line) -> Line | None:
        """Like `way`, but None where there is none: points outside, or a neck too narrow."""
        straight = np.stack((start, stop))
        if self.convex or self.holds(start[None], stop[None])[0]:
            return straight
        corners, graph = self._corners
        graph = graph.copy()
        ends = len(corners), len(corners) + 1
        for end, point in zip(ends, straight, strict=True):
            seen = np.flatnonzero(self.holds(np.broadcast_to(point, corners.shape), corners))
            lengths = np.hypot(*(corners[seen] - point).T)
            graph.add_weighted_edges_from(
                (end, int(node), float(nm)) for node, nm in zip(seen, lengths, strict=True)
            )
        if not all(end in graph for end in ends) or not nx.has_path(graph, *ends):
            return None
        nodes = nx.dijkstra_path(graph, *ends)
        return np.vstack((start, corners[nodes[1:-1]], stop))

    @cached_property
    def _corners(self) -> tuple[Line, nx.Graph[int]]:
        """The inward corners, and the graph of those that see each other."""
        found = [np.empty((0, 2))]
        polygon = shapely.orient_polygons(self._plain)
        for ring in (polygon.exterior, *polygon.interiors):
            here = shapely.get_coordinates(ring)[:-1]
            before, after = here - np.roll(here, 1, axis=0), np.roll(here, -1, axis=0) - here
            found.append(here[before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0] < 0])
        corners = np.vstack(found)
        a, b = np.triu_indices(len(corners), 1)
        seen = self.holds(corners[a], corners[b]) if len(a) else np.empty(0, dtype=bool)
        lengths = np.hypot(*(corners[a] - corners[b]).T)
        graph: nx.Graph[int] = nx.Graph()
        graph.add_weighted_edges_from(
            zip(a[seen].tolist(), b[seen].tolist(), lengths[seen].tolist(), strict=True)
        )
        return corners, graph


def length(line: Line) -> float:
    """Length of a line [nm]."""
    steps = line[1:] - line[:-1]
    return float(np.hypot(steps[:, 0], steps[:, 1]).sum())


def joined(lines: list[Line]) -> Line:
    """Lines one after the other, points that repeat left out."""
    line = np.vstack(lines)
    steps = np.diff(line, axis=0)
    keep = np.concatenate(([True], np.hypot(steps[:, 0], steps[:, 1]) > 1e-9))
    return line[keep]


def cut(line: Line, nm: float) -> Line:
    """The first `nm` of a line."""
    steps = np.diff(line, axis=0)
    far = np.concatenate(([0.0], np.cumsum(np.hypot(steps[:, 0], steps[:, 1]))))
    if nm >= far[-1]:
        return line
    last = int(np.searchsorted(far, nm, side="right")) - 1
    part = (nm - far[last]) / (far[last + 1] - far[last])
    end = line[last] + part * steps[last]
    return np.vstack((line[: last + 1], end)) if part > 0 or last == 0 else line[: last + 1]
