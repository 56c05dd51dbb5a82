"""The theatre: how much of the earth a scenario is about, and what cannot be drawn there."""

from __future__ import annotations

from collections.abc import Iterator

import shapely
from shapely import MultiPolygon, Polygon

from patrolplan.scenario.model import Ring, Scenario

LonLat = tuple[float, float]
Bounds = tuple[float, float, float, float]

MARGIN_DEG = 2.0
"""Ships and aircraft find their ways within the theatre: room round headlands and closed zones."""

_WIDEST_DEG = 180.0


class WaterError(ValueError):
    """A scenario whose sea cannot be drawn: `message` says why, `cure` what to change, `path` where."""

    def __init__(self, message: str, cure: str, path: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure
        self.path = path


def theatre(scenario: Scenario) -> Bounds:
    """West, south, east, north round the areas, bases and chop points, MARGIN_DEG wide of them.

    Raises WaterError where they lie on both sides of the antimeridian (or half the earth apart, which
    cannot be told from it).
    """
    points = list(_points(scenario))
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    if east - west > _WIDEST_DEG:
        reach = f"areas, bases and chop points reach from longitude {west:g} to {east:g}"
        raise WaterError(
            f"{reach}: across the antimeridian, or round half the earth",
            "plan each side of the 180th meridian as a scenario of its own",
        )
    return (
        max(west - MARGIN_DEG, -180.0),
        max(south - MARGIN_DEG, -90.0),
        min(east + MARGIN_DEG, 180.0),
        min(north + MARGIN_DEG, 90.0),
    )


def drawn(rings: tuple[Ring, ...], what: str) -> Polygon | MultiPolygon:
    """The union of polygons drawn by a planner; `what` names them in messages.

    Raises WaterError where an outline crosses itself or the antimeridian.
    """
    polygons = []
    for ring in rings:
        if any(abs(a[0] - b[0]) > _WIDEST_DEG for a, b in zip(ring, ring[1:] + ring[:1], strict=True)):
            raise WaterError(
                f"{what} crosses the antimeridian", "draw it as two polygons, one on each side of 180 degrees"
            )
        polygon = Polygon(ring)
        if not polygon.is_valid or polygon.area == 0:
            raise WaterError(
                f"the outline of {what} is no simple ring ({shapely.is_valid_reason(polygon)})",
                "write its corners in order round the edge, three or more, each once",
            )
        polygons.append(polygon)
    return areas_only(shapely.union_all(polygons))


def areas_only(geometry: shapely.Geometry) -> Polygon | MultiPolygon:
    """The polygons of a geometry, without the lines and points that overlays leave."""
    parts = [part for part in polygons_of(geometry) if not part.is_empty]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def polygons_of(geometry: shapely.Geometry) -> list[Polygon]:
    """Every polygon in a geometry, collections opened."""
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    if shapely.get_dimensions(geometry) < 2:
        return []
    return [polygon for part in shapely.get_parts(geometry) for polygon in polygons_of(part)]


def _points(scenario: Scenario) -> Iterator[LonLat]:
    for area in scenario.areas.values():
        for ring in area.polygons:
            yield from ring
    for base in scenario.bases.values():
        yield base.position
    for ship in scenario.ships.values():
        for spell in ship.spells:
            yield from (point for point in (spell.in_at, spell.out_at) if point is not None)
