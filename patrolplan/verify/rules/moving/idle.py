"""Advice: a ship that waits in water which somebody else holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import shapely

from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.layout import Holder, LonLat
from patrolplan.verify.rules.tolerance import TIME_S
from patrolplan.verify.rules.words import from_to, span

Wait = tuple[Holder, LonLat, float, float]


def idle(case: Case) -> Outcome:
    """A ship does not wait in a sector that another ship holds."""
    waits = [wait for key in case.holders for wait in _waits(case, key)]
    return outcome(len(waits), _in_the_way(case, waits))


def _waits(case: Case, key: str) -> Iterator[Wait]:
    """Where and when a ship lies between two legs, or on a leg that stays put."""
    holder, tracks = case.holders[key], case.tracks_of[key]
    if holder.sortie is not None:
        return
    for one, other in pairwise(tracks):
        if other.start - one.end > TIME_S and case.spell_of(one) == case.spell_of(other):
            yield holder, one.last, one.end, other.start
    for track in tracks:
        if track.kind == "hold" and track.leg.task is None:
            yield holder, track.first, track.start, track.end


def _in_the_way(case: Case, waits: list[Wait]) -> Iterator[Breach]:
    for holder, at, start, end in waits:
        for s in case.stations:
            if s.holder.key == holder.key or s.holder.asset.kind != "ship":
                continue
            begin, stop = max(start, s.start), min(end, s.end)
            shared = stop - begin
            if shared > TIME_S and s.place.polygon.contains(shapely.Point(at)):
                yield Breach(
                    f"{holder.name} waits in {s.place.id}, which {s.holder.name} holds, "
                    f"{from_to(case.time(begin), case.time(stop))}, {span(shared)}",
                    tasks=(s.id,),
                    place=at,
                    start=case.time(begin),
                    end=case.time(stop),
                    measured=shared,
                    limit=TIME_S,
                    unit="s",
                )
