"""How near two assets come: exactly, for both move at constant speed between the points of their tracks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import cos, hypot, inf, radians, tan

import shapely

from patrolplan.geo.geodesy import distance_nm
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.layout import LonLat, Piece, Track
from patrolplan.verify.rules.tolerance import NEAR_HOME_NM, PLACE_NM
from patrolplan.verify.rules.words import dtg, place

NM_PER_DEGREE = 60.0
EARTH_NM = 3437.75


@dataclass(frozen=True)
class Approach:
    """The closest that two tracks come."""

    nm: float
    time: float
    at: LonLat


def separation(case: Case) -> Outcome:
    """Search tracks of two ships, and of two aircraft, on station at once keep the distance asked for."""
    pairs = list(_pairs(case, lambda one, other: one.kind == "search" and other.kind == "search"))
    return outcome(len(pairs), _too_near(case, pairs, "on station", PLACE_NM))


def approaches(case: Case) -> Outcome:
    """Ships, and aircraft, keep the same distance where at least one is in passage, transit or on hold."""
    pairs = list(_pairs(case, lambda one, other: not one.kind == other.kind == "search"))
    return outcome(len(pairs), _too_near(case, pairs, "in passing", 0.0))


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


def _pairs(case: Case, wanted: Callable[[Track, Track], bool]) -> Iterator[tuple[Track, Track, float]]:
    """Tracks of two ships or two aircraft that share time and come into each other's neighbourhood."""
    rule = case.scenario.separation
    for kind, limit in (("ship", rule.ships_nm), ("aircraft", rule.aircraft_nm)):
        tracks = [t for t in case.tracks if t.holder.asset.kind == kind]
        if limit <= 0 or len(tracks) < 2:
            continue
        boxes = [_box(track, limit) for track in tracks]
        tree = shapely.STRtree(boxes)
        left, right = tree.query(boxes, predicate="intersects")
        for i, j in sorted(zip(left.tolist(), right.tolist(), strict=True)):
            one, other = tracks[i], tracks[j]
            if (
                i < j
                and one.holder.key != other.holder.key
                and one.start < other.end
                and other.start < one.end
                and wanted(one, other)
            ):
                yield one, other, limit


def _box(track: Track, margin_nm: float) -> shapely.Polygon:
    lons = [track.first[0], *(p.b[0] for p in track.pieces)]
    lats = [track.first[1], *(p.b[1] for p in track.pieces)]
    north = margin_nm / NM_PER_DEGREE
    east = north / max(cos(radians(max(abs(min(lats)), abs(max(lats))))), 0.01)
    return shapely.box(min(lons) - east, min(lats) - north, max(lons) + east, max(lats) + north)


def _too_near(
    case: Case, pairs: list[tuple[Track, Track, float]], words: str, tolerance: float
) -> Iterator[Breach]:
    homes = [base.position for base in case.scenario.bases.values()]
    for ship in case.scenario.ships.values():
        homes += [at for spell in ship.spells for at in (spell.in_at, spell.out_at) if at is not None]

    def home(at: LonLat) -> bool:
        return tolerance == 0.0 and any(_roughly_nm(at, one) < NEAR_HOME_NM for one in homes)

    worst: dict[tuple[str, str], tuple[Approach, Track, Track, float]] = {}
    for one, other, limit in pairs:
        found = closest(one, other, limit - tolerance, home)
        if found is None:
            continue
        key = (f"{one.leg.task or one.id}", f"{other.leg.task or other.id}")
        if key not in worst or found.nm < worst[key][0].nm:
            worst[key] = (found, one, other, limit)
    for found, one, other, limit in worst.values():
        yield Breach(
            f"{one.holder.name} ({one.kind}) and {other.holder.name} ({other.kind}) come within "
            f"{found.nm:.1f} nm {words} at {dtg(case.time(found.time))} near "
            f"{place(found.at)}, {limit:g} nm asked for",
            tasks=tuple(t.leg.task for t in (one, other) if t.leg.task is not None),
            legs=(one.id, other.id),
            place=found.at,
            start=case.time(found.time),
            end=case.time(found.time),
            measured=found.nm,
            limit=limit,
            unit="nm",
        )


def _roughly_nm(a: LonLat, b: LonLat) -> float:
    if abs(a[1] - b[1]) > 1.0:
        return inf
    return hypot((a[0] - b[0]) * cos(radians(a[1])), a[1] - b[1]) * NM_PER_DEGREE
