"""The water as the plan file holds it: zones and sectors."""

from __future__ import annotations

from shapely import MultiPolygon, Polygon

from patrolplan.record import types as record
from patrolplan.sea.types import Water

CLOSED_TO = ("aircraft", "ships", "tasks")


def record_zones(water: Water) -> tuple[record.Zone, ...]:
    """Every zone with its shape drawn, those that are cut from the sectors too."""
    return tuple(
        record.Zone(
            name=zone.name,
            polygons=tuple(rings(part) for part in _parts(zone.shape)),
            start=zone.start,
            end=zone.end,
            closed_to=tuple(word for word in CLOSED_TO if word in zone.closed_to),  # type: ignore[misc]
            except_nations=tuple(sorted(zone.exempt)),
        )
        for zone in water.zones
    )


def record_sectors(water: Water) -> tuple[record.Sector, ...]:
    """Sectors with their rates, and what each area has in them over the horizon."""
    return tuple(
        record.Sector(
            id=sector.id,
            polygon=rings(sector.polygon),
            point=sector.point,
            area_nm2=sector.area_nm2,
            areas={
                area: float(begun[s].sum())
                for area, begun in water.beginnings.items()
                if area in sector.shares
            },
            rates=tuple(float(rate) for rate in water.rates[s]),
        )
        for s, sector in enumerate(water.sectors)
    )


def rings(polygon: Polygon) -> tuple[tuple[record.LonLat, ...], ...]:
    """Outer ring and holes, not closed."""
    return tuple(
        tuple((float(x), float(y)) for x, y, *_ in ring.coords[:-1])
        for ring in (polygon.exterior, *polygon.interiors)
    )


def _parts(shape: Polygon | MultiPolygon) -> list[Polygon]:
    return list(shape.geoms) if isinstance(shape, MultiPolygon) else [shape]
