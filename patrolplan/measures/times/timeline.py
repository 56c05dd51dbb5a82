"""What each holder does, in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from patrolplan.measures.nations import nations
from patrolplan.measures.times.periods import horizon_end
from patrolplan.record.types import Record, Sortie


@dataclass(frozen=True)
class Span:
    """A piece of an itinerary. `kind` is task, transit, hold or an event's kind."""

    kind: str
    start: datetime
    end: datetime
    sector: str | None = None
    task: str | None = None


@dataclass(frozen=True)
class Timeline:
    """One holder: a ship, or one sortie."""

    asset: str
    nation: str
    sortie: Sortie | None
    presence: tuple[tuple[datetime, datetime], ...]
    """With the cell: a ship's spells, a sortie from take-off to landing."""
    spans: tuple[Span, ...]
    """By start; passages are part of their task."""

    @property
    def holder(self) -> str:
        """The ship's name or the sortie's id."""
        return self.asset if self.sortie is None else self.sortie.id


def timelines(record: Record) -> tuple[Timeline, ...]:
    """Every ship of the scenario in its order, tasked or not; then every sortie by take-off."""
    of = nations(record)
    flying = {sortie.detachment for sortie in record.sorties}
    detachments = flying | set(record.scenario.get("aircraft", {}))
    ships = [asset for asset in of if asset not in detachments]
    at_sea = [
        Timeline(ship, of[ship], None, _spells(record, ship), _spans(record, ship, None)) for ship in ships
    ]
    in_the_air = [
        Timeline(
            sortie.detachment,
            of[sortie.detachment],
            sortie,
            ((sortie.takeoff, sortie.landing),),
            _spans(record, sortie.detachment, sortie.id),
        )
        for sortie in sorted(record.sorties, key=lambda one: (one.takeoff, one.id))
    ]
    return (*at_sea, *in_the_air)


def _spans(record: Record, asset: str, sortie: str | None) -> tuple[Span, ...]:
    spans = [
        Span("task", task.start, task.end, task.sector, task.id)
        for task in record.tasks
        if task.asset == asset and task.sortie == sortie
    ]
    spans += [
        Span(leg.kind, leg.points[0].time, leg.points[-1].time)
        for leg in record.legs
        if leg.asset == asset and leg.sortie == sortie and leg.kind in ("transit", "hold")
    ]
    if sortie is None:
        spans += [
            Span(event.kind, event.start, event.end)
            for event in record.events
            if event.asset == asset and event.kind not in ("join", "leave")
        ]
    return tuple(sorted(spans, key=lambda span: (span.start, span.end, span.kind)))


def _spells(record: Record, ship: str) -> tuple[tuple[datetime, datetime], ...]:
    """From each joining to the leaving that follows it; to the horizon's end where none does."""
    events = sorted(
        (event for event in record.events if event.asset == ship and event.kind in ("join", "leave")),
        key=lambda event: event.start,
    )
    found: list[tuple[datetime, datetime]] = []
    since: datetime | None = None
    for event in events:
        if event.kind == "join":
            since = event.start
        elif since is not None:
            found.append((since, event.end))
            since = None
    if since is not None:
        found.append((since, horizon_end(record.model)))
    return tuple(found)
