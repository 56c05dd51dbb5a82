"""The parts that a record is laid out in: who, where, from when to when, and along what track."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, isfinite
from typing import Literal

import shapely

from patrolplan.geo.geodesy import interpolate
from patrolplan.record.types import Leg, Sector, Sortie, Task
from patrolplan.verify.rules.tolerance import CHORD_NM
from patrolplan.verify.rules.water.across import across_nm
from patrolplan.verify.rules.words import from_to

LonLat = tuple[float, float]
Kind = Literal["ship", "aircraft"]


@dataclass(frozen=True)
class Asset:
    """A ship, or an aircraft detachment."""

    name: str
    kind: Kind
    nation: str

    @property
    def closed_word(self) -> str:
        """How a zone's `closed_to` names its kind."""
        return "ships" if self.kind == "ship" else "aircraft"


@dataclass(frozen=True)
class Holder:
    """A ship, or one sortie."""

    key: str
    name: str
    """As messages say it."""
    asset: Asset
    sortie: Sortie | None


@dataclass(frozen=True)
class Place:
    """A recorded sector with its polygon."""

    sector: Sector
    polygon: shapely.Polygon

    @property
    def id(self) -> str:
        """Of the sector."""
        return self.sector.id

    @cached_property
    def across_nm(self) -> float:
        """Longest way inside from corner to corner."""
        return across_nm(self.polygon)


@dataclass(frozen=True)
class Station:
    """A task that makes sense by itself. Times are seconds since the horizon opened."""

    task: Task
    holder: Holder
    place: Place
    start: float
    end: float

    @property
    def id(self) -> str:
        """Of the task."""
        return self.task.id

    @property
    def words(self) -> str:
        """Who is where, from when to when."""
        return f"{self.holder.name} in {self.place.id} {from_to(self.task.start, self.task.end)}"


@dataclass(frozen=True)
class Piece:
    """A stretch of track at constant speed along a geodesic. Times are seconds since opening."""

    a: LonLat
    b: LonLat
    start: float
    end: float
    nm: float

    def at(self, time: float) -> LonLat:
        """Where the holder is at a time within the piece."""
        if self.end <= self.start:
            return self.b
        return interpolate(self.a, self.b, (time - self.start) / (self.end - self.start))


@dataclass(frozen=True)
class Track:
    """A leg that makes sense by itself."""

    leg: Leg
    holder: Holder
    pieces: tuple[Piece, ...]

    @property
    def id(self) -> str:
        """Of the leg."""
        return self.leg.id

    @property
    def kind(self) -> str:
        """Of the leg."""
        return self.leg.kind

    @property
    def start(self) -> float:
        """When it begins."""
        return self.pieces[0].start

    @property
    def end(self) -> float:
        """When it ends."""
        return self.pieces[-1].end

    @property
    def first(self) -> LonLat:
        """Where it begins."""
        return self.pieces[0].a

    @property
    def last(self) -> LonLat:
        """Where it ends."""
        return self.pieces[-1].b

    def at(self, time: float) -> LonLat:
        """Where the holder is at a time; outside the leg, at its nearer end."""
        for piece in self.pieces:
            if time < piece.end:
                return piece.at(max(time, piece.start))
        return self.last

    @cached_property
    def line(self) -> shapely.LineString | None:
        """The track drawn straight in longitude and latitude between near points; None if it stays put."""
        return draw(self.pieces)

    @property
    def tasks(self) -> tuple[str, ...]:
        """The task that it is flown or sailed on, if any."""
        return () if self.leg.task is None else (self.leg.task,)

    @property
    def words(self) -> str:
        """Who moves how, from when to when."""
        when = from_to(self.leg.points[0].time, self.leg.points[-1].time)
        return f"{self.holder.name} on {self.kind} {when}"


def draw(pieces: Sequence[Piece]) -> shapely.LineString | None:
    """Pieces as one line straight in longitude and latitude between points at most CHORD_NM apart."""
    points: list[LonLat] = []
    for piece in pieces:
        if piece.nm > 0:
            count = ceil(piece.nm / CHORD_NM)
            between = [interpolate(piece.a, piece.b, i / count) for i in range(1, count)]
            points += [piece.a, *between, piece.b]
    return shapely.LineString(points) if points else None


def leg_fault(leg: Leg) -> str | None:
    """Why a leg cannot be followed, in words; None where it can."""
    if len(leg.points) < 2:
        return "has fewer than two points"
    for point in leg.points:
        if not (
            isfinite(point.lon) and isfinite(point.lat) and abs(point.lat) <= 90 and abs(point.lon) <= 540
        ):
            return f"has a point that is no position ({point.lon}, {point.lat})"
    for p, q in zip(leg.points, leg.points[1:], strict=False):
        if q.time < p.time:
            return "goes back in time"
    return None
