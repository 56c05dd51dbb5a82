"""The distance that is asked for of ships, and of aircraft: on station a rule, in passing advice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import cos, hypot, inf, radians

import shapely

from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.layout import LonLat, Station, Track
from patrolplan.verify.rules.moving.closest import Approach, closest
from patrolplan.verify.rules.tolerance import NEAR_HOME_NM, PLACE_NM
from patrolplan.verify.rules.water.flat import NM_PER_DEGREE, flatten
from patrolplan.verify.rules.water.shapes import chop_points
from patrolplan.verify.rules.words import dtg, place

SAME_APPROACH_S = 3600.0
"""Two holders who meet twice within this have met once."""


def separation(case: Case) -> Outcome:
    """Search tracks of two ships, and of two aircraft, on station at once keep the distance asked for. (A
    sector too narrow to keep half of it from the edge leaves its centre line: there closeness is advice.)
    """
    on_station = list(_pairs(case, lambda one, other: one.kind == "search" and other.kind == "search"))
    roomy = [pair for pair in on_station if not _narrow(case, pair)]
    return outcome(len(roomy), _too_near(case, roomy, "on station", PLACE_NM))


def approaches(case: Case) -> Outcome:
    """Ships, and aircraft, keep the same distance where at least one is in passage, transit or on hold, or
    searches a narrow sector.
    """
    pairs = list(_pairs(case, lambda one, other: True))
    both = [pair for pair in pairs if not pair[0].kind == pair[1].kind == "search" or _narrow(case, pair)]
    return outcome(len(both), _too_near(case, both, "in passing", 0.0))


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


def _narrow(case: Case, pair: tuple[Track, Track, float]) -> bool:
    """Whether one of two searched sectors has no water half the distance inside its edge."""
    stations = [
        case.station_of[task] for track in pair[:2] for task in track.tasks if task in case.station_of
    ]
    return any(not _has_room(case, station, pair[2] / 2 + PLACE_NM) for station in stations)


def _has_room(case: Case, s: Station, inset_nm: float) -> bool:
    """Whether a sector, less what zones close to its task meanwhile, has water so far inside."""
    closed = [
        zone.shape
        for zone in case.water.zones
        if zone.bars_tasks(s.holder.asset.closed_word, s.holder.asset.nation)
        and zone.meets(s.task.start, s.task.end)
        and zone.shape.intersects(s.place.polygon)
    ]
    water = s.place.polygon.difference(shapely.union_all(closed)) if closed else s.place.polygon
    return not flatten(water, s.place.sector.point[1]).buffer(-inset_nm).is_empty


def _box(track: Track, margin_nm: float) -> shapely.Polygon:
    lons = [track.first[0], *(p.b[0] for p in track.pieces)]
    lats = [track.first[1], *(p.b[1] for p in track.pieces)]
    north = margin_nm / NM_PER_DEGREE
    east = north / max(cos(radians(max(abs(min(lats)), abs(max(lats))))), 0.01)
    return shapely.box(min(lons) - east, min(lats) - north, max(lons) + east, max(lats) + north)


def _too_near(
    case: Case, pairs: list[tuple[Track, Track, float]], words: str, tolerance: float
) -> Iterator[Breach]:
    bases = (base.position for base in case.scenario.bases.values())
    homes = [*bases, *chop_points(case.scenario)]

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
    for found, one, other, limit in _apart(sorted(worst.values(), key=lambda row: row[0].time)):
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


def _apart(rows: list[tuple[Approach, Track, Track, float]]) -> list[tuple[Approach, Track, Track, float]]:
    """Approaches by time, of those of the same two holders within `SAME_APPROACH_S` the closest only."""
    kept: list[tuple[Approach, Track, Track, float]] = []
    for row in rows:
        found, who = row[0], {row[1].holder.key, row[2].holder.key}
        same = [
            n
            for n, (earlier, one, other, _) in enumerate(kept)
            if {one.holder.key, other.holder.key} == who and found.time - earlier.time < SAME_APPROACH_S
        ]
        if not same:
            kept.append(row)
        elif found.nm < kept[same[-1]][0].nm:
            kept[same[-1]] = row
    return kept


def _roughly_nm(a: LonLat, b: LonLat) -> float:
    if abs(a[1] - b[1]) > 1.0:
        return inf
    return hypot((a[0] - b[0]) * cos(radians(a[1])), a[1] - b[1]) * NM_PER_DEGREE
