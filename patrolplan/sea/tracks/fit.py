"""Fitting a pattern to the time: passages at transit speed, and just as much search as is left."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from patrolplan.sea.tracks.ground import Ground
from patrolplan.sea.tracks.pattern import Pattern, between, corners, flown, pattern
from patrolplan.sea.tracks.room import Line, cut, joined, length

_TRIES = 80
_CLOSE_H = 1e-11
_PASSES = 5000
_LEAST_NM = 1e-3
_SHORT_NM = 0.5
_WORTH = 0.7
_MOST_SHORTENED = 0.45

NO_ROOM = "the water is too narrow to search: holds in the middle"
NO_TIME = "no time to search: the passages alone take longer than the task; holds in the middle"
THROUGH = "no time to search: passes through from the way in to the way out"
NEAR_ENTRY = "little time: searches near the way in"


@dataclass(frozen=True, eq=False)
class Fitted:
    """Lines in the turned plane; passages are empty where there is no way to go."""

    passage_in: Line
    search: Line
    passage_out: Line
    spacing_nm: float
    note: str


@dataclass(frozen=True, eq=False)
class Task:
    """What there is to fit: hours, speeds in knots, where from and where to."""

    ground: Ground
    hours: float
    speed_kn: float
    transit_kn: float
    width_nm: float
    entry: Line | None
    exit: Line | None

    def way_in(self, start: Line) -> Line:
        """The passage from the entry to where search commences."""
        return start[None] if self.entry is None else passage(self.ground, self.entry, start)

    def way_out(self, end: Line) -> Line:
        """The passage from where search ends to the exit."""
        return end[None] if self.exit is None else passage(self.ground, self.exit, end)[::-1]

    def excess(self, start: Line, nm: float, end: Line) -> float:
        """Hours by which a search of `nm` from `start` to `end`, passages included, is too long."""
        passages = sum(
            passage_nm(self.ground, edge, inner)
            for edge, inner in ((self.entry, start), (self.exit, end))
            if edge is not None
        )
        return passages / self.transit_kn + nm / self.speed_kn - self.hours


def fit(task: Task) -> Fitted:
    """The track that fills the time.

    As few legs as make the search long enough, at even spacing; two legs or more are shortened alike at both
    ends, or the last is cut where the ground is not convex; a single one is centred. When a complete coverage
    (legs a sweep width apart) leaves time the pattern goes on between its own legs, back and forth.
    """
    first = pattern(task.ground, 1)
    if not len(first.legs):
        return _hold(task, NO_ROOM)
    most = (
        1 if task.ground.narrow else max(1, int(np.ceil(task.ground.width / max(task.width_nm, 0.1) - 1e-9)))
    )
    patterns = {1: first}
    count = min(
        max(1, round(task.hours * task.speed_kn / (length(first.legs[0]) + task.ground.width / 2))), most
    )
    while count < most and _too_short(task, _made(task, count, patterns)):
        count += 1
    while count > 1 and not _too_short(task, _made(task, count - 1, patterns)):
        count -= 1
    chosen = _made(task, count, patterns)
    if _too_short(task, chosen):
        again = _repeated(task, chosen)
        if again is None:
            return _hold(task, NO_ROOM)
        return _cut_to_time(task, again, chosen.spacing_nm) or _near_entry(task)
    line = _line(task, chosen)
    if count == 1:
        return _single(task, chosen.legs[0], line) or _near_entry(task)
    made = _shortened(task, line, chosen) if chosen.room.convex else None
    return made or _cut_to_time(task, line, chosen.spacing_nm) or _near_entry(task)


def passage(ground: Ground, edge: Line, inner: Line) -> Line:
    """The way from a point on the sector's edge to one well inside."""
    gap = inner - edge
    far = float(np.hypot(*gap))
    if far < _LEAST_NM:
        return inner[None]
    off = edge + gap * min(1.0, _ASIDE_NM / far)
    if ground.room.holds(off[None], inner[None])[0]:
        return np.stack((edge, inner))
    way = ground.room.find(ground.room.nearest(edge), inner)
    if way is None:  # a neck narrower than the margin to the edge: along the very edge then
        return ground.rim.way(ground.rim.nearest(edge), inner)
    return joined([edge[None], way])


