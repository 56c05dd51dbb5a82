"""Relief: in water with presence a ship is there for a while before her task begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import shapely

from patrolplan.record.types import Event
from patrolplan.verify.rules.breaches import of_task
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.layout import Station
from patrolplan.verify.rules.tolerance import PLACE_NM, TIME_S
from patrolplan.verify.rules.water.flat import flatten
from patrolplan.verify.rules.words import span


def relief(case: Case) -> Outcome:
    """Before each task of a ship in a sector of an area with presence she lies in that sector for the
    relief: recorded as `relief` where another ship's task there ends then, as `wait` where none does.
    """
    mine = [s for s in case.stations if _needed(case, s)]
    return outcome(len(mine), (breach for s in mine for breach in _judged(case, s)))


def _needed(case: Case, s: Station) -> bool:
    asked = [name for name, area in case.scenario.areas.items() if area.presence is not None]
    touched = case.touched.get(s.place.id, frozenset())
    return (
        s.holder.asset.kind == "ship"
        and case.scenario.relief_s > 0
        and any(name in touched for name in asked)
    )


def _judged(case: Case, s: Station) -> Iterator[Breach]:
    begins = s.task.start - timedelta(seconds=case.scenario.relief_s)
    slack = timedelta(seconds=TIME_S)
    events = [
        e for e in case.record.events if e.asset == s.holder.asset.name and _covers(e, s, begins, slack)
    ]
    words, length = s.words, float(case.scenario.relief_s)
    if not events:
        yield of_task(s, f"{words}: not there for the {span(length)} before it", 0.0, length, "s")
        return
    event = events[0]
    if event.at is not None:
        lat = s.place.sector.point[1]
        off = flatten(s.place.polygon, lat).distance(flatten(shapely.Point(event.at), lat))
        if off > PLACE_NM:
            yield of_task(
                s, f"{words}: before it she lies {off:.1f} nm outside the sector", off, PLACE_NM, "nm"
            )
    relieved = any(
        other.holder.key != s.holder.key
        and other.place.id == s.place.id
        and other.holder.asset.kind == "ship"
        and other.start < s.start
        and other.task.end > begins
        for other in case.stations
    )
    if (event.kind == "relief") != relieved:
        due = "somebody is relieved" if relieved else "nobody is relieved"
        yield of_task(s, f"{words}: recorded as {event.kind}, but {due}", 1.0, 0.0, "")


def _covers(event: Event, s: Station, begins: datetime, slack: timedelta) -> bool:
    return (
        event.kind in ("relief", "wait")
        and event.start <= begins + slack
        and event.end >= s.task.start - slack
    )
