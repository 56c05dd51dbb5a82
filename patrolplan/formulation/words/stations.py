"""Search tracks of tasks: where a holder goes while it is on station."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import shapely
from shapely import MultiPolygon, Polygon

from patrolplan.formulation.types import Formulation
from patrolplan.formulation.words.paces import Paces
from patrolplan.problem.types import Look
from patrolplan.record.types import LonLat, Point
from patrolplan.sea.tracks import Fix, Track, search_track
from patrolplan.sea.types import ZoneShape

SAME_SPEED = 1e-4
TRIES = 6
"""Relative: a search is drawn again until its mean speed is so near to that of the steps that it meets."""


@dataclass(frozen=True)
class Station:
    """The track of one task: passage in, search, passage out; each may be empty."""

    passage_in: tuple[Point, ...]
    search: tuple[Point, ...]
    passage_out: tuple[Point, ...]
    note: str
    """Why it is other than asked for, in words; empty if it is not."""

    @property
    def kind(self) -> Literal["search", "hold"]:
        """What it does on station: where the water is too narrow to search it holds."""
        places = {(point.lon, point.lat) for point in self.search}
        return "search" if len(places) > 1 else "hold"

    @property
    def points(self) -> tuple[Point, ...]:
        """All of it in order."""
        return (*self.passage_in, *self.search, *self.passage_out)

    @property
    def first(self) -> LonLat:
        """Where the task begins."""
        return self.points[0].lon, self.points[0].lat

    @property
    def last(self) -> LonLat:
        """Where the task ends."""
        return self.points[-1].lon, self.points[-1].lat


@dataclass(frozen=True)
class Stations:
    """Makes the tracks of a plan's tasks; remembers which zones lie in which sector."""

    formulation: Formulation
    _zones: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)

    def track(self, mover: int, look: Look, entry: LonLat | None, exit_: LonLat | None) -> Station:
        """The track of a mover's task from where it comes in to where it goes out.

        Width is the mean over the steps that it meets, by the time in each; so is speed, over the time that
        it searches, and the search then keeps to the effective speed of each step. The inset is half the
        separation that the scenario asks for.
        """
        f = self.formulation
        fleet, sector = f.fleets[mover], f.water.sectors[look.sector]
        paces = Paces(fleet.sweep.speed_kn[look.sector], f.clock.slot_ticks * f.clock.tick_s, f.clock.start)
        widths = Paces(fleet.sweep.width_nm[look.sector], f.clock.slot_ticks * f.clock.tick_s, f.clock.start)
        apart = f.scenario.separation
        separation = apart.ships_nm if fleet.kind.medium == "ship" else apart.aircraft_nm
        start, end = f.clock.at(look.start), f.clock.at(look.end)
        avoid = self._avoid(mover, look, start, end)
        if fleet.forced and avoid and shapely.covers(shapely.union_all(avoid), sector.polygon):
            avoid = []  # nowhere to go that is not closed: a judge will say so

        def made_at(speed_kn: float) -> Track:
            return search_track(
                sector.polygon,
                inset_nm=separation / 2.0,
                speed_kn=speed_kn,
                start=start,
                end=end,
                width_nm=widths.mean(start, end),
                entry=entry,
                exit=exit_,
                avoid=avoid,
                transit_kn=max(fleet.kind.transit_kn, fleet.kind.station_kn),
            )

        made = made_at(paces.mean(start, end))
        search = made.search
        if not paces.even(start, end):
            made, search = _kept(made, paces, made_at)
        return Station(_points(made.passage_in), _points(search), _points(made.passage_out), made.note)

    def _avoid(self, mover: int, look: Look, start: datetime, end: datetime) -> list[Polygon | MultiPolygon]:
        """Zones in the sector that bar this mover's tasks during the task."""
        zones = {zone.name: zone for zone in self.formulation.water.zones}
        inside = self._inside(mover, look.sector)
        return [zones[name].shape for name in inside if _meets(zones[name], start, end)]

    def _inside(self, mover: int, sector: int) -> tuple[str, ...]:
        if (mover, sector) not in self._zones:
            polygon = self.formulation.water.sectors[sector].polygon
            binding = self.formulation.fleets[mover].kind.binding
            self._zones[mover, sector] = tuple(
                zone.name
                for zone in self.formulation.water.zones
                if zone.name in binding and polygon.intersects(zone.shape)
            )
        return self._zones[mover, sector]


def _kept(made: Track, paces: Paces, made_at: Callable[[float], Track]) -> tuple[Track, tuple[Fix, ...]]:
    """The track whose search is as long as the steps' own speeds make it, and that search in their times.

    How long the passages take says which steps are searched, and the speed says where the passages lead: the
    mean speed of what is searched is tried until it is that of the track made with it. Where a pattern turns
    over at every try, the first track stays as it is, at one speed throughout.
    """
    first = made
    for _ in range(TRIES):
        start, end = made.search[0][2], made.search[-1][2]
        if start >= end:
            break
        speed = paces.mean(start, end)
        made = made_at(speed)
        start, end = made.search[0][2], made.search[-1][2]
        if start < end and abs(paces.mean(start, end) - speed) <= SAME_SPEED * speed:
            return made, paces.keep(made.search)
    return first, first.search


def _meets(zone: ZoneShape, start: datetime, end: datetime) -> bool:
    return (zone.start is None or zone.start < end) and (zone.end is None or zone.end > start)


def _points(track: tuple[Fix, ...]) -> tuple[Point, ...]:
    return tuple(Point(float(lon), float(lat), when) for lon, lat, when in track)
