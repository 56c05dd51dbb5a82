"""Caveats and closures: what somebody will not do, and what is shut."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, model_validator

from patrolplan.scenario.language.leaves import Name, Nation, reference, refused
from patrolplan.scenario.language.parts import OneOrMore, key
from patrolplan.scenario.language.times import MEANT as TIMES_MEANT
from patrolplan.scenario.language.times import WHEN_SCHEMA, Timed
from patrolplan.scenario.values.problem import BadValueError

_MEANT = {
    **TIMES_MEANT,
    "reason": "because",
    "why": "because",
    "note": "because",
}


class Caveat(Timed):
    """Areas that a nation or an asset does not enter, and why."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["asset"]}, {"required": ["nation"]}]}
    )
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
    because: Name = key(
        "Because", "The reason, as it is shown.", example="national tasking", default="no reason given"
    )

    @model_validator(mode="after")
    def _bound(self) -> Any:
        self.check_times("caveat", bounded=False)
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


class Closure(Timed):
    """Bases and ports shut for a time: no take-off, no landing, nobody joins or leaves there."""

    model_config = ConfigDict(json_schema_extra=WHEN_SCHEMA)
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
    because: Name = key(
        "Because", "The reason, as it is shown.", example="typhoon", default="no reason given"
    )

    @model_validator(mode="after")
    def _named(self) -> Any:
        self.check_times("closure", bounded=True)
        if not self.bases:
            raise refused(
                BadValueError("empty-value", "bases names nothing", "name one or more, or delete the closure")
            )
        return self
