"""Products read back by parsers that are not ours: where and when each has each task."""

from __future__ import annotations

import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import gpxpy
import numpy as np
import pyogrio.raw
import pytest
import shapely
from fastkml import KML
from fastkml.features import Placemark
from fastkml.utils import find_all
from icalendar import Calendar
from lxml import etree

from patrolplan.geo.positions import parse_position
from patrolplan.scenario.values.time import parse_time
from tests.export import tak

SCHEMAS = Path(__file__).with_name("schemas")


@dataclass(frozen=True)
class Found:
    """A task as a reader finds it; None where the format does not say it."""

    name: str
    lon: float
    lat: float
    start: datetime | None
    end: datetime | None
    commences: datetime | None = None


def _utc(value: object) -> datetime:
    return datetime.fromisoformat(str(value)).replace(tzinfo=UTC)


def layer(data: bytes, name: str | None = None) -> list[dict[str, object]]:
    """Rows of a layer as GDAL reads it; `geometry` is a shape of shapely."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("plan.gpkg" if data.startswith(b"SQLite") else "plan.geojson")
        path.write_bytes(data)
        meta, _, wkb, fields = pyogrio.raw.read(path, layer=name)
    columns = dict(zip(meta["fields"], fields, strict=True))
    rows = [{key: column[k] for key, column in columns.items()} for k in range(len(wkb))]
    return [row | {"geometry": shapely.from_wkb(shape)} for row, shape in zip(rows, wkb, strict=True)]


def _rows(rows: list[dict[str, object]]) -> list[Found]:
    found = []
    for row in rows:
        if row["kind"] == "task":
            has_csp = "csp_lon" in row and row["csp_lon"] is not None and not np.isnan(row["csp_lon"])
            lon, lat = (
                (float(row["csp_lon"]), float(row["csp_lat"]))
                if has_csp
                else tuple(shapely.get_coordinates(row["geometry"])[0])
            )
            # The search commences at a corner of what is drawn.
            corners = shapely.get_coordinates(row["geometry"])
            assert np.abs(corners - (lon, lat)).sum(axis=1).min() < 1e-6
            found.append(Found(str(row["name"]), lon, lat, _utc(row["start"]), _utc(row["end"])))
    return found


def read_geojson(data: bytes) -> list[Found]:
    return _rows(layer(data))


def layers(data: bytes) -> list[str]:
    """Names of the layers of a GeoPackage."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.gpkg"
        path.write_bytes(data)
        return [str(name) for name, _ in pyogrio.list_layers(path)]


def read_gpkg(data: bytes) -> list[Found]:
    return [one for name in layers(data) for one in _rows(layer(data, name))]


@cache
def _kml_schema() -> etree.XMLSchema:
    import fastkml

    return etree.XMLSchema(etree.parse(str(Path(fastkml.__file__).with_name("schema") / "kml22gx.xsd")))


def read_kml(data: bytes) -> list[Found]:
    """By fastkml; valid by the OGC's schema and Google's of its extensions."""
    _kml_schema().assertValid(etree.fromstring(data))
    found = []
    placemarks = {
        one.name: one for one in find_all(KML.from_string(data.decode().split("\n", 1)[1]), of_type=Placemark)
    }
    for name, one in placemarks.items():
        if one.style_url is None or one.style_url.url != "#task" or name.endswith(" CSP"):
            continue
        spot = placemarks.get(f"{name} CSP", one)
        lon, lat = _first(spot.geometry)
        commences = spot.times.begin.dt if spot is not one else None
        found.append(Found(name, lon, lat, one.times.begin.dt, one.times.end.dt, commences))
    return found


def _first(geometry: object) -> tuple[float, float]:
    shape = shapely.from_wkt(str(geometry))
    return tuple(shapely.get_coordinates(shape)[0])


@cache
def _grammar(name: str, *changes: tuple[str, str]) -> etree.RelaxNG:
    text = (SCHEMAS / name).read_text()
    for old, new in changes:
        text = text.replace(old, new)
    return etree.RelaxNG(etree.fromstring(text.encode()))


def read_rtz(data: bytes) -> list[Found]:
    """By lxml; valid by the grammar of its revision, ids in order, times that never run back."""
    root = etree.fromstring(data)
    revision = root.get("version")
    element = {"1.0": "sheduleElement", "1.2": "scheduleElement"}[revision]
    changes = ("VERSION", revision), ("MINOR", revision[-1]), ("SCHEDULE", element)
    _grammar("rtz.rng", *changes).assertValid(root)
    assert len(data) <= 400_000
    ns = {"r": f"http://www.cirm.org/RTZ/1/{revision[-1]}"}
    waypoints = root.findall(".//r:waypoint", ns)
    assert [one.get("id") for one in waypoints] == [str(k) for k in range(1, len(waypoints) + 1)]
    times = {one.get("waypointId"): one for one in root.iterfind(f".//r:{element}", ns)}
    moments = [
        _z(one.get(key)) for one in times.values() for key in ("eta", "etd") if one.get(key) is not None
    ]
    assert moments == sorted(moments)
    found = []
    for one in waypoints:
        name = one.get("name", "")
        if name.endswith((" CSP", " hold")):
            spot = one.find("r:position", ns)
            when = times[one.get("id")]
            found.append(
                Found(
                    name.rsplit(" ", 1)[0], float(spot.get("lon")), float(spot.get("lat")), None, None,
                    _z(when.get("eta") or when.get("etd")),
                )
            )  # fmt: skip
    return found


