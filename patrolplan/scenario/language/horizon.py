"""The time that is planned, and its steps."""

from __future__ import annotations

from typing import ClassVar

from pydantic import ConfigDict, model_validator

from patrolplan.scenario.language.leaves import Duration, Time, lengthy, refused
from patrolplan.scenario.language.parts import Part, key
from patrolplan.scenario.language.shapes import one_of
from patrolplan.scenario.values.problem import BadValueError


class Horizon(Part):
    """The time that is planned."""

    model_config = ConfigDict(json_schema_extra=one_of("length", "end"))
    meant: ClassVar[dict[str, str]] = {
        "from": "start",
        "duration": "length",
        "slot": "step",
        "to": "end",
        "until": "end",
    }

    start: Time = key("Start", "When it opens; a DTG or ISO 8601 with an offset.", example="240000ZSEP18")
    length: Duration | None = key(
        "Length", "How long it is; a multiple of the step. This, or its end.", example="7d", default=None
    )
    end: Time | None = key(
        "End", "When it closes, in place of its length.", example="010000ZOCT18", default=None
    )
    step: lengthy("5min", "24h") = key(  # type: ignore[valid-type]
        "Step", "Ships' tasks begin and end on it; one sector during one step is a slot.",
        example="1h", default="1h",
    )  # fmt: skip

    @model_validator(mode="after")
    def _closed(self) -> Horizon:
        if (self.length is None) == (self.end is None):
            given = "has neither length nor end" if self.length is None else "has both length and end"
            cure = "add length: 7d" if self.length is None else "keep one of the two"
            raise refused(BadValueError("horizon-end", f"the horizon {given}", cure))
        if self.end is not None and self.end <= self.start:
            raise refused(
                BadValueError("horizon-end", "the horizon ends before it opens", "write a later end")
            )
        return self

    @property
    def seconds(self) -> int:
        """How long it is, however it was written."""
        if self.end is not None:
            return int((self.end - self.start).total_seconds())
        assert self.length is not None
        return int(self.length)
