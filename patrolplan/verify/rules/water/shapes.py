"""Land, zones and areas as shapes, drawn again from the scenario and the coastline.

Edges are straight in longitude and latitude, as planners draw them. Inputs are the scenario and the
places that the record speaks of, which only say how much coast is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from math import isfinite

import shapely
from shapely.geometry.base import BaseGeometry

from patrolplan.geo import coast
from patrolplan.scenario.model import Area, Scenario, Zone

LonLat = tuple[float, float]
Bounds = tuple[float, float, float, float]
MARGIN_DEG = 2.0
"""The theatre reaches so far beyond the scenario's areas, bases and chop points."""


@dataclass(frozen=True)
class ZoneShape:
    """A zone as the scenario has it, with its shape drawn."""

    name: str
    zone: Zone
    shape: BaseGeometry

    def closed_for(self, word: str, nation: str) -> bool:
        """Whether it is closed to the passage of `word` ("ships" or "aircraft") of a nation."""
        return word in self.zone.closed_to and nation not in self.zone.except_nations

    def bars_tasks(self, word: str, nation: str) -> bool:
        """Whether it bars tasks of `word` of a nation."""
        return nation not in self.zone.except_nations and bool({word, "tasks"} & set(self.zone.closed_to))

    def meets(self, start: datetime, end: datetime) -> bool:
        """Whether it is in force at some time within (start, end)."""
        return (self.zone.start is None or self.zone.start < end) and (
            self.zone.end is None or self.zone.end > start
        )


@dataclass(frozen=True)
class Water:
    """The scenario's land, zones and areas."""

    scenario: Scenario
    theatre: Bounds
    """West, south, east, north round the scenario's own places: recorded zones are compared within."""
    bounds: Bounds
    """The theatre, or more of the earth where the record speaks of it."""

    @cached_property
    def land(self) -> BaseGeometry:
        """Land, prepared for repeated questions."""
        land = coast.land(self.bounds)
        shapely.prepare(land)
        return land

    @cached_property
    def zones(self) -> tuple[ZoneShape, ...]:
        """Every zone of the scenario, prepared."""
        found = []
        for name, zone in self.scenario.zones.items():
            shape = draw_zone(zone, self.theatre)
            if self.bounds != self.theatre:
                # A belt is drawn in planes about its bounds: within the theatre keep to the theatre's.
                beyond = draw_zone(zone, self.bounds).difference(shapely.box(*self.theatre))
                shape = shapely.union(shape, beyond)
            shapely.prepare(shape)
            found.append(ZoneShape(name, zone, shape))
        return tuple(found)

    @cached_property
    def areas(self) -> dict[str, BaseGeometry]:
        """Each area's sea as drawn: its polygons less land."""
        return {name: draw_area(area).difference(self.land) for name, area in self.scenario.areas.items()}

    @cached_property
    def sea(self) -> BaseGeometry:
        """The water that sectors are made of: the areas' sea less what zones cut. Prepared."""
        sea = shapely.union_all(list(self.areas.values())).difference(self.cut)
        shapely.prepare(sea)
        return sea

    @cached_property
    def cut(self) -> BaseGeometry:
        """Water where nobody may ever be tasked."""
        return shapely.union_all([z.shape for z in self.zones if closed_to_all(z.zone, self.scenario)])


def closed_to_all(zone: Zone, scenario: Scenario) -> bool:
    """Whether a zone is closed for the whole horizon and to all who take part: to tasks, or to ships and
    aircraft both, with no nation exempt that has an asset.
    """
    opening, length = scenario.horizon.start, scenario.horizon.length_s
    late = zone.start is not None and zone.start > opening
    early = zone.end is not None and (zone.end - opening).total_seconds() < length
    words = set(zone.closed_to)
    nations = {ship.nation for ship in scenario.ships.values()}
    nations |= {detachment.nation for detachment in scenario.aircraft.values()}
    everything = "tasks" in words or words >= {"ships", "aircraft"}
    return everything and not (late or early or nations & set(zone.except_nations))


def draw_zone(zone: Zone, bounds: Bounds) -> BaseGeometry:
    """A zone's shape: its polygons, or the belt round its states' land within `bounds`."""
    if zone.coast_buffer_nm is not None:
        return coast.coast_buffer(zone.of, zone.coast_buffer_nm, bounds)
    return _union(zone.polygons)


def draw_area(area: Area) -> BaseGeometry:
    """An area's shape as the planner drew it, land included."""
    return _union(area.polygons)


def chop_points(scenario: Scenario) -> list[LonLat]:
    """Where ships join and leave, as far as the planner says."""
    spells = [spell for ship in scenario.ships.values() for spell in ship.spells]
    return [at for spell in spells for at in (spell.in_at, spell.out_at) if at is not None]


def draw_water(scenario: Scenario, points: Iterable[LonLat], boxes: Iterable[tuple[float, ...]]) -> Water:
    """The water of a scenario, wide enough for the given points and (west, south, east, north) boxes."""
    named = [*(base.position for base in scenario.bases.values()), *chop_points(scenario)]
    for area in scenario.areas.values():
        named += [corner for ring in area.polygons for corner in ring]
    theatre = _round(named, MARGIN_DEG)
    every = [*points]
    for west, south, east, north in boxes:
        every += [(west, south), (east, north)]
    beyond = _round([*every, theatre[:2], theatre[2:]], 0.0)
    return Water(scenario, theatre, beyond)


def _round(places: Sequence[LonLat], margin: float) -> Bounds:
    lons, lats = [lon for lon, _ in places], [lat for _, lat in places]
    west, south = max(min(lons) - margin, -180.0), max(min(lats) - margin, -90.0)
    return west, south, min(max(lons) + margin, 180.0), min(max(lats) + margin, 90.0)


def polygon_of(rings: Sequence[Sequence[LonLat]]) -> shapely.Polygon | None:
    """Outer ring and holes as a prepared polygon; None where they do not make one."""
    if not rings or any(len(ring) < 3 for ring in rings):
        return None
    if not all(isfinite(value) for ring in rings for corner in ring for value in corner):
        return None
    polygon = shapely.Polygon(rings[0], list(rings[1:]))
    if not polygon.is_valid or polygon.area == 0.0:
        return None
    shapely.prepare(polygon)
    return polygon


def _union(polygons: Iterable[Sequence[LonLat]]) -> BaseGeometry:
    shapes = [shapely.make_valid(shapely.Polygon(ring)) for ring in polygons]
    return shapely.union_all(shapes)
