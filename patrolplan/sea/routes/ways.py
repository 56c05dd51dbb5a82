"""Distances and ways between all ends while one set of zones is closed: direct if that is free, else bent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from patrolplan.geo.geodesy import LonLat, distances_nm
from patrolplan.geo.plane import Plane
from patrolplan.sea.routes.arcs import arc_lines
from patrolplan.sea.routes.chart import Chart
from patrolplan.sea.routes.ends import Ends
from patrolplan.sea.routes.lifted import Start, further_starts
from patrolplan.sea.routes.net import Net
from patrolplan.sea.routes.obstacles import Corners, joined
from patrolplan.sea.routes.reach import Reach, first_hope, reach
from patrolplan.sea.routes.search import Pair, shortest_ways
from patrolplan.sea.routes.sight import Sight

TOUCH_NM = 0.002
"""Ends that are no farther apart than this meet (four metres: an edge drawn twice, rounded)."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Web:
    """All ways between N ends for one set of avoided zones."""

    nm: NDArray[np.float64]
    """(N, N) symmetric, inf where there is no way."""
    ends: NDArray[np.float64]
    """(N, N, 2) the point of end i that faces end j [degrees]."""
    bent: dict[Pair, tuple[LonLat, ...]]
    """Corners from i to j (i < j) of the ways that are no direct line."""
    touching: Mask
    """(N, N) ends that meet: no way is needed."""
    shapes: NDArray[np.object_]
    """(N,) where ways may begin, in the plane: a Polygon, a Point, or None for nowhere."""

    def ends_of(self, i: int, j: int) -> tuple[LonLat, LonLat]:
        """The two ends of the way from i to j."""
        (a, b), (c, d) = self.ends[i, j], self.ends[j, i]
        return (float(a), float(b)), (float(c), float(d))


def spin(
    chart: Chart,
    names: tuple[str, ...],
    ends: Ends,
    lent: Corners,
    known: Web | None = None,
    stale: Mask | None = None,
) -> Web:
    """The ways while the zones `names` are closed.

    Given `known`, only pairs that are `stale` (N, N) are made anew, the others taken from there.
    """
    sight = chart.sight(names)
    count = len(ends.shapes)
    starts = further_starts(ends, sight, joined([chart.coasts, lent]), chart)
    if starts:
        x, y = chart.plane.forward(*np.asarray([start.way[-1] for start in starts]).T)
        ends = ends.with_points(
            np.asarray(shapely.points(x, y), dtype=object), ends.lifted[[start.end for start in starts]]
        )
    web = _blank(ends.shapes)
    wanted = np.triu(np.ones(web.nm.shape, dtype=bool), 1)
    if known is not None and stale is not None:
        keep = ~stale
        web.nm[:count, :count][keep] = known.nm[keep]
        web.ends[:count, :count][keep] = known.ends[keep]
        web.touching[:count, :count][keep] = known.touching[keep]
        web.bent.update({(i, j): way for (i, j), way in known.bent.items() if keep[i, j]})
        wanted[:count, :count] &= stale
    pairs = np.argwhere(wanted & _present(ends)[:, None] & _present(ends)[None, :])
    blocked, lines = _direct(web, pairs, ends, sight, chart.plane)
    _bent(web, blocked, lines, lambda reach: Net(ends, reach, chart.blocks(names), sight, lent, chart.plane))
    for k, start in enumerate(starts):
        _by_way_of(web, start, count + k)
    return _first(web, count)


def crossings(web: Web, shape: shapely.Geometry) -> Mask:
    """(N, N) which ways pass through a prepared shape (longitude, latitude); none between ends that meet."""
    bent = np.zeros(web.nm.shape, dtype=bool)
    for pair in web.bent:
        bent[pair] = True
    i, j = np.nonzero(np.triu(np.isfinite(web.nm) & ~web.touching & ~bent, 1))
    legs = [(pair, way[k], way[k + 1]) for pair, way in web.bent.items() for k in range(len(way) - 1)]
    i = np.concatenate((i, np.asarray([pair[0] for pair, _, _ in legs], dtype=np.int64)))
    j = np.concatenate((j, np.asarray([pair[1] for pair, _, _ in legs], dtype=np.int64)))
    direct = len(i) - len(legs)
    start = np.vstack((web.ends[i[:direct], j[:direct]], np.reshape([leg[1] for leg in legs], (-1, 2))))
    stop = np.vstack((web.ends[j[:direct], i[:direct]], np.reshape([leg[2] for leg in legs], (-1, 2))))
    hit = shapely.intersects(shape, arc_lines(start, stop))
    crossed = np.zeros(web.nm.shape, dtype=bool)
    crossed[i[hit], j[hit]] = True
    return crossed | crossed.T


