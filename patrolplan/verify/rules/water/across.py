"""How far it is across a sector for one who keeps inside it: from corner to corner."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import combinations
from math import cos, hypot, inf, radians

import shapely

from patrolplan.geo.geodesy import distance_nm

LonLat = tuple[float, float]
CONVEX = 1e-9
ROUNDING_DEG = 1e-6


def across_nm(polygon: shapely.Polygon) -> float:
    """The longest of all shortest ways between two corners that stay inside a polygon [nm].

    In a convex polygon that is the longest diagonal. In another, corners that see each other are joined by
    geodesics and the shortest ways between all of them found one by one.
    """
    hull = polygon.convex_hull
    if hull.area - polygon.area <= CONVEX * hull.area:
        return longest_diagonal_nm(polygon)
    sights = _sights(polygon)
    return max(max(_ways(sights, corner)) for corner in range(len(sights)))


def longest_diagonal_nm(polygon: shapely.Polygon) -> float:
    """Longest geodesic between two corners of a polygon [nm].

    The longest lies between corners of the convex hull; of those pairs only such as come within 5 %
    of the longest in a flat picture are measured.
    """
    hull = [(float(x), float(y)) for x, y in shapely.get_coordinates(polygon.convex_hull)][:-1]
    shrink = cos(radians(sum(lat for _, lat in hull) / len(hull)))
    flat = {(a, b): hypot((a[0] - b[0]) * shrink, a[1] - b[1]) for a, b in combinations(hull, 2)}
    longest = max(flat.values())
    return max(distance_nm(a, b) for (a, b), length in flat.items() if length >= 0.95 * longest)


def _sights(polygon: shapely.Polygon) -> list[list[tuple[int, float]]]:
    """For each corner those that it sees, with their distances."""
    rings = [polygon.exterior, *polygon.interiors]
    corners: list[LonLat] = [(float(x), float(y)) for ring in rings for x, y in ring.coords[:-1]]
    wide = polygon.buffer(ROUNDING_DEG, join_style="mitre")
    shapely.prepare(wide)
    sights: list[list[tuple[int, float]]] = [[] for _ in corners]
    for i, j in combinations(range(len(corners)), 2):
        if wide.covers(shapely.LineString((corners[i], corners[j]))):
            nm = distance_nm(corners[i], corners[j])
            sights[i].append((j, nm))
            sights[j].append((i, nm))
    return sights


def _ways(sights: list[list[tuple[int, float]]], start: int) -> list[float]:
    """Length of the shortest way from one corner to each other (Dijkstra); those never reached count 0."""
    away = [inf] * len(sights)
    away[start] = 0.0
    heap = [(0.0, start)]
    while heap:
        nm, corner = heappop(heap)
        if nm > away[corner]:
            continue
        for other, more in sights[corner]:
            if nm + more < away[other]:
                away[other] = nm + more
                heappush(heap, (nm + more, other))
    return [nm if nm < inf else 0.0 for nm in away]
