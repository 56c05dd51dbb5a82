"""Events: joining, leaving, waiting and lying in port happen where and when the ship is there for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from patrolplan.geo.geodesy import distance_nm
from patrolplan.record.types import Event
from patrolplan.verify.rules.breaches import of_event
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.layout import LonLat, Track
from patrolplan.verify.rules.moving.chop import ashore
from patrolplan.verify.rules.tolerance import MOORING_NM, PLACE_NM, TIME_S
from patrolplan.verify.rules.words import dtg, from_to, place, span


def events(case: Case) -> Outcome:
    """An event of a ship is where her track of that spell has her then (without a track: where the spell
    begins or ends); she joins at the start of a spell or later, leaves by its end, and does not move
    while she waits or lies in port.
    """
    ships = [event for event in case.record.events if event.asset in case.scenario.ships]
    return outcome(len(ships), (breach for event in ships for breach in _judged(case, event)))


def _judged(case: Case, event: Event) -> Iterator[Breach]:
    tracks = case.tracks_of[event.asset]
    start, end = case.seconds(event.start), case.seconds(event.end)
    when = dtg(event.start) if event.start == event.end else from_to(event.start, event.end)
    words = f"{event.asset}: {event.kind} {when}"
    if end < start:
        yield of_event(event, f"{words} ends before it starts", start - end, 0.0, "s")
        return
    if event.kind in ("join", "leave"):
        if end - start > TIME_S:
            yield of_event(event, f"{words} is no moment", end - start, TIME_S, "s")
        yield from _dates(case, event, words, start)
    elif event.kind in ("wait", "port", "relief"):
        moved = under_way_s(tracks, start, end)
        if moved > TIME_S:
            yield of_event(
                event, f"{words}, but she is under way for {span(moved)} of it", moved, TIME_S, "s"
            )
    if event.at is None:
        return
    for seconds in dict.fromkeys((start, end)):
        last = event.kind == "leave"
        # who leaves at the moment at which the next spell begins leaves the earlier one
        spell = case.spell_at_time(event.asset, seconds - TIME_S if last else seconds)
        mine = [track for track in tracks if case.spell_of(track) == spell]
        dates = case.scenario.ships[event.asset].spells[spell]
        due = [_where(mine, seconds, last)] if mine else [at for at in (dates.in_at, dates.out_at) if at]
        off = min((distance_nm(event.at, at) for at in due), default=0.0)
        if off > PLACE_NM and not (ashore(case, event.at) and off <= MOORING_NM):
            yield of_event(
                event, f"{words} at {place(event.at)}, {off:.1f} nm from where she is", off, PLACE_NM, "nm"
            )
            return


def under_way_s(tracks: Sequence[Track], start: float, end: float) -> float:
    """For how long of a span a ship is under way: on a leg that does not stay put [s]."""
    return sum(max(min(t.end, end) - max(t.start, start), 0.0) for t in tracks if t.line is not None)


def _dates(case: Case, event: Event, words: str, seconds: float) -> Iterator[Breach]:
    spells = case.scenario.ships[event.asset].spells
    spell = spells[case.spell_at_time(event.asset, seconds)]
    out = max(case.seconds(spell.in_time) - seconds, seconds - case.seconds(spell.out_time))
    if out > TIME_S:
        dates = from_to(spell.in_time, spell.out_time)
        yield of_event(
            event, f"{words}, {span(out)} outside her time with the cell, {dates}", out, TIME_S, "s"
        )


def _where(tracks: Sequence[Track], seconds: float, last: bool) -> LonLat:
    """Where a ship is by her tracks: on one of them, or where the last one before left her; before the
    first where that begins. At the very moment of a change the earlier track counts if `last`.
    """
    at = tracks[0].first
    for track in tracks:
        if track.start > seconds + TIME_S or (
            track.start > seconds - TIME_S and last and track is not tracks[0]
        ):
            break
        at = track.first if track.start >= seconds - TIME_S else track.at(seconds)
    return at
