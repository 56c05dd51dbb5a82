"""What the page's scripts read: numbers and names as JSON, in a block that no browser runs.

Times are seconds from the horizon's start, positions map units; both as differences from the one before, so
that they stay short. Things go by their numbers (`keys`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

import numpy as np

from patrolplan.brief.drawing.palette import EDGES
from patrolplan.brief.drawing.projection import Projection
from patrolplan.brief.drawing.tracks import Track
from patrolplan.brief.html import Html, raw, shown
from patrolplan.brief.keys import Keys
from patrolplan.geo.positions import format_ddm
from patrolplan.geo.sun import subsolar
from patrolplan.measures.accounts.by_water import by_sector
from patrolplan.measures.counting import counting
from patrolplan.measures.seen.cover import cover
from patrolplan.measures.times.periods import horizon_end, periods
from patrolplan.measures.times.relieving import reliefs
from patrolplan.record.types import Record

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""A coverage in sixty-fourths, a letter to a slot; the scripts have the same."""
_SUN_EVERY: Final = timedelta(hours=1)


def payload(record: Record, keys: Keys, projection: Projection, tracks: dict[Any, Track]) -> dict[str, Any]:
    """The values behind the page; its shape is described in scripts/model.js."""
    model = record.model
    moments = [
        model.start + _SUN_EVERY * n for n in range(int((horizon_end(model) - model.start) / _SUN_EVERY) + 2)
    ]
    west, _, east, _ = projection.bounds
    return {
        "start": round(model.start.timestamp()),
        "slot": model.slot_s,
        "steps": model.steps,
        "stay": model.stay_s,
        "edges": EDGES,
        "counts": counting(record).what,
        "map": {
            "high": projection.high,
            "west": west,
            "east": east,
            "scale": projection.scale,
            "top": projection.north,
        },
        "periods": [span.first for span in periods(record)],
        "sun": [[round(float(lon), 3), round(float(lat), 3)] for lon, lat in subsolar(moments)],
        "sectors": _sectors(record),
        "coverage": _coverage(record),
        "holders": [_holder(number, record, keys, tracks) for number in range(len(keys.timelines))],
        "tasks": [
            [keys.holder(task), keys.sectors[task.sector], _s(record, task.start), _s(record, task.end)]
            for task in keys.ordered
        ],
        "handovers": [
            [_s(record, one.time), keys.tasks[one.giver.id], keys.tasks[one.taker.id]]
            for one in reliefs(record)
        ],
        "zones": [
            [
                None if zone.start is None else _s(record, zone.start),
                None if zone.end is None else _s(record, zone.end),
            ]
            for zone in record.zones
        ],
    }


def block(values: dict[str, Any]) -> Html:
    """The values as JSON that can stand inside a script element: no `<`, `>` or `&` is left in it."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return raw(text)


def _s(record: Record, moment: datetime) -> int:
    return round((moment - record.model.start).total_seconds())


def _sectors(record: Record) -> list[list[Any]]:
    return [
        [
            shown(sector.id),
            shown(", ".join(sector.areas)),
            format_ddm(sector.point),
            round(sector.area_nm2),
            round(one.expected, 4),
            round(one.identified, 4),
        ]
        for sector, one in zip(record.sectors, by_sector(record), strict=True)
    ]


def _coverage(record: Record) -> list[str]:
    """For each sector a letter to a slot: how much of what begins in it is identified."""
    seen = -np.expm1(-cover(record).coverage)
    levels = np.clip(np.floor(seen * 63.999), 0, 63).astype(np.int64)
    return ["".join(LETTERS[level] for level in row) for row in levels]


def _holder(number: int, record: Record, keys: Keys, tracks: dict[Any, Track]) -> dict[str, Any]:
    one = keys.timelines[number]
    sortie = one.sortie.id if one.sortie else None
    track = tracks.get((one.asset, sortie))
    spans = [
        [span.kind, _s(record, span.start), _s(record, span.end)] for span in one.spans if span.kind != "task"
    ]
    return {
        "name": shown(keys.name(number)),
        "asset": shown(one.asset),
        "nation": shown(one.nation),
        "air": one.sortie is not None,
        "present": [[_s(record, start), _s(record, end)] for start, end in one.presence],
        "spans": spans,
        "t": _differences(track.seconds) if track else [],
        "x": _differences(x for x, _ in track.places) if track else [],
        "y": _differences(y for _, y in track.places) if track else [],
    }


def _differences(values: Iterable[int]) -> list[int]:
    found, last = [], 0
    for value in values:
        found.append(value - last)
        last = value
    return found
