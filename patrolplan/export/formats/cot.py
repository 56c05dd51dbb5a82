"""Cursor on Target 2.0: events in one file, and the same as a TAK data package.

Each task is a planned friendly surface (`a-f-S`) or air (`a-f-A`) track at its commence search point, from
the task's start until it is stale at its end, and a free-hand drawing (`u-d-f`) of what is flown. Readers
drop an event whose `stale` is not after its `start`. Event ids name plan and task but no issue, so that a
newer issue replaces the older.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from patrolplan.export.formats.features import joined
from patrolplan.export.remarks import heading, reserved_line, task_lines
from patrolplan.export.spots import degrees, iso, line_parts, shape_parts, wrapped
from patrolplan.export.text import plain
from patrolplan.export.view.types import Job, Mover, Stamp, View
from patrolplan.export.xml import Element, child, written
from patrolplan.export.zipped import zipped
from patrolplan.record.types import LonLat

UNKNOWN: Final = "9999999.0"
"""What the format writes for an error or a height that is not known."""
LEAST: Final = timedelta(minutes=1)
_SYMBOL: Final = {"ship": "a-f-S", "aircraft": "a-f-A"}
_BLUE: Final = -16747854  # ARGB as a signed number: 0xFF0072B2
_AMBER: Final = -23296
_AMBER_FILL: Final = 0x40FFA500
_GREY: Final = -8355712


def cot(view: View) -> bytes:
    """All events under one root."""
    root = Element("events")
    root.set("plan", view.stamp.title)
    root.set("marking", view.stamp.marking)
    root.set("seal", view.stamp.seal)
    for event in events(view):
        root.append(event)
    return written(root)


def tak(view: View) -> bytes:
    """A data package: one file per event, and the manifest that TAK reads."""
    stamp = view.stamp
    files = {f"{event.get('uid', '')}.cot": event for event in events(view)}
    manifest = Element("MissionPackageManifest", {"version": "2"})
    configuration = child(manifest, "Configuration")
    child(configuration, "Parameter", name="uid", value=_uid(stamp, "package", stamp.audience))
    child(configuration, "Parameter", name="name", value=f"{stamp.title}, {stamp.audience}")
    child(configuration, "Parameter", name="remarks", value=f"{stamp.marking} {stamp.seal}")
    contents = child(manifest, "Contents")
    for name, event in files.items():
        content = child(contents, "Content", ignore="false", zipEntry=name)
        child(content, "Parameter", name="uid", value=event.get("uid", ""))
    members = {"MANIFEST/manifest.xml": written(manifest)}
    return zipped(members | {name: written(event) for name, event in files.items()})


def events(view: View) -> Iterator[Element]:
    """Zones, reserved water, then each mover's tasks and events."""
    stamp = view.stamp
    for number, zone in enumerate(view.zones):
        span = (zone.start or stamp.start, zone.end or stamp.end)
        words = [f"{plain(zone.name)} closed to {', '.join(zone.closed_to)}"]
        parts = [part for polygon in zone.polygons for part in shape_parts(polygon)]
        for part_number, part in enumerate(parts):
            key = f"{number}.{part_number}"
            yield _drawing(stamp, "zone", key, plain(zone.name), part[0], span, words, _GREY, None, shut=True)
    for one in view.reserved:
        name = f"{plain(one.sector.id)} reserved"
        for number, part in enumerate(shape_parts(one.sector.polygon)):
            key = f"{one.sector.id}.{iso(one.start)}.{number}"
            yield _drawing(
                stamp, "reserved", key, name, part[0], (one.start, one.end), [reserved_line(one)],
                _AMBER, _AMBER_FILL, shut=True,
            )  # fmt: skip
    for mover in view.movers:
        for job in mover.jobs:
            yield from _task(stamp, mover, job)
        for event in mover.events:
            if event.at is not None:
                key = f"{mover.asset}.{event.kind}.{iso(event.start)}"
                name = f"{plain(mover.name)} {event.kind}"
                span = (event.start, event.end)
                symbol = _SYMBOL[mover.medium]
                yield _marker(stamp, "event", key, name, symbol, event.at, span, [name])


def _task(stamp: Stamp, mover: Mover, job: Job) -> Iterator[Element]:
    span = (job.task.start, job.task.end)
    words = list(task_lines(job))
    name = f"{plain(mover.name)} {plain(job.task.id)}"
    yield _marker(stamp, "task", job.task.id, name, _SYMBOL[job.medium], job.place, span, words)
    points = joined(job.legs)
    if len({(point.lon, point.lat) for point in points}) > 1:
        for number, part in enumerate(line_parts(points)):
            places = [(lon, lat) for lon, lat, _ in part]
            key = f"{job.task.id}.{number}"
            yield _drawing(stamp, "track", key, name, places, span, words, _BLUE, None, shut=False)


def _marker(
    stamp: Stamp,
    kind: str,
    key: str,
    name: str,
    symbol: str,
    place: LonLat,
    span: tuple[datetime, datetime],
    words: list[str],
) -> Element:
    event = _event(_uid(stamp, kind, key), symbol, place, span)
    detail = child(event, "detail")
    child(detail, "contact", callsign=name)
    _said(detail, stamp, words)
    return event


def _drawing(
    stamp: Stamp,
    kind: str,
    key: str,
    name: str,
    places: list[LonLat],
    span: tuple[datetime, datetime],
    words: list[str],
    line: int,
    fill: int | None,
    shut: bool,
) -> Element:
    event = _event(_uid(stamp, kind, key), "u-d-f", places[0], span)
    detail = child(event, "detail")
    child(detail, "contact", callsign=name)
    for lon, lat in places if not shut or places[0] == places[-1] else [*places, places[0]]:
        child(detail, "link", point=f"{degrees(lat)},{degrees(lon)}")
    child(detail, "strokeColor", value=str(line))
    child(detail, "strokeWeight", value="3.0")
    child(detail, "fillColor", value=str(fill if fill is not None else 0))
    child(detail, "labels_on", value="true")
    _said(detail, stamp, words)
    return event


def _event(uid: str, symbol: str, place: LonLat, span: tuple[datetime, datetime]) -> Element:
    start, end = span
    event = Element("event")
    for name, value in (
        ("version", "2.0"),
        ("uid", uid),
        ("type", symbol),
        ("time", iso(start)),
        ("start", iso(start)),
        ("stale", iso(max(end, start + LEAST))),
        ("how", "h-e"),
    ):
        event.set(name, value)
    lat, lon = degrees(place[1]), degrees(wrapped(place[0]))
    child(event, "point", lat=lat, lon=lon, hae=UNKNOWN, ce=UNKNOWN, le=UNKNOWN)
    return event


def _said(detail: Element, stamp: Stamp, words: list[str]) -> None:
    child(detail, "archive")
    child(detail, "remarks", "\n".join((*words, *heading(stamp))))


def _uid(stamp: Stamp, kind: str, key: str) -> str:
    """The same for the same thing in every issue of a plan."""
    return f"patrolplan.{kind}.{hashlib.sha256(f'{stamp.plan}|{kind}|{key}'.encode()).hexdigest()[:24]}"
