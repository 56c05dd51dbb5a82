"""Shapes of areas, zones and sectors: box, polygons, circle, corridor, GARS cells, a GeoJSON file."""

from __future__ import annotations

import itertools
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, model_validator

from patrolplan.scenario.language.leaves import (
    FilePath,
    Gars,
    Latitude,
    Longitude,
    LonLat,
    Name,
    Position,
    miles,
    refused,
)
from patrolplan.scenario.language.parts import OneOrMore, Part, Short, key
from patrolplan.scenario.values.problem import BadValueError

_MOST_CORNERS = 500
_MOST_LINE = 100
_FEW_CORNERS = 60
_ACROSS = "split it at 180° in two areas: shapes across that meridian are not honoured by this version yet"


def opened(corners: list[LonLat]) -> list[LonLat]:
    """Corners without a last one that repeats the first."""
    return corners[:-1] if len(corners) > 1 and corners[0] == corners[-1] else corners


def polygon_problem(corners: list[LonLat]) -> BadValueError | None:
    """Why these corners are no polygon, None where they are one."""
    ring = opened(corners)
    if len(ring) > _MOST_CORNERS:
        message = f"this polygon has {len(ring)} corners, and more than {_MOST_CORNERS} are not read"
        return BadValueError("polygon-corners", message, "leave out those that hardly change its shape")
    if len(set(ring)) < 3:
        return BadValueError(
            "polygon-corners",
            "a polygon has three corners or more, all different",
            "add the corners that are missing",
        )
    for number, (first, second) in enumerate(itertools.pairwise([*ring, ring[0]]), 1):
        if first == second:
            return BadValueError(
                "polygon-corners", f"corner {number} is given twice", "delete one of the two"
            )
        if abs(first[0] - second[0]) > 180:
            return BadValueError("polygon-corners", "this polygon lies across the 180° meridian", _ACROSS)
    crossing = _crossing(ring)
    if crossing is None:
        return None
    if len(ring) == 3:
        return BadValueError("polygon-crosses", "the corners lie on one line", "move one of them")
    (one, two), count = crossing, len(ring)
    return BadValueError(
        "polygon-crosses",
        f"the edge from corner {one + 1} to {(one + 1) % count + 1} crosses or touches "
        f"the edge from corner {two + 1} to {(two + 1) % count + 1}",
        "list the corners in order round the edge, each once",
    )


def _crossing(ring: list[LonLat]) -> tuple[int, int] | None:
    """The first two edges that meet elsewhere than in a shared corner."""
    count = len(ring)
    edges = [(ring[i], ring[(i + 1) % count]) for i in range(count)]
    for i, j in itertools.combinations(range(count), 2) if count <= _FEW_CORNERS else _near(ring):
        (a, b), (c, d) = edges[i], edges[j]
        if j == i + 1 or (i == 0 and j == count - 1):  # neighbours: they may only fold back on each other
            shared, one, two = (b, a, d) if j == i + 1 else (a, b, c)
            if _turn(one, shared, two) == 0 and _dot(shared, one, two) > 0:
                return i, j
        elif _meet(a, b, c, d):
            return i, j
    return None


def _near(ring: list[LonLat]) -> list[tuple[int, int]]:
    """The pairs of edges whose boxes meet, in order: all others have no point in common."""
    import numpy as np  # most scenarios have no ring of so many corners, and do without

    ends = np.asarray([*ring, ring[0]])
    low, high = np.minimum(ends[:-1], ends[1:]), np.maximum(ends[:-1], ends[1:])
    meet = np.all((low[:, None] <= high[None, :]) & (low[None, :] <= high[:, None]), axis=2)
    first, second = np.nonzero(np.triu(meet, 1))
    return list(zip(first.tolist(), second.tolist(), strict=True))


def _turn(a: LonLat, b: LonLat, c: LonLat) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _dot(origin: LonLat, a: LonLat, b: LonLat) -> float:
    return (a[0] - origin[0]) * (b[0] - origin[0]) + (a[1] - origin[1]) * (b[1] - origin[1])


def _meet(a: LonLat, b: LonLat, c: LonLat, d: LonLat) -> bool:
    """Whether the segments ab and cd have a point in common."""
    if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
        return False
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    return _turn(a, b, c) * _turn(a, b, d) <= 0 and _turn(c, d, a) * _turn(c, d, b) <= 0


def _sound(corners: list[LonLat]) -> list[LonLat]:
    problem = polygon_problem(corners)
    if problem is not None:
        raise refused(problem)
    return opened(corners)


class Box(Part):
    """A rectangle in latitude and longitude."""

    north: Latitude = key("North edge", "Latitude of the northern edge.", example="31-45N")
    south: Latitude = key("South edge", "Latitude of the southern edge.", example="30-15N")
    west: Longitude = key("West edge", "Longitude of the western edge.", example="123-00E")
    east: Longitude = key("East edge", "Longitude of the eastern edge.", example="125-15E")

    @model_validator(mode="after")
    def _ordered(self) -> Box:
        if self.north <= self.south:
            raise refused(
                BadValueError(
                    "box-order", "the north edge does not lie north of the south edge", "swap the two"
                )
            )
        if self.west - self.east > 180:
            raise refused(BadValueError("box-order", "this box lies across the 180° meridian", _ACROSS))
        if self.east <= self.west:
            raise refused(
                BadValueError("box-order", "the east edge does not lie east of the west edge", "swap the two")
            )
        return self


