"""What of a plan is frozen at a moment, and where everybody is then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise

from patrolplan.geo.geodesy import interpolate
from patrolplan.record.types import Event, Leg, LonLat, Model, Point, Record, Sortie, Task


@dataclass(frozen=True)
class Mark:
    """From when on a ship is free, and where she is then."""

    time: datetime
    at: LonLat | None
    """None: anywhere; nothing of her spell has happened."""


@dataclass(frozen=True)
class Cut:
    """The part of a plan that stays."""

    time: datetime
    """On a slot edge. Tasks and sorties that begin before it stay, to their ends."""
    tasks: tuple[Task, ...]
    sorties: tuple[Sortie, ...]
    ships: dict[str, Mark]
    """For each ship of the plan."""
    lost: dict[str, datetime]
    """Ships that are no more, from when on."""
    dropped: tuple[Task, ...] = ()
    """Tasks under way that an event ends."""
    cancelled: frozenset[str] = frozenset()
    """Sorties that have not taken off and will not."""
    late: dict[str, datetime] = field(default_factory=dict)
    """Ships that join later than the old plan had it, and when that was: from then on nothing of hers
    stays.
    """


def edge(model: Model, moment: datetime) -> datetime:
    """The first slot edge at or after a moment, within the horizon."""
    slot = timedelta(seconds=model.slot_s)
    steps = -((model.start - moment) // slot)
    return model.start + min(max(steps, 0), model.steps) * slot


def cut(
    record: Record,
    time: datetime,
    lost: dict[str, datetime] | None = None,
    cancelled: frozenset[str] = frozenset(),
    least: Callable[[Task], timedelta] = lambda _: timedelta(0),
    early: Callable[[Task], timedelta] = lambda _: timedelta(0),
    late: dict[str, datetime] | None = None,
) -> Cut:
    """Freeze what begins before a slot edge.

    Args:
        record: the plan.
        time: a slot edge (`edge`).
        lost: assets that are no more, and from when on. What a ship has under way then ends with the last
            whole slot before, if it has had its shortest time by then; else it is dropped. A sortie that has
            taken off before comes home.
        cancelled: sorties that have not taken off and will not.
        least: the shortest time that a ship's task may last.
        early: how long before a ship's task she is there to relieve: a task has begun when that has.
        late: ships that join later than the old plan had it, and when that was.

    """
    lost = lost or {}
    late = {name: joins for name, joins in (late or {}).items() if joins < time}
    tasks, dropped = [], []
    gone = {one.id for one in record.sorties if one.id in cancelled}
    gone |= {one.id for one in record.sorties if lost.get(one.detachment, one.takeoff) < one.takeoff}
    for task in record.tasks:
        begins = task.start - early(task) if task.sortie is None else _takeoff(record, task.sortie)
        if begins >= time or task.sortie in gone:
            continue
        if task.sortie is None and task.asset in late and task.start >= late[task.asset]:
            continue
        if task.sortie is None and task.asset in lost and task.end > lost[task.asset]:
            shorter = _until(record, task, lost[task.asset], least(task))
            dropped.append(task)
            if shorter is not None:
                tasks.append(shorter)
            continue
        tasks.append(task)
    sorties = tuple(one for one in record.sorties if one.takeoff < time and one.id not in gone)
    ships = {name: _mark(record, name, time, tasks) for name in record.scenario["ships"]}
    ships |= {name: Mark(time, None) for name in late}
    return Cut(time, tuple(tasks), sorties, ships, lost, tuple(dropped), frozenset(gone), late)


def _takeoff(record: Record, sortie: str) -> datetime:
    return next(one.takeoff for one in record.sorties if one.id == sortie)


def _until(record: Record, task: Task, lost: datetime, least: timedelta) -> Task | None:
    """The part of a task that was done when the ship was lost; None where it is too short for one."""
    slot = timedelta(seconds=record.model.slot_s)
    end = record.model.start + (lost - record.model.start) // slot * slot
    return replace(task, end=end) if end - task.start >= least else None


def _mark(record: Record, ship: str, time: datetime, tasks: list[Task]) -> Mark:
    """She is free when her frozen tasks are over, and when she has replenished if that is under way or comes
    before her next task.
    """
    free = max([time, *(task.end for task in tasks if task.asset == ship)])
    starts = [task.start for task in record.tasks if task.asset == ship and task.start >= free]
    for event in _of(record, ship):
        if event.kind == "replenish" and event.end > free and event.start < min(starts, default=event.end):
            free = event.end
    return Mark(free, position(record, ship, free))


def position(record: Record, ship: str, moment: datetime) -> LonLat | None:
    """Where a ship is by her tracks, on a leg or where the last one ended; None before she has begun any."""
    place: LonLat | None = None
    for event in _of(record, ship):
        if event.kind == "join" and event.start <= moment and event.at is not None:
            place = event.at
    since = max((e.start for e in _of(record, ship) if e.kind == "join" and e.start <= moment), default=None)
    for leg in legs_of(record, ship):
        first = leg.points[0]
        if first.time > moment or (since is not None and first.time < since):
            continue
        here = along(leg, moment)
        place = (here.lon, here.lat)
    return place


def legs_of(record: Record, ship: str) -> list[Leg]:
    """A ship's legs in order of time."""
    return sorted((leg for leg in record.legs if leg.asset == ship), key=lambda leg: leg.points[0].time)


def _of(record: Record, ship: str) -> list[Event]:
    return sorted((event for event in record.events if event.asset == ship), key=lambda event: event.start)


def along(leg: Leg, moment: datetime) -> Point:
    """Where a leg is at a moment, its ends outside its time."""
    if moment <= leg.points[0].time:
        return leg.points[0]
    for one, other in pairwise(leg.points):
        if moment <= other.time:
            span = (other.time - one.time).total_seconds()
            share = (moment - one.time).total_seconds() / span if span > 0 else 1.0
            lon, lat = interpolate((one.lon, one.lat), (other.lon, other.lat), share)
            return Point(round(lon, 7), round(lat, 7), moment)
    return leg.points[-1]


def leg_until(leg: Leg, moment: datetime) -> Leg | None:
    """The part of a leg that lies before a moment; None where none does."""
    if leg.points[0].time >= moment:
        return None
    if leg.points[-1].time <= moment:
        return leg
    points = [point for point in leg.points if point.time < moment]
    return replace(leg, points=(*points, along(leg, moment)))


def leg_from(leg: Leg, moment: datetime) -> Leg | None:
    """The part of a leg that lies after a moment; None where none does."""
    if leg.points[-1].time <= moment:
        return None
    if leg.points[0].time >= moment:
        return leg
    return replace(leg, points=(along(leg, moment), *(p for p in leg.points if p.time > moment)))


def event_until(event: Event, moment: datetime) -> Event | None:
    """The part of an event that lies before a moment; None where none does."""
    if event.start > moment or (event.start == moment and event.end > moment):
        return None
    return event if event.end <= moment else replace(event, end=moment)
