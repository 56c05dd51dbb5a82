"""Date-time groups: `241200ZSEP18`, in Z or in the time of a military zone letter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_EAST: Final = "ABCDEFGHIKLM"
_WEST: Final = "NOPQRSTUVWXY"


def offset_h(zone: str) -> int:
    """Hours by which a military time zone is ahead of UTC: I is 9, Z is 0, R is -5.

    Raises:
        ValueError: it is no zone letter; J is local time wherever one is, and so is none here.

    """
    letter = zone.upper()
    if letter == "Z":
        return 0
    if len(letter) == 1 and letter in _EAST:
        return _EAST.index(letter) + 1
    if len(letter) == 1 and letter in _WEST:
        return -_WEST.index(letter) - 1
    if letter == "J":
        raise ValueError("J is local time, wherever one is: give the zone's own letter, I for Japan")
    raise ValueError(f"{zone!r} is no time zone: give one letter, A to Z but not J (I is Japan, H China)")


def local(moment: datetime, zone: str = "Z") -> datetime:
    """The naive wall-clock time in a zone. Raises ValueError as `offset_h`."""
    return moment.astimezone(UTC).replace(tzinfo=None) + timedelta(hours=offset_h(zone))


def dtg(moment: datetime, zone: str = "Z") -> str:
    """A full date-time group, seconds cut off: `241200ZSEP18`. Raises ValueError as `offset_h`."""
    there = local(moment, zone)
    return f"{there:%d%H%M}{zone.upper()}{MONTHS[there.month - 1]}{there:%y}"


def short(moment: datetime, zone: str = "Z") -> str:
    """Without month and year, where the page has said them: `241200Z`. Raises as `offset_h`."""
    return f"{local(moment, zone):%d%H%M}{zone.upper()}"
