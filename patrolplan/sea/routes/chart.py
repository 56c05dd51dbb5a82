"""All that stands in the way of one kind of asset of one nation, drawn once for all sets of zones."""

from __future__ import annotations

from dataclasses import dataclass

import shapely

from patrolplan.geo import coast
from patrolplan.geo.plane import Plane
from patrolplan.sea.routes.closed import Closed
from patrolplan.sea.routes.obstacles import (
    Block,
    Bounds,
    Corners,
    blocks,
    corners_of,
    joined,
)
from patrolplan.sea.routes.sight import Sight


@dataclass(frozen=True, eq=False)
class Chart:
    """Shapes in longitude and latitude are prepared."""

    plane: Plane
    land: shapely.Geometry | None
    """None for aircraft."""
    land_blocks: list[Block]
    zones: dict[str, shapely.Geometry]
    """Always closed and timed ones."""
    zone_blocks: dict[str, list[Block]]
    coasts: Corners
    """All corners of land."""

    def sight(self, names: tuple[str, ...]) -> Sight:
        """What to test lines against while these zones are closed."""
        return Sight(self.land, {name: self.zones[name] for name in names})

    def blocks(self, names: tuple[str, ...]) -> list[Block]:
        """What ways go round while these zones are closed."""
        return self.land_blocks + [block for name in names for block in self.zone_blocks[name]]


def draw(bounds: Bounds, closed: Closed, afloat: bool, wider_deg: float) -> Chart:
    """The chart of a theatre's bounds, for ships with the land up to `wider_deg` round it."""
    west, south, east, north = bounds
    plane = Plane((west + east) / 2, (south + north) / 2)
    land, land_blocks = None, list[Block]()
    if afloat:
        low, high = max(south - wider_deg, -89.0), min(north + wider_deg, 89.0)
        window = (west - wider_deg, low, east + wider_deg, high)
        land = coast.land(window)
        shapely.prepare(land)
        land_blocks = blocks(land, plane, None, window)
    zones = {name: zone.shape for name, zone in (closed.always | closed.timed).items()}
    shapely.prepare(list(zones.values()))
    return Chart(
        plane,
        land,
        land_blocks,
        dict(zones),
        {
            # zones are drawn no farther than the theatre, so what lies beyond is not known to be open
            name: blocks(shape, plane, name, bounds)
            for name, shape in zones.items()
        },
        joined([block.corners for block in land_blocks]) if land_blocks else corners_of([], plane, bounds),
    )
