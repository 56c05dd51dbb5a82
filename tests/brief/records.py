"""Plans to make briefs of: the sample, and the sample renamed, moved across the antimeridian or in time."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from patrolplan.record.encode import encode, time_text
from patrolplan.record.parse import parse
from patrolplan.record.types import Record
from tests.record.sample_tasks import sector_id
from tests.record.samples import sample

LONG = "DETACHMENT WITH A NAME OF EIGHTY LETTERS, AS LONG AS ANY THAT A SCENARIO MAY USE"
HOSTILE = {
    "HMAS Melbourne": "</script><script>document.title='broken'</script>",
    "HMCS Calgary": "\"'><img src=x onerror=\"document.title='broken'\"> & <b>",
    "FS Vendémiaire": "護衛艦 たかなみ",
    "Kadena P-8": LONG,
    "SHANGHAI EAST": "<!--<script>'</title></style><svg onload=alert(1)>",
    "SOUTH": "A & B \u202e reversed \u2028 &lt;i&gt;",
    "FIRING 3": "]]>}{*/ javascript:alert(1)",
    "ECC SAMPLE": "`${document.title='broken'}` \\u003c/script>",
    sector_id("N00"): "\" onmouseover=\"document.title='broken'",
}
"""What a scenario may call things, to try whether any of it is more than text on the page."""


def changed(record: Record, change: Callable[[Any, str], Any]) -> Record:
    """The record with each value and key of its JSON passed through `change(value, key it stands under)`."""
    wire = json.loads(json.dumps(encode(record)))
    return parse(json.dumps(_walked(wire, "", change)).encode())


def _walked(value: Any, key: str, change: Callable[[Any, str], Any]) -> Any:
    if isinstance(value, dict):
        return {change(name, ""): _walked(one, name, change) for name, one in value.items()}
    if isinstance(value, list):
        return change([_walked(one, key, change) for one in value], key)
    return change(value, key)


@cache
def hostile() -> Record:
    """The sample with names that try to be markup, script or style; sorties take their detachment's."""

    def rename(value: Any, key: str) -> Any:
        if not isinstance(value, str):
            return value
        if value.startswith("Kadena P-8/"):
            return value.replace("Kadena P-8", LONG)
        return HOSTILE.get(value, value)

    marking = {"classification": "</style><script>alert(1)</script>", "release": ["*/}body{display:none}"]}
    return replace(changed(sample(), rename), marking=marking)


@cache
def across() -> Record:
    """The sample 56 degrees further east: its water lies on both sides of the antimeridian."""

    def turn(value: Any, key: str) -> Any:
        pair = (
            isinstance(value, list) and len(value) >= 2 and all(isinstance(one, float) for one in value[:2])
        )
        if pair and key in ("polygon", "polygons", "point", "points", "position", "at", "in_at", "out_at"):
            lon = (value[0] + 56.0 + 180.0) % 360.0 - 180.0
            return [lon, *value[1:]]
        return value

    return changed(sample(), turn)


@cache
def new_year() -> Record:
    """The sample's two days moved to 31 December and 1 January."""
    away = datetime.fromisoformat("2018-12-31T00:00:00Z") - sample().model.start

    def move(value: Any, key: str) -> Any:
        if isinstance(value, str) and len(value) == 20 and value.endswith("Z") and value[4] == "-":
            return time_text(datetime.fromisoformat(value) + away)
        return value

    return changed(sample(), move)


def older(record: Record) -> Record:
    """The plan before it: four tasks otherwise (moved, retimed, dropped since, and one not there yet)."""
    tasks = sorted(record.tasks, key=lambda task: (task.start, task.asset, task.id))
    ships = [task for task in tasks if task.sortie is None]
    moved, retimed, added, dropped = ships[0], ships[1], ships[2], ships[3]
    elsewhere = next(one.id for one in record.sectors if one.id not in {task.sector for task in record.tasks})
    before = {
        moved.id: replace(moved, sector=elsewhere),
        retimed.id: replace(retimed, end=retimed.end - timedelta(hours=1)),
        added.id: None,
        dropped.id: dropped,
    }
    kept = [before.get(task.id, task) for task in record.tasks]
    gone = replace(
        dropped, id="GONE", sector=elsewhere, start=dropped.end, end=dropped.end + timedelta(hours=2)
    )
    legs = [leg for leg in record.legs if leg.task != added.id]
    legs += [replace(leg, id=f"{leg.id} gone", task="GONE") for leg in record.legs if leg.task == dropped.id]
    plan = replace(record.plan, issue=1)
    return replace(
        record,
        plan=plan,
        tasks=(*(one for one in kept if one is not None), gone),
        legs=tuple(legs),
        handovers=(),
    )
