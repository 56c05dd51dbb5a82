"""Patterns of legs: parallel lines clipped to an inset and joined end to end inside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from patrolplan.sea.tracks.ground import Ground
from patrolplan.sea.tracks.room import Line, Room, joined

_LEAST_LEG_NM = 0.05
_LOOKED_AT = 6
_ROUND = 1.6
_DEEPEST = 0.6
_STEPS_IN = np.array([0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0])
"""A leg that cannot be gone to straight counts as this much farther when the next one is chosen."""


@dataclass(frozen=True, eq=False)
class Pattern:
    """Legs to be flown in one go."""

    room: Room
    levels: NDArray[np.float64]
    """(n,) y of the legs, ascending."""
    legs: NDArray[np.float64]
    """(m, 2, 2) both ends of each, ascending in y and then x."""
    spacing_nm: float


def pattern(ground: Ground, count: int) -> Pattern:
    """`count` legs evenly over the ground, half a spacing (at least the inset) inside its sides.

    The inset is less where half a spacing from the edge the ground would fall to pieces.
    """
    half = ground.width / count / 2
    room = ground.core
    if count == 1:
        levels = np.array([_middle(room)])
        legs = _clipped(room, levels)
        longest = legs[np.argsort(legs[:, 0, 0] - legs[:, 1, 0], kind="stable")[:1]]
        return Pattern(room, levels, longest, 0.0)
    room = ground.deeper(min(half, _DEEPEST * ground.radius))
    low, high = _first(room, half, 1), _first(room, half, -1)
    levels = np.linspace(low, high, count) if high > low else np.array([(low + high) / 2])
    spacing = float(levels[1] - levels[0]) if len(levels) > 1 else 0.0
    return Pattern(room, levels, _clipped(room, levels), spacing)


def between(pattern: Pattern) -> Pattern:
    """The pattern shifted by half a spacing: its legs lie between those of the first. One leg stays, and so
    does a pattern between whose legs there is no water.
    """
    if len(pattern.levels) < 2:
        return pattern
    levels = (pattern.levels[:-1] + pattern.levels[1:]) / 2
    legs = _clipped(pattern.room, levels)
    return Pattern(pattern.room, levels, legs, pattern.spacing_nm) if len(legs) else pattern


def corners(pattern: Pattern) -> Line:
    """The four points at which the pattern may begin: the outer ends of its first and last leg."""
    level = pattern.legs[:, 0, 1]
    first, last = pattern.legs[level == level[0]], pattern.legs[level == level[-1]]
    return np.stack((first[0, 0], first[-1, 1], last[0, 0], last[-1, 1]))


def flown(pattern: Pattern, start: Line) -> Line:
    """The line that flies all legs, the nearest end to `start` first."""
    room, legs = pattern.room, pattern.legs
    if room.convex:
        return _to_and_fro(legs, start)
    here, line = start, list[Line]()
    left = np.ones(len(legs), dtype=bool)
    while left.any():
        leg, end = _next(here, legs, left, room, bool(line))
        left[leg] = False
        if line:
            line.append(room.way(here, legs[leg, end]))
        line.append(np.stack((legs[leg, end], legs[leg, 1 - end])))
        here = legs[leg, 1 - end]
    return joined(line)


def _to_and_fro(legs: NDArray[np.float64], start: Line) -> Line:
    away = np.hypot(*(legs[[0, -1]] - start).transpose(2, 0, 1))
    order, end = divmod(int(np.argmin(away)), 2)
    ordered = legs[::-1].copy() if order else legs.copy()
    turned = np.arange(len(ordered)) % 2 != end
    ordered[turned] = ordered[turned][:, ::-1]
    return joined([ordered.reshape(-1, 2)])


def _next(
    here: Line, legs: NDArray[np.float64], left: NDArray[np.bool_], room: Room, under_way: bool
) -> tuple[int, int]:
    """The leg to fly next and the end to begin at: the nearest, those seen straight preferred."""
    away = np.where(left[:, None], np.hypot(*(legs - here).transpose(2, 0, 1)), np.inf).ravel()
    near = np.argsort(away, kind="stable")[:_LOOKED_AT]
    near = near[np.isfinite(away[near])]
    cost = away[near]
    if under_way:
        ends = legs.reshape(-1, 2)[near]
        cost = np.where(room.holds(np.broadcast_to(here, ends.shape), ends), cost, _ROUND * cost)
    best = int(near[int(np.argmin(cost))])
    return best // 2, best % 2


def _clipped(room: Room, levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """(m, 2, 2) the pieces of the horizontal lines at `levels` that lie in the room."""
    west, _, east, _ = room.polygon.bounds
    ends = np.array([west - 1, east + 1])
    lines = shapely.linestrings(
        np.stack([np.tile(ends, (len(levels), 1)), np.repeat(levels[:, None], 2, 1)], axis=2)
    )
    parts = shapely.get_parts(shapely.intersection(lines, room.polygon))
    parts = parts[shapely.length(parts) > _LEAST_LEG_NM]
    if not len(parts):
        return np.empty((0, 2, 2))
    edges = shapely.bounds(parts)
    legs = np.stack((edges[:, :2], edges[:, 2:]), axis=1)
    return np.asarray(legs[np.lexsort((legs[:, 0, 0], legs[:, 0, 1]))])


def _longest(room: Room, levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n,) the longest piece at each level."""
    legs = _clipped(room, levels)
    return np.array([float(np.max(np.diff(legs[legs[:, 0, 1] == y, :, 0]), initial=0.0)) for y in levels])


def _first(room: Room, half: float, side: int) -> float:
    """The level of an outermost leg: at the rim if that is an edge, up to `half` in from a tip."""
    _, low, _, high = room.polygon.bounds
    reach = min(half, (high - low) / 2) * _STEPS_IN
    levels = low + reach if side > 0 else high - reach
    lengths = _longest(room, levels)
    enough = np.flatnonzero(lengths >= 0.5 * lengths.max())
    return float(levels[enough[0]])


def _middle(room: Room) -> float:
    """The level of a single leg: in the middle, or near it where the leg is a good deal longer."""
    _, low, _, high = room.polygon.bounds
    part = np.array([0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74])
    levels = low + part * (high - low)
    worth = _longest(room, levels) * (1 - np.abs(part - 0.5))
    return float(levels[int(np.argmax(worth))])
