"""Findings on a map: GeoJSON (RFC 7946), a feature for each, and the legs and sectors that they are about."""

from __future__ import annotations

from typing import Any

import shapely

from patrolplan.cli.judging.report import Report, finding_json
from patrolplan.record.canonical import plan_hash
from patrolplan.record.types import Leg, LonLat, Sector
from patrolplan.verify.rules.finding import Finding


def geojson(report: Report) -> dict[str, Any]:
    """A feature collection. `part` tells what a feature is: a finding (a point, where it has a place), or a
    leg or sector that the finding of that `number` is about.
    """
    record = report.record
    legs = {leg.id: leg for leg in record.legs}
    tasks = {task.id: task for task in record.tasks}
    sectors = {sector.id: sector for sector in record.sectors}
    features: list[dict[str, Any]] = []
    for number, finding in enumerate(report.verdict.findings, 1):
        about = [legs[one] for one in finding.legs if one in legs]
        held = {tasks[one].sector for one in finding.tasks if one in tasks}
        water = [sectors[one] for one in sorted(held) if one in sectors]
        features.append(_feature("finding", number, finding, _point(finding, about, water)))
        features += [
            _feature("leg", number, finding, line, name=leg.id) for leg in about if (line := _line(leg))
        ]
        features += [_feature("sector", number, finding, _polygon(one), name=one.id) for one in water]
    return {
        "type": "FeatureCollection",
        "plan": record.plan.name,
        "issue": record.plan.issue,
        "sha256": plan_hash(record),
        "marking": record.marking,
        "kept": report.kept,
        "features": features,
    }


def _feature(
    part: str, number: int, finding: Finding, geometry: dict[str, Any] | None, name: str | None = None
) -> dict[str, Any]:
    said = finding_json(finding)
    said.pop("place")
    said["rule"] = said.pop("id")
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": {"part": part, "number": number, "name": name or finding.id, **said},
    }


def _point(finding: Finding, legs: list[Leg], sectors: list[Sector]) -> dict[str, Any] | None:
    """Where it is, or where what it is about is; None where it has no place at all."""
    place: LonLat | None = finding.place
    if place is None and legs and legs[0].points:
        place = (legs[0].points[0].lon, legs[0].points[0].lat)
    if place is None and sectors:
        place = sectors[0].point
    return None if place is None else {"type": "Point", "coordinates": list(place)}


def _line(leg: Leg) -> dict[str, Any] | None:
    points = [[point.lon, point.lat] for point in leg.points]
    if not points:
        return None
    if all(point == points[0] for point in points):  # on hold
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "LineString", "coordinates": points}


def _polygon(sector: Sector) -> dict[str, Any] | None:
    """Rings closed, the outer one counter-clockwise; None for what is no polygon."""
    try:
        polygon = shapely.Polygon(sector.polygon[0], sector.polygon[1:])
    except (ValueError, IndexError):
        return None
    turned = shapely.orient_polygons(polygon)
    rings = (turned.exterior, *turned.interiors)
    return {"type": "Polygon", "coordinates": [[[x, y] for x, y in ring.coords] for ring in rings]}
