"""No two tasked to the same water at the same time; and a holder meets a slot with one task only."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.layout import Station
from patrolplan.verify.rules.words import from_to, span


def overlap(case: Case) -> Outcome:
    """A slot is held by at most one holder, so no two share a sector at any moment either.

    Measured: the time that the two share; where they share a slot but no moment, the slot's time.
    """
    return outcome(_slots_held(case), (b for b in _pairs(case, same_holder=False)))


def one_task(case: Case) -> Outcome:
    """A holder meets a slot with one task only."""
    return outcome(_slots_held(case), (b for b in _pairs(case, same_holder=True)))


def slots_of(station: Station, slot_s: int) -> range:
    """The steps that a task meets."""
    return range(floor(station.start / slot_s), ceil(station.end / slot_s))


def _slots_held(case: Case) -> int:
    return sum(len(slots_of(station, case.slot_s)) for station in case.stations)


def _pairs(case: Case, same_holder: bool) -> Iterator[Breach]:
    for stations in _by_sector(case).values():
        for i, one in enumerate(stations):
            mine = slots_of(one, case.slot_s)
            for other in stations[i + 1 :]:
                theirs = slots_of(other, case.slot_s)
                if theirs.start >= mine.stop:
                    break  # by start: all that follow come later still
                if (one.holder.key == other.holder.key) == same_holder:
                    yield _breach(case, one, other, mine, theirs)


def _breach(case: Case, one: Station, other: Station, mine: range, theirs: range) -> Breach:
    start, end = max(one.start, other.start), min(one.end, other.end)
    if one.holder.key == other.holder.key:
        who = f"{one.holder.name} twice"
    else:
        who = f"{one.holder.name} and {other.holder.name}"
    sector = one.place.id
    if start < end:
        words = f"{who} in {sector} {from_to(case.time(start), case.time(end))}, {span(end - start)}"
    else:
        start = max(mine.start, theirs.start) * float(case.slot_s)
        end = min(mine.stop, theirs.stop) * float(case.slot_s)
        slots = f"{from_to(case.time(start), case.time(end))}"
        words = f"{who} in {sector} at different times of one slot, {slots}"
    return Breach(
        words,
        tasks=(one.id, other.id),
        place=one.place.sector.point,
        start=case.time(start),
        end=case.time(end),
        measured=end - start,
        limit=0.0,
        unit="s",
    )


def _by_sector(case: Case) -> dict[str, list[Station]]:
    found: dict[str, list[Station]] = {}
    for station in case.stations:  # these come by start
        found.setdefault(station.place.id, []).append(station)
    return found
