"""The track of one holder as it is written down: legs in order, with their ids, and events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from patrolplan.record.types import Event, Leg, LonLat, Point

DIGITS = 7
HALF_SECOND = timedelta(milliseconds=500)
LegKind = Literal["transit", "passage", "search", "hold"]
EventKind = Literal["join", "leave", "port", "wait", "relief", "replenish"]


@dataclass
class Log:
    """Collects legs and events of one ship or sortie. `where` is its last known position."""

    asset: str
    sortie: str | None
    prefix: str
    legs: list[Leg] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    where: LonLat | None = None

    def leg(self, kind: LegKind, points: tuple[Point, ...], task: str | None = None) -> None:
        """Add a leg as `tidied`, unless it goes nowhere in no time."""
        points = tidied(points)
        if len(points) < 2:
            return
        number = len(self.legs) + 1
        leg_id = f"{self.prefix}:{number}"
        self.legs.append(Leg(leg_id, self.asset, self.sortie, task, kind, points))
        self.where = (points[-1].lon, points[-1].lat)

    def event(self, kind: EventKind, at: LonLat | None, start: datetime, end: datetime) -> None:
        """Add an event."""
        place = None if at is None else tidied_place(at)
        span = ((start + HALF_SECOND).replace(microsecond=0), (end + HALF_SECOND).replace(microsecond=0))
        self.events.append(Event(self.asset, kind, place, *span))

    def wait(self, at: LonLat | None, start: datetime, end: datetime) -> None:
        """A ship waits, an aircraft holds; nothing where there is no second to pass."""
        if end - start < timedelta(seconds=1):
            return
        if self.sortie is None:
            self.event("wait", at, start, end)
        elif at is not None:
            self.leg("hold", (Point(*at, start), Point(*at, end)))


def tidied(points: Iterable[Point]) -> tuple[Point, ...]:
    """Points as they are written down: to a hundredth of a metre and to the second, none twice."""
    found: list[Point] = []
    for point in points:
        place = tidied_place((point.lon, point.lat))
        one = Point(*place, (point.time + HALF_SECOND).replace(microsecond=0))
        if not found or found[-1] != one:
            found.append(one)
    return tuple(found)


def tidied_place(place: LonLat) -> LonLat:
    """A position to a hundredth of a metre."""
    return round(place[0], DIGITS), round(place[1], DIGITS)
