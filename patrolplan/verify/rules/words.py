"""How the judge writes times, spans, places and amounts."""

from __future__ import annotations

from datetime import datetime, timedelta

from patrolplan.geo.positions import format_ddm

LonLat = tuple[float, float]


def dtg(time: datetime) -> str:
    """Day, hours, minutes and Z: 241042Z; seconds only where there are any: 241042:07Z."""
    if time.microsecond:
        time = (time + timedelta(microseconds=500_000)).replace(microsecond=0)
    seconds = f":{time.second:02d}" if time.second else ""
    return f"{time:%d%H%M}{seconds}Z"


def from_to(start: datetime, end: datetime) -> str:
    """From 241000Z to 241042Z."""
    return f"from {dtg(start)} to {dtg(end)}"


def span(seconds: float) -> str:
    """42 min, 3 h 05 min, 12 s."""
    whole = round(seconds)
    sign, whole = ("-", -whole) if whole < 0 else ("", whole)
    if whole < 60:
        return f"{sign}{whole} s"
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    tail = f" {rest} s" if rest else ""
    if not hours:
        return f"{sign}{minutes} min{tail}"
    return f"{sign}{hours} h {minutes:02d} min{tail}" if minutes or rest else f"{sign}{hours} h"


def said(value: object) -> str:
    """A value as a message says it: times as DTG, several of a kind in a row."""
    if isinstance(value, datetime):
        return dtg(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value) or "nothing"
    return str(value)


def place(at: LonLat) -> str:
    """Degrees and decimal minutes: 31-45.0N 123-00.0E."""
    return format_ddm(at)
