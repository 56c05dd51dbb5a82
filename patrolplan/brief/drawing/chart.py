"""The large map: coast, sectors, areas, zones, bases and tracks; scripts colour it and move marks over it."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

import shapely

from patrolplan.brief.drawing import shapes
from patrolplan.brief.drawing.naming import place
from patrolplan.brief.drawing.palette import shade
from patrolplan.brief.drawing.projection import WIDE, Projection
from patrolplan.brief.drawing.tracks import Track
from patrolplan.brief.html import Html, tag
from patrolplan.geo.coast import land
from patrolplan.measures.accounts.by_water import by_sector
from patrolplan.record.types import LonLat, Record

_TITLE = "Map of the plan's water: coverage over the whole horizon, and all tracks"
_COAST_UNITS = 2.0
_FINEST_DEG, _MOST_LINES = 0.25, 9
_CLOSE = (1600, 220)
"""Bases nearer than this to one that is named go without a name."""


def chart(record: Record, projection: Projection, tracks: dict[tuple[str, str | None], Track]) -> Html:
    """The map as three SVG pictures on top of each other: the sea and its nights, the water, tracks;
    scripts put marks over them."""
    box = f"0 0 {WIDE} {projection.high}"
    sea = tag(
        "svg",
        tag("rect", class_="sea", width=WIDE, height=projection.high),
        tag("g", id="dark"),
        viewBox=box, class_="map below", id="map-below", aria_hidden="true",
    )  # fmt: skip
    water = tag(
        "svg",
        tag("title", _TITLE, id="map-title"),
        _patterns(),
        tag("g", _sectors(record, projection), id="sectors"),
        tag("g", _zones(record, projection), class_="zones"),
        tag("path", d=coast(projection), class_="land", id="land"),
        tag("g", _graticule(projection), class_="graticule"),
        tag("g", _areas(record, projection), class_="areas"),
        tag("g", _sector_names(record, projection), class_="sector-names"),
        tag("g", _bases(record, projection), class_="bases"),
        viewBox=box, class_="map", id="map", role="img", aria_labelledby="map-title",
    )  # fmt: skip
    above = tag(
        "svg",
        tag("g", _tracks(tracks, True), class_="tracks air"),
        tag("g", _tracks(tracks, False), class_="tracks sea-tracks"),
        tag("g", id="chosen"),
        viewBox=box, class_="map above", id="map-above", aria_hidden="true",
    )  # fmt: skip
    return tag(
        "div", sea, water, above, tag("div", id="marks", aria_hidden="true"), class_="map-box", id="map-box"
    )


def coast(projection: Projection, tolerance: float = _COAST_UNITS) -> str:
    """The land on the map as one path."""
    west, south, east, north = projection.bounds
    found = land((west, max(south, -89.0), east, min(north, 89.0)))
    return shapes.geometry(projection, found, tolerance)


def outline(record: Record, projection: Projection, row: int) -> str:
    """A sector as a path."""
    return shapes.path(shapes.rings(projection, record.sectors[row].polygon), closed=True)


def _patterns() -> Html:
    """Hatching for zones."""
    line = tag("path", d="M0 0V120", class_="hatch")
    pattern = tag(
        "pattern", line,
        id="closed", width=120, height=120, patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
    )  # fmt: skip
    return tag("defs", pattern)


def _sectors(record: Record, projection: Projection) -> Iterator[Html]:
    for row, account in enumerate(by_sector(record)):
        yield tag(
            "path",
            d=outline(record, projection, row),
            class_=f"sector c{shade(account.coverage)}",
            data_s=row,
        )


def _sector_names(record: Record, projection: Projection) -> Iterator[Html]:
    for sector in record.sectors:
        x, y = projection.xy(sector.point)
        yield tag("text", sector.id, x=x, y=y)


def _zones(record: Record, projection: Projection) -> Iterator[Html]:
    for number, zone in enumerate(record.zones):
        outlines = [
            shapes.geometry(projection, shapely.Polygon(polygon[0], polygon[1:]), 8.0)
            for polygon in zone.polygons
        ]
        timed = zone.start is not None or zone.end is not None
        whom = f", not to {', '.join(zone.except_nations)}" if zone.except_nations else ""
        told = f"{zone.name}: closed to {', '.join(zone.closed_to)}{whom}"
        yield tag(
            "path",
            tag("title", told),
            d="".join(outlines),
            class_="zone timed" if timed else "zone",
            data_z=number,
        )


def _areas(record: Record, projection: Projection) -> Iterator[Html]:
    found: list[tuple[str, list[tuple[int, int]]]] = []
    for name, area in record.scenario.get("areas", {}).items():
        rings = [projection.line(ring) for ring in area.get("polygons", ())]
        if not any(len(ring) > 2 for ring in rings):
            continue
        yield tag("path", d=shapes.path(rings, closed=True), class_="area")
        found.append((name, max(rings, key=len)))
    for one in place(found):
        yield tag("text", one.text, x=one.x, y=one.y, class_="area-name over" if one.over else "area-name")


def _bases(record: Record, projection: Projection) -> Iterator[Html]:
    named: list[tuple[int, int]] = []
    for name, base in record.scenario.get("bases", {}).items():
        there: LonLat = (base["position"][0], base["position"][1])
        x, y = projection.xy(there)
        if 0 <= x <= WIDE and 0 <= y <= projection.high:
            free = all(abs(y - other[1]) > _CLOSE[1] or abs(x - other[0]) > _CLOSE[0] for other in named)
            named.append((x, y))
            sign = tag("circle", cx=x, cy=y, r=45) if base.get("kind") == "airfield" else None
            port = tag("rect", x=x - 40, y=y - 40, width=80, height=80) if sign is None else None
            text = tag("text", name, x=x + 90, y=y, class_="base-name") if free else None
            yield tag("g", tag("title", name), sign, port, text)


def _tracks(tracks: dict[tuple[str, str | None], Track], ships: bool) -> Iterator[Html]:
    for (_, sortie), track in tracks.items():
        if (sortie is None) == ships:
            continue
        yield tag("path", d=shapes.path([track.places]), class_="track")


def _graticule(projection: Projection) -> Iterator[Html]:
    west, south, east, north = projection.bounds
    every = _every(max(east - west, north - south))
    for number in range(ceil(west / every), floor(east / every) + 1):
        x, _ = projection.line([(number * every, 0.0)])[0]
        yield tag("path", d=f"M{x} 0V{projection.high}")
        yield tag("text", _degrees(number * every, "EW"), x=x + 20, y=projection.high - 40, class_="degrees")
    for number in range(ceil(south / every), floor(north / every) + 1):
        _, y = projection.line([((west + east) / 2, number * every)])[0]
        yield tag("path", d=f"M0 {y}H{WIDE}")
        yield tag("text", _degrees(number * every, "NS"), x=30, y=y - 25, class_="degrees")


def _every(extent: float) -> float:
    for every in (_FINEST_DEG, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0):
        if extent / every <= _MOST_LINES:
            return every
    return 30.0


def _degrees(value: float, letters: str) -> str:
    if letters == "EW":
        value = (value + 180.0) % 360.0 - 180.0
    minutes = round(abs(value) * 60)
    whole = f"{minutes // 60:03d}" if letters == "EW" else f"{minutes // 60:02d}"
    side = letters[0] if value >= 0 else letters[1]
    return f"{whole}-{minutes % 60:02d}{side}"
