"""GPX 1.1: a route per ship or sortie, and a waypoint where each task's search commences."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from patrolplan.export.formats.rtz import Waypoint, waypoints
from patrolplan.export.remarks import heading, reserved_line, task_lines
from patrolplan.export.spots import degrees, iso, wrapped
from patrolplan.export.text import plain
from patrolplan.export.view.types import Mover, View
from patrolplan.export.xml import Element, child, written
from patrolplan.record.types import LonLat

NAMESPACE: Final = "http://www.topografix.com/GPX/1/1"


def gpx(view: View) -> bytes:
    """The view as GPX. Reserved water is a waypoint at the sector's point: GPX knows no shapes."""
    stamp = view.stamp
    root = Element("gpx", {"xmlns": NAMESPACE, "version": "1.1", "creator": f"patrolplan {stamp.version}"})
    metadata = child(root, "metadata")
    child(metadata, "name", stamp.title)
    child(metadata, "desc", "\n".join(heading(stamp)))
    child(metadata, "time", iso(stamp.start))
    for job in view.jobs:
        when = job.pattern.commence_time if job.pattern is not None else job.task.start
        _point(root, "wpt", job.place, when, plain(job.task.id), "\n".join(task_lines(job)), "task")
    for one in view.reserved:
        name = f"{plain(one.sector.id)} reserved"
        _point(root, "wpt", one.sector.point, one.start, name, reserved_line(one), "reserved")
    for mover in view.movers:
        for event in mover.events:
            if event.at is not None:
                words = f"{plain(mover.name)} {event.kind}"
                _point(root, "wpt", event.at, event.start, words, words, event.kind)
    for mover in view.movers:
        way = waypoints(mover)
        if way:
            _route(root, mover, way)
    return written(root)


def _route(root: Element, mover: Mover, way: list[Waypoint]) -> None:
    route = child(root, "rte")
    child(route, "name", plain(mover.name))
    child(route, "type", mover.medium)
    for one in way:
        left = f"leaves {iso(one.etd)}" if one.etd != one.eta else ""
        _point(route, "rtept", (one.lon, one.lat), one.eta, one.name, left, one.info.split(" ")[0])


def _point(
    parent: Element, tag: str, place: LonLat, when: datetime, name: str, words: str, kind: str
) -> None:
    point = child(parent, tag, lat=degrees(place[1]), lon=degrees(wrapped(place[0])))
    child(point, "time", iso(when))
    if name:
        child(point, "name", name)
    if words:
        child(point, "desc", words)
    child(point, "type", kind)
