"""Plans that exports must survive, made from the sample: odd names, antimeridian, month's end, no tracks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from patrolplan.export.view.build import view
from patrolplan.export.view.types import View
from patrolplan.record import types as t
from patrolplan.record.canonical import canonical
from patrolplan.record.parse import parse
from tests.record.samples import sample

LONG = "HMCS " + "Très Longue Désignation " * 3 + "X"
LONG = (LONG + "Y" * 80)[:80]
HOSTILE = {
    "HMAS Melbourne": 'HMAS "Mel\'bourne" & <b>日本丸</b>',
    "HMCS Calgary": LONG,
    "FS Vendémiaire": "</name><script>alert(1)</script>\nNEXT     forged\r\nBEGIN:VEVENT",
    "Kadena P-8": '=HYPERLINK("http://x/","y") ]]> <img src=x onerror=alert(2)> {{x}} ${y}',
    "Kadena CP-140": "--> <!DOCTYPE x [<!ENTITY e 'f'>]> &e; \u202egnp.\u202c \\, ; \x0b;",
    "SHANGHAI EAST": "<svg/onload=alert(3)> & 上海 EAST",
    "FIRING 3": "'; DROP TABLE water; -- <i>",
}


def _walked(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {change(key): _walked(item, change) for key, item in value.items()}
    if isinstance(value, list):
        return [_walked(item, change) for item in value]
    return change(value) if isinstance(value, str) else value


def _changed(record: t.Record, change: Callable[[str], str]) -> t.Record:
    return parse(json.dumps(_walked(json.loads(canonical(record)), change), ensure_ascii=False).encode())


@cache
def hostile() -> t.Record:
    """Names with quotes, ampersands, tags, scripts, formulas, line breaks, Japanese; one of 80 characters."""

    def change(text: str) -> str:
        if text in HOSTILE:
            return HOSTILE[text]
        for old, new in HOSTILE.items():
            if text.startswith(f"{old}/"):
                return new + text[len(old) :]
        return text

    record = _changed(sample(), change)
    plan = replace(record.plan, name='ECC </title><script>alert(4)</script> & "WEEK" \']]> 39\n第三十九週')
    return replace(record, plan=plan)


@cache
def at_months_end() -> t.Record:
    """The sample six days later: it runs from 30 September into October."""
    iso = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")

    def change(text: str) -> str:
        if not iso.fullmatch(text):
            return text
        return (datetime.fromisoformat(text) + timedelta(days=6)).isoformat().replace("+00:00", "Z")

    return _changed(sample(), change)


EAST = 56.3
"""Degrees by which the sample is moved: the antimeridian then cuts its northern sectors."""


@cache
def at_antimeridian(wrapped: bool) -> t.Record:
    """The sample moved east, so that tracks, sectors and a zone cross 180; longitudes wrapped or going on."""

    def lon(value: float) -> float:
        moved = value + EAST
        return (moved + 180) % 360 - 180 if wrapped else moved

    def place(one: t.LonLat) -> t.LonLat:
        return lon(one[0]), one[1]

    def ring(one: tuple[t.LonLat, ...]) -> tuple[t.LonLat, ...]:
        return tuple(place(corner) for corner in one)

    record = sample()
    return replace(
        record,
        sectors=tuple(
            replace(s, polygon=tuple(ring(r) for r in s.polygon), point=place(s.point))
            for s in record.sectors
        ),
        zones=tuple(
            replace(z, polygons=tuple(tuple(ring(r) for r in p) for p in z.polygons)) for z in record.zones
        ),
        events=tuple(replace(e, at=place(e.at) if e.at else None) for e in record.events),
        legs=tuple(
            replace(leg, points=tuple(replace(p, lon=lon(p.lon)) for p in leg.points)) for leg in record.legs
        ),
        handovers=tuple(replace(h, position=place(h.position)) for h in record.handovers),
    )


@cache
def bare() -> t.Record:
    """A hand-made plan: tasks and nothing derived from them."""
    return replace(sample(), legs=(), events=(), handovers=())


PLANS: dict[str, Callable[[], t.Record]] = {
    "sample": sample,
    "hostile": hostile,
    "month": at_months_end,
    "antimeridian": lambda: at_antimeridian(False),
    "antimeridian, wrapped": lambda: at_antimeridian(True),
    "bare": bare,
}


@cache
def shown(plan: str, nation: str | None = None) -> View:
    """The view of a plan by its name here."""
    return view(PLANS[plan](), nation)
