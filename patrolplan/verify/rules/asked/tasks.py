"""Pinned tasks are in the plan, forbidden ones are not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import shapely

from patrolplan.scenario.model import Pin
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.layout import Station
from patrolplan.verify.rules.words import from_to, span


def pins(case: Case) -> Outcome:
    """A pinned ship is on task in the sector for the whole span; a pinned detachment has a look there that
    lies within it.
    """
    return outcome(len(case.scenario.pins), _unkept(case))


def forbidden(case: Case) -> Outcome:
    """No task of an asset lies where and when it is forbidden."""
    bound = sum(s.holder.asset.name in f.assets for s in case.stations for f in case.scenario.forbid.values())
    return outcome(bound, _forbidden(case))


def pinned_place(case: Case, pin: Pin) -> str | None:
    """The id of a pin's sector; None where the plan has no such sector."""
    if pin.sector is not None:
        return pin.sector if pin.sector in case.places else None
    assert pin.at is not None
    at = shapely.Point(pin.at)
    return next((key for key, place in case.places.items() if place.polygon.covers(at)), None)


def _unkept(case: Case) -> Iterator[Breach]:
    for name, pin in case.scenario.pins.items():
        place = pinned_place(case, pin)
        if place is None:
            yield Breach(f"{name}: the plan has no sector {pin.sector or 'at that position'}")
            continue
        mine = [s for s in case.stations if s.holder.asset.name == pin.asset and s.place.id == place]
        words = f"{name}: {pin.asset} in {place} {from_to(pin.start, pin.end)}"
        if pin.asset in case.scenario.ships:
            missing = _uncovered(mine, pin.start, pin.end)
            if missing > timedelta(0):
                seconds = missing / timedelta(seconds=1)
                yield _breach(case, pin, place, f"{words}, {span(seconds)} of it not on task", seconds)
        elif not any(pin.start <= s.task.start and s.task.end <= pin.end for s in mine):
            whole = (pin.end - pin.start) / timedelta(seconds=1)
            yield _breach(case, pin, place, f"{words}: no look lies within it", whole)


def _uncovered(stations: list[Station], start: datetime, end: datetime) -> timedelta:
    """How much of a span no task covers; stations come by start."""
    missing, now = timedelta(0), start
    for s in stations:
        missing += max(min(s.task.start, end) - now, timedelta(0))
        now = max(now, min(s.task.end, end))
    return missing + max(end - now, timedelta(0))


def _breach(case: Case, pin: Pin, place: str, words: str, measured: float) -> Breach:
    at = case.places[place].sector.point
    return Breach(words, place=at, start=pin.start, end=pin.end, measured=measured, limit=0.0, unit="s")


def _forbidden(case: Case) -> Iterator[Breach]:
    for s in case.stations:
        for name, item in case.scenario.forbid.items():
            if s.holder.asset.name not in item.assets:
                continue
            touched = case.touched.get(s.place.id, frozenset())
            named = s.place.id in item.sectors or any(area in touched for area in item.areas)
            if not named and (item.sectors or item.areas):
                continue
            start, end = _seconds(case, item.start, item.end)
            begin, stop = max(start, s.start), min(end, s.end)
            if begin < stop:
                yield Breach(
                    f"{s.holder.name} in {s.place.id} {from_to(case.time(begin), case.time(stop))}, "
                    f"{span(stop - begin)}, against {name}: {item.because}",
                    tasks=(s.id,),
                    place=s.place.sector.point,
                    start=case.time(begin),
                    end=case.time(stop),
                    measured=stop - begin,
                    limit=0.0,
                    unit="s",
                )


def _seconds(case: Case, start: datetime | None, end: datetime | None) -> tuple[float, float]:
    """A span, in seconds since the horizon opened."""
    first = 0.0 if start is None else case.seconds(start)
    last = float(case.horizon_s) if end is None else case.seconds(end)
    return first, last
