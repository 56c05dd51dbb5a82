"""Which part of which area lies in which sector, in square miles on the ellipsoid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from patrolplan.geo.geodesy import area_nm2
from patrolplan.scenario.model import Scenario
from patrolplan.verify.rules.tolerance import BRUSH
from patrolplan.verify.rules.water.shapes import Water

DAY_S = 86_400.0


@dataclass(frozen=True)
class Overlay:
    """Areas laid over sectors. Keys are area and sector names; pairs that do not meet are left out."""

    scenario: Scenario
    held: Mapping[tuple[str, str], float]
    """(area, sector): sea of the area in the sector [nm²]."""
    own: Mapping[tuple[str, str], float]
    """The same without what an area of higher priority takes (of equal ones, that named first)."""
    sea: Mapping[str, float]
    """For each area its sea as drawn [nm²]: what sectors hold and what zones cut."""

    def touched(self, sector: str) -> frozenset[str]:
        """Areas of which a sector holds some sea."""
        return frozenset(area for area, there in self.held if there == sector)

    def contacts_per_nm2(self, sector: str) -> float:
        """Contacts to be looked at: the mean of the areas', weighted by their sea in the sector."""
        areas = self.scenario.areas
        parts = [
            (areas[a].contacts_per_1000nm2 / 1000.0, nm2) for (a, s), nm2 in self.held.items() if s == sector
        ]
        whole = sum(nm2 for _, nm2 in parts)
        return sum(contacts * nm2 for contacts, nm2 in parts) / whole if whole > 0 else 0.0

    def per_day(self, area: str, sector: str) -> float:
        """What begins of an area in a sector each day: transfers, or priority × nm²."""
        drawn = self.scenario.areas[area]
        if drawn.priority is not None:
            return drawn.priority * self.own.get((area, sector), 0.0)
        sea = self.sea[area]
        return (drawn.transfers_per_day or 0.0) * self.held.get((area, sector), 0.0) / sea if sea > 0 else 0.0

    def beginnings(self, area: str, sector: str, night: tuple[bool, ...]) -> tuple[float, ...]:
        """What begins of an area in a sector in each step: night moves it, its mean is as declared."""
        factor = self.scenario.areas[area].night
        rhythm = [factor if dark else 1.0 for dark in night]
        mean = sum(rhythm) / len(rhythm)
        per_step = self.per_day(area, sector) * self.scenario.horizon.slot_s / DAY_S
        if mean <= 0:
            return (per_step,) * len(rhythm)
        return tuple(per_step * beat / mean for beat in rhythm)


def lay_over(water: Water, sectors: Mapping[str, shapely.Polygon]) -> Overlay:
    """Measure every area in every sector, and in what zones cut."""
    areas = water.scenario.areas
    held: dict[tuple[str, str], float] = {}
    own: dict[tuple[str, str], float] = {}
    sea: dict[str, float] = {}
    for n, (name, shape) in enumerate(water.areas.items()):
        higher = [
            water.areas[other]
            for m, other in enumerate(areas)
            if (-(areas[other].priority or 0.0), m) < (-(areas[name].priority or 0.0), n)
            and areas[name].priority is not None
            and water.areas[other].intersects(shape)
        ]
        mine = shape.difference(shapely.union_all(higher)) if higher else shape
        for geometry in (shape, mine):
            shapely.prepare(geometry)
        for key, polygon in sectors.items():
            part = _shared_nm2(shape, polygon)
            if part > 0:
                held[name, key] = part
                own[name, key] = part if mine is shape else _shared_nm2(mine, polygon)
        cut = area_nm2(polygonal(shape.intersection(water.cut)))
        sea[name] = cut + sum(nm2 for (area, _), nm2 in held.items() if area == name)
    return Overlay(water.scenario, held, own, sea)


def _shared_nm2(shape: BaseGeometry, polygon: shapely.Polygon) -> float:
    """What they share [nm²]; nothing where it is a rounding of common edges."""
    if not shape.intersects(polygon):
        return 0.0
    whole = area_nm2(polygon)
    part = whole if shape.covers(polygon) else area_nm2(polygonal(shape.intersection(polygon)))
    return part if part >= BRUSH * whole else 0.0


def polygonal(geometry: BaseGeometry) -> shapely.MultiPolygon:
    """The polygons of an overlay, without the lines and points that touching shapes leave."""
    parts = [part for whole in shapely.get_parts(geometry) for part in shapely.get_parts(whole)]
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon" and not part.is_empty])
