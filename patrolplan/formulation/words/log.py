"""The track of one holder as it is written down: legs in order, with their ids, and events."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from patrolplan.record.types import Event, Leg, LonLat, Point

LegKind = Literal["transit", "passage", "search", "hold"]
EventKind = Literal["join", "leave", "port", "wait"]


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
        """Add a leg, unless it goes nowhere in no time."""
        if len(points) < 2:
            return
        number = len(self.legs) + 1
        leg_id = f"{self.prefix}:{number}"
        self.legs.append(Leg(leg_id, self.asset, self.sortie, task, kind, points))
        self.where = (points[-1].lon, points[-1].lat)

    def event(self, kind: EventKind, at: LonLat | None, start: datetime, end: datetime) -> None:
        """Add an event."""
        self.events.append(Event(self.asset, kind, at, start, end))

    def wait(self, at: LonLat | None, start: datetime, end: datetime) -> None:
        """A ship waits, an aircraft holds; nothing where there is no time to pass."""
        if start >= end:
            return
        if self.sortie is None:
            self.event("wait", at, start, end)
        elif at is not None:
            self.leg("hold", (Point(*at, start), Point(*at, end)))
