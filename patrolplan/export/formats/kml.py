"""KML 2.2 with Google's track extension: time-aware, one folder per mover, simple and flat.

A track is as many `when` as `gx:coord`. Descriptions are shown as HTML by Google Earth, so that text in them
is escaped twice; the balloon shows nothing else.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from patrolplan.export.formats.features import joined
from patrolplan.export.remarks import heading, reserved_line, task_lines
from patrolplan.export.spots import degrees, iso, line_parts, shape_parts, wrapped
from patrolplan.export.text import plain
from patrolplan.export.view.types import Job, Mover, View
from patrolplan.export.xml import Element, child, written
from patrolplan.record.types import LonLat

NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
GX: Final = "http://www.google.com/kml/ext/2.2"
_STYLES: Final = (
    # Name, line colour, width, fill: colours as aabbggrr; blue and orange, told apart by the colour-blind.
    ("sector", "99808080", "1", "10808080"),
    ("zone", "ff3366cc", "2", "303366cc"),
    ("reserved", "ff00a5ff", "2", "4000a5ff"),
    ("task", "ffb27200", "3", "00000000"),
    ("track", "ffb27200", "2", "00000000"),
)


def kml(view: View) -> bytes:
    """The view as a KML document."""
    root = Element("kml", {"xmlns": NAMESPACE, "xmlns:gx": GX})
    document = child(root, "Document")
    child(document, "name", view.stamp.title)
    _described(document, list(heading(view.stamp)) + list(view.stamp.notional))
    for name, line, width, fill in _STYLES:
        style = child(document, "Style", id=name)
        drawn = child(style, "LineStyle")
        child(drawn, "color", line)
        child(drawn, "width", width)
        child(child(style, "PolyStyle"), "color", fill)
        child(child(style, "BalloonStyle"), "text", "$[description]")
    _water(document, view)
    for mover in view.movers:
        _mover(document, mover)
    return written(root)


def _water(document: Element, view: View) -> None:
    folder = _folder(document, "Sectors", shut=True)
    for sector in view.sectors:
        areas = ", ".join(plain(area) for area in sector.areas)
        placemark = _placemark(folder, plain(sector.id), [areas], "sector")
        _shapes(placemark, shape_parts(sector.polygon))
    if view.zones:
        folder = _folder(document, "Zones")
        for zone in view.zones:
            parts = [part for polygon in zone.polygons for part in shape_parts(polygon)]
            if parts:
                closed = f"closed to {', '.join(zone.closed_to)}"
                placemark = _placemark(folder, plain(zone.name), [closed], "zone", (zone.start, zone.end))
                _shapes(placemark, parts)
    if view.reserved:
        folder = _folder(document, "Reserved by others")
        for one in view.reserved:
            name = f"{plain(one.sector.id)} reserved"
            placemark = _placemark(folder, name, [reserved_line(one)], "reserved", (one.start, one.end))
            _shapes(placemark, shape_parts(one.sector.polygon))


def _mover(document: Element, mover: Mover) -> None:
    folder = _folder(document, plain(mover.name))
    for job in mover.jobs:
        _job(folder, job)
    parts = line_parts(joined(mover.legs)) if mover.legs else []
    for number, part in enumerate(parts, start=1):
        name = plain(mover.name) if len(parts) == 1 else f"{plain(mover.name)} ({number})"
        track = child(_placemark(folder, name, [], "track"), "gx:Track")
        for _, _, when in part:
            child(track, "when", iso(when))
        for lon, lat, _ in part:
            child(track, "gx:coord", f"{degrees(lon)} {degrees(lat)} 0")
    for event in mover.events:
        if event.at is not None:
            words = f"{plain(mover.name)} {event.kind}"
            placemark = _placemark(folder, words, [words], "track", (event.start, event.end))
            _point(placemark, event.at)


def _job(folder: Element, job: Job) -> None:
    span = (job.task.start, job.task.end)
    said = list(task_lines(job))
    points = joined(job.legs)
    name = plain(job.task.id)
    if len({(point.lon, point.lat) for point in points}) < 2:
        _point(_placemark(folder, name, said, "task", span), job.place)
        return
    placemark = _placemark(folder, name, said, "task", span)
    parts = line_parts(points)
    holder = placemark if len(parts) == 1 else child(placemark, "MultiGeometry")
    for part in parts:
        line = child(holder, "LineString")
        child(line, "tessellate", "1")
        child(line, "coordinates", " ".join(f"{degrees(lon)},{degrees(lat)}" for lon, lat, _ in part))
    if job.pattern is not None and job.pattern.code != "HOLD":
        when = (job.pattern.commence_time, job.pattern.finish_time)
        _point(_placemark(folder, f"{name} CSP", said, "task", when), job.pattern.commence)


def _folder(parent: Element, name: str, shut: bool = False) -> Element:
    folder = child(parent, "Folder")
    child(folder, "name", name)
    child(folder, "open", "0" if shut else "1")
    return folder


def _placemark(
    parent: Element,
    name: str,
    said: Sequence[str],
    style: str,
    span: tuple[datetime | None, datetime | None] = (None, None),
) -> Element:
    placemark = child(parent, "Placemark")
    child(placemark, "name", name)
    if said:
        _described(placemark, said)
    if span[0] is not None or span[1] is not None:
        when = child(placemark, "TimeSpan")
        for tag, moment in zip(("begin", "end"), span, strict=True):
            if moment is not None:
                child(when, tag, iso(moment))
    child(placemark, "styleUrl", f"#{style}")
    return placemark


def _described(parent: Element, said: Sequence[str]) -> None:
    child(parent, "description", "<br/>".join(html.escape(line) for line in said))


def _point(placemark: Element, place: LonLat) -> None:
    point = child(placemark, "Point")
    child(point, "coordinates", f"{degrees(wrapped(place[0]))},{degrees(place[1])}")


def _shapes(placemark: Element, parts: Sequence[Sequence[Sequence[LonLat]]]) -> None:
    holder = placemark if len(parts) == 1 else child(placemark, "MultiGeometry")
    for part in parts:
        polygon = child(holder, "Polygon")
        child(polygon, "tessellate", "1")
        for number, ring in enumerate(part):
            edge = child(polygon, "innerBoundaryIs" if number else "outerBoundaryIs")
            corners = " ".join(f"{degrees(lon)},{degrees(lat)}" for lon, lat in ring)
            child(child(edge, "LinearRing"), "coordinates", corners)
