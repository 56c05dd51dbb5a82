"""Areas, zones and weather: what happens on the water, and where nobody may go."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import ConfigDict, model_validator

from patrolplan.scenario.language.leaves import (
    Nation,
    choice,
    counted,
    miles,
    numeric,
    reference,
    refused,
)
from patrolplan.scenario.language.parts import OneOrMore, key
from patrolplan.scenario.language.requirements import MaxGapKey, MinCoverageKey, PresenceKey
from patrolplan.scenario.language.shapes import SHAPES, SHAPES_MEANT, Shaped, one_of, one_shape
from patrolplan.scenario.language.times import MEANT as TIMES_MEANT
from patrolplan.scenario.language.times import WHEN_SCHEMA, Timed
from patrolplan.scenario.values.problem import BadValueError


class Area(Shaped):
    """A sea area of interest: its shape, and how much happens there."""

    model_config = ConfigDict(
        json_schema_extra={"allOf": [one_of(*SHAPES), one_of("transfers_per_day", "priority")]}
    )
    later: ClassVar[dict[str, str]] = {"daily": "things that recur every day"}
    meant: ClassVar[dict[str, str]] = {
        **SHAPES_MEANT,
        "rate": "transfers_per_day",
        "per_day": "transfers_per_day",
        "weight": "priority",
    }

    transfers_per_day: numeric(0, 1000) | None = key(  # type: ignore[valid-type]
        "Transfers per day",
        "Expected beginnings a day in the area as drawn. Every area has this, or every area a priority.",
        example=0.5,
        default=None,
        unit="1/day",
    )
    priority: numeric(0, 1_000_000) | None = key(  # type: ignore[valid-type]
        "Priority",
        "Relative worth of a square mile and day of this area. Every area has this, or every area a rate.",
        example=2,
        default=None,
        unit="1/(nm²·day)",
    )
    night: numeric(0, 100) = key(  # type: ignore[valid-type]
        "Night", "Rate by night relative to the rate by day; the daily mean stays.", example=1.2, default=1.0
    )
    contacts_per_1000nm2: numeric(0, 10_000) = key(  # type: ignore[valid-type]
        "Contacts per 1,000 nm²",
        "Ships under way that must be looked at to find the one that matters; looking costs time.",
        example=8,
        default=0.0,
        unit="1/(1000 nm²)",
    )
    presence: PresenceKey = key(
        "Presence",
        "Somebody is there all the time: `true`, or keys. Asked for, at a price for what is missing.",
        example={"per": "area"},
        default=None,
    )
    max_gap: MaxGapKey | None = key(
        "Longest gap",
        "The longest time between two looks, alone or with keys. Asked for, at a price for what is missing.",
        example={"length": "24h", "per": "area"},
        default=None,
    )
    min_coverage: MinCoverageKey | None = key(
        "Least coverage",
        "The least share of its beginnings to identify, alone or with a price. Asked for, at that price.",
        example="20%",
        default=None,
    )

    @model_validator(mode="after")
    def _complete(self) -> Area:
        one_shape(self, SHAPES)
        if self.transfers_per_day is None and self.priority is None:
            raise refused(
                BadValueError(
                    "one-rate",
                    "this area does not say how much happens there",
                    "add transfers_per_day: 0.5, or a priority where rates are not known",
                )
            )
        if self.transfers_per_day is not None and self.priority is not None:
            raise refused(
                BadValueError(
                    "one-rate", "this area has both transfers_per_day and priority", "delete one of the two"
                )
            )
        return self


class Zone(Shaped, Timed):
    """Water closed to some: by a shape, or by the distance from the coast of named states."""

    model_config = ConfigDict(json_schema_extra=one_of(*SHAPES, "coast_buffer"))
    meant: ClassVar[dict[str, str]] = {
        **SHAPES_MEANT,
        **TIMES_MEANT,
        "exempt": "except",
        "closed": "closed_to",
        "states": "of",
    }

    coast_buffer: miles(500) | None = key(  # type: ignore[valid-type]
        "Coast buffer",
        "Everything within this distance of the land of the states under `of`.",
        example="12nm",
        default=None,
        unit="nm",
    )
    of: Annotated[list[Nation], OneOrMore()] | None = key(
        "States", "The states whose coast the buffer follows.", example=["CHN", "TWN"], default=None
    )
    closed_to: Annotated[list[choice("aircraft", "ships", "tasks")], OneOrMore()] = key(  # type: ignore[valid-type]
        "Closed to",
        "Who keeps out: aircraft, ships, or tasks (passage allowed, but nobody is tasked there).",
        example=["aircraft", "tasks"],
        default=["aircraft", "ships", "tasks"],
    )
    except_nations: Annotated[list[Nation], OneOrMore()] = key(
        "Except", "Nations that the zone does not bind.", example=["KOR"], default=[], alias="except"
    )

    @model_validator(mode="after")
    def _complete(self) -> Zone:
        self.check_times("zone", bounded=False)
        one_shape(self, (*SHAPES, "coast_buffer"))
        if self.coast_buffer is not None and not self.of:
            raise refused(
                BadValueError(
                    "coast-states", "a coast buffer follows the coast of named states", "add of: [CHN, TWN]"
                )
            )
        if self.coast_buffer is None and self.of is not None:
            raise refused(
                BadValueError(
                    "coast-states", "of names states, but there is no coast_buffer", "add coast_buffer: 12nm"
                )
            )
        if not self.closed_to:
            raise refused(
                BadValueError(
                    "empty-value", "this zone is closed to nobody", "write closed_to: [aircraft, tasks]"
                )
            )
        return self


class Weather(Timed):
    """A sea state in an area, or everywhere, for a time."""

    model_config = ConfigDict(json_schema_extra=WHEN_SCHEMA)
    meant: ClassVar[dict[str, str]] = {**TIMES_MEANT, "areas": "area", "in": "area", "douglas": "sea_state"}

    area: reference("area") | None = key(  # type: ignore[valid-type]
        "Area", "The area it is about; everywhere where left out.", example="SOUTH", default=None
    )
    sea_state: counted(0, 9) = key(  # type: ignore[valid-type]
        "Sea state", "Douglas scale (WMO 3700): 4 is 1.25-2.5 m, 6 is 4-6 m.", example=6
    )

    @model_validator(mode="after")
    def _timed(self) -> Weather:
        self.check_times("weather", bounded=True)
        return self


def ordered(start: datetime | None, end: datetime | None) -> bool:
    """Whether a span is one."""
    return start is None or end is None or start < end
