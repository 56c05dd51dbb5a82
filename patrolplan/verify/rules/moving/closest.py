"""How near two tracks come: exactly, for both run at constant speed between their points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, hypot, inf, radians, tan

from patrolplan.geo.geodesy import distance_nm
from patrolplan.verify.rules.layout import LonLat, Piece, Track
from patrolplan.verify.rules.water.flat import NM_PER_DEGREE

EARTH_NM = 3437.75


@dataclass(frozen=True)
class Approach:
    """The closest that two tracks come."""

    nm: float
    time: float
    at: LonLat


def closest(
    one: Track, other: Track, within_nm: float = inf, home: Callable[[LonLat], bool] = lambda at: False
) -> Approach | None:
    """The closest approach of two tracks while both run, if it is nearer than `within_nm`.

    Args:
        one: a track.
        other: another.
        within_nm: pairs of pieces that a flat picture keeps well outside this are not looked at closely.
        home: places that do not count.

    """
    best: Approach | None = None
    for a in one.pieces:
        for b in other.pieces:
            start, end = max(a.start, b.start), min(a.end, b.end)
            if start > end or _in_picture(a, b, start, end)[0] > within_nm + _bow_nm(a) + _bow_nm(b):
                continue
            found = _closest_in(a, b, start, end)
            if found.nm < (best.nm if best is not None else within_nm) and not home(found.at):
                best = found
    return best


def _in_picture(a: Piece, b: Piece, start: float, end: float) -> tuple[float, float]:
    """Least distance [nm] and its time, both taken to move straight and evenly in longitude and latitude.

    The difference of two such movements is straight and even too, so the square of the distance is a
    quadratic of time, least at its vertex or at an end.
    """
    (ax0, ay0), (ax1, ay1) = _on_chord(a, start), _on_chord(a, end)
    (bx0, by0), (bx1, by1) = _on_chord(b, start), _on_chord(b, end)
    across = NM_PER_DEGREE * cos(radians((ay0 + ay1 + by0 + by1) / 4))
    dx, dy = (bx0 - ax0) * across, (by0 - ay0) * NM_PER_DEGREE
    vx, vy = (bx1 - ax1) * across - dx, (by1 - ay1) * NM_PER_DEGREE - dy
    square = vx * vx + vy * vy
    share = min(max(-(dx * vx + dy * vy) / square, 0.0), 1.0) if square > 0 else 0.0
    return hypot(dx + share * vx, dy + share * vy), start + (end - start) * share


def _closest_in(a: Piece, b: Piece, start: float, end: float) -> Approach:
    """The closest approach within two pieces: found in the picture, found again close about the first
    answer, where the picture is truer, and measured as a geodesic, as both ends are.
    """
    time = _in_picture(a, b, start, end)[1]
    for shrink in (8.0, 64.0):
        near = (end - start) / shrink
        t0, t1 = max(start, time - near), min(end, time + near)
        time = _in_picture(_part(a, t0, t1), _part(b, t0, t1), t0, t1)[1]
    return min((_measured(a, b, at) for at in dict.fromkeys((time, start, end))), key=lambda found: found.nm)


def _measured(a: Piece, b: Piece, time: float) -> Approach:
    here, there = a.at(time), b.at(time)
    return Approach(distance_nm(here, there) if here != there else 0.0, time, here)


def _part(piece: Piece, start: float, end: float) -> Piece:
    return Piece(piece.at(start), piece.at(end), start, end, piece.nm)


def _on_chord(piece: Piece, time: float) -> LonLat:
    if piece.end <= piece.start:
        return piece.b
    share = (time - piece.start) / (piece.end - piece.start)
    return (
        piece.a[0] + (piece.b[0] - piece.a[0]) * share,
        piece.a[1] + (piece.b[1] - piece.a[1]) * share,
    )


def _bow_nm(piece: Piece) -> float:
    """How far a geodesic may lie from the chord in longitude and latitude, with room to spare [nm]."""
    steepest = tan(radians(min(max(abs(piece.a[1]), abs(piece.b[1])), 85.0)))
    return 0.05 + piece.nm * piece.nm * (0.1 + steepest) / (4 * EARTH_NM)
