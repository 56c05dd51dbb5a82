"""A visibility graph that grows: blocks are added when a way that was hoped for turns out to be blocked.

Edges between corners and from ends to corners are kept as long as no block added so far is in their way; only
those that a shortest way would use are tested against everything (see `search`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from patrolplan.geo.geodesy import distances_nm
from patrolplan.geo.plane import Plane
from patrolplan.sea.routes.arcs import arc_lines
from patrolplan.sea.routes.ends import Ends
from patrolplan.sea.routes.obstacles import Block, Corners, bends, joined
from patrolplan.sea.routes.reach import Reach
from patrolplan.sea.routes.sight import Sight, passes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

_LEAST_NM = 1e-6


@dataclass(frozen=True, eq=False)
class Edges:
    """E lines: from a node or an end to a node."""

    start: Ints
    """(E,) node, or end."""
    stop: Ints
    """(E,) node."""
    first: Floats
    """(E, 2) where the line begins [degrees]."""
    lines: NDArray[np.object_]
    nm: Floats
    sure: Mask
    """Known to be free of everything."""

    def take(self, chosen: Mask) -> Edges:
        """Those chosen by a mask."""
        return Edges(
            self.start[chosen],
            self.stop[chosen],
            self.first[chosen],
            self.lines[chosen],
            self.nm[chosen],
            self.sure[chosen],
        )

    def joined_by(self, more: Edges) -> Edges:
        """These and then more."""
        return Edges(
            np.concatenate((self.start, more.start)),
            np.concatenate((self.stop, more.stop)),
            np.concatenate((self.first, more.first)),
            np.concatenate((self.lines, more.lines)),
            np.concatenate((self.nm, more.nm)),
            np.concatenate((self.sure, more.sure)),
        )


class Net:
    """Nodes and edges for some ends (rows of `ends` that take part) and the blocks added so far."""

    def __init__(
        self, ends: Ends, reach: Reach, blocks: list[Block], sight: Sight, lent: Corners, plane: Plane
    ) -> None:
        self.ends = ends
        self.reach = reach
        self.rows = rows = reach.rows
        self.blocks = blocks
        self.sight = sight
        self.plane = plane
        self.active: list[int] = []
        self.corners, matters = self._that_matter(lent)
        self._zone = {name: k for k, name in enumerate(sight.zones)}
        outlines = np.asarray([block.outline for block in blocks], dtype=object)
        self._outlines = shapely.STRtree(outlines)
        self._trues = shapely.STRtree([block.true for block in blocks])
        shapes = ends.shapes[rows]
        self._sheltered = np.zeros(len(rows), dtype=bool)
        self._sheltered[self._outlines.query(shapes, predicate="intersects")[0]] = True
        self._inside = self._sheltered_points(self.corners.at)
        self.between = self._edges_between(np.arange(len(self.corners)), 0)
        self.leaving = self._edges_leaving(np.arange(len(self.corners)), matters)

    def blocks_hit(self, lines: NDArray[np.object_]) -> set[int]:
        """The blocks that some line meets."""
        return set(self._trues.query(lines, predicate="intersects")[1].tolist())

    def add(self, blocks: set[int]) -> None:
        """Add blocks: what they stand in the way of goes, their corners come."""
        new = sorted(blocks - set(self.active))
        self.between = self.between.take(self._free(self.between, new, None))
        self.leaving = self.leaving.take(self._free(self.leaving, new, self.leaving.start))
        self.active += new
        before = len(self.corners)
        parts = [self._that_matter(self.blocks[k].corners) for k in new]
        self.corners = joined([self.corners, *(corners for corners, _ in parts)])
        fresh = np.arange(before, len(self.corners))
        sheltered = [
            self._sheltered_points(corners.at, but=k) for k, (corners, _) in zip(new, parts, strict=True)
        ]
        self._inside = np.concatenate((self._inside, *sheltered))
        matters = np.hstack([np.empty((len(self.rows), 0), dtype=bool), *(part for _, part in parts)])
        self.between = self.between.joined_by(self._edges_between(fresh, before))
        self.leaving = self.leaving.joined_by(self._edges_leaving(fresh, matters))

    def confirm(self, between: Ints, leaving: Ints) -> set[int]:
        """Test edges (by index) against everything; drop those that are blocked. The blocks that did it."""
        hit: set[int] = set()
        for name, chosen in (("between", between), ("leaving", leaving)):
            edges: Edges = getattr(self, name)
            chosen = chosen[~edges.sure[chosen]]
            lift = None if name == "between" else self.ends.lifted[edges.start[chosen]]
            free = self.sight.clear(edges.lines[chosen], lift)
            edges.sure[chosen[free]] = True
            hit |= self.blocks_hit(edges.lines[chosen[~free]])
            keep = np.ones(len(edges.start), dtype=bool)
            keep[chosen[~free]] = False
            setattr(self, name, edges.take(keep))
        return hit

    def _edges_between(self, fresh: Ints, old: int) -> Edges:
        """Taut edges among the fresh nodes and from each of the `old` first nodes to them."""
        u, v = (part.ravel() for part in np.meshgrid(np.arange(len(self.corners)), fresh, indexing="ij"))
        once = u < v
        u, v = u[once], v[once]
        at = self.corners.at
        taut = self._inside[v] | bends(self.corners, u, at[v])
        taut &= self._inside[u] | bends(self.corners, v, at[u])
        u, v = u[taut], v[taut]
        lonlat = self.corners.lonlat
        return self._made(u, v, lonlat[u], None)

    def _that_matter(self, corners: Corners) -> tuple[Corners, Mask]:
        """The corners that matter to some end, and to which ends each does."""
        matters = self.reach.matters(corners.at)
        chosen = np.asarray(matters.any(axis=0), dtype=bool)
        return corners.take(chosen), matters[:, chosen]

    def _edges_leaving(self, fresh: Ints, matters: Mask) -> Edges:
        """Edges from the nearest point of each end to the fresh nodes that matter to it."""
        row, v = np.nonzero(matters)
        v = fresh[v]
        shapes = self.ends.shapes[self.rows][row]
        at = self.corners.at[v]
        touch = shapely.get_coordinates(shapely.shortest_line(shapes, shapely.points(at)))[::2]
        taut = self._sheltered[row] | self._inside[v] | bends(self.corners, v, touch)
        row, v, touch = row[taut], v[taut], touch[taut]
        same = np.hypot(*(touch - self.corners.at[v]).T) < _LEAST_NM
        first = np.column_stack(self.plane.inverse(touch[:, 0], touch[:, 1])) if len(touch) else touch
        first[same] = self.corners.lonlat[v][same]
        return self._made(self.rows[row], v, first, self.rows[row])

    def _made(self, start: Ints, stop: Ints, first: Floats, ends: Ints | None) -> Edges:
        last = self.corners.lonlat[stop]
        nm = np.maximum(distances_nm(first[:, 0], first[:, 1], last[:, 0], last[:, 1]), _LEAST_NM)
        edges = Edges(start, stop, first, arc_lines(first, last), nm, nm <= _LEAST_NM)
        return edges.take(self._free(edges, self.active, ends))

    def _free(self, edges: Edges, blocks: list[int], ends: Ints | None) -> Mask:
        """Which edges none of these blocks is in the way of."""
        free = np.ones(len(edges.start), dtype=bool)
        todo = np.flatnonzero(~edges.sure)
        coasts = [self.blocks[k].true for k in blocks if self.blocks[k].zone is None]
        land = shapely.MultiPolygon(list(shapely.get_parts(coasts)))
        if not land.is_empty and len(todo):
            shapely.prepare(land)
            free[todo] = ~shapely.intersects(land, edges.lines[todo])
        for k in blocks:
            name = self.blocks[k].zone
            if name is not None:
                todo = np.flatnonzero(free & ~edges.sure)
                lift = None if ends is None else self.ends.lifted[ends[todo], self._zone[name]]
                free[todo] = passes(self.blocks[k].true, edges.lines[todo], lift, None)
        return free

    def _sheltered_points(self, at: Floats, but: int = -1) -> Mask:
        """Whether points lie inside the outline of some block (other than `but`, whose corners they are)."""
        which, block = self._outlines.query(shapely.points(at), predicate="intersects")
        inside = np.zeros(len(at), dtype=bool)
        inside[which[block != but]] = True
        return inside