def passage_nm(ground: Ground, edge: Line, inner: Line) -> float:
    """Its length."""
    if ground.room.convex:
        return math.dist(edge, inner)
    return length(passage(ground, edge, inner))


_ASIDE_NM = 0.1


def _made(task: Task, count: int, patterns: dict[int, Pattern]) -> Pattern:
    if count not in patterns:
        patterns[count] = pattern(task.ground, count)
    return patterns[count]


def _line(task: Task, legs: Pattern) -> Line:
    """The pattern flown from the corner that costs the least passage; in water with inward corners, where
    that takes long to tell, from the one nearest to the entry (without an entry: to end near the exit).
    """
    places = corners(legs)
    entry, way_out = task.entry, task.exit
    if entry is not None and way_out is not None and legs.room.convex:
        lines = [flown(legs, place) for place in places]
        return min(lines, key=lambda line: math.dist(entry, line[0]) + math.dist(line[-1], way_out))
    if task.entry is not None:
        return flown(legs, places[int(np.argmin(np.hypot(*(places - task.entry).T)))])
    if task.exit is not None:
        return flown(legs, places[int(np.argmin(np.hypot(*(places - task.exit).T)))])[::-1]
    return flown(legs, places[0])


def _too_short(task: Task, legs: Pattern) -> bool:
    line = _line(task, legs)
    return task.excess(line[0], length(line), line[-1]) < 0


def _root(excess: Callable[[float], float], low: float, high: float) -> float:
    """Where a continuous function goes from below to above zero: false position, halving when that stalls.

    The Illinois variant (Dowell and Jarratt 1971, "A modified regula falsi method", BIT 11:168-174).
    """
    below, above = excess(low), excess(high)
    if below >= 0 or above <= 0:
        return low if below >= 0 else high
    weight_low, weight_high = below, above
    for turn in range(_TRIES):
        part = weight_low / (weight_low - weight_high) if turn < _TRIES // 2 else 0.5
        middle = low + part * (high - low)
        value = excess(middle)
        if abs(value) < _CLOSE_H or high - low < _CLOSE_H:
            return middle
        if value < 0:
            low, weight_low, weight_high = middle, value, weight_high / 2
        else:
            high, weight_high, weight_low = middle, value, weight_low / 2
    return (low + high) / 2


def _cut_to_time(task: Task, line: Line, spacing_nm: float, note: str = "") -> Fitted | None:
    """As much of a line as there is time for; None if there is none even for its passages."""
    if task.excess(line[0], 0.0, line[0]) > 0:
        return None
    whole = length(line)
    nm = _root(lambda part: task.excess(line[0], part, cut(line, part)[-1]), 0.0, whole)
    return _done(task, cut(line, nm), spacing_nm, note)


def _shortened(task: Task, line: Line, legs: Pattern) -> Fitted | None:
    """The legs all shortened by one share at both ends; None where even that leaves too long a line."""
    ends = line.reshape(-1, 2, 2)
    along = ends[:, 1] - ends[:, 0]

    def shorter(share: float) -> Line:
        return np.stack((ends[:, 0] + share * along, ends[:, 1] - share * along), axis=1).reshape(-1, 2)

    def spare(share: float) -> float:
        made = shorter(share)
        return -task.excess(made[0], length(made), made[-1])

    if spare(_MOST_SHORTENED) < 0:
        return None
    return _done(task, shorter(_root(spare, 0.0, _MOST_SHORTENED)), legs.spacing_nm)


def _single(task: Task, leg: Line, line: Line) -> Fitted | None:
    """One leg: centred, or from the end near the way in where the passages to the middle cost too much."""
    middle = _centred(task, leg)
    if middle is not None and length(middle.search) >= _WORTH * task.hours * task.speed_kn:
        return middle
    both = [one for one in (middle, _cut_to_time(task, line, 0.0)) if one is not None]
    return max(both, key=lambda one: length(one.search), default=None)


