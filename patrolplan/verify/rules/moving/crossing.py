"""What tracks may not cross: land for ships, and zones while they are closed to the mover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.layout import LonLat, Piece, Track, draw
from patrolplan.verify.rules.moving.ends import own_ends
from patrolplan.verify.rules.tolerance import CROSSING_NM, HARBOUR_NM
from patrolplan.verify.rules.water.flat import flatten, unflatten
from patrolplan.verify.rules.water.shapes import ZoneShape, chop_points
from patrolplan.verify.rules.words import place


@dataclass(frozen=True)
class Crossing:
    """How a stretch of track runs through a shape."""

    nm: float
    """Length inside."""
    deep: bool
    """Whether some of it lies further inside than CROSSING_NM."""
    at: LonLat


def land(case: Case) -> Outcome:
    """No ship crosses land (but for the last of the way into a port that the coastline draws on land)."""
    ships = [track for track in case.tracks if track.holder.asset.kind == "ship"]
    return outcome(len(ships), _over_land(case, ships))


def zones(case: Case) -> Outcome:
    """No track crosses a zone while it is closed to the mover; search tracks keep out of zones closed to
    tasks as well. A base or chop point inside a zone lifts it on the holder's own way out and home.
    """
    return outcome(len(case.tracks), _through_zones(case))


def _over_land(case: Case, ships: list[Track]) -> Iterator[Breach]:
    harbours = _harbours(case)
    for track in ships:
        line = track.line
        if line is None or not case.water.land.intersects(line):
            continue
        found = _crossing(line, case.water.land, harbours)
        if found is not None and found.deep:
            yield Breach(
                f"{track.words} crosses {found.nm:.1f} nm of land near {place(found.at)}",
                tasks=track.tasks,
                legs=(track.id,),
                place=found.at,
                start=case.time(track.start),
                end=case.time(track.end),
                measured=found.nm,
                limit=CROSSING_NM,
                unit="nm",
            )


def _through_zones(case: Case) -> Iterator[Breach]:
    for zone in case.water.zones:
        start = 0.0 if zone.zone.start is None else case.seconds(zone.zone.start)
        end = float(case.horizon_s) if zone.zone.end is None else case.seconds(zone.zone.end)
        box = shapely.box(*zone.shape.bounds) if not zone.shape.is_empty else zone.shape
        for track in case.tracks:
            if track.start >= end or track.end <= start or not _barred(zone, track):
                continue
            if track.line is None or not box.intersects(track.line):
                continue
            whole = start <= track.start and track.end <= end
            line = track.line if whole else draw(_clip(track.pieces, start, end))
            if line is None or not zone.shape.intersects(line):
                continue
            found = _crossing(line, zone.shape, None)
            if found is None or not found.deep or _lifted(case, zone, track):
                continue
            yield Breach(
                f"{track.words} runs {found.nm:.1f} nm through {zone.name} near {place(found.at)} "
                f"while it is closed",
                tasks=track.tasks,
                legs=(track.id,),
                place=found.at,
                start=case.time(max(track.start, start)),
                end=case.time(min(track.end, end)),
                measured=found.nm,
                limit=CROSSING_NM,
                unit="nm",
            )


def _barred(zone: ZoneShape, track: Track) -> bool:
    asset = track.holder.asset
    if track.kind == "search":
        return zone.bars_tasks(asset.closed_word, asset.nation)
    return zone.closed_for(asset.closed_word, asset.nation)


def _lifted(case: Case, zone: ZoneShape, track: Track) -> bool:
    """Whether the track is the way out from, or home to, a base or chop point of its own in the zone."""
    return any(zone.shape.intersects(shapely.Point(at)) for at in own_ends(case, track))


def _clip(pieces: tuple[Piece, ...], start: float, end: float) -> tuple[Piece, ...]:
    """The part of a track that is run between two times."""
    found = []
    for piece in pieces:
        if piece.end <= piece.start or piece.start >= end or piece.end <= start:
            continue
        t0, t1 = max(piece.start, start), min(piece.end, end)
        share = (t1 - t0) / (piece.end - piece.start)
        found.append(Piece(piece.at(t0), piece.at(t1), t0, t1, piece.nm * share))
    return tuple(found)


def _crossing(line: BaseGeometry, shape: BaseGeometry, spared: BaseGeometry | None) -> Crossing | None:
    """How a line runs through a shape, outside what is spared; None where it only touches."""
    inside = line.intersection(shape)
    if spared is not None:
        inside = inside.difference(spared)
    if inside.is_empty or inside.length == 0.0:
        return None
    at = inside.interpolate(0.5, normalized=True) if inside.geom_type == "LineString" else inside.centroid
    west, south, east, north = inside.bounds
    margin = 0.2
    near = shapely.intersection(
        shape, shapely.box(west - margin, south - margin, east + margin, north + margin)
    )
    lat = (south + north) / 2
    flat = flatten(inside, lat)
    return Crossing(flat.length, flat.intersects(flatten(near, lat).buffer(-CROSSING_NM)), (at.x, at.y))


def _harbours(case: Case) -> BaseGeometry:
    """Circles about ports and chop points, where the coastline is too coarse to judge by."""
    ports = (base.position for base in case.scenario.bases.values() if base.kind == "port")
    rounds = [
        unflatten(flatten(shapely.Point(at), at[1]).buffer(HARBOUR_NM), at[1])
        for at in dict.fromkeys((*ports, *chop_points(case.scenario)))
    ]
    return shapely.union_all(rounds)
