"""The formats by name: what each is for, its file's ending, and the function that makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from patrolplan.export.formats.cot import cot, tak
from patrolplan.export.formats.geojson import geojson
from patrolplan.export.formats.gpkg import gpkg
from patrolplan.export.formats.gpx import gpx
from patrolplan.export.formats.ics import ics
from patrolplan.export.formats.kml import kml
from patrolplan.export.formats.rtz import Revision, rtz, rtz_zip
from patrolplan.export.formats.table_csv import csv_table
from patrolplan.export.papers.tasking import tasking, tasking_zip
from patrolplan.export.papers.turnover import turnover
from patrolplan.export.papers.turnover_html import html
from patrolplan.export.papers.turnover_text import text
from patrolplan.export.view.types import View
from patrolplan.record.types import Record


@dataclass(frozen=True)
class Choices:
    """What some formats can be told besides."""

    revision: Revision = "1.2"
    """Of RTZ."""
    at: datetime | None = None
    """Of a turnover: from when."""
    older: Record | None = None
    """Of a turnover: the plan that this one replaces."""
    stem: str | None = None
    """Of a single RTZ: the name of the file that it is for, without its ending."""


Maker = Callable[[View, Choices], bytes]


@dataclass(frozen=True)
class Format:
    """One format."""

    name: str
    what: str
    """In a few words, for help."""
    endings: dict[str, Maker]
    """By a file's ending; the first is the usual one."""
    single: bool
    """For one asset a file."""


def _plainly(make: Callable[[View], bytes]) -> Maker:
    return lambda view, _: make(view)


FORMATS: Final[dict[str, Format]] = {
    one.name: one
    for one in (
        Format("geojson", "maps and QGIS", {".geojson": _plainly(geojson)}, False),
        Format("kml", "Google Earth, with time", {".kml": _plainly(kml)}, False),
        Format(
            "rtz",
            "routes for ECDIS, one ship a file",
            {
                ".rtz": lambda view, choices: rtz(view, choices.revision, choices.stem),
                ".zip": lambda view, choices: rtz_zip(view, choices.revision),
            },
            True,
        ),
        Format("gpx", "routes and points for plotters", {".gpx": _plainly(gpx)}, False),
        Format("ics", "calendars", {".ics": _plainly(ics)}, False),
        Format("csv", "spreadsheets", {".csv": _plainly(csv_table)}, False),
        Format(
            "cot",
            "TAK: events in one file (.xml) or a data package (.zip)",
            {".xml": _plainly(cot), ".cot": _plainly(cot), ".zip": _plainly(tak)},
            False,
        ),
        Format(
            "tasking",
            "a message for one asset, as a watch officer reads it",
            {".txt": _plainly(tasking), ".zip": _plainly(tasking_zip)},
            True,
        ),
        Format(
            "turnover",
            "a page for one asset: what comes next and what changed",
            {
                ".txt": lambda view, choices: text(turnover(view, choices.at, choices.older)),
                ".html": lambda view, choices: html(turnover(view, choices.at, choices.older)),
            },
            True,
        ),
        Format("gpkg", "GeoPackage for QGIS (extra gpkg)", {".gpkg": _plainly(gpkg)}, False),
    )
}
