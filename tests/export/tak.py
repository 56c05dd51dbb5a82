"""Cursor on Target read by those who use it: takproto for events, node-cot for data packages."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import shapely
import takproto
from lxml import etree
from takproto.proto import TakMessage

ROOT = Path(__file__).parents[2]
READER = Path(__file__).with_name("tak_package.mjs")


@dataclass(frozen=True)
class Seen:
    """An event as a TAK client has it."""

    uid: str
    type: str
    callsign: str
    lon: float
    lat: float
    start: datetime
    stale: datetime
    remarks: str
    shape: shapely.Geometry | None = None
    """What is drawn; only node-cot tells."""


def event(element: etree._Element) -> Seen:
    """One event, made into the message that TAK servers send each other, and read from its bytes."""
    wire = takproto.xml2proto(etree.tostring(element))
    message = takproto.parse_proto(wire)
    assert isinstance(message, TakMessage)
    got = message.cotEvent
    remarks = etree.fromstring(f"<d>{got.detail.xmlDetail}</d>").findtext("remarks")
    return Seen(
        got.uid, got.type, got.detail.contact.callsign, got.lon, got.lat,
        datetime.fromtimestamp(got.startTime / 1000, UTC), datetime.fromtimestamp(got.staleTime / 1000, UTC),
        remarks or "",
    )  # fmt: skip


def package(data: bytes) -> list[Seen] | None:
    """A data package's events; None where node or node-cot is not installed (`npm ci`)."""
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "@tak-ps" / "node-cot").is_dir():
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.zip"
        path.write_bytes(data)
        done = subprocess.run([node, str(READER), str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [_feature(json.loads(line)) for line in done.stdout.splitlines()]


def _feature(one: dict) -> Seen:
    said = one["properties"]
    lon, lat = said["center"][:2]
    return Seen(
        one["id"], said["type"], said["callsign"], lon, lat,
        datetime.fromisoformat(said["start"]), datetime.fromisoformat(said["stale"]), said["remarks"],
        shapely.from_geojson(json.dumps(one["geometry"])),
    )  # fmt: skip