def _blank(shapes: NDArray[np.object_]) -> Web:
    count = len(shapes)
    nm = np.full((count, count), np.inf)
    np.fill_diagonal(nm, 0.0)
    return Web(nm, np.full((count, count, 2), np.nan), {}, np.eye(count, dtype=bool), shapes)


def _present(ends: Ends) -> Mask:
    return np.asarray([shape is not None for shape in ends.shapes], dtype=bool)


def _direct(
    web: Web, pairs: NDArray[np.int64], ends: Ends, sight: Sight, plane: Plane
) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
    """Fill in the pairs that meet or see each other; the pairs that do not, and their direct lines."""
    i, j = pairs.T
    one, other = ends.shapes[i], ends.shapes[j]
    meet = np.asarray(shapely.dwithin(one, other, TOUCH_NM), dtype=bool)
    web.nm[i[meet], j[meet]] = web.nm[j[meet], i[meet]] = 0.0
    web.touching[i[meet], j[meet]] = web.touching[j[meet], i[meet]] = True
    i, j = i[~meet], j[~meet]
    coords = shapely.get_coordinates(shapely.shortest_line(one[~meet], other[~meet]))
    lonlat = np.column_stack(plane.inverse(coords[:, 0], coords[:, 1])) if len(coords) else coords
    a, b = lonlat[::2], lonlat[1::2]
    lines = arc_lines(a, b)
    free = sight.clear(lines, ends.lifted[i], ends.lifted[j])
    f, g = i[free], j[free]
    web.ends[f, g], web.ends[g, f] = a[free], b[free]
    web.nm[f, g] = web.nm[g, f] = distances_nm(*a[free].T, *b[free].T)
    return np.column_stack((i[~free], j[~free])), lines[~free]


def _bent(
    web: Web, pairs: NDArray[np.int64], lines: NDArray[np.object_], net_for: Callable[[Reach], Net]
) -> None:
    """Fill in the pairs that do not see each other; `lines` are those between them.

    Ways are sought within a hoped-for length first; what turns out longer is sought again within the length
    found, or ten times as far where none was, and at last without limit.
    """
    hope = first_hope(np.asarray(shapely.distance(web.shapes[pairs[:, 0]], web.shapes[pairs[:, 1]])))
    while len(pairs):
        net = net_for(reach(pairs, hope, web.shapes))
        found = shortest_ways(net, net.blocks_hit(lines))
        length = np.full(len(pairs), np.inf)
        for k, (i, j) in enumerate(pairs.tolist()):
            if (i, j) in found:
                length[k], way = found[i, j]
                web.nm[i, j] = web.nm[j, i] = length[k]
                web.ends[i, j], web.ends[j, i] = way[0], way[-1]
                web.bent[i, j] = way
        again = length > hope
        pairs, lines = pairs[again], lines[again]
        hope = np.where(np.isfinite(length), length, np.where(hope > 1e4, np.inf, 10 * hope))[again]


def _by_way_of(web: Web, start: Start, at: int) -> None:
    """Let the ways of an end begin at its further start number `at` where that is shorter."""
    end = start.end
    for other in np.flatnonzero(web.nm[at] + start.nm < web.nm[end]).tolist():
        if other == end:
            continue
        way = start.way[:-1] + _corners(web, at, other)
        web.nm[end, other] = web.nm[other, end] = web.nm[at, other] + start.nm
        web.ends[end, other], web.ends[other, end] = way[0], way[-1]
        web.touching[end, other] = web.touching[other, end] = False
        web.bent[min(end, other), max(end, other)] = way if end < other else way[::-1]


def _corners(web: Web, i: int, j: int) -> tuple[LonLat, ...]:
    if (min(i, j), max(i, j)) in web.bent:
        way = web.bent[min(i, j), max(i, j)]
        return way if i < j else way[::-1]
    return web.ends_of(i, j)


def _first(web: Web, count: int) -> Web:
    """The web of the first `count` ends."""
    bent = {pair: way for pair, way in web.bent.items() if max(pair) < count}
    square = (slice(count), slice(count))
    return Web(web.nm[square], web.ends[square], bent, web.touching[square], web.shapes[:count])
