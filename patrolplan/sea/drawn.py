"""Sectors drawn by hand: their water is taken out before the grid cuts the rest."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from patrolplan.geo import gars
from patrolplan.geo.geodesy import area_nm2
from patrolplan.scenario.model import Ring
from patrolplan.sea.naming import letters
from patrolplan.sea.theatre import WaterError, areas_only, drawn, polygons_of

SLIVER_NM2 = 0.5
"""A part of a drawn sector under this is no sector, and an overlap under it none: a corner cut short."""


def hand_drawn(
    water: Polygon | MultiPolygon,
    sectors: Mapping[str, tuple[Ring, ...]],
    minutes: gars.Minutes,
    grid_deg: float,
) -> tuple[list[tuple[str, Polygon]], Polygon | MultiPolygon]:
    """(name, polygon) of every sector that was drawn, and the water that is left for the grid.

    A sector is what of the water lies in its outline; where land or an area's edge parts it, its pieces are
    sectors of their own: `STRAIT a`, `STRAIT b`, from the north. Its outline keeps a corner wherever it
    crosses an edge of a cell, so that neighbours share their corners to the bit.

    Raises WaterError where two of them overlap on water, or one holds none.
    """
    shapes = {name: drawn(rings, f"sector {name}") for name, rings in sectors.items()}
    for one, other in combinations(shapes, 2):
        shared = areas_only(shapely.intersection(shapely.intersection(shapes[one], shapes[other]), water))
        if not shared.is_empty and area_nm2(shared) > SLIVER_NM2:
            raise WaterError(
                f"the sectors {one!r} and {other!r} that are drawn by hand overlap",
                "draw them so that they meet along an edge at most",
                ("sectors", "drawn", other),
            )
    found: list[tuple[str, Polygon]] = []
    rest = water
    for name, shape in shapes.items():
        held = areas_only(shapely.intersection(rest, shape, grid_size=grid_deg))
        parts = [part for part in polygons_of(_noded(held, minutes, grid_deg)) if area_nm2(part) > SLIVER_NM2]
        if not parts:
            raise WaterError(
                f"the sector {name!r} that is drawn by hand holds no water of any area",
                "draw it within an area, or delete it",
                ("sectors", "drawn", name),
            )
        parts.sort(key=lambda part: (-part.bounds[3], part.bounds[0]))
        for number, part in enumerate(parts, 1):
            label = name if len(parts) == 1 else f"{name} {letters(number)}"
            found.append((label, shapely.normalize(part)))
        rest = areas_only(shapely.difference(rest, shapely.union_all(parts), grid_size=grid_deg))
    return found, rest


def _noded(shape: Polygon | MultiPolygon, minutes: gars.Minutes, grid_deg: float) -> Polygon | MultiPolygon:
    """The shape with a corner wherever its outline crosses an edge of a cell."""
    if shape.is_empty:
        return shape
    boxes = shapely.box(*np.array([edges for _, edges in gars.cells(shape.bounds, minutes)]).T)
    pieces = [
        part
        for piece in shapely.intersection(shape, boxes, grid_size=grid_deg)
        for part in polygons_of(piece)
    ]
    return areas_only(shapely.union_all(pieces, grid_size=grid_deg))