def _centred(task: Task, leg: Line) -> Fitted | None:
    """The middle of a single leg; None if there is no time for more than the passages."""
    if task.entry is not None and np.hypot(*(leg[1] - task.entry)) < np.hypot(*(leg[0] - task.entry)):
        leg = leg[::-1]
    middle, half = leg.mean(axis=0), (leg[1] - leg[0]) / 2
    whole = length(leg)

    def part(share: float) -> Line:
        return np.stack((middle - share * half, middle + share * half))

    if task.excess(middle, 0.0, middle) > 0:
        return None
    share = _root(lambda share: task.excess(part(share)[0], share * whole, part(share)[1]), 0.0, 1.0)
    return _done(task, part(share), 0.0)


def _repeated(task: Task, legs: Pattern) -> Line | None:
    """The pattern, then back between its legs, and again, for longer than there is time.

    None where the water is so small that this would never end.
    """
    lines = [_line(task, legs)]
    left = task.hours * task.speed_kn - length(lines[0])
    both = between(legs), legs
    known: dict[tuple[int, float, float], Line] = {}
    turn = 0
    while left >= 0:
        if turn > _PASSES:
            return None
        here = lines[-1][-1]
        key = (turn % 2, round(float(here[0]), 6), round(float(here[1]), 6))
        if key not in known:
            onward = flown(both[turn % 2], here)
            known[key] = joined([legs.room.way(here, onward[0]), onward])
        lines.append(known[key])
        left -= length(known[key])
        turn += 1
    return joined(lines)


def _near_entry(task: Task) -> Fitted:
    """To and fro between the points of the inset nearest to the way in and to the way out."""
    room = task.ground.core
    places = [room.nearest(place) for place in (task.entry, task.exit) if place is not None]
    middle = pattern(task.ground, 1).legs[0].mean(axis=0)
    if not places:
        return _hold(task, NO_TIME)
    goal = places[-1] if np.hypot(*(places[-1] - places[0])) > _SHORT_NM else middle
    once = room.way(places[0], goal)
    rounds = int(task.hours * task.speed_kn / max(length(once), _LEAST_NM)) // 2 + 1
    if rounds > _PASSES:
        return _hold(task, NO_ROOM)
    line = joined([once, once[::-1]] * rounds)
    return _cut_to_time(task, line, 0.0, NEAR_ENTRY) or _hold(task, NO_TIME)


def _hold(task: Task, note: str) -> Fitted:
    middle = task.ground.core.middle
    ways = task.way_in(middle), task.way_out(middle)
    if (length(ways[0]) + length(ways[1])) / task.transit_kn > task.hours:
        return _through(task)
    return Fitted(ways[0], np.stack((middle, middle)), ways[1], 0.0, note)


def _through(task: Task) -> Fitted:
    """The shortest way from the entry to the exit, with a halt half-way for the time that is left.

    With the one or the other alone: towards the middle as far as time allows.
    """
    rim, middle = task.ground.rim, task.ground.core.middle
    if task.entry is not None and task.exit is not None:
        way = rim.way(rim.nearest(task.entry), rim.nearest(task.exit))
        half = cut(way, length(way) / 2)
        rest = np.vstack((half[-1:], way[len(half) - 1 :])) if len(way) > 1 else way
        return Fitted(half, np.stack((half[-1], half[-1])), rest, 0.0, THROUGH)
    inwards = cut(task.way_in(middle), task.hours * task.transit_kn)
    outwards = cut(task.way_out(middle)[::-1], task.hours * task.transit_kn)[::-1]
    at = inwards[-1] if task.entry is not None else outwards[0]
    return Fitted(inwards, np.stack((at, at)), outwards, 0.0, NO_TIME)


def _done(task: Task, search: Line, spacing_nm: float, note: str = "") -> Fitted:
    if length(search) < _LEAST_NM:
        return _hold(task, NO_TIME)
    return Fitted(task.way_in(search[0]), search, task.way_out(search[-1]), spacing_nm, note)
