"""One place at a time: a holder's tasks and legs follow one another, join, and lie where they claim."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import shapely

from patrolplan.geo.geodesy import distance_nm
from patrolplan.verify.rules.breaches import of_task
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.layout import Track, leg_fault
from patrolplan.verify.rules.tolerance import PLACE_NM, TIME_S
from patrolplan.verify.rules.water.flat import flatten
from patrolplan.verify.rules.words import dtg, from_to, place, span

ON_STATION = ("search", "passage", "hold")
"""Kinds of leg that a task is made of."""


def one_place(case: Case) -> Outcome:
    """Tasks of one holder do not overlap in time, nor do its legs."""
    return outcome(len(case.stations) + len(case.tracks), _at_once(case))


def joined(case: Case) -> Outcome:
    """Each leg begins where and when the one before it ended: nobody jumps. A ship may wait between two
    legs where she is; from one spell to the next she is not with the cell. An aircraft cannot wait.
    """
    return outcome(len(case.record.legs), (*_broken(case), *_unjoined(case)))


def on_task(case: Case) -> Outcome:
    """A task's search, passage and hold legs, its holder's own, cover its time from start to end; and search
    and passage are on tasks only.
    """
    return outcome(len(case.stations), (*_uncovered(case), *_off_task(case)))


def in_sector(case: Case) -> Outcome:
    """Whatever is flown or sailed on a task lies inside its sector."""
    return outcome(sum(len(case.tracks_on.get(s.id, ())) for s in case.stations), _outside(case))


def _at_once(case: Case) -> Iterator[Breach]:
    for stations in case.stations_of.values():
        for i, one in enumerate(stations):
            for other in stations[i + 1 :]:
                if other.start >= one.end:
                    break
                end = min(one.end, other.end)
                yield Breach(
                    f"{one.holder.name} in {one.place.id} and in {other.place.id} at once, from "
                    f"{dtg(case.time(other.start))} to {dtg(case.time(end))}, {span(end - other.start)}",
                    tasks=(one.id, other.id),
                    place=other.place.sector.point,
                    start=case.time(other.start),
                    end=case.time(end),
                    measured=end - other.start,
                    limit=0.0,
                    unit="s",
                )
    for tracks in case.tracks_of.values():
        for leg, later in pairwise(tracks):
            shared = min(leg.end, later.end) - later.start
            if shared > TIME_S:
                begin, stop = case.time(later.start), case.time(later.start + shared)
                yield Breach(
                    f"{leg.holder.name} on two legs at once ({leg.id}, {later.id}), "
                    f"{from_to(begin, stop)}, {span(shared)}",
                    tasks=_tasks_of(leg, later),
                    legs=(leg.id, later.id),
                    place=later.first,
                    start=begin,
                    end=stop,
                    measured=shared,
                    limit=TIME_S,
                    unit="s",
                )


def _broken(case: Case) -> Iterator[Breach]:
    for leg in case.record.legs:
        fault = leg_fault(leg)
        if fault is not None:
            at = leg.points[0] if leg.points else None
            yield Breach(
                f"leg {leg.id} of {leg.sortie or leg.asset} {fault}",
                tasks=() if leg.task is None else (leg.task,),
                legs=(leg.id,),
                start=at.time if at else None,
            )


def _unjoined(case: Case) -> Iterator[Breach]:
    for tracks in case.tracks_of.values():
        for one, other in pairwise(tracks):
            if case.spell_of(one) != case.spell_of(other):
                continue
            jump = 0.0 if one.last == other.first else distance_nm(one.last, other.first)
            gap = other.start - one.end
            if jump > PLACE_NM:
                yield Breach(
                    f"{one.holder.name} jumps {jump:.1f} nm, from {place(one.last)} at "
                    f"{dtg(case.time(one.end))} to {place(other.first)} at {dtg(case.time(other.start))}",
                    tasks=_tasks_of(one, other),
                    legs=(one.id, other.id),
                    place=one.last,
                    start=case.time(one.end),
                    end=case.time(other.start),
                    measured=jump,
                    limit=PLACE_NM,
                    unit="nm",
                )
            elif gap > TIME_S and one.holder.asset.kind == "aircraft":
                yield Breach(
                    f"{one.holder.name} has no track from {dtg(case.time(one.end))} to "
                    f"{dtg(case.time(other.start))}, {span(gap)}",
                    tasks=_tasks_of(one, other),
                    legs=(one.id, other.id),
                    place=one.last,
                    start=case.time(one.end),
                    end=case.time(other.start),
                    measured=gap,
                    limit=TIME_S,
                    unit="s",
                )


def _uncovered(case: Case) -> Iterator[Breach]:
    for s in case.stations:
        mine = []
        for track in case.tracks_on.get(s.id, ()):
            if track.holder.key != s.holder.key:
                words = f"{s.words}: leg {track.id} on it is {track.holder.name}'s"
                yield of_task(s, words, legs=(track.id,))
            elif track.kind not in ON_STATION:
                yield of_task(s, f"{s.words}: leg {track.id} on it is {track.kind}", legs=(track.id,))
            else:
                mine.append(track)
        now, missing, outside = s.start, 0.0, 0.0
        for track in mine:
            missing += max(track.start - now, 0.0)
            outside += max(s.start - track.start, 0.0) + max(track.end - s.end, 0.0)
            now = max(now, track.end)
        missing += max(s.end - now, 0.0)
        for amount, words in (
            (missing, "of it without a track"),
            (outside, "of its track before or after it"),
        ):
            if amount > TIME_S:
                legs = tuple(track.id for track in mine)
                yield of_task(s, f"{s.words}: {span(amount)} {words}", amount, TIME_S, "s", legs)


def _off_task(case: Case) -> Iterator[Breach]:
    for track in case.tracks:
        if track.leg.task is None and track.kind in ("search", "passage"):
            yield Breach(
                f"{track.words} is on no task",
                legs=(track.id,),
                place=track.first,
                start=case.time(track.start),
                end=case.time(track.end),
            )


def _outside(case: Case) -> Iterator[Breach]:
    for s in case.stations:
        for track in case.tracks_on.get(s.id, ()):
            line = track.line or shapely.Point(track.first)
            if s.place.polygon.covers(line):
                continue
            astray = flatten(line.difference(s.place.polygon), s.place.sector.point[1])
            home = flatten(s.place.polygon, s.place.sector.point[1])
            corners = [shapely.Point(at) for at in shapely.get_coordinates(astray)]
            far = max((home.distance(corner) for corner in corners), default=0.0)
            if far > PLACE_NM:
                yield Breach(
                    f"{s.holder.name}'s {track.kind} in {s.place.id} from {dtg(case.time(track.start))} to "
                    f"{dtg(case.time(track.end))} runs up to {far:.2f} nm outside the sector",
                    tasks=(s.id,),
                    legs=(track.id,),
                    place=track.first,
                    start=case.time(track.start),
                    end=case.time(track.end),
                    measured=far,
                    limit=PLACE_NM,
                    unit="nm",
                )


def _tasks_of(*tracks: Track) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t.leg.task for t in tracks if t.leg.task is not None))
