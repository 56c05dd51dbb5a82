"""The shortest task: long enough to be worth the way, and to cross the sector once."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from patrolplan.verify.rules.breaches import of_task
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.layout import Station
from patrolplan.verify.rules.tolerance import CROSSING_S
from patrolplan.verify.rules.words import span

SECONDS_PER_HOUR = 3600.0


def minimum(case: Case) -> Outcome:
    """A task lasts at least the larger of the asset's `min_task` (or `min_look`) and the time to
    cross the sector from corner to corner, inside it, at on-station speed, rounded up to the slot for ships
    and to the tick for aircraft.
    """
    return outcome(len(case.stations), _short(case))


def shortest_s(case: Case, station: Station) -> float:
    """The shortest task of that holder in that sector [s]."""
    name = station.holder.asset.name
    if station.holder.asset.kind == "ship":
        ship = case.scenario.ships[name]
        own, speed, step = ship.min_task_s, ship.patrol_kn, case.scenario.horizon.slot_s
    else:
        detachment = case.scenario.aircraft[name]
        speed = case.scenario.types[detachment.type].station_kn
        own, step = detachment.min_look_s, case.scenario.horizon.tick_s
    crossing = station.place.across_nm / speed * SECONDS_PER_HOUR
    return float(ceil(max(own, crossing - CROSSING_S) / step) * step)


def _short(case: Case) -> Iterator[Breach]:
    for s in case.stations:
        limit = shortest_s(case, s)
        lasts = s.end - s.start
        if lasts < limit:
            words = f"{s.words}: {span(lasts)}, at least {span(limit)} are needed there"
            yield of_task(s, words, lasts, limit, "s")