def _z(text: str) -> datetime:
    assert text.endswith("Z")
    return datetime.fromisoformat(text)


def read_rtz_zip(data: bytes) -> list[Found]:
    return [one for text in members(data).values() for one in read_rtz(text)]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def read_gpx(data: bytes) -> list[Found]:
    """By gpxpy; the words of a task say when it starts and ends."""
    found = []
    for one in gpxpy.parse(data.decode()).waypoints:
        assert -180 <= one.longitude < 180
        if one.type == "task":
            start, end = _span(one.description)
            found.append(Found(one.name, one.longitude, one.latitude, start, end, one.time.astimezone(UTC)))
    return found


def _span(words: str) -> tuple[datetime, datetime]:
    start, end = re.search(r"(\d{6}Z[A-Z]{3}\d\d) to (\d{6}Z[A-Z]{3}\d\d)", words).groups()
    return parse_time(start), parse_time(end)


def read_ics(data: bytes) -> list[Found]:
    found = []
    for one in Calendar.from_ical(data).walk("VEVENT"):
        match = re.fullmatch(r".*: (\S+) in .*", str(one["summary"]), re.DOTALL)
        if match:
            place = one["geo"]
            found.append(Found(match[1], place.longitude, place.latitude, one.start, one.end))
    return found


def read_csv(data: bytes) -> list[Found]:
    assert data.startswith(b"\xef\xbb\xbf")
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [
        Found(
            row["id"], float(row["lon"]), float(row["lat"]), _z(row["start"]), _z(row["end"]),
            _z(row["csp_time"]) if row["csp_time"] else None,
        )
        for row in rows
        if row["kind"] == "task"
    ]  # fmt: skip


def read_cot(data: bytes) -> list[Found]:
    """By takproto, event by event; valid by the grammar of CoT, and stale after its start."""
    root = etree.fromstring(data)
    _grammar("cot.rng").assertValid(root)
    assert all(one.get("time") == one.get("start") and one.get("how") == "h-e" for one in root.iter("event"))
    return _tasks([tak.event(one) for one in root.iter("event")])


def _tasks(events: list[tak.Seen]) -> list[Found]:
    """Those events that are tasks: a friendly track from its start until it is stale."""
    assert all(one.start < one.stale for one in events)
    return [
        Found(one.callsign.rsplit(" ", 1)[-1], one.lon, one.lat, one.start, one.stale)
        for one in events
        if one.type in ("a-f-S", "a-f-A") and one.uid.startswith("patrolplan.task.")
    ]


def read_tak(data: bytes) -> list[Found]:
    """A data package, by node-cot; what the manifest lists is there, and nothing else."""
    files = members(data)
    manifest = etree.fromstring(files.pop("MANIFEST/manifest.xml"))
    assert manifest.tag == "MissionPackageManifest"
    assert manifest.get("version") == "2"
    assert [one.get("zipEntry") for one in manifest.iter("Content")] == list(files)
    uids = [one.find("Parameter[@name='uid']").get("value") for one in manifest.iter("Content")]
    assert uids == [etree.fromstring(text).get("uid") for text in files.values()]
    assert len(set(uids)) == len(uids)
    events = tak.package(data)
    if events is None:
        pytest.skip("node-cot is not installed: npm ci")
    assert sorted(one.uid for one in events) == sorted(uids)
    return _tasks(events)


def read_tasking(data: bytes) -> list[Found]:
    """As a watch officer reads it."""
    found = []
    blocks = re.split(r"\n\d+\. ", data.decode())
    for block in blocks[1:]:
        start, end = _span(" ".join(block[block.index("WHEN") :].split()))
        spot = re.search(r"(?:CSP|Hold at) (\S+ \S+)(?: at (\d{6}Z))?", block)
        lon, lat = parse_position(spot[1]) if spot else (np.nan, np.nan)
        found.append(Found(block.split("\n")[0], lon, lat, start, end))
    return found


def read_tasking_zip(data: bytes) -> list[Found]:
    return [one for text in members(data).values() for one in read_tasking(text)]


READERS: dict[str, Callable[[bytes], list[Found]]] = {
    "geojson": read_geojson,
    "kml": read_kml,
    "rtz .zip": read_rtz_zip,
    "gpx": read_gpx,
    "ics": read_ics,
    "csv": read_csv,
    "cot": read_cot,
    "cot .zip": read_tak,
    "tasking .zip": read_tasking_zip,
    "gpkg": read_gpkg,
}
