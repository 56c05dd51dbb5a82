"""Caveats and closures: what somebody will not do, and what is shut."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, model_validator

from patrolplan.scenario.language.leaves import Name, Nation, Time, reference, refused
from patrolplan.scenario.language.parts import OneOrMore, Part, key
from patrolplan.scenario.values.problem import BadValueError

_MEANT = {
    "start": "from",
    "end": "to",
    "until": "to",
    "reason": "because",
    "why": "because",
    "note": "because",
}


class Caveat(Part):
    """Areas that a nation or an asset does not enter, and why."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["asset"]}, {"required": ["nation"]}]}
    )
    later: ClassVar[dict[str, str]] = {
        "daily": "caveats that recur every day",
        "hours": "caveats of certain hours",
    }
    meant: ClassVar[dict[str, str]] = {
        **_MEANT,
        "assets": "asset",
        "ship": "asset",
        "aircraft": "asset",
        "nations": "nation",
        "area": "not_in",
        "areas": "not_in",
    }

    asset: Annotated[list[reference("asset")], OneOrMore()] | None = key(  # type: ignore[valid-type]
        "Asset", "The ship or detachment that it binds, or a list.", example="HMAS Melbourne", default=None
    )
    nation: Annotated[list[Nation], OneOrMore()] | None = key(
        "Nation", "The nation whose assets it binds, or a list.", example="AUS", default=None
    )
    not_in: Annotated[list[reference("area")], OneOrMore()] = key(  # type: ignore[valid-type]
        "Not in", "The areas that they do not enter for a task.", example=["SHANGHAI EAST"]
    )
    start: Time | None = key(
        "From", "When it begins; left out: always.", example="250000ZSEP18", default=None, alias="from"
    )
    end: Time | None = key(
        "To", "When it ends; left out: never.", example="260000ZSEP18", default=None, alias="to"
    )
    because: Name = key(
        "Because", "The reason, as it is shown.", example="national tasking", default="no reason given"
    )

    @model_validator(mode="after")
    def _bound(self) -> Any:
        if (self.asset is None) == (self.nation is None):
            given = "neither asset nor nation is" if self.asset is None else "asset and nation are both"
            raise refused(
                BadValueError(
                    "one-bound", f"{given} given, and a caveat binds one or the other", "write asset: NAME"
                )
            )
        if not self.not_in or not (self.asset or self.nation):
            empty = "not_in" if not self.not_in else "asset" if self.nation is None else "nation"
            raise refused(
                BadValueError(
                    "empty-value", f"{empty} names nothing", "name one or more, or delete the caveat"
                )
            )
        return self


class Closure(Part):
    """Bases and ports shut for a time: no take-off, no landing, nobody joins or leaves there."""

    later: ClassVar[dict[str, str]] = {"daily": "closures that recur every day"}
    meant: ClassVar[dict[str, str]] = {
        **_MEANT,
        "base": "bases",
        "ports": "bases",
        "port": "bases",
        "at": "bases",
    }

    bases: Annotated[list[reference("base")], OneOrMore()] = key(  # type: ignore[valid-type]
        "Bases", "The bases and ports that are shut.", example=["RODN", "White Beach"]
    )
    start: Time = key("From", "When it begins.", example="281500ZSEP18", alias="from")
    end: Time = key("To", "When it ends.", example="300300ZSEP18", alias="to")
    because: Name = key(
        "Because", "The reason, as it is shown.", example="typhoon", default="no reason given"
    )

    @model_validator(mode="after")
    def _named(self) -> Any:
        if not self.bases:
            raise refused(
                BadValueError("empty-value", "bases names nothing", "name one or more, or delete the closure")
            )
        return self
