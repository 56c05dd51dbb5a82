"""What the routes room answers: distances between all nodes, and the ways themselves on demand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

from patrolplan.geo.geodesy import LonLat
from patrolplan.geo.plane import Plane
from patrolplan.sea.routes.arcs import way_points
from patrolplan.sea.routes.ways import TOUCH_NM, Web


@dataclass(frozen=True, eq=False)
class Routes:
    """Distances and ways between N nodes: S sectors, then the points asked for."""

    nm: dict[frozenset[str], NDArray[np.float64]]
    """For each set of timed zones avoided, (N, N) distances [nm], symmetric, inf where there is no way."""
    points: tuple[LonLat, ...]
    """Where each point's ways really begin: a ship's point on land at the coast's resolution was moved to the
    nearest water that leads to the sea, any other is as it was given."""
    unreachable: tuple[int, ...]
    """Nodes from which there is no way to any other, though there are others."""
    zones: dict[str, shapely.Geometry] = field(repr=False)
    """The timed zones that bind, in the plane."""
    crossed: dict[str, NDArray[np.bool_]] = field(repr=False)
    """(N, N) for each of them: whether the free way passes through it."""
    plane: Plane = field(repr=False)
    webs: dict[frozenset[str], Web] = field(repr=False)

    def key(self, zones: Iterable[str]) -> frozenset[str]:
        """The smallest set in `nm` that holds those of `zones` that bind here (others are left out).

        Raises KeyError when no set does: the voyage is longer than any that these routes were made for.
        """
        wanted = frozenset(zones) & frozenset(self.zones)
        fitting = [names for names in self.nm if wanted <= names]
        if not fitting:
            raise KeyError(f"no routes avoid {', '.join(sorted(wanted))} at once")
        return min(fitting, key=lambda names: (len(names), sorted(names)))

    def path(self, i: int, j: int, avoiding: frozenset[str] = frozenset()) -> tuple[LonLat, ...]:
        """The way from node i to node j, both ends included, a point at most every 60 nm; () for none.

        One point where the nodes meet. The way from j to i is the same, backwards. Raises KeyError for a set
        that `nm` does not have.
        """
        if i > j:
            return self.path(j, i, avoiding)[::-1]
        web = self.webs[avoiding]
        if not np.isfinite(web.nm[i, j]) or web.shapes[i] is None:
            return ()
        if web.touching[i, j]:
            return (meeting_point(web.shapes[i], web.shapes[j], self.zones, self.plane),)
        return way_points(web.bent.get((i, j)) or web.ends_of(i, j))

    def crosses(self, i: int, j: int) -> frozenset[str]:
        """The timed zones that the free way from i to j passes through."""
        return frozenset(name for name, crossed in self.crossed.items() if crossed[i, j])


def meeting_point(
    one: shapely.Geometry, other: shapely.Geometry, zones: dict[str, shapely.Geometry], plane: Plane
) -> LonLat:
    """The middle of what two shapes share, outside the zones if that can be. All in one plane."""
    for shape in (one, other):
        if isinstance(shape, shapely.Point):
            return _lonlat(plane, shape)
    shared = shapely.intersection(one if one is other else shapely.buffer(one, 2 * TOUCH_NM), other)
    for name in sorted(zones):
        without = shapely.difference(shared, zones[name])
        shared = shared if without.is_empty else without
    parts = shapely.get_parts(shared)
    return _lonlat(plane, shapely.point_on_surface(parts[int(np.argmax(shapely.length(parts)))]))


def _lonlat(plane: Plane, point: shapely.Point) -> LonLat:
    lon, lat = plane.inverse(point.x, point.y)
    return float(lon), float(lat)
