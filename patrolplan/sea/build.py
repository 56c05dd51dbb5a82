"""From a scenario to its water: zones, sectors, light, weather and rates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from shapely import Polygon

from patrolplan.geo.geodesy import area_nm2
from patrolplan.scenario.model import Scenario
from patrolplan.sea import light, pieces, rates
from patrolplan.sea.crossing import crossing_nm
from patrolplan.sea.ground import build_ground
from patrolplan.sea.types import Sector, Water

LonLat = tuple[float, float]


Number = TypeVar("Number", bound=np.generic)


def build_water(scenario: Scenario) -> Water:
    """The sea of a scenario: the areas' union less land and the zones that are cut, in sectors.

    A pure function of the scenario and the packaged coast. Raises WaterError where the sea cannot be
    drawn: outlines that cross themselves or the antimeridian, coasts of unknown states, no water left.
    """
    ground = build_ground(scenario)
    cells, parts, polygons = ground.cells, ground.parts, [polygon for _, polygon in ground.cells]
    points = [_point(polygon) for polygon in polygons]
    night = light.night(points, scenario.horizon)
    beginnings = rates.beginnings(scenario, parts, night)
    share = parts.share
    return Water(
        sectors=tuple(
            Sector(
                id=name,
                polygon=polygon,
                point=points[s],
                area_nm2=area_nm2(polygon),
                crossing_nm=crossing_nm(polygon, points[s]),
                shares={area: float(share[a, s]) for a, area in enumerate(scenario.areas) if share[a, s] > 0},
            )
            for s, (name, polygon) in enumerate(cells)
        ),
        zones=ground.zones,
        night=_frozen(night),
        sea_state=_frozen(light.sea_state(points, scenario)),
        rates=_frozen(_total(list(beginnings.values()))),
        beginnings={name: _frozen(array) for name, array in beginnings.items()},
        contacts=_frozen(pieces.contacts_per_nm2(scenario, parts)),
        cut=rates.cut(scenario, parts),
        bounds=ground.bounds,
    )


def _point(polygon: Polygon) -> LonLat:
    """The middle of the polygon, or where that is outside it, a point well inside."""
    middle = polygon.centroid
    inside = middle if polygon.contains(middle) else polygon.point_on_surface()
    return float(inside.x), float(inside.y)


def _total(parts: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    return np.asarray(np.sum(parts, axis=0), dtype=np.float64)


def _frozen(array: NDArray[Number]) -> NDArray[Number]:
    """The array C-contiguous and read-only."""
    array = np.ascontiguousarray(array)
    array.setflags(write=False)
    return array
