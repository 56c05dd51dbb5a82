"""Rings and lines as the data of SVG paths, in whole units and relative steps: short and repeatable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import shapely

from patrolplan.brief.drawing.projection import Projection
from patrolplan.record.types import LonLat

Places = Sequence[tuple[int, int]]


def path(lines: Iterable[Places], closed: bool = False) -> str:
    """Lines or rings as one path; points that fall together are one, lines without length are left out."""
    parts = []
    for line in lines:
        kept = [place for number, place in enumerate(line) if number == 0 or place != line[number - 1]]
        if closed and len(kept) > 1 and kept[0] == kept[-1]:
            kept.pop()
        if len(kept) < (3 if closed else 2):
            continue
        x, y = kept[0]
        steps = [f"M{x} {y}"]
        verb = "l"
        for there_x, there_y in kept[1:]:
            steps.append(f"{verb}{there_x - x} {there_y - y}")
            verb = " "
            x, y = there_x, there_y
        parts.append("".join(steps) + ("z" if closed else ""))
    return "".join(parts)


def rings(projection: Projection, polygon: Iterable[Iterable[LonLat]]) -> list[Places]:
    """The rings of a polygon in map units."""
    return [projection.line(ring) for ring in polygon]


def geometry(projection: Projection, shape: shapely.Geometry, tolerance: float) -> str:
    """A (multi)polygon in degrees as one closed path, straightened by up to `tolerance` units."""
    outlines: list[Places] = []
    for polygon in shapely.get_parts(shape):
        if polygon.geom_type != "Polygon" or polygon.is_empty:
            continue
        for ring in (polygon.exterior, *polygon.interiors):
            flat = shapely.LineString(projection.line(shapely.get_coordinates(ring)))
            # A ring is simplified in two halves: as one line its ends would coincide and it could vanish.
            places = shapely.get_coordinates(flat)
            half = len(places) // 2
            kept = [
                (round(x), round(y))
                for part in (places[: half + 1], places[half:])
                for x, y in shapely.get_coordinates(shapely.simplify(shapely.LineString(part), tolerance))
            ]
            outlines.append(kept)
    return path(outlines, closed=True)