class Circle(Part):
    """All within a distance of a point."""

    meant: ClassVar[dict[str, str]] = {"center": "centre", "at": "centre", "position": "centre"}

    centre: Position = key("Centre", "The middle of the circle.", example="28-30N 126-00E")
    radius: miles(1000) = key("Radius", "Distance from centre to edge.", example="20nm", unit="nm")  # type: ignore[valid-type]


def _line(corners: list[LonLat]) -> list[LonLat]:
    if len(corners) < 2:
        raise refused(
            BadValueError("corridor-line", "a line has two positions or more", "add the one that is missing")
        )
    for number, (first, second) in enumerate(itertools.pairwise(corners), 1):
        if first == second:
            raise refused(
                BadValueError(
                    "corridor-line",
                    f"positions {number} and {number + 1} are the same",
                    "delete one of the two",
                )
            )
        if abs(first[0] - second[0]) > 180:
            raise refused(BadValueError("corridor-line", "this line lies across the 180° meridian", _ACROSS))
    if len(corners) > _MOST_LINE:
        message = f"this line has {len(corners)} positions, and more than {_MOST_LINE} are not read"
        raise refused(BadValueError("corridor-line", message, "leave out those that hardly change it"))
    return corners


class Corridor(Part):
    """A band of water along a line."""

    meant: ClassVar[dict[str, str]] = {"along": "line", "route": "line", "points": "line", "radius": "width"}

    line: Annotated[list[Position], AfterValidator(_line)] = key(
        "Line", "Positions along the middle, in order.", example=["28-30N 123-00E", "30-00N 124-30E"]
    )
    width: miles(1000) = key("Width", "From edge to edge.", example="20nm", unit="nm")  # type: ignore[valid-type]


class GeoJson(Part):
    """Polygons of a GeoJSON file beside the scenario."""

    meant: ClassVar[dict[str, str]] = {"path": "file", "name": "feature"}

    file: FilePath = key("File", "Its path, relative to this file.", example="areas.geojson")
    feature: Name | None = key(
        "Feature", "The feature's name; left out: all polygons of the file.", example="SOUTH", default=None
    )


SHAPES = ("box", "polygon", "polygons", "circle", "corridor", "gars", "geojson")
"""Keys of which a thing on the water has one."""


def one_of(*keys: str) -> dict[str, Any]:
    """JSON Schema: exactly one of these keys."""
    return {"oneOf": [{"required": [name]} for name in keys]}


SHAPES_MEANT = {
    "rectangle": "box",
    "centre": "circle",
    "center": "circle",
    "position": "circle",
    "radius": "circle",
    "corners": "polygon",
    "points": "polygon",
    "cells": "gars",
    "line": "corridor",
    "width": "corridor",
    "file": "geojson",
}
"""What planners write instead of a shape."""


class Shaped(Part):
    """Something with a shape on the water."""

    meant: ClassVar[dict[str, str]] = SHAPES_MEANT

    box: Box | None = key(
        "Box",
        "A rectangle in latitude and longitude.",
        example={"north": "31-45N", "south": "30-15N", "west": "123-00E", "east": "125-15E"},
        default=None,
    )
    polygon: Annotated[list[Position], AfterValidator(_sound)] | None = key(
        "Polygon",
        "Corners in order, one per line; edges are straight in latitude and longitude.",
        example=["28-30N 123-00E", "28-30N 125-00E", "27-00N 124-30E"],
        default=None,
    )
    polygons: list[Annotated[list[Position], AfterValidator(_sound)]] | None = key(
        "Polygons",
        "Several polygons that are one area together.",
        example=[["28-30N 123-00E", "28-30N 125-00E", "27-00N 124-30E"]],
        default=None,
    )
    circle: Circle | None = key(
        "Circle",
        "All within a distance of a point.",
        example={"centre": "28-30N 126-00E", "radius": "20nm"},
        default=None,
    )
    corridor: Corridor | None = key(
        "Corridor",
        "A band of water along a line.",
        example={"line": ["28-30N 123-00E", "30-00N 124-30E"], "width": "20nm"},
        default=None,
    )
    gars: Annotated[list[Gars], OneOrMore()] | None = key(
        "GARS cells",
        "Cells of 30, 15 or 5 minutes by their labels.",
        example=["611KZ", "612KZ3"],
        default=None,
    )
    geojson: Annotated[GeoJson, Short("file")] | None = key(
        "GeoJSON",
        "A GeoJSON file with polygons, or one of its features by name.",
        example={"file": "areas.geojson", "feature": "SOUTH"},
        default=None,
    )


def one_shape(part: Shaped, shapes: tuple[str, ...]) -> None:
    """Refuse a thing without a shape, with several, or with an empty list for one."""
    given = [shape for shape in shapes if getattr(part, shape) is not None]
    if not given:
        listed = ", ".join(shapes[:-1]) + f" or {shapes[-1]}"
        raise refused(
            BadValueError("one-shape", f"a shape is missing: {listed}", "add box: {north: 31-45N, ...}")
        )
    if len(given) > 1:
        raise refused(
            BadValueError(
                "one-shape",
                f"{' and '.join(given)} are both given, and there is one shape",
                "keep one; a variant that gives another shape sets the first to null",
            )
        )
    if not getattr(part, given[0]):
        raise refused(
            BadValueError("empty-value", f"{given[0]} is empty", "write the shape, or delete the entry")
        )
