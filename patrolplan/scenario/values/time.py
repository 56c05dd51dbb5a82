"""Times: DTG (`241200ZNOV18`, any zone letter but J) or ISO 8601 with an offset. UTC inside, Z outside."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from patrolplan.scenario.values.problem import BadValueError, shown

MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DTG: Final = re.compile(r"(\d{2})\s?(\d{2})(\d{2})\s?([A-Z])?\s?([A-Z]{3})\s?(\d{4}|\d{2})", re.IGNORECASE)
_SHORT_DTG: Final = re.compile(r"\d{6}\s?[A-Z]", re.IGNORECASE)
_ISO: Final = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(\.\d+)?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?",
    re.IGNORECASE,
)
_SPOKEN: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([A-Z]{3})[A-Z]*\.?[\s,.-]+(\d{4})(?:[\s,at]+(\d{1,2}):?(\d{2}))?\s*"
    r"(Z|UTC|GMT)?",
    re.IGNORECASE,
)
_EAST: Final = "ABCDEFGHIKLM"
_WEST: Final = "NOPQRSTUVWXY"
_FIRST_YEAR, _LAST_YEAR = 1970, 2199
_ID: Final = "bad-time"
_EXAMPLES: Final = "write a DTG such as 241200ZNOV18, or 2018-11-24T12:00Z"


def parse_time(text: str) -> datetime:
    """Aware UTC time, to the second. Raises BadValueError: a naive time above all."""
    clean = text.strip()
    if match := _DTG.fullmatch(clean):
        return _dtg(clean, *match.groups())
    if match := _ISO.fullmatch(clean):
        return _iso(clean, *match.groups())
    if match := _SPOKEN.fullmatch(clean):
        raise _spoken(clean, *match.groups())
    if _SHORT_DTG.fullmatch(clean):
        raise BadValueError(
            _ID,
            f"{shown(clean)} lacks month and year",
            f"write the month and year of the day meant after it, as {clean}NOV18 does",
        )
    raise BadValueError(_ID, f"{shown(clean)} is no time", _EXAMPLES)


def format_time(time: datetime) -> str:
    """DTG in Z; with seconds, or outside 2000-2099, ISO 8601: reads back to the same."""
    time = time.astimezone(UTC)
    if time.second or not 2000 <= time.year <= 2099:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{time:%d%H%M}Z{MONTHS[time.month - 1]}{time:%y}"


def _dtg(clean: str, day: str, hour: str, minute: str, zone: str | None, month: str, year: str) -> datetime:
    if month.upper() not in MONTHS:
        raise BadValueError(
            _ID, f"{shown(clean)}: there is no month {month.upper()}", "months are JAN, FEB, MAR and so on"
        )
    if zone is None:
        full = f"{day}{hour}{minute}Z{month}{year}".upper()
        raise BadValueError(_ID, f"{shown(clean)} says no time zone", f"write {full} if it is UTC")
    full_year = int(year) if len(year) == 4 else 2000 + int(year)
    offset = timedelta(hours=zone_hours(clean, zone.upper()))
    return _made(clean, (full_year, MONTHS.index(month.upper()) + 1, int(day)), (hour, minute, "0"), offset)


def zone_hours(clean: str, letter: str) -> int:
    """Hours of a zone letter from UTC; `clean` is the text that it stands in. Raises BadValueError for J."""
    if letter == "Z":
        return 0
    if letter in _EAST:
        return _EAST.index(letter) + 1
    if letter in _WEST:
        return -(_WEST.index(letter) + 1)
    zulu = re.sub(r"(?<=\d)\s?[Jj]", "Z", clean, count=1)
    raise BadValueError(
        _ID,
        f"{shown(clean)}: zone J is local time, wherever one is",
        f"write {zulu} if it is UTC, I for Japan",
    )


def _iso(
    clean: str,
    year: str,
    month: str,
    day: str,
    hour: str | None,
    minute: str | None,
    second: str | None,
    fraction: str | None,
    offset: str | None,
) -> datetime:
    if hour is None or minute is None:
        raise BadValueError(_ID, f"{shown(clean)} is a date without a time", f"write {clean}T00:00Z")
    if offset is None:
        raise BadValueError(
            _ID, f"{shown(clean)} says no time zone", f"write {clean}Z if it is UTC, {clean}+09:00 if Japan's"
        )
    if fraction is not None and fraction.strip(".0"):
        raise BadValueError(_ID, f"{shown(clean)} has a fraction of a second", "write whole seconds")
    away = timedelta(0)
    if offset.upper() != "Z":
        digits = offset[1:].replace(":", "").ljust(4, "0")
        away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        if away > timedelta(hours=14) or int(digits[2:]) > 59:
            raise BadValueError(_ID, f"{shown(clean)}: no place is {offset} from UTC", "write it with Z")
        away = -away if offset[0] == "-" else away
    return _made(clean, (int(year), int(month), int(day)), (hour, minute, second or "0"), away)


def _spoken(
    clean: str, day: str, month: str, year: str, hour: str | None, minute: str | None, zone: str | None
) -> BadValueError:
    """`1 May 2024 06:00Z`, as one says it: not read, but told how to write."""
    if month.upper() not in MONTHS:
        return BadValueError(_ID, f"{shown(clean)} is no time", _EXAMPLES)
    dtg = f"{int(day):02d}{int(hour or 0):02d}{minute or '00'}Z{month.upper()}{year[2:]}"
    sure = zone is not None and hour is not None
    cure = f"write {dtg}" if sure else f"write {dtg}, with your hour and zone"
    return BadValueError(
        _ID, f"{shown(clean)} is no DTG and no ISO 8601", cure, dtg if sure else None, safe=sure
    )


def _made(clean: str, date: tuple[int, int, int], clock: tuple[str, str, str], offset: timedelta) -> datetime:
    hour, minute, second = (int(part) for part in clock)
    if hour == 24:
        raise BadValueError(_ID, f"{shown(clean)}: a day ends at 2359", "write 0000 of the next day")
    if hour > 24 or minute > 59 or second > 59:
        raise BadValueError(
            _ID, f"{shown(clean)}: there is no such time of day", "hours go up to 23, minutes to 59"
        )
    if not _FIRST_YEAR <= date[0] <= _LAST_YEAR:
        raise BadValueError(
            _ID,
            f"{shown(clean)}: the year {date[0]} is far off",
            f"write one of {_FIRST_YEAR} to {_LAST_YEAR}",
        )
    try:
        time = datetime(*date, hour, minute, second, tzinfo=timezone(offset))
    except ValueError:
        raise BadValueError(
            _ID, f"{shown(clean)}: that month has no such day", "check day and month"
        ) from None
    return time.astimezone(UTC)
