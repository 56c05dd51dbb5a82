"""What recurs: a time of day in a zone (`0600Z`, `06:00+09:00`), and dates (`25SEP18`, `25-27SEP18`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from patrolplan.scenario.values.problem import BadValueError, shown
from patrolplan.scenario.values.time import MONTHS, zone_hours

_HOUR: Final = re.compile(r"(\d{2}):?(\d{2})\s?([A-Z]|[+-]\d{2}(?::?\d{2})?)?", re.IGNORECASE)
_MILITARY: Final = re.compile(
    r"(\d{1,2})(?:([A-Z]{3})(\d{2}|\d{4})?)?\s?(?:-|\.\.|/)\s?(\d{1,2})([A-Z]{3})(\d{4}|\d{2})"
    r"|(\d{1,2})([A-Z]{3})(\d{4}|\d{2})",
    re.IGNORECASE,
)
_ISO: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s?(?:/|\.\.)\s?(\d{4}-\d{2}-\d{2}))?")
_DAY_S: Final = 86400
MOST_DAYS: Final = 366
_EXAMPLES: Final = "write 25SEP18, 25-27SEP18, 29SEP-02OCT18 or 2018-09-25"


@dataclass(frozen=True)
class DayTime:
    """A time of day, and the zone that it is said in."""

    seconds: int
    """After midnight in that zone, up to 86400."""
    offset_s: int
    """The zone's time less UTC."""


@dataclass(frozen=True)
class Dates:
    """Days from the first to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """Each day."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


def parse_day_time(text: str) -> DayTime:
    """`0600Z`, `06:00Z`, `1500I`, `06:00+09:00`; `2400Z` ends the day. Raises BadValueError."""
    clean = text.strip()
    match = _HOUR.fullmatch(clean)
    if match is None or int(match[2]) > 59 or int(match[1]) * 60 + int(match[2]) > 1440:
        raise BadValueError("bad-clock", f"{shown(clean)} is no time of day", "write it like 0600Z or 1500I")
    zone = match[3]
    if zone is None:
        hour = f"{match[1]}{match[2]}"
        cure = f"write {hour}Z if it is UTC, {hour}I if it is Japan's"
        raise BadValueError("bad-clock", f"{shown(clean)} says no time zone", cure)
    seconds = int(match[1]) * 3600 + int(match[2]) * 60
    if zone.isalpha():
        return DayTime(seconds, int(zone_hours(clean, zone.upper())) * 3600)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    away = int(digits[:2]) * 3600 + int(digits[2:]) * 60
    if away > 14 * 3600 or int(digits[2:]) > 59:
        raise BadValueError("bad-clock", f"{shown(clean)}: no place is {zone} from UTC", "write it with Z")
    return DayTime(seconds, -away if zone[0] == "-" else away)


def parse_dates(text: str) -> Dates:
    """One day, or a range of days; month and year of the first may be left out. Raises BadValueError."""
    clean = text.strip()
    if match := _ISO.fullmatch(clean):
        first, last = _iso(clean, match[1]), _iso(clean, match[2] or match[1])
    elif match := _MILITARY.fullmatch(clean):
        if match[7]:
            first = last = _made(clean, match[7], match[8], match[9])
        else:
            last = _made(clean, match[4], match[5], match[6])
            month, year = match[2] or match[5], match[3] or match[6]
            first = _made(clean, match[1], month, year)
            if match[2] and not match[3] and first > last:  # 30DEC-02JAN19 begins in the year before
                first = _made(clean, match[1], month, str(last.year - 1))
    else:
        raise BadValueError("bad-date", f"{shown(clean)} is no day and no range of days", _EXAMPLES)
    if first > last:
        raise BadValueError(
            "bad-date", f"{shown(clean)} ends before it begins", "write the earlier day first"
        )
    if (last - first).days >= MOST_DAYS:
        raise BadValueError("bad-date", f"{shown(clean)} is longer than a year", _EXAMPLES)
    return Dates(first, last)


def format_day(day: date) -> str:
    """`25SEP18`."""
    return f"{day:%d}{MONTHS[day.month - 1]}{day:%y}"


def _iso(clean: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _no_day(clean) from None


def _made(clean: str, day: str, month: str, year: str) -> date:
    if month.upper() not in MONTHS:
        raise BadValueError(
            "bad-date",
            f"{shown(clean)}: there is no month {month.upper()}",
            "months are JAN, FEB, MAR and so on",
        )
    full_year = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return date(full_year, MONTHS.index(month.upper()) + 1, int(day))
    except ValueError:
        raise _no_day(clean) from None


def _no_day(clean: str) -> BadValueError:
    return BadValueError("bad-date", f"{shown(clean)}: that month has no such day", "check day and month")
