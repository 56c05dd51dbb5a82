"""Areas, zones and weather: what happens on the water, and where nobody may go."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, model_validator

from patrolplan.scenario.language.leaves import (
    Nation,
    Time,
    choice,
    counted,
    miles,
    numeric,
    reference,
    refused,
)
from patrolplan.scenario.language.parts import OneOrMore, Part, key
from patrolplan.scenario.language.shapes import Shaped
from patrolplan.scenario.values.problem import BadValueError

_SHAPES = ("box", "polygon", "circle", "gars")
_LATER_SHAPES = {
    "corridor": "a corridor along a line",
    "line": "a corridor along a line",
    "geojson": "a GeoJSON file",
}
_TIMES_MEANT = {"start": "from", "begin": "from", "end": "to", "until": "to", "till": "to"}


def one_of(*keys: str) -> dict[str, Any]:
    """JSON Schema: exactly one of these keys."""
    return {"oneOf": [{"required": [name]} for name in keys]}


class Area(Shaped):
    """A sea area of interest: its shape, and how much happens there."""

    model_config = ConfigDict(
        json_schema_extra={"allOf": [one_of(*_SHAPES), one_of("transfers_per_day", "priority")]}
    )
    later: ClassVar[dict[str, str]] = {
        **_LATER_SHAPES,
        "presence": "continuous presence",
        "max_gap": "a longest gap between looks",
        "min_coverage": "a least coverage",
        "price": "the price of a shortfall",
        "daily": "things that recur every day",
    }
    meant: ClassVar[dict[str, str]] = {
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

    @model_validator(mode="after")
    def _complete(self) -> Area:
        _one_shape(self, _SHAPES)
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


class Zone(Shaped):
    """Water closed to some: by a shape, or by the distance from the coast of named states."""

    model_config = ConfigDict(json_schema_extra=one_of(*_SHAPES, "coast_buffer"))
    later: ClassVar[dict[str, str]] = {**_LATER_SHAPES, "daily": "zones that open and close every day"}
    meant: ClassVar[dict[str, str]] = {
        **_TIMES_MEANT,
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
    start: Time | None = key(
        "From",
        "When the zone begins; from the start where left out.",
        example="250000ZSEP18",
        default=None,
        alias="from",
    )
    end: Time | None = key(
        "To",
        "When the zone ends; stays to the end where left out.",
        example="260000ZSEP18",
        default=None,
        alias="to",
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
        _one_shape(self, (*_SHAPES, "coast_buffer"))
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


class Weather(Part):
    """A sea state in an area, or everywhere, for a time."""

    later: ClassVar[dict[str, str]] = {"daily": "weather that recurs every day"}
    meant: ClassVar[dict[str, str]] = {**_TIMES_MEANT, "areas": "area", "in": "area", "douglas": "sea_state"}

    area: reference("area") | None = key(  # type: ignore[valid-type]
        "Area", "The area it is about; everywhere where left out.", example="SOUTH", default=None
    )
    start: Time = key("From", "When it begins.", example="261200ZSEP18", alias="from")
    end: Time = key("To", "When it ends.", example="271200ZSEP18", alias="to")
    sea_state: counted(0, 9) = key(  # type: ignore[valid-type]
        "Sea state", "Douglas scale (WMO 3700): 4 is 1.25-2.5 m, 6 is 4-6 m.", example=6
    )


def ordered(start: datetime | None, end: datetime | None) -> bool:
    """Whether a span is one."""
    return start is None or end is None or start < end


def _one_shape(part: Shaped, shapes: tuple[str, ...]) -> None:
    given = [shape for shape in shapes if getattr(part, shape) is not None]
    listed = ", ".join(shapes[:-1]) + f" or {shapes[-1]}"
    if not given:
        raise refused(
            BadValueError("one-shape", f"a shape is missing: {listed}", "add box: {north: 31-45N, ...}")
        )
    if len(given) > 1:
        raise refused(
            BadValueError(
                "one-shape",
                f"{' and '.join(given)} are both given, and there is one shape",
                "keep one; a variant that gives another shape sets the first to null",
            )
        )
