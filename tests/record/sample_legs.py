"""Legs of the sample plan: transit as soon as may be, hold if early, then passage, search, passage."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from patrolplan.geo.geodesy import distance_nm
from patrolplan.record import types as t
from tests.record.sample_scenario import START, at, scenario
from tests.record.sample_tasks import BOXES, FLIGHTS, SHIPS, SLOT_S, Look, speed_and_width, transit_kn
from tests.record.sample_tracks import ladder, nearest, straight, walk

ROUND_OKINAWA = ((127.6, 25.95), (127.92, 26.1), (127.93, 26.2))
"""Corners of the way to White Beach, which lies on the far side."""


def legs_of(tasks: list[t.Task]) -> Iterator[t.Leg]:
    for number, leg in enumerate(_all_legs(tasks, scenario()), start=1):
        yield replace(leg, id=f"L{number:03d}")


def _all_legs(tasks: list[t.Task], made: Any) -> Iterator[t.Leg]:
    base = made.bases["RODN"].position
    for ship, looks in SHIPS.items():
        spell = made.ships[ship].spells[0]
        mine = [task for task in tasks if task.asset == ship]
        yield from _itinerary(ship, None, spell.in_at, spell.in_time, mine, looks, spell.out_at)
    for sortie, detachment, _, _, takeoff, _, looks in FLIGHTS:
        mine = [task for task in tasks if task.sortie == sortie]
        yield from _itinerary(detachment, sortie, base, at(takeoff), mine, looks, base)


def _itinerary(
    asset: str,
    sortie: str | None,
    here: Any,
    free: datetime,
    tasks: list[t.Task],
    looks: list[Look],
    last: Any,
) -> Iterator[t.Leg]:
    """Transit to each sector as soon as may be, hold there if early, then passage, search, passage."""
    knots = transit_kn(asset)
    for place, (task, (name, _, _)) in enumerate(zip(tasks, looks, strict=True)):
        middle = _middle(name)
        entry = middle if here is None else nearest(here, BOXES[name])
        if here is not None and here != entry:
            there = free + _span(here, entry, knots)
            yield t.Leg("", asset, sortie, None, "transit", straight(here, entry, free, there))
            if there < task.start:
                yield t.Leg("", asset, sortie, None, "hold", straight(entry, entry, there, task.start))
        ahead = _middle(looks[place + 1][0]) if place + 1 < len(looks) else last
        exit_ = middle if ahead is None else nearest(ahead, BOXES[name])
        yield from _on_station(task, name, entry, exit_, knots)
        here, free = exit_, task.end
    if last is not None:
        points = [t.Point(*here, free)]
        for there in (*(ROUND_OKINAWA if sortie is None else ()), last):
            free += _span(here, there, knots)
            points.append(t.Point(*there, free))
            here = there
        yield t.Leg("", asset, sortie, None, "transit", tuple(points))


def _on_station(task: t.Task, name: str, entry: t.LonLat, exit_: t.LonLat, knots: float) -> Iterator[t.Leg]:
    hours = (task.end - task.start).total_seconds() / 3600
    mean = speed_and_width(task.asset, name, int((task.start - START).total_seconds()) // SLOT_S)[0]
    west, _, east, _ = BOXES[name]
    corners = ladder(BOXES[name], max(1, min(8, round(mean * hours / ((east - west) * 45.0)))))
    begin = task.start + _span(entry, corners[0], knots)
    # The way out depends on where the search ends: stop it ever earlier until there is time for it.
    stop = task.end
    while True:
        points = walk(corners, list(_spans(task.asset, name, begin, stop)))
        out = (points[-1].lon, points[-1].lat)
        if stop + _span(out, exit_, knots) <= task.end:
            break
        stop -= timedelta(minutes=2)
    yield t.Leg(
        "", task.asset, task.sortie, task.id, "passage", straight(entry, corners[0], task.start, begin)
    )
    yield t.Leg("", task.asset, task.sortie, task.id, "search", points)
    yield t.Leg(
        "", task.asset, task.sortie, task.id, "passage", straight(out, exit_, points[-1].time, task.end)
    )


def _spans(
    asset: str, name: str, begin: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime, float]]:
    now = begin
    while now < end:
        step = int((now - START).total_seconds()) // SLOT_S
        until = min(at(step + 1), end)
        yield now, until, speed_and_width(asset, name, step)[0]
        now = until


def _middle(name: str) -> t.LonLat:
    west, south, east, north = BOXES[name]
    return (west + east) / 2, (south + north) / 2


def _span(a: t.LonLat, b: t.LonLat, knots: float) -> timedelta:
    return timedelta(seconds=math.ceil(distance_nm(a, b) / knots * 3600))
