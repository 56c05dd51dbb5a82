"""The water without its times: zones, sectors, and which part of which area lies where."""

from __future__ import annotations

from dataclasses import dataclass

import shapely
from shapely import MultiPolygon, Polygon

from patrolplan.geo import coast
from patrolplan.scenario.model import Scenario
from patrolplan.sea import pieces
from patrolplan.sea.drawn import hand_drawn
from patrolplan.sea.sectors import GRID_DEG, cut_into_sectors
from patrolplan.sea.theatre import Bounds, WaterError, areas_only, drawn, theatre
from patrolplan.sea.types import ZoneShape
from patrolplan.sea.zones import zone_shapes

_WIDE_DEG = 0.1
_MOST_WINDOWS = 12
"""With more areas land and belts are drawn once, round all of them."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What of a scenario's water does not depend on time."""

    cells: tuple[tuple[str, Polygon], ...]
    """(name, polygon) of every sector."""
    parts: pieces.Pieces
    zones: tuple[ZoneShape, ...]
    bounds: Bounds


def build_ground(scenario: Scenario, *, near: bool = False) -> Ground:
    """Zones, sectors and which part of which area lies where: the water without its times.

    With `near` belts and land are drawn round each area alone, not over the theatre: enough to say what lies
    in the areas, and quicker. Raises WaterError as `build_water` does.
    """
    bounds = theatre(scenario)
    windows = _round_areas(scenario) if near else (bounds,)
    zones = zone_shapes(scenario, bounds, windows)
    land = _land(windows)
    closed = areas_only(shapely.union_all([zone.shape for zone in zones if zone.cut]))
    areas = [drawn(area.polygons, f"area {name}") for name, area in scenario.areas.items()]
    seas = [areas_only(shapely.difference(area, land)) for area in areas]
    union = shapely.union_all(areas, grid_size=GRID_DEG)
    water = areas_only(
        shapely.difference(shapely.difference(union, land, grid_size=GRID_DEG), closed, grid_size=GRID_DEG)
    )
    by_hand, rest = hand_drawn(water, scenario.sectors.drawn, scenario.sectors.grid_min, GRID_DEG)
    cells = by_hand + cut_into_sectors(rest, scenario.sectors.grid_min)
    if not cells:
        raise WaterError(
            "no water is left: all areas lie on land or in zones that are closed to everybody",
            "move an area out to sea, or open a zone",
        )
    parts = pieces.measure(scenario, seas, [polygon for _, polygon in cells], closed)
    return Ground(tuple(cells), parts, zones, bounds)


def _round_areas(scenario: Scenario) -> tuple[Bounds, ...]:
    """West, south, east, north of each area, a little wide of it; of all together where they are many."""
    corners = [[corner for ring in area.polygons for corner in ring] for area in scenario.areas.values()]
    if len(corners) > _MOST_WINDOWS:
        corners = [[corner for each in corners for corner in each]]
    windows = sorted({_round(each) for each in corners}, key=_size, reverse=True)
    kept: list[Bounds] = []
    for window in windows:
        if not any(_within(window, other) for other in kept):
            kept.append(window)
    return tuple(kept)


def _round(corners: list[tuple[float, float]]) -> Bounds:
    lons, lats = [lon for lon, _ in corners], [lat for _, lat in corners]
    return (
        max(min(lons) - _WIDE_DEG, -180.0),
        max(min(lats) - _WIDE_DEG, -90.0),
        min(max(lons) + _WIDE_DEG, 180.0),
        min(max(lats) + _WIDE_DEG, 90.0),
    )


def _size(window: Bounds) -> tuple[float, Bounds]:
    west, south, east, north = window
    return (east - west) * (north - south), window


def _within(inner: Bounds, outer: Bounds) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _land(windows: tuple[Bounds, ...]) -> Polygon | MultiPolygon:
    parts = [coast.land(window) for window in windows]
    return parts[0] if len(parts) == 1 else areas_only(shapely.union_all(parts))
