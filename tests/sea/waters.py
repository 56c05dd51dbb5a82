"""Waters for the tests of routes: drawn here by hand, so that they test routes and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import shapely
from shapely import box

from patrolplan.geo import coast, gars
from patrolplan.scenario.model import Horizon, Marking, PlanName, Scenario, SectorRule, Separation
from patrolplan.sea.types import Sector, Water, ZoneShape

START = datetime(2018, 9, 24, tzinfo=UTC)
DAY = timedelta(days=1)
PORTS = {
    "Sasebo": (129.71, 33.16),
    "White Beach": (127.91, 26.30),
    "Yokosuka": (139.67, 35.29),
    "Kadena": (127.7675, 26.3556),
}


def scenario(days: int = 7) -> Scenario:
    """A scenario with a horizon and nothing else."""
    horizon = Horizon(START, days * 86400, 3600, 300, 900, 21600)
    return Scenario(
        "test",
        PlanName("test", 1),
        Marking("UNCLASSIFIED", ()),
        horizon,
        SectorRule(30),
        Separation(5.0, 5.0),
        21600,
        0.9,
        {},
        {},
        {},
        {},
        {},
        (),
        {},
        {},
    )


def zone(
    name: str,
    shape: shapely.Geometry,
    *closed_to: str,
    start: datetime | None = None,
    end: datetime | None = None,
    exempt: tuple[str, ...] = (),
) -> ZoneShape:
    return ZoneShape(name, shape, start, end, frozenset(closed_to), frozenset(exempt), False)


def sector(name: str, polygon: shapely.Polygon) -> Sector:
    point = shapely.point_on_surface(polygon)
    return Sector(name, polygon, (point.x, point.y), 1.0, 1.0, {})


def water(
    sectors: tuple[Sector, ...],
    zones: tuple[ZoneShape, ...] = (),
    bounds: tuple[float, float, float, float] = (118.0, 22.0, 142.0, 36.0),
) -> Water:
    """The water that routes see: sectors, zones and bounds; all else is one step of nothing."""
    none = np.zeros((len(sectors), 1))
    dark, calm, contacts = none > 0, none.astype(np.int8), np.zeros(len(sectors))
    return Water(sectors, zones, dark, calm, none, {}, contacts, {}, bounds)


def grid(bounds: tuple[float, float, float, float], minus: shapely.Geometry) -> tuple[Sector, ...]:
    """Half-degree cells less some shape, in pieces that hang together; scraps are left out."""
    found = []
    for label, edges in gars.cells(bounds, 30):
        rest = shapely.difference(box(*edges), minus)
        parts = [part for part in shapely.get_parts(rest) if part.area > 0.02]
        found += [sector(f"{label} {k}", part) for k, part in enumerate(parts)]
    return tuple(found)


def east_china_sea() -> Water:
    """Some 130 sectors between China and the Ryukyus with the territorial seas that bind there."""
    bounds = (118.0, 22.0, 142.0, 36.0)
    china = coast.coast_buffer(("CHN", "TWN"), 12, bounds)
    korea = coast.coast_buffer(("KOR",), 12, bounds)
    land = coast.land(bounds)
    firing = shapely.buffer(shapely.Point(126.0, 28.5), 1 / 3, quad_segs=12)
    zones = (
        zone("CHINA", china, "aircraft", "tasks"),
        zone("KOREA", korea, "aircraft", "tasks", exempt=("KOR",)),
        zone("FIRING", firing, "ships", start=START + DAY, end=START + 2 * DAY),
    )
    sectors = grid((123.0, 26.0, 128.5, 32.0), shapely.union_all([china, korea, land]))
    return water(sectors, zones, bounds)
