"""Search tracks of tasks: where a holder goes while it is on station."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from patrolplan.formulation.types import Formulation
from patrolplan.problem.types import Look
from patrolplan.record.types import LonLat, Point
from patrolplan.sea.tracks import Fix, search_track
from patrolplan.sea.types import ZoneShape


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

        Speed and width are means over the steps that it meets, by the time in each. The inset is half the
        separation that the scenario asks for.
        """
        f = self.formulation
        fleet, sector = f.fleets[mover], f.water.sectors[look.sector]
        speed = _mean(fleet.sweep.speed_kn[look.sector], look, f.clock.slot_ticks)
        width = _mean(fleet.sweep.width_nm[look.sector], look, f.clock.slot_ticks)
        apart = f.scenario.separation
        separation = apart.ships_nm if fleet.kind.medium == "ship" else apart.aircraft_nm
        start, end = f.clock.at(look.start), f.clock.at(look.end)
        made = search_track(
            sector.polygon,
            inset_nm=separation / 2.0,
            speed_kn=speed,
            start=start,
            end=end,
            width_nm=width,
            entry=entry,
            exit=exit_,
            avoid=self._avoid(mover, look, start, end),
            transit_kn=fleet.kind.transit_kn,
        )
        return Station(_points(made.passage_in), _points(made.search), _points(made.passage_out), made.note)

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


def _meets(zone: ZoneShape, start: datetime, end: datetime) -> bool:
    return (zone.start is None or zone.start < end) and (zone.end is None or zone.end > start)


def _mean(row: NDArray[np.float64], look: Look, slot_ticks: int) -> float:
    """Mean over a look of something constant within each step."""
    first, last = look.start // slot_ticks, (look.end - 1) // slot_ticks
    steps = np.arange(first, last + 1)
    begin, end = np.maximum(steps * slot_ticks, look.start), np.minimum((steps + 1) * slot_ticks, look.end)
    return float(np.dot(row[first : last + 1], end - begin) / (look.end - look.start))


def _points(track: tuple[Fix, ...]) -> tuple[Point, ...]:
    return tuple(Point(float(lon), float(lat), when) for lon, lat, when in track)
