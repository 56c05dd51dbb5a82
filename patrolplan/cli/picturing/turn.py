"""Water across the antimeridian as one piece: longitudes that run on beyond 180 degrees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from patrolplan.record.types import LonLat, Record


def together(record: Record) -> Record:
    """The record as it is where its sectors lie on one side; else with all longitudes about their middle.

    For drawing only: such longitudes are no positions to be written down.
    """
    lons = [lon for sector in record.sectors for lon, _ in sector.polygon[0]]
    if not lons or max(lons) - min(lons) <= 180.0:
        return record
    return replace(
        record,
        scenario=_scenario(record.scenario),
        zones=tuple(
            replace(zone, polygons=tuple(_rings(polygon) for polygon in zone.polygons))
            for zone in record.zones
        ),
        sectors=tuple(
            replace(one, polygon=_rings(one.polygon), point=_east(one.point)) for one in record.sectors
        ),
        events=tuple(replace(one, at=None if one.at is None else _east(one.at)) for one in record.events),
        legs=tuple(
            replace(leg, points=tuple(replace(point, lon=point.lon % 360.0) for point in leg.points))
            for leg in record.legs
        ),
    )


def _east(place: LonLat) -> LonLat:
    """With a longitude from 0 to 360."""
    return place[0] % 360.0, place[1]


def _rings(rings: Iterable[Iterable[LonLat]]) -> tuple[tuple[LonLat, ...], ...]:
    return tuple(tuple(_east(place) for place in ring) for ring in rings)


def _scenario(scenario: dict[str, Any]) -> dict[str, Any]:
    areas = {
        name: {**area, "polygons": _rings(area["polygons"])}
        for name, area in scenario.get("areas", {}).items()
    }
    bases = {
        name: {**base, "position": _east((base["position"][0], base["position"][1]))}
        for name, base in scenario.get("bases", {}).items()
    }
    return {**scenario, "areas": areas, "bases": bases}
