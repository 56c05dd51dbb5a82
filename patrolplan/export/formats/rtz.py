"""RTZ: routes for ECDIS (IEC 61174, annex S), revisions 1.0 and 1.2; one ship a file.

A route has two waypoints or more, with ids from 1; a leg's data stands with the waypoint that it leads to.
Times stand in a calculated schedule, whose elements revision 1.0 spells `sheduleElement`. Legs are geodesics.
Longitudes lie in [-180, 180). ECDIS refuse files over 400 kB, so longer routes come in parts. A route bears
the name of its file: some ECDIS refuse one that does not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from patrolplan.export.errors import ExportError
from patrolplan.export.remarks import NOT_FOR_NAVIGATION
from patrolplan.export.spots import PLACES, degrees, iso, wrapped
from patrolplan.export.text import file_name, plain
from patrolplan.export.view.types import Mover, View
from patrolplan.export.xml import Element, child, written
from patrolplan.export.zipped import zipped
from patrolplan.geo.geodesy import distance_nm
from patrolplan.record.types import Leg

Revision = Literal["1.0", "1.2"]
LIMIT: Final = 400_000
"""Largest file, in bytes."""
_SCHEDULE: Final[dict[Revision, str]] = {"1.0": "sheduleElement", "1.2": "scheduleElement"}
SAME_NM: Final = 0.001


@dataclass(frozen=True)
class Waypoint:
    """A place on the way: reached at `eta`, left at `etd`."""

    lon: float
    lat: float
    eta: datetime
    etd: datetime
    name: str
    info: str
    """Of the leg that leads here."""


def rtz(view: View, revision: Revision = "1.2", name: str | None = None) -> bytes:
    """The one ship's route, named after the file that it is for (`name`, without its ending).

    Raises:
        ExportError: the view shows several ships or none, or her route is too long for one file.

    """
    files = routes(view, revision, name)
    if not files:
        raise ExportError("RTZ holds a ship's route, and there is none here: aircraft fly by GPX or KML")
    if len(files) > 1:
        raise ExportError(
            f"RTZ holds one route a file, and here are {len(files)}: name a ship (--asset), or ask for a .zip"
        )
    return next(iter(files.values()))


def rtz_zip(view: View, revision: Revision = "1.2") -> bytes:
    """Every ship's route in a zip, one file each.

    Raises:
        ExportError: the view shows no ship with a way to go.

    """
    files = routes(view, revision)
    if not files:
        raise ExportError("RTZ holds ships' routes, and there is none here: aircraft fly by GPX or KML")
    return zipped(files)


def routes(view: View, revision: Revision, name: str | None = None) -> dict[str, bytes]:
    """Route files by name: of ship, plan and issue, or for one ship as given. A ship that stays has none."""
    files: dict[str, bytes] = {}
    ways = [(mover, waypoints(mover)) for mover in view.movers if mover.medium == "ship"]
    ways = [(mover, way) for mover, way in ways if len(way) > 1]
    issue = f"{view.stamp.plan} {view.stamp.issue}"
    for mover, way in ways:
        given = name if len(ways) == 1 else None
        stem = given or file_name(f"{file_name(mover.asset)} {issue}", [other[:-4] for other in files])
        files |= {f"{route}.rtz": data for route, data in _parts(view, mover, way, revision, stem).items()}
    return files


def waypoints(mover: Mover) -> list[Waypoint]:
    """The way of a mover; where it stays, one waypoint with both times."""
    found: list[Waypoint] = []
    begun: set[str] = set()
    for leg in mover.legs:
        info = f"{leg.kind} {plain(leg.task)}" if leg.task is not None else leg.kind
        for number, point in enumerate(leg.points):
            name = _name(leg, begun) if number == 0 else ""
            if found and _same(found[-1], point.lon, point.lat):
                last = found[-1]
                found[-1] = replace(last, etd=point.time, name=name or last.name)
                continue
            place = (wrapped(point.lon), round(point.lat, PLACES))
            found.append(Waypoint(*place, point.time, point.time, name, info))
    return found


def _name(leg: Leg, begun: set[str]) -> str:
    """What begins where a leg begins."""
    if leg.task is None:
        return ""
    task = plain(leg.task)
    if leg.kind == "search":
        begun.add(task)
        return f"{task} CSP"
    name = f"{task} search ends" if task in begun else f"{task} start"
    begun.add(task)
    return name if leg.kind == "passage" else f"{task} hold"


def _same(last: Waypoint, lon: float, lat: float) -> bool:
    return distance_nm((last.lon, last.lat), (lon, lat)) < SAME_NM


def _parts(view: View, mover: Mover, way: list[Waypoint], revision: Revision, stem: str) -> dict[str, bytes]:
    """As few files as stay under the limit, by route name; each begins where the one before ends."""
    for count in range(1, len(way)):
        edges = [round(k * (len(way) - 1) / count) for k in range(count + 1)]
        names = [stem if count == 1 else f"{stem}-{k + 1}" for k in range(count)]
        files = {
            name: _route(view, mover, way[edges[k] : edges[k + 1] + 1], revision, name)
            for k, name in enumerate(names)
        }
        if all(len(data) <= LIMIT for data in files.values()):
            return files
    raise ExportError(f"{mover.asset}: a single leg of her route is over {LIMIT} bytes")


def _route(view: View, mover: Mover, way: list[Waypoint], revision: Revision, name: str) -> bytes:
    stamp = view.stamp
    root = Element(
        "route",
        {"xmlns": f"http://www.cirm.org/RTZ/1/{revision[-1]}", "version": revision},
    )
    info = child(
        root,
        "routeInfo",
        routeName=plain(name),
        routeAuthor=f"patrolplan {stamp.version}",
        routeStatus=f"{stamp.title}. {stamp.marking}. {NOT_FOR_NAVIGATION}",
        validityPeriodStart=iso(way[0].eta),
        validityPeriodStop=iso(way[-1].etd),
        vesselName=plain(mover.asset),
    )
    extensions = child(info, "extensions")
    child(extensions, "extension", manufacturer="patrolplan", name="seal", version="1", seal=stamp.seal)
    listed = child(root, "waypoints")
    for number, one in enumerate(way, start=1):
        waypoint = child(listed, "waypoint", id=str(number), revision=str(stamp.issue))
        if one.name:
            waypoint.set("name", one.name)
        child(waypoint, "position", lat=degrees(one.lat), lon=degrees(one.lon))
        if number > 1:
            child(waypoint, "leg", geometryType="Orthodrome", legInfo=one.info)
    calculated = child(child(child(root, "schedules"), "schedule", id="1", name="plan"), "calculated")
    for number, one in enumerate(way, start=1):
        element = child(calculated, _SCHEDULE[revision], waypointId=str(number))
        if number < len(way):
            element.set("etd", iso(one.etd))
        if number > 1:
            element.set("eta", iso(one.eta))
            speed = _speed(way[number - 2], one)
            if speed is not None:
                element.set("speed", f"{speed:.1f}")
    return written(root)


def _speed(before: Waypoint, here: Waypoint) -> float | None:
    hours = (here.eta - before.etd).total_seconds() / 3600
    return distance_nm((before.lon, before.lat), (here.lon, here.lat)) / hours if hours > 0 else None
