"""Breaches of what a task or an event is: about whom, where and from when to when they are, filled in."""

from __future__ import annotations

from patrolplan.record.types import Event
from patrolplan.verify.rules.finding import Breach
from patrolplan.verify.rules.layout import Station


def of_task(
    s: Station,
    words: str,
    measured: float | None = None,
    limit: float | None = None,
    unit: str = "",
    legs: tuple[str, ...] = (),
) -> Breach:
    """A breach about a task as a whole: at its sector's point, from its start to its end."""
    return Breach(
        words,
        tasks=(s.id,),
        legs=legs,
        place=s.place.sector.point,
        start=s.task.start,
        end=s.task.end,
        measured=measured,
        limit=limit,
        unit=unit,
    )


def of_event(event: Event, words: str, measured: float, limit: float, unit: str) -> Breach:
    """A breach about an event: where and when it is."""
    return Breach(
        words, place=event.at, start=event.start, end=event.end, measured=measured, limit=limit, unit=unit
    )
