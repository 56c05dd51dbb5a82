"""Speeds: nobody moves faster than it can, and search tracks are run at effective speed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from patrolplan.verify.rules.breaches import of_task
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.holding.overlap import slots_of
from patrolplan.verify.rules.layout import Station, Track
from patrolplan.verify.rules.tolerance import PLACE_NM, SPEED, TIME_S
from patrolplan.verify.rules.words import from_to

SECONDS_PER_HOUR = 3600.0


def speed(case: Case) -> Outcome:
    """Transit and hold are no faster than the ship's transit or the aircraft's cruise speed; passage, which
    is on station, no faster than the larger of that and on-station speed.
    """
    return outcome(sum(t.kind != "search" for t in case.tracks), _too_fast(case))


def search_speed(case: Case) -> Outcome:
    """A search track is as long as effective speed × time: its mean speed over a task lies between the
    least and the greatest effective speed of the slots that it meets, and no piece is faster.
    """
    return outcome(sum(t.kind == "search" for t in case.tracks), _off_speed(case))


def limit_kn(case: Case, track: Track) -> float:
    """The fastest that a holder moves on a leg other than a search."""
    ship = case.scenario.ships.get(track.holder.asset.name)
    if ship is not None:
        transit, station = ship.transit_kn, ship.patrol_kn
    else:
        kind = case.scenario.types[case.scenario.aircraft[track.holder.asset.name].type]
        transit, station = kind.cruise_kn, kind.station_kn
    return max(transit, station) if track.kind == "passage" else transit


def effective_speeds(case: Case, station: Station) -> list[float]:
    """Effective speed of a holder in each slot that its task meets [kn]."""
    sight = case.sight(station.holder.asset.name, station.place.id)
    return [sight.speed_kn[step] for step in slots_of(station, case.slot_s) if 0 <= step < case.steps]


def _too_fast(case: Case) -> Iterator[Breach]:
    for track in case.tracks:
        if track.kind != "search":
            yield from _faster(case, track, limit_kn(case, track))


def _off_speed(case: Case) -> Iterator[Breach]:
    for s in case.stations:
        searched = [t for t in case.tracks_on.get(s.id, ()) if t.kind == "search"]
        speeds = effective_speeds(case, s)
        if not searched or not speeds:
            continue
        least, most = min(speeds), max(speeds)
        for track in searched:
            yield from _faster(case, track, most)
        nm = sum(piece.nm for t in searched for piece in t.pieces)
        seconds = sum(t.end - t.start for t in searched)
        slack_nm = PLACE_NM + most * TIME_S / SECONDS_PER_HOUR
        low = least * (1 - SPEED) * seconds / SECONDS_PER_HOUR - slack_nm
        high = most * (1 + SPEED) * seconds / SECONDS_PER_HOUR + slack_nm
        if seconds > 0 and not low <= nm <= high:
            mean = nm / seconds * SECONDS_PER_HOUR
            limit = least if nm < low else most
            there = f"effective speed there is {_between(least, most)} kn"
            words = f"{s.words} searches at {mean:.1f} kn, {there}"
            breach = of_task(s, words, mean, limit, "kn", tuple(t.id for t in searched))
            yield replace(breach, place=searched[0].first)


def _faster(case: Case, track: Track, limit_kn: float) -> Iterator[Breach]:
    """The worst of the pieces that are faster than the limit, or the leg as a whole."""
    per_s = limit_kn / SECONDS_PER_HOUR
    slack = TIME_S * per_s + PLACE_NM / 5
    spans = [(p.nm, p.end - p.start, p.a, p.start, p.end) for p in track.pieces]
    spans.append(
        (sum(p.nm for p in track.pieces), track.end - track.start, track.first, track.start, track.end)
    )
    nm, seconds, at, start, end = max(spans, key=lambda one: one[0] - one[1] * per_s)
    if nm > seconds * per_s + slack:
        made = f"makes {nm / seconds * SECONDS_PER_HOUR:.1f} kn" if seconds > 0 else f"jumps {nm:.1f} nm"
        yield Breach(
            f"{track.holder.name} {made} on {track.kind} {from_to(case.time(start), case.time(end))} "
            f"({nm:.1f} nm), at most {limit_kn:.1f} kn",
            tasks=track.tasks,
            legs=(track.id,),
            place=at,
            start=case.time(start),
            end=case.time(end),
            measured=nm / seconds * SECONDS_PER_HOUR if seconds > 0 else None,
            limit=limit_kn,
            unit="kn",
        )


def _between(least: float, most: float) -> str:
    return f"{least:.1f}" if most - least < 0.05 else f"{least:.1f} to {most:.1f}"
