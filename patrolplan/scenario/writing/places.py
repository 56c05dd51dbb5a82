"""Positions, places and spans of time as a planner writes them, to the last bit."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from patrolplan.geo.positions import PositionError, format_ddm, parse_position
from patrolplan.scenario.language.leaves import Place
from patrolplan.scenario.model import LonLat
from patrolplan.scenario.values.time import format_time


def span(start: datetime | None, end: datetime | None) -> dict[str, str]:
    """`from` and `to`, those that there are."""
    times = {"from": start, "to": end}
    return {key: format_time(time) for key, time in times.items() if time is not None}


def where(place: Place) -> str:
    """A base by its name, a position, or anywhere."""
    if place.base is not None:
        return place.base
    return "anywhere" if place.position is None else exact_position(place.position)


def exact_position(position: LonLat) -> str:
    """Degrees and minutes to a tenth where that is exact, else decimal degrees to the last bit."""
    text = format_ddm(position)
    try:
        if parse_position(text) == position:
            return text
    except PositionError:
        pass
    lon, lat = position
    return f"{_decimal(lat, 'NS')} {_decimal(lon, 'EW')}"


def _decimal(degrees: float, letters: str) -> str:
    number = format(Decimal(repr(abs(degrees))), "f")
    return f"{number}{letters[degrees < 0]}"
