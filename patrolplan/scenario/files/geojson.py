"""Polygons of a GeoJSON file (RFC 7946): `geojson: areas.geojson`, or one feature of it by name."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

MOST_CORNERS: Final = 500
MOST_POLYGONS: Final = 200
_NAMES: Final = ("name", "Name", "NAME", "title", "id")
"""Properties that a feature's name may stand in."""

LonLat = tuple[float, float]


class GeoJsonError(ValueError):
    """A file that holds no polygons as they are wanted: what is wrong, and what to do."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure


@dataclass(frozen=True)
class Feature:
    """A named shape: rings that are not closed, without holes."""

    name: str | None
    rings: tuple[tuple[LonLat, ...], ...]
    properties: dict[str, Any]


def features(text: str) -> tuple[Feature, ...]:
    """Every feature that has polygons; a bare geometry is a feature without a name.

    Raises GeoJsonError: no JSON, no GeoJSON, holes, positions that are none.
    """
    try:
        found = tuple(_features(json.loads(text, parse_constant=_no_constant)))
    except GeoJsonError:
        raise
    except RecursionError:
        raise GeoJsonError("its brackets are nested far too deep", "save it anew from a GIS") from None
    except ValueError as error:
        raise GeoJsonError(f"it is no JSON ({error})", "save it as GeoJSON from a GIS") from None
    if not found:
        raise GeoJsonError("it holds no polygon", "draw areas as Polygon or MultiPolygon")
    return found


def chosen(found: tuple[Feature, ...], name: str | None) -> tuple[tuple[LonLat, ...], ...]:
    """The rings of one feature by name, or of all. Raises GeoJsonError where there is none of that name."""
    if name is None:
        rings = tuple(ring for feature in found for ring in feature.rings)
    else:
        rings = tuple(ring for feature in found if feature.name == name for ring in feature.rings)
        if not rings:
            named = [feature.name for feature in found if feature.name is not None]
            there = f"it has {', '.join(map(repr, named[:8]))}" if named else "its features bear no name"
            raise GeoJsonError(f"it has no feature {name!r}", there)
    if len(rings) > MOST_POLYGONS:
        raise GeoJsonError(
            f"it holds {len(rings)} polygons, and more than {MOST_POLYGONS} are not read into one shape",
            "name one feature: {file: areas.geojson, feature: SOUTH}",
        )
    return rings


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _features(data: Any) -> Iterator[Feature]:
    kind = data.get("type") if isinstance(data, dict) else None
    if kind == "FeatureCollection" and isinstance(data.get("features"), list):
        for item in data["features"]:
            yield from _features(item)
    elif kind == "Feature":
        given = data.get("properties")
        properties = given if isinstance(given, dict) else {}
        rings = tuple(_rings(data.get("geometry")))
        if rings:
            yield Feature(_name(properties, data), rings, properties)
    elif kind in ("Polygon", "MultiPolygon", "GeometryCollection"):
        rings = tuple(_rings(data))
        if rings:
            yield Feature(None, rings, {})
    elif kind not in ("Point", "MultiPoint", "LineString", "MultiLineString"):
        raise GeoJsonError("it is no GeoJSON", "it should be a FeatureCollection, a Feature or a geometry")


def _name(properties: dict[str, Any], feature: dict[str, Any]) -> str | None:
    for value in (*(properties.get(key) for key in _NAMES), feature.get("id")):
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return None


def _rings(geometry: Any) -> Iterator[tuple[LonLat, ...]]:
    """The outer rings of a geometry; points and lines have none."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "GeometryCollection" and isinstance(geometry.get("geometries"), list):
        for item in geometry["geometries"]:
            yield from _rings(item)
    if kind not in ("Polygon", "MultiPolygon"):
        return
    polygons = [geometry.get("coordinates")] if kind == "Polygon" else geometry.get("coordinates")
    for polygon in polygons if isinstance(polygons, list) else [None]:
        if not isinstance(polygon, list) or not polygon:
            raise GeoJsonError("a polygon of it has no corners", "save it anew from a GIS")
        if len(polygon) > 1:
            raise GeoJsonError(
                "a polygon of it has a hole", "fill the hole, and draw what is closed in it under zones"
            )
        yield _ring(polygon[0])


def _ring(positions: Any) -> tuple[LonLat, ...]:
    if not isinstance(positions, list):
        raise GeoJsonError("a polygon of it has no corners", "save it anew from a GIS")
    if len(positions) > MOST_CORNERS + 1:
        raise GeoJsonError(
            f"a polygon of it has {len(positions)} corners, and more than {MOST_CORNERS} are not read",
            "simplify it in a GIS",
        )
    ring = tuple(_position(item) for item in positions)
    return ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring


def _position(item: Any) -> LonLat:
    numbers = item[:2] if isinstance(item, list) else []
    sound = [isinstance(value, int | float) and not isinstance(value, bool) for value in numbers]
    if len(numbers) < 2 or not all(sound) or not all(abs(value) < 1e6 for value in numbers):
        raise GeoJsonError(
            f"{str(item)[:40]!r} in it is no position", "write [longitude, latitude] in degrees"
        )
    lon, lat = float(numbers[0]), float(numbers[1])
    if not (math.isfinite(lon) and abs(lon) <= 180 and abs(lat) <= 90):
        cure = "GeoJSON writes [longitude, latitude]; are the two swapped?" if abs(lon) <= 90 else (
            "write degrees of longitude and latitude (WGS 84), not metres of a projection"
        )  # fmt: skip
        raise GeoJsonError(f"[{lon:g}, {lat:g}] in it is no position on earth", cure)
    return lon, lat
