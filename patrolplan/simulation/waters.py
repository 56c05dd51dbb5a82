"""The recorded sectors as places where things can be: shapes, planes, and evenly drawn positions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from patrolplan.geo.geodesy import area_nm2
from patrolplan.geo.plane import Plane
from patrolplan.record.types import Record, Sector
from patrolplan.scenario.model import Scenario

LEAST = 1e-5
"""An area that holds less than this part of a sector does not count there."""


@dataclass(frozen=True, eq=False)
class Waters:
    """Sectors of one record, in its order."""

    sectors: tuple[Sector, ...]
    scenario: Scenario

    @cached_property
    def polygons(self) -> list[shapely.Polygon]:
        """Shapes in longitude and latitude, prepared."""
        made = [shapely.Polygon(s.polygon[0], s.polygon[1:]) for s in self.sectors]
        shapely.prepare(made)
        return made

    @cached_property
    def planes(self) -> list[Plane]:
        """A plane about each sector's point, in which tracks and things meet."""
        return [Plane(*sector.point) for sector in self.sectors]

    @cached_property
    def row(self) -> dict[str, int]:
        """Row of each sector by its id."""
        return {sector.id: n for n, sector in enumerate(self.sectors)}

    @cached_property
    def areas(self) -> dict[str, BaseGeometry]:
        """Areas as the planner drew them, prepared."""
        found = {}
        for name, area in self.scenario.areas.items():
            shape = shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in area.polygons])
            shapely.prepare(shape)
            found[name] = shape
        return found

    def shared_nm2(self, sector: int, area: str) -> float:
        """How much of an area lies in a sector [nm²]."""
        shape, polygon = self.areas[area], self.polygons[sector]
        if not shape.intersects(polygon):
            return 0.0
        part = area_nm2(self._polygonal(shape.intersection(polygon)))
        return part if part >= LEAST * self.sectors[sector].area_nm2 else 0.0

    def contacts_per_nm2(self, sector: int) -> float:
        """Contacts to be looked at: the mean of the areas', weighted by their sea in the sector."""
        parts = {name: self.shared_nm2(sector, name) for name in self.areas}
        whole = sum(parts.values())
        areas = self.scenario.areas
        met = sum(areas[name].contacts_per_1000nm2 / 1000.0 * nm2 for name, nm2 in parts.items())
        return met / whole if whole > 0 else 0.0

    def shares(self, sector: int) -> dict[str, float]:
        """Of what begins in a sector, the part that is each area's."""
        begun = self.sectors[sector].areas
        whole = sum(begun.values())
        return {name: n / whole for name, n in begun.items() if n > 0} if whole > 0 else {}

    def places(
        self, sector: int, area: str | None, count: int, chance: np.random.Generator
    ) -> NDArray[np.float64]:
        """(count, 2) positions evenly over the sea of an area in a sector (of the sector, for None).

        Evenly on the earth: in longitude, and in the sine of latitude. Drawn in a box and kept where they
        fall inside; a part too thin to be hit falls back on the whole sector.
        """
        polygon: BaseGeometry = self.polygons[sector]
        if area is not None and area in self.areas and not self.areas[area].covers(polygon):
            part = self._polygonal(self.areas[area].intersection(polygon))
            polygon = part if not part.is_empty else polygon
        shapely.prepare(polygon)
        west, south, east, north = polygon.bounds
        low, high = np.sin(np.radians([south, north]))
        kept: list[NDArray[np.float64]] = []
        missing, tries = count, 0
        while missing > 0:
            tries += 1
            if tries > MOST_TRIES:
                return self.places(sector, None, count, chance)
            drawn = chance.random((2 * missing + 16, 2))
            lons = west + (east - west) * drawn[:, 0]
            lats = np.degrees(np.arcsin(low + (high - low) * drawn[:, 1]))
            inside = np.flatnonzero(shapely.contains_xy(polygon, lons, lats))[:missing]
            kept.append(np.column_stack((lons[inside], lats[inside])))
            missing -= len(inside)
        return np.vstack(kept) if kept else np.empty((0, 2))

    def locate(self, places: NDArray[np.float64]) -> NDArray[np.int32]:
        """(n,) the row of the sector in which each position (n, 2) lies, -1 outside all."""
        found = np.full(len(places), -1, dtype=np.int32)
        spots = shapely.points(places)
        which, sectors = shapely.STRtree(self.polygons).query(spots, predicate="intersects")
        found[which] = sectors
        return found

    @staticmethod
    def _polygonal(shape: BaseGeometry) -> shapely.MultiPolygon:
        parts = [p for whole in shapely.get_parts(shape) for p in shapely.get_parts(whole)]
        return shapely.MultiPolygon([p for p in parts if p.geom_type == "Polygon" and p.area > 0])


MOST_TRIES = 200


def waters_of(record: Record, scenario: Scenario) -> Waters:
    """The waters of a record."""
    return Waters(record.sectors, scenario)
