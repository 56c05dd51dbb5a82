"""Which zones are closed to a kind of asset of a nation, and which of them at one time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from patrolplan.scenario.model import Horizon
from patrolplan.sea.types import ZoneShape

Kind = Literal["ship", "aircraft"]

_WORD = {"ship": "ships", "aircraft": "aircraft"}


@dataclass(frozen=True)
class Closed:
    """The zones that bind, by name: those of the whole horizon, and those of some hours of it."""

    always: dict[str, ZoneShape]
    timed: dict[str, ZoneShape]


def closed_to(zones: tuple[ZoneShape, ...], horizon: Horizon, kind: Kind, nation: str) -> Closed:
    """The zones whose water this kind of asset of this nation may not pass within the horizon."""
    opens, ends = span(horizon)
    always: dict[str, ZoneShape] = {}
    timed: dict[str, ZoneShape] = {}
    for zone in zones:
        if _WORD[kind] not in zone.closed_to or nation in zone.exempt or zone.shape.is_empty:
            continue
        start, end = zone.start or opens, zone.end or ends
        if start <= opens and end >= ends:
            always[zone.name] = zone
        elif start < ends and end > opens:
            timed[zone.name] = zone
    return Closed(always, timed)


def sets_at_once(timed: dict[str, ZoneShape], horizon: Horizon, longest: timedelta) -> list[frozenset[str]]:
    """Every set of timed zones that a voyage of at most `longest` can meet in force, smaller sets first.

    A voyage from t to e meets a zone when the zone starts before e and ends after t. The set changes only
    where t passes an end or e a start, so one voyage between each two such times stands for all.
    """
    opens, ends = span(horizon)
    hours = {name: (zone.start or opens, zone.end or ends) for name, zone in timed.items()}
    leaves = sorted({opens, *(end for _, end in hours.values() if end < ends)})
    lands = sorted({ends, *(start for start, _ in hours.values() if start > opens)})
    found = {frozenset[str]()}
    for after, t in enumerate(leaves):
        latest_t = leaves[after + 1] if after + 1 < len(leaves) else ends
        for before, e in enumerate(lands):
            earliest_e = lands[before - 1] if before else opens
            if e > t and earliest_e - latest_t <= longest:
                found.add(frozenset(name for name, (start, end) in hours.items() if start < e and end > t))
    return sorted(found, key=lambda names: (len(names), sorted(names)))


def span(horizon: Horizon) -> tuple[datetime, datetime]:
    """Opening and end of the horizon."""
    return horizon.start, horizon.start + timedelta(seconds=horizon.length_s)
