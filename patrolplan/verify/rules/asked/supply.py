"""Replenishment: often enough, long enough, in the right place, and on no task meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from patrolplan.geo.geodesy import distance_nm
from patrolplan.record.types import Event
from patrolplan.scenario.model import Replenish, Spell
from patrolplan.verify.rules.breaches import of_event
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.moving.chop import ashore
from patrolplan.verify.rules.moving.events import under_way_s
from patrolplan.verify.rules.tolerance import MOORING_NM, PLACE_NM, TIME_S
from patrolplan.verify.rules.words import dtg, from_to, place, span


def replenishment(case: Case) -> Outcome:
    """From joining, and from the end of each replenishment, it is no longer than `every` to the beginning of
    the next, or to leaving; each lasts as long as it takes, at its place if it has one, and she is on no
    task meanwhile.
    """
    spells = sum(len(ship.spells) for ship in case.scenario.ships.values() if ship.replenish is not None)
    return outcome(spells + len(_events(case)), _judged(case))


def _events(case: Case) -> list[Event]:
    return [e for e in case.record.events if e.kind == "replenish"]


def _judged(case: Case) -> Iterator[Breach]:
    for event in _events(case):
        ship = case.scenario.ships.get(event.asset)
        if ship is None or ship.replenish is None:
            yield Breach(
                f"{event.asset} replenishes {from_to(event.start, event.end)}: nothing asks for it",
                place=event.at,
                start=event.start,
                end=event.end,
            )
            continue
        yield from _each(case, event, ship.replenish)
    for name, ship in case.scenario.ships.items():
        if ship.replenish is not None:
            for spell in ship.spells:
                yield from _often(case, name, spell, ship.replenish)


def _each(case: Case, event: Event, item: Replenish) -> Iterator[Breach]:
    words = f"{event.asset} replenishes {from_to(event.start, event.end)}"
    lasts = (event.end - event.start).total_seconds()
    if lasts < item.takes_s - TIME_S:
        yield of_event(
            event, f"{words}, {span(lasts)}; it takes {span(item.takes_s)}", lasts, item.takes_s, "s"
        )
    if item.at is not None:
        off = distance_nm(event.at, item.at) if event.at is not None else 0.0
        limit = MOORING_NM if ashore(case, item.at) else PLACE_NM
        if event.at is None or off > limit:
            where = "at no recorded place" if event.at is None else f"at {place(event.at)}, {off:.1f} nm off"
            yield of_event(event, f"{words} {where}; it is due at {place(item.at)}", off, limit, "nm")
    start, end = case.seconds(event.start), case.seconds(event.end)
    for s in case.stations_of[event.asset]:
        shared = min(end, s.end) - max(start, s.start)
        if shared > TIME_S:
            yield of_event(
                event,
                f"{words}, and is on task in {s.place.id} for {span(shared)} of it",
                shared,
                TIME_S,
                "s",
            )
    under_way = under_way_s(case.tracks_of[event.asset], start, end)
    if under_way > TIME_S:
        yield of_event(
            event, f"{words}, but is under way for {span(under_way)} of it", under_way, TIME_S, "s"
        )


def _often(case: Case, name: str, spell: Spell, item: Replenish) -> Iterator[Breach]:
    mine = sorted(
        (e for e in _events(case) if e.asset == name and spell.in_time <= e.start < spell.out_time),
        key=lambda e: e.start,
    )
    since, what = spell.in_time, "joining"
    for until, end, then in [
        *((e.start, e.end, "replenishing") for e in mine),
        (spell.out_time, spell.out_time, "leaving"),
    ]:
        lasts = (until - since).total_seconds()
        if lasts > item.every_s + TIME_S:
            yield Breach(
                f"{name} goes {span(lasts)} from {what} at {dtg(since)} to {then} at {dtg(until)}; at most "
                f"{span(item.every_s)} is allowed",
                start=since,
                end=until,
                measured=lasts,
                limit=float(item.every_s),
                unit="s",
            )
        since, what = end, "replenishing"
