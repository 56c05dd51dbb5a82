"""A view as flat rows with a shape: what GeoJSON and GeoPackage share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from patrolplan.export.remarks import task_lines
from patrolplan.export.spots import line_parts, shape_parts, wrapped
from patrolplan.export.text import plain
from patrolplan.export.view.types import Job, Mover, View
from patrolplan.record.types import Leg, LonLat, Point

Shape = Literal["point", "line", "shape"]


@dataclass(frozen=True)
class Feature:
    """A thing on the map."""

    kind: str
    """sector, zone, reserved, task, leg, event or handover."""
    name: str
    shape: Shape
    parts: list[list[list[LonLat]]]
    """Of a shape: parts of rings; of a line: one list of parts; of a point: [[[position]]]."""
    start: datetime | None = None
    end: datetime | None = None
    fields: tuple[tuple[str, str | float | int | None], ...] = ()
    times: tuple[tuple[datetime, ...], ...] = ()
    """Of a line: when each corner is reached, part by part."""


def features(view: View) -> Iterator[Feature]:
    """Everything of a view: water first, then what happens on it by mover and time."""
    for sector in view.sectors:
        fields: list[tuple[str, str | float | int | None]] = [
            ("areas", ", ".join(plain(area) for area in sector.areas)),
            ("area_nm2", round(sector.area_nm2, 1)),
        ]
        if view.everything:
            fields.append(("expected", round(sum(sector.rates), 6)))
        yield Feature("sector", plain(sector.id), "shape", shape_parts(sector.polygon), fields=tuple(fields))
    for zone in view.zones:
        parts = [part for polygon in zone.polygons for part in shape_parts(polygon)]
        if parts:
            closed = (("closed_to", ", ".join(zone.closed_to)),)
            yield Feature("zone", plain(zone.name), "shape", parts, zone.start, zone.end, closed)
    for one in view.reserved:
        parts = shape_parts(one.sector.polygon)
        yield Feature("reserved", plain(one.sector.id), "shape", parts, one.start, one.end)
    for mover in view.movers:
        yield from _mover(mover)


def _mover(mover: Mover) -> Iterator[Feature]:
    who = _who(mover)
    for job in mover.jobs:
        points = joined(job.legs)
        details = (
            *who,
            ("sector", plain(job.sector.id)),
            *_pattern(job),
            ("remarks", "\n".join(task_lines(job))),
        )
        span = (job.task.start, job.task.end)
        if len({(point.lon, point.lat) for point in points}) > 1:
            yield _line("task", plain(job.task.id), points, span, details)
        else:
            yield Feature("task", plain(job.task.id), "point", _point(job.place), *span, details)
        if job.relieves is not None and job.relieves.position is not None:
            taken = (*who, ("sector", plain(job.sector.id)), ("relieves", plain(job.relieves.who)))
            when = job.relieves.time
            where = _point(job.relieves.position)
            yield Feature("handover", plain(job.task.id), "point", where, when, when, taken)
    for leg in mover.legs:
        if leg.task is None:
            span = (leg.points[0].time, leg.points[-1].time)
            still = len({(point.lon, point.lat) for point in leg.points}) < 2
            fields = (*who, ("leg", leg.kind))
            if still:
                where = _point((leg.points[0].lon, leg.points[0].lat))
                yield Feature("leg", plain(leg.id), "point", where, *span, fields)
            else:
                yield _line("leg", plain(leg.id), list(leg.points), span, fields)
    for event in mover.events:
        if event.at is not None:
            fields = (*who, ("event", event.kind))
            name = f"{plain(mover.name)} {event.kind}"
            yield Feature("event", name, "point", _point(event.at), event.start, event.end, fields)


def joined(legs: tuple[Leg, ...]) -> list[Point]:
    """Points of legs that follow each other, each once."""
    found: list[Point] = []
    for leg in legs:
        found += [point for point in leg.points if not found or point != found[-1]]
    return found


def _line(
    kind: str,
    name: str,
    points: list[Point],
    span: tuple[datetime, datetime],
    fields: tuple[tuple[str, str | float | int | None], ...],
) -> Feature:
    parts = line_parts(points)
    places = [[(lon, lat) for lon, lat, _ in part] for part in parts]
    times = tuple(tuple(when for _, _, when in part) for part in parts)
    return Feature(kind, name, "line", [places], *span, fields, times)


def _point(place: LonLat) -> list[list[list[LonLat]]]:
    return [[[(wrapped(place[0]), round(place[1], 7))]]]


def _who(mover: Mover) -> tuple[tuple[str, str | float | int | None], ...]:
    return (
        ("asset", plain(mover.asset)),
        ("nation", plain(mover.nation)),
        ("medium", mover.medium),
        ("sortie", plain(mover.sortie.id) if mover.sortie is not None else None),
    )


def _pattern(job: Job) -> tuple[tuple[str, str | float | int | None], ...]:
    found = job.pattern
    if found is None:
        return ()
    return (
        ("pattern", found.code),
        ("csp_lon", wrapped(found.commence[0])),
        ("csp_lat", round(found.commence[1], 7)),
        ("first_leg_deg", _rounded(found.first_leg_deg)),
        ("first_leg_nm", _rounded(found.first_leg_nm)),
        ("creep_deg", _rounded(found.creep_deg)),
        ("spacing_nm", _rounded(found.spacing_nm)),
        ("legs", found.legs),
        ("passes", found.passes),
        ("track_nm", _rounded(found.track_nm)),
        ("speed_kn", _rounded(found.speed_kn)),
        ("sweep_width_nm", _rounded(found.width_nm)),
        ("coverage_factor", None if found.coverage is None else round(found.coverage, 3)),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
