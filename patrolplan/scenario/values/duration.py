"""Durations: `7d`, `6h`, `90min`, `4h30min`, `1.5h`, `45s`; whole seconds inside."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction
from typing import Final

from patrolplan.scenario.values.problem import BadValueError, shown

_SECONDS: Final = {"d": 86400, "h": 3600, "min": 60, "s": 1}
_PART: Final = r"(\d+(?:\.\d+)?)\s*(d|h|min|s)"
_WHOLE: Final = re.compile(rf"(?:{_PART}\s*)+", re.IGNORECASE)
_EACH: Final = re.compile(_PART, re.IGNORECASE)
_OTHER: Final = {
    "m": "min", "mins": "min", "minute": "min", "minutes": "min", "hr": "h", "hrs": "h", "hour": "h",
    "hours": "h", "day": "d", "days": "d", "sec": "s", "secs": "s", "second": "s", "seconds": "s",
}  # fmt: skip
_WORDED: Final = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)", re.IGNORECASE)
_WEEKS: Final = re.compile(r"(\d{1,3})\s*(?:w|wk|week)s?", re.IGNORECASE)
_CLOCK: Final = re.compile(r"(\d{1,3}):(\d{2})(?::00)?")
_ISO: Final = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?", re.IGNORECASE)
_LONGEST_S: Final = 1000 * 86400
_ID: Final = "bad-duration"


def parse_duration(text: str) -> int:
    """Seconds of a duration. Raises BadValueError.

    Parts go from the larger unit to the smaller, each once; only the last may have decimals.
    """
    clean = text.strip()
    if not _WHOLE.fullmatch(clean):
        raise _refusal(clean)
    parts = [(Fraction(number), unit.lower()) for number, unit in _EACH.findall(clean)]
    sizes = [_SECONDS[unit] for _, unit in parts]
    if any(first <= second for first, second in itertools.pairwise(sizes)) or any(
        number.denominator > 1 for number, _ in parts[:-1]
    ):
        message = f"{shown(clean)} is no duration: its parts do not go from days to seconds"
        raise BadValueError(_ID, message, "write it like 1d12h or 4h30min")
    total = sum(number * size for (number, _), size in zip(parts, sizes, strict=True))
    if total.denominator != 1:
        raise BadValueError(_ID, f"{shown(clean)} is not a whole number of seconds", "round it")
    if total > _LONGEST_S:
        raise BadValueError(_ID, f"{shown(clean)} is longer than 1000 days", "write a shorter one")
    return int(total)


def format_duration(seconds: int) -> str:
    """The form that we write: `7d`, `1d12h`, `4h30min`, `0min`; reads back to the same."""
    text = ""
    for unit, size in _SECONDS.items():
        count, seconds = divmod(seconds, size)
        text += f"{count}{unit}" if count else ""
    return text or "0min"


def _refusal(clean: str) -> BadValueError:
    def refuse(why: str, cure: str, replacement: str | None = None) -> BadValueError:
        return BadValueError(_ID, f"{shown(clean)} {why}", cure, replacement, safe=replacement is not None)

    if re.fullmatch(r"\d+(\.\d+)?", clean):
        return refuse("has no unit", f"write {clean}h, {clean}min or {clean}d, whichever is meant")
    if clean.startswith(("-", "−")):
        return refuse("is negative, and a duration is not", "write it without the sign, if it is meant so")
    if match := _WEEKS.fullmatch(clean):
        length = f"{int(match[1]) * 7}d"
        return refuse("is in weeks, which are not read", f"write {length}", length)
    if match := _CLOCK.fullmatch(clean):
        length = format_duration(int(match[1]) * 3600 + int(match[2]) * 60)
        return refuse("looks like a time of day, and a duration is wanted", f"write {length}", length)
    if len(clean) > 1 and (match := _ISO.fullmatch(clean)) and any(match.groups()):
        days, hours, minutes = (int(group or 0) for group in match.groups())
        length = format_duration(days * 86400 + hours * 3600 + minutes * 60)
        return refuse("is an ISO 8601 duration, which is not read", f"write {length}", length)
    worded = _WORDED.findall(clean)
    if worded and "".join(number + unit for number, unit in worded) == re.sub(r"[\s,]", "", clean):
        units = [_OTHER.get(unit.lower(), unit.lower()) for _, unit in worded]
        if all(unit in _SECONDS for unit in units):
            guess = "".join(number + unit for (number, _), unit in zip(worded, units, strict=True))
            return refuse("is no duration: the units are d, h, min and s", f"write {guess}", guess)
    return refuse("is no duration", "write it like 7d, 6h, 90min or 4h30min")
