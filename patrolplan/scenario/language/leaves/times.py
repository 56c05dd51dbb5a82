"""Durations, times, times of day, days."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import ValidationInfo

from patrolplan.scenario.language.leaves.leaf import NUMBER, leaf, string
from patrolplan.scenario.text.nodes import Written
from patrolplan.scenario.values import clock, days, duration, time
from patrolplan.scenario.values.problem import BadValueError, shown

_LENGTH = rf"^({NUMBER}(d|h|min|s)\s*)+$"
# What an editor may refuse while one types: the shape of a time, not the calendar.
_TIME = (
    r"^(\d{2} ?\d{4} ?[A-IK-Za-ik-z] ?[A-Za-z]{3} ?(\d{2}|\d{4})"
    r"|\d{4}-\d{2}-\d{2}[Tt ].*([Zz]|[+-]\d{2}(:?\d{2})?))$"
)


def _long(text: Written, info: ValidationInfo) -> int:
    seconds = duration.parse_duration(text)
    if seconds == 0:
        raise BadValueError("bad-duration", f"{shown(text)} is no time at all", "write more than nothing")
    return seconds


def lengthy(least: str, most: str) -> Any:
    """A duration in [least, most]."""
    low, high = duration.parse_duration(least), duration.parse_duration(most)

    def read(text: Written, info: ValidationInfo) -> int:
        seconds = duration.parse_duration(text)
        if not low <= seconds <= high:
            message = f"{shown(text)} is out of range here"
            raise BadValueError("bad-duration", message, f"write a duration of {least} to {most}")
        return seconds

    return Annotated[int, *leaf("a duration such as 6h", read, string(_LENGTH))]


Duration = Annotated[int, *leaf("a duration such as 6h", _long, string(_LENGTH))]
Time = Annotated[
    datetime, *leaf("a time such as 240600ZSEP18", lambda text, _: time.parse_time(text), string(_TIME))
]
Offset = Annotated[
    int,
    *leaf(
        "an offset such as +09:00", lambda text, _: clock.parse_offset(text), {"type": ["string", "number"]}
    ),
]
Clock = Annotated[
    int,
    *leaf(
        "a local time such as 06:00", lambda text, _: clock.parse_clock(text), {"type": ["string", "integer"]}
    ),
]
DayHour = Annotated[
    days.DayTime,
    *leaf(
        "a time of day such as 0600Z",
        lambda text, _: days.parse_day_time(text),
        string(r"^\d{2}:?\d{2}\s?([A-IK-Za-ik-z]|[+-]\d{2}(:?\d{2})?)$"),
    ),
]
Days = Annotated[
    days.Dates,
    *leaf(
        "a day or a range of days such as 25-27SEP18",
        lambda text, _: days.parse_dates(text),
        string(r"^\d{1,4}[A-Za-z\d -]*((-|\.\.|/)[A-Za-z\d -]+)?$"),
    ),
]
