"""Shortest ways on a net, testing only what they use.

Lazy shortest paths: find the shortest ways as if every edge not yet refuted were free, test the edges on
them, add what blocked them, and again until nothing is refuted. An edge never tested can only have been
too long to matter, so the ways are as short as on the whole visibility graph (Dellin and Srinivasa 2016, "A
Unifying Formalism for Shortest Path Problems with Expensive Edge Evaluations", ICAPS).
"""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from patrolplan.geo.geodesy import LonLat
from patrolplan.sea.routes.net import Net

Pair = tuple[int, int]
Found = dict[Pair, tuple[float, tuple[LonLat, ...]]]
"""For pairs of ends (i < j): length [nm] and corners of the way from i to j; pairs without one are absent."""


def shortest_ways(net: Net, seeds: set[int]) -> Found:
    """The shortest bent ways between the pairs that a net was made for, among the corners in its reach.

    `seeds` are the blocks to begin with: those in the way of the direct lines.
    """
    pairs = [(int(i), int(j)) for i, j in net.reach.pairs]
    net.add(seeds)
    while True:
        tree = _Tree(net)
        chosen = {pair: way for pair in pairs if (way := tree.way(*pair)) is not None}
        between, leaving = tree.used(chosen)
        if np.all(net.between.sure[between]) and np.all(net.leaving.sure[leaving]):
            return {pair: tree.drawn(*pair, way) for pair, way in chosen.items()}
        net.add(net.confirm(between, leaving))


class _Tree:
    """All distances between nodes of a net as it stands, and the ways between its ends."""

    def __init__(self, net: Net) -> None:
        self.net = net
        count = len(net.corners)
        edges, leaving = net.between, net.leaving
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(range(count))
        graph.add_weighted_edges_from(
            zip(edges.start.tolist(), edges.stop.tolist(), edges.nm.tolist(), strict=True)
        )
        # one matrix serves all ends: on some hundred corners that is faster than a Dijkstra for each
        self.far = np.asarray(nx.floyd_warshall_numpy(graph, range(count))) if count else np.empty((0, 0))
        self.step = np.full((count, count), np.inf)
        self.edge = np.full((count, count), -1)
        self.step[edges.start, edges.stop] = self.step[edges.stop, edges.start] = edges.nm
        self.edge[edges.start, edges.stop] = self.edge[edges.stop, edges.start] = np.arange(len(edges.nm))
        self.row = {int(end): k for k, end in enumerate(net.rows)}
        self.out = np.full((len(net.rows), count), np.inf)
        self.exit = np.full((len(net.rows), count), -1)
        rows = np.asarray([self.row[int(end)] for end in leaving.start], dtype=np.int64)
        self.out[rows, leaving.stop] = leaving.nm
        self.exit[rows, leaving.stop] = np.arange(len(leaving.nm))
        self.reach = np.full_like(self.out, np.inf)
        self.by = np.zeros(self.out.shape, dtype=np.int64)
        if count:
            for k, out in enumerate(self.out):
                near = np.flatnonzero(np.isfinite(out))
                if near.size:
                    through = out[near, None] + self.far[near]
                    best = np.argmin(through, axis=0)
                    self.by[k] = near[best]
                    self.reach[k] = np.take_along_axis(through, best[None, :], axis=0)[0]
        self._known: dict[Pair, tuple[int, ...]] = {}

    def way(self, i: int, j: int) -> tuple[int, ...] | None:
        """The nodes of the shortest way between two ends; None where there is none."""
        if not len(self.net.corners):
            return None
        a, b = self.row[i], self.row[j]
        total = self.reach[a] + self.out[b]
        last = int(np.argmin(total))
        if not np.isfinite(total[last]):
            return None
        return self._nodes(int(self.by[a, last]), last)

    def used(self, ways: dict[Pair, tuple[int, ...]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The indices of the edges between nodes, and of those leaving ends, that the ways use."""
        leaving = {int(self.exit[self.row[i], way[0]]) for (i, _), way in ways.items()}
        leaving |= {int(self.exit[self.row[j], way[-1]]) for (_, j), way in ways.items()}
        between = {int(self.edge[u, v]) for way in set(ways.values()) for u, v in pairwise(way)}
        return np.asarray(sorted(between), dtype=np.int64), np.asarray(sorted(leaving), dtype=np.int64)

    def drawn(self, i: int, j: int, way: tuple[int, ...]) -> tuple[float, tuple[LonLat, ...]]:
        """Length and corners of a way, with the points where it leaves its ends."""
        leaving = self.net.leaving
        first, last = self.exit[self.row[i], way[0]], self.exit[self.row[j], way[-1]]
        nm = leaving.nm[first] + leaving.nm[last] + sum(self.step[u, v] for u, v in pairwise(way))
        points = np.vstack((leaving.first[first], self.net.corners.lonlat[list(way)], leaving.first[last]))
        corners = [(float(lon), float(lat)) for lon, lat in points]
        return float(nm), tuple(point for k, point in enumerate(corners) if not k or point != corners[k - 1])

    def _nodes(self, start: int, stop: int) -> tuple[int, ...]:
        known = self._known.get((start, stop))
        if known is None:
            nodes = [start]
            while nodes[-1] != stop:
                here = nodes[-1]
                nearer = self.far[:, stop] < self.far[here, stop]
                nodes.append(int(np.argmin(np.where(nearer, self.step[here] + self.far[:, stop], np.inf))))
            known = self._known[(start, stop)] = tuple(nodes)
        return known
