"""When something holds: from a time to a time, on certain dates, every day at certain hours."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from patrolplan.scenario.language.leaves import DayHour, Days, Time, refused
from patrolplan.scenario.language.parts import OneOrMore, Part, key
from patrolplan.scenario.values.problem import BadValueError

MEANT = {
    "start": "from",
    "begin": "from",
    "end": "to",
    "until": "to",
    "till": "to",
    "hours": "daily",
    "every_day": "daily",
    "date": "dates",
    "days": "dates",
    "on": "dates",
}
"""What planners write instead."""


class Daily(Part):
    """Hours that recur every day."""

    meant: ClassVar[dict[str, str]] = {"start": "from", "end": "to", "until": "to"}

    start: DayHour = key("From", "Time of day, with its zone.", example="0600Z", alias="from")
    end: DayHour = key(
        "To", "Time of day, with its zone; one that is not later lies on the next day.",
        example="1400Z", alias="to",
    )  # fmt: skip


class Timed(Part):
    """Something that may hold for a time only."""

    start: Time | None = key(
        "From",
        "When it begins; left out: from the start.",
        example="250000ZSEP18",
        default=None,
        alias="from",
    )
    end: Time | None = key(
        "To", "When it ends; left out: to the end.", example="260000ZSEP18", default=None, alias="to"
    )
    dates: Annotated[list[Days], OneOrMore()] | None = key(
        "Dates",
        "Days on which it holds, in place of from and to: whole days of UTC, or with daily the days on which "
        "its hours begin.",
        example="25-27SEP18",
        default=None,
    )
    daily: Daily | None = key(
        "Daily",
        "Hours of every day in which it holds.",
        example={"from": "0600Z", "to": "1400Z"},
        default=None,
    )

    def check_times(self, what: str, *, bounded: bool) -> None:
        """Refuse dates beside from and to; where `bounded`, refuse what does not say when.

        Raises what pydantic expects of a validator.
        """
        if self.dates is not None and (self.start is not None or self.end is not None):
            given = "from" if self.start is not None else "to"
            raise refused(
                BadValueError("one-time", f"dates and {given} are both given", "keep dates, or from and to")
            )
        if self.dates is not None and not self.dates:
            raise refused(BadValueError("empty-value", "dates names no day", "write dates: 25-27SEP18"))
        if not bounded or self.dates is not None or self.daily is not None:
            return
        lacking = [name for name, time in (("from", self.start), ("to", self.end)) if time is None]
        if lacking:
            raise refused(
                BadValueError(
                    "missing-key",
                    f"this {what} does not say when: it has no {' and no '.join(map(repr, lacking))}",
                    f"add {', '.join(_EXAMPLE[name] for name in lacking)}, or dates: 25-27SEP18",
                )
            )


_EXAMPLE = {"from": "from: 250000ZSEP18", "to": "to: 260000ZSEP18"}

WHEN_SCHEMA: dict[str, Any] = {
    "anyOf": [{"required": ["from", "to"]}, {"required": ["dates"]}, {"required": ["daily"]}]
}
"""JSON Schema: it must say when."""
