"""iCalendar (RFC 5545): one event per task, flight and stop; Outlook and phones read it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from patrolplan.export.remarks import heading, reserved_line, task_lines
from patrolplan.export.spots import ddm, wrapped
from patrolplan.export.text import plain
from patrolplan.export.view.types import Mover, Stamp, View
from patrolplan.record.types import LonLat


def ics(view: View) -> bytes:
    """The view as a calendar. Events keep their UID from issue to issue; SEQUENCE is the issue.

    DTSTAMP is the horizon's start: the plan knows no clock.
    """
    from icalendar import Calendar, vText

    stamp = view.stamp
    calendar = Calendar()
    calendar.add("prodid", f"-//patrolplan//{stamp.version}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(f"{stamp.title}, {stamp.audience}"))
    calendar.add("x-wr-caldesc", vText("\n".join(heading(stamp))))
    calendar.add("x-patrolplan-seal", vText(stamp.seal))
    for mover in view.movers:
        _mover(calendar, stamp, mover)
    for one in view.reserved:
        key = f"reserved|{one.sector.id}|{one.start}"
        name = f"{plain(one.sector.id)} reserved"
        _event(calendar, stamp, key, name, (one.start, one.end), [reserved_line(one)], one.sector.point)
    return bytes(calendar.to_ical(sorted=False))


def _mover(calendar: Any, stamp: Stamp, mover: Mover) -> None:
    if mover.sortie is not None:
        span = (mover.sortie.takeoff, mover.sortie.landing)
        words = [f"airframe {mover.sortie.airframe}, crew {mover.sortie.crew}"]
        if mover.line is not None:
            words.append(f"callsign {plain(mover.line.callsign)}")
        _event(calendar, stamp, f"sortie|{mover.sortie.id}", f"{plain(mover.name)} flies", span, words)
    for job in mover.jobs:
        name = f"{plain(mover.name)}: {plain(job.task.id)} in {plain(job.sector.id)}"
        span = (job.task.start, job.task.end)
        _event(calendar, stamp, f"task|{job.task.id}", name, span, list(task_lines(job)), job.place)
    for event in mover.events:
        if event.kind == "wait":
            continue
        key = f"event|{mover.asset}|{event.kind}|{event.start}"
        _event(
            calendar, stamp, key, f"{plain(mover.name)}: {event.kind}", (event.start, event.end), [], event.at
        )


def _event(
    calendar: Any,
    stamp: Stamp,
    key: str,
    name: str,
    span: tuple[datetime, datetime],
    words: Iterable[str],
    place: LonLat | None = None,
) -> None:
    from icalendar import Event

    event = Event()
    digest = hashlib.sha256(f"{stamp.plan}|{key}".encode()).hexdigest()[:32]
    event.add("uid", f"{digest}@patrolplan")
    event.add("dtstamp", _whole(stamp.start))
    event.add("sequence", stamp.issue)
    event.add("summary", name)
    event.add("dtstart", _whole(span[0]))
    if span[1] > span[0]:
        event.add("dtend", _whole(span[1]))
    if place is not None:
        event.add("location", ddm(place))
        event.add("geo", (round(place[1], 6), round(wrapped(place[0]), 6)))
    event.add("description", "\n".join((*words, *heading(stamp))))
    event.add("transp", "OPAQUE")
    calendar.add_component(event)


def _whole(moment: datetime) -> datetime:
    """UTC to the nearest second, as the format counts."""
    return (moment.astimezone(UTC) + timedelta(microseconds=500_000)).replace(microsecond=0)
