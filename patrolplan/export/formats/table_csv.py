"""CSV: everything in order of time, one row a thing, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from patrolplan.export.spots import ddm, degrees, iso, wrapped
from patrolplan.export.text import plain
from patrolplan.export.view.types import Job, Meeting, Mover, View
from patrolplan.record.types import LonLat

COLUMNS: Final = (
    "kind", "asset", "nation", "sortie", "id", "sector", "areas", "start", "end", "lat", "lon", "position",
    "end_lat", "end_lon", "pattern", "csp_time", "first_leg_deg", "first_leg_nm", "creep_deg", "spacing_nm",
    "legs", "passes", "track_nm", "speed_kn", "sweep_width_nm", "coverage_factor", "relieves", "relieved_by",
    "plan", "issue", "marking", "seal",
)  # fmt: skip
_Row = dict[str, str]


def csv_table(view: View) -> bytes:
    """The view as CSV in UTF-8 with a byte-order mark, which spreadsheets want before they read Japanese."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    stamp = view.stamp
    last = {
        "plan": _cell(stamp.plan),
        "issue": str(stamp.issue),
        "marking": _cell(stamp.marking),
        "seal": stamp.seal,
    }
    for row in sorted(_rows(view), key=lambda row: (row["start"], row["end"], row["asset"], row["id"])):
        writer.writerow(row | last)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _rows(view: View) -> Iterator[_Row]:
    for mover in view.movers:
        if mover.sortie is not None:
            yield _row(mover, "sortie", mover.sortie.id, mover.sortie.takeoff, mover.sortie.landing, None)
        for job in mover.jobs:
            yield _task(mover, job)
        for leg in mover.legs:
            if leg.task is None:
                ends = leg.points[0], leg.points[-1]
                row = _row(mover, leg.kind, leg.id, ends[0].time, ends[1].time, (ends[0].lon, ends[0].lat))
                yield row | {"end_lat": degrees(ends[1].lat), "end_lon": degrees(wrapped(ends[1].lon))}
        for event in mover.events:
            yield _row(mover, event.kind, "", event.start, event.end, event.at)
    for one in view.reserved:
        areas = ", ".join(one.sector.areas)
        yield _placed(one.sector.point) | {
            "kind": "reserved", "asset": "", "id": "", "sector": _cell(one.sector.id), "areas": _cell(areas),
            "start": iso(one.start), "end": iso(one.end),
        }  # fmt: skip


def _task(mover: Mover, job: Job) -> _Row:
    row = _row(mover, "task", job.task.id, job.task.start, job.task.end, job.place)
    row["sector"] = _cell(job.sector.id)
    row["areas"] = _cell(", ".join(job.sector.areas))
    row["relieves"] = _met(job.relieves)
    row["relieved_by"] = _met(job.relieved_by)
    found = job.pattern
    if found is not None:
        row |= {
            "end_lat": degrees(found.finish[1]),
            "end_lon": degrees(wrapped(found.finish[0])),
            "pattern": found.code,
            "csp_time": iso(found.commence_time),
            "first_leg_deg": _figure(found.first_leg_deg, 1),
            "first_leg_nm": _figure(found.first_leg_nm, 1),
            "creep_deg": _figure(found.creep_deg, 1),
            "spacing_nm": _figure(found.spacing_nm, 2),
            "legs": str(found.legs),
            "passes": str(found.passes),
            "track_nm": _figure(found.track_nm, 1),
            "speed_kn": _figure(found.speed_kn, 1),
            "sweep_width_nm": _figure(found.width_nm, 2),
            "coverage_factor": _figure(found.coverage, 3),
        }
    return row


def _row(mover: Mover, kind: str, name: str, start: datetime, end: datetime, place: LonLat | None) -> _Row:
    return (_placed(place) if place is not None else {}) | {
        "kind": kind,
        "asset": _cell(mover.asset),
        "nation": _cell(mover.nation),
        "sortie": _cell(mover.sortie.id) if mover.sortie is not None else "",
        "id": _cell(name),
        "start": iso(start),
        "end": iso(end),
    }


def _placed(place: LonLat) -> _Row:
    return {"lat": degrees(place[1]), "lon": degrees(wrapped(place[0])), "position": ddm(place)}


def _met(found: Meeting | None) -> str:
    return _cell(f"{found.who} {iso(found.time)}") if found is not None else ""


def _figure(value: float | None, places: int) -> str:
    return "" if value is None else f"{value:.{places}f}"


def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    clean = plain(text)
    return f"'{clean}" if clean[:1] in ("=", "+", "-", "@") else clean
