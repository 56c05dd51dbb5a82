"""How a detachment flies: sorties, airframes that are away, crews and what they have flown already."""

from __future__ import annotations

from typing import ClassVar

from pydantic import model_validator

from patrolplan.scenario.language.leaves import (
    Clock,
    Name,
    Share,
    Time,
    counted,
    lengthy,
    numeric,
    refused,
)
from patrolplan.scenario.language.parts import Part, key
from patrolplan.scenario.values.problem import BadValueError

_WHEN = {"start": "from", "begin": "from", "end": "to", "until": "to"}


class TakeoffHours(Part):
    """Hours of the base's day in which take-offs are preferred."""

    meant: ClassVar[dict[str, str]] = {**_WHEN, "opens": "from", "closes": "to", "cost": "price"}

    start: Clock = key("From", "Local time of the first such take-off.", example="06:00", alias="from")
    end: Clock = key("To", "Local time of the last; may lie beyond midnight.", example="10:00", alias="to")
    price: numeric(0, 1_000_000) | None = key(  # type: ignore[valid-type]
        "Price",
        "What a take-off at another hour costs, in what value counts; left out: a hundredth of what "
        "begins in a day.",
        example=0.01,
        default=None,
    )

    @model_validator(mode="after")
    def _span(self) -> TakeoffHours:
        if self.start == self.end:
            raise refused(
                BadValueError("base-hours", "the hours end where they begin", "write a later time under to")
            )
        return self


class Sorties(Part):
    """How often, and when, a detachment flies."""

    meant: ClassVar[dict[str, str]] = {
        "daily": "per_day",
        "weekly": "per_week",
        "day": "per_day",
        "week": "per_week",
        "most": "per_day",
        "least": "at_least",
        "min_per_day": "at_least",
        "apart": "gap",
        "between": "hours",
        "window": "hours",
        "windows": "hours",
        "takeoffs": "hours",
    }

    per_day: counted(0, 100) | None = key(  # type: ignore[valid-type]
        "Sorties a day",
        "Most take-offs in one day of the base; left out: half a sortie per airframe, rounded up.",
        example=2,
        default=None,
        unit="1/day",
    )
    per_week: counted(0, 700) | None = key(  # type: ignore[valid-type]
        "Sorties a week",
        "Most take-offs in one week of the base, Monday to Sunday.",
        example=10,
        default=None,
        unit="1/week",
    )
    at_least: counted(0, 100) = key(  # type: ignore[valid-type]
        "Least sorties a day",
        "Take-offs asked for on each whole day of the base that the detachment is there; at a price for each "
        "that is missing.",
        example=1,
        default=0,
        unit="1/day",
    )
    price: numeric(0, 1_000_000) | None = key(  # type: ignore[valid-type]
        "Price",
        "What a take-off short of at_least costs, in what value counts; left out: a tenth of what begins "
        "in a day.",
        example=0.1,
        default=None,
    )
    hours: TakeoffHours | None = key(
        "Preferred hours",
        "Local hours in which take-offs are preferred; others cost their price.",
        example={"from": "06:00", "to": "10:00"},
        default=None,
    )
    gap: lengthy("0min", "24h") = key(  # type: ignore[valid-type]
        "Gap", "Least time between two take-offs of the detachment.", example="1h", default="0min"
    )


class Unavailable(Part):
    """An airframe that is away for a time."""

    meant: ClassVar[dict[str, str]] = {**_WHEN, "number": "airframe", "reason": "because", "why": "because"}

    airframe: counted(1, 100) = key("Airframe", "Which one, by number.", example=2)  # type: ignore[valid-type]
    start: Time | None = key(
        "From", "When it goes; left out: it is away when the horizon opens.",
        example="250000ZSEP18", default=None, alias="from",
    )  # fmt: skip
    end: Time | None = key(
        "To", "When it is back; left out: not within the horizon.",
        example="270000ZSEP18", default=None, alias="to",
    )  # fmt: skip
    because: Name = key(
        "Because", "The reason, as it is shown.", example="phase inspection", default="no reason given"
    )


class Serviceability(Part):
    """How many of the airframes are on the line."""

    meant: ClassVar[dict[str, str]] = {"line": "planned", "available": "planned", "rate": "expected"}

    planned: counted(0, 100) | None = key(  # type: ignore[valid-type]
        "Planned",
        "Most airframes in the air or in their turnaround at once; left out: all of them.",
        example=2,
        default=None,
    )
    expected: Share = key(
        "Expected",
        "The chance that an airframe is serviceable when its sortie is due: told beside the programme, not "
        "counted in it.",
        example="80%",
        default=1,
    )


class CrewHours(Part):
    """What a crew has behind it when the horizon opens."""

    meant: ClassVar[dict[str, str]] = {
        "number": "crew",
        "hours_7d": "last_7d",
        "hours_30d": "last_30d",
        "from": "rested",
        "ready": "rested",
    }

    crew: counted(1, 200) = key("Crew", "Which one, by number.", example=2)  # type: ignore[valid-type]
    last_7d: numeric(0, 168) = key(  # type: ignore[valid-type]
        "Hours in the last 7 days",
        "Flight hours in the 7 days before the horizon opens. They count in full until 7 days after it.",
        example=22,
        default=0,
        unit="h",
    )
    last_30d: numeric(0, 720) | None = key(  # type: ignore[valid-type]
        "Hours in the last 30 days",
        "The same for 30 days; left out: those of the last 7 days.",
        example=80,
        default=None,
        unit="h",
    )
    rested: Time | None = key(
        "Rested", "When its next duty may begin; left out: at once.", example="240900ZSEP18", default=None
    )


class CrewRules(Part):
    """Rest and hours of aircrew; what is left out is the catalogue's."""

    brief: lengthy("0min", "24h") | None = key(  # type: ignore[valid-type]
        "Brief", "Duty before take-off.", example="3h", default=None
    )
    debrief: lengthy("0min", "24h") | None = key(  # type: ignore[valid-type]
        "Debrief", "Duty after landing.", example="1h30min", default=None
    )
    duty: lengthy("1h", "48h") | None = key(  # type: ignore[valid-type]
        "Duty", "Longest duty, brief and debrief included.", example="16h", default=None
    )
    rest: lengthy("0min", "14d") | None = key(  # type: ignore[valid-type]
        "Rest", "Least rest between two duties.", example="12h", default=None
    )
    long_duty: lengthy("0min", "48h") | None = key(  # type: ignore[valid-type]
        "Long duty",
        "A duty longer than this is followed by a long rest.",
        example="14h",
        default=None,
    )
    long_rest: lengthy("0min", "14d") | None = key(  # type: ignore[valid-type]
        "Long rest", "Least rest after a long duty.", example="15h", default=None
    )
    hours_7d: numeric(1, 168) | None = key(  # type: ignore[valid-type]
        "Hours in 7 days", "Most flight hours of a crew in any 7 days.", example=40, default=None, unit="h"
    )
    hours_30d: numeric(1, 720) | None = key(  # type: ignore[valid-type]
        "Hours in 30 days", "Most flight hours of a crew in any 30 days.", example=120, default=None, unit="h"
    )
