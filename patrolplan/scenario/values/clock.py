"""A base's own clock: local times of day, and the offset of local standard time from UTC."""

from __future__ import annotations

import re
from typing import Final

from patrolplan.scenario.values.problem import BadValueError, shown

_CLOCK: Final = re.compile(r"(\d{1,2}):?(\d{2})")
_OFFSET: Final = re.compile(r"(?:UTC|GMT)?\s*([+-]?)(\d{1,2})(?::?(\d{2})|\s*h)?", re.IGNORECASE)


def parse_clock(text: str) -> int:
    """Seconds after local midnight of `06:00` or `0600`; `24:00` ends the day. Raises BadValueError."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None or int(match[2]) > 59 or int(match[1]) * 60 + int(match[2]) > 1440:
        raise BadValueError(
            "bad-clock", f"{shown(text)} is no local time of day", "write it like 06:00 or 22:30"
        )
    return int(match[1]) * 3600 + int(match[2]) * 60


def format_clock(seconds: int) -> str:
    """`06:00`; reads back to the same for whole minutes."""
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"


def parse_offset(text: str) -> int:
    """Seconds of local standard time less UTC, from `+09:00`, `+9`, `9h`, `-3:30`. Raises BadValueError."""
    match = _OFFSET.fullmatch(text.strip())
    if match is None:
        raise BadValueError("bad-offset", f"{shown(text)} is no offset from UTC", "write it like +09:00")
    hours, minutes = int(match[2]), int(match[3] or 0)
    if minutes > 59 or hours * 60 + minutes > 14 * 60:
        raise BadValueError(
            "bad-offset", f"no place is {shown(text)} from UTC", "write one of -12:00 to +14:00"
        )
    return (-1 if match[1] == "-" else 1) * (hours * 3600 + minutes * 60)


def format_offset(seconds: int) -> str:
    """`+09:00`."""
    minutes = abs(seconds) // 60
    return f"{'-' if seconds < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
