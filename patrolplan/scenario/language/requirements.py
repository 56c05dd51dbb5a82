"""What a planner asks for: pins, forbidden tasks, presence, gaps, coverage, replenishment."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from patrolplan.scenario.language.leaves import (
    At,
    Duration,
    Name,
    Nation,
    Position,
    Share,
    Time,
    choice,
    numeric,
    reference,
    refused,
)
from patrolplan.scenario.language.parts import OneOrMore, Part, Short, key
from patrolplan.scenario.text.nodes import Written
from patrolplan.scenario.values.problem import BadValueError

_TIMES_MEANT = {"start": "from", "begin": "from", "end": "to", "until": "to", "till": "to"}
_WHY_MEANT = {"reason": "because", "why": "because", "note": "because"}
_PRICE_MEANT = {"cost": "price", "penalty": "price", "weight": "price"}
_PRICE = numeric(0, 1_000_000)


def _wanted(text: Written) -> Any:
    if isinstance(text.value, bool):
        return {} if text.value else None
    error = BadValueError(
        "wrong-shape",
        f"{str(text)!r} is neither true nor false",
        "write true, or give it keys: {per: sector}",
    )
    raise refused(error)


class _TrueOrKeys:
    """On a part: true stands for one with every default, false for none."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Turn true and false into what they stand for before the part is read."""
        return core_schema.no_info_before_validator_function(
            lambda value: _wanted(value) if isinstance(value, Written) else value, handler(source)
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Either form."""
        return {"anyOf": [handler(schema), {"type": "boolean"}]}


class Presence(Part):
    """Somebody is in the area all the time: every slot without is reported, and costs."""

    meant: ClassVar[dict[str, str]] = {**_TIMES_MEANT, **_PRICE_MEANT, "each": "per", "hours": "from"}

    per: choice("sector", "area") = key(  # type: ignore[valid-type]
        "Per",
        "`sector`: somebody in each sector of the area; `area`: somebody in any one of them.",
        example="area",
        default="sector",
    )
    start: Time | None = key(
        "From", "When it begins; left out: at once.", example="250000ZSEP18", default=None, alias="from"
    )
    end: Time | None = key(
        "To", "When it ends; left out: never.", example="260000ZSEP18", default=None, alias="to"
    )
    price: _PRICE | None = key(  # type: ignore[valid-type]
        "Price",
        "What a slot without costs, in what value counts; left out: ten times what begins, in the mean, "
        "in a slot of the area.",
        example=0.05,
        default=None,
    )


class MaxGap(Part):
    """The longest time between two looks: every look that is missing is reported, and costs."""

    meant: ClassVar[dict[str, str]] = {
        **_PRICE_MEANT,
        "every": "length",
        "gap": "length",
        "hours": "length",
        "each": "per",
    }

    length: Duration = key("Length", "The longest gap; a multiple of the step.", example="24h")
    per: choice("sector", "area") = key(  # type: ignore[valid-type]
        "Per",
        "`sector`: between looks into each sector of the area; `area`: between looks into any of them.",
        example="area",
        default="sector",
    )
    price: _PRICE | None = key(  # type: ignore[valid-type]
        "Price",
        "What a missing look costs (one for each step that ends a gap too long), in what value counts; "
        "left out: ten times what begins, in the mean, in a slot of the area.",
        example=0.05,
        default=None,
    )


class MinCoverage(Part):
    """The least share of an area's beginnings to identify: what is missing is reported, and costs."""

    meant: ClassVar[dict[str, str]] = {**_PRICE_MEANT, "coverage": "share", "least": "share"}

    share: Share = key("Share", "The least share, as 0.2 or 20%.", example=0.2)
    price: _PRICE | None = key(  # type: ignore[valid-type]
        "Price",
        "What a unit of value that is missing costs, in what value counts; left out: 10.",
        example=5,
        default=None,
    )


PresenceKey = Annotated[Presence | None, _TrueOrKeys()]
MaxGapKey = Annotated[MaxGap, Short("length")]
MinCoverageKey = Annotated[MinCoverage, Short("share")]


class Replenish(Part):
    """How a ship is kept supplied."""

    meant: ClassVar[dict[str, str]] = {
        "interval": "every",
        "length": "takes",
        "for": "takes",
        "duration": "takes",
        "position": "at",
        "port": "at",
    }

    every: Duration = key(
        "Every",
        "Longest time from joining, or from the end of one replenishment, to the beginning of the next.",
        example="3d",
    )
    takes: Duration = key("Takes", "How long one takes; she is on no task meanwhile.", example="4h")
    at: At = key(
        "At",
        "A port, a position, or `any`: wherever she is at sea.",
        example="any",
        default="any",
    )


class Pin(Part):
    """A task that must be in the plan."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["sector"]}, {"required": ["at"]}]})
    later: ClassVar[dict[str, str]] = {"daily": "pins that recur every day"}
    meant: ClassVar[dict[str, str]] = {
        **_TIMES_MEANT,
        **_WHY_MEANT,
        "ship": "asset",
        "aircraft": "asset",
        "assets": "asset",
        "position": "at",
        "sectors": "sector",
        "in": "sector",
        "area": "sector",
        "areas": "sector",
    }

    asset: reference("asset") = key(  # type: ignore[valid-type]
        "Asset", "The ship or detachment.", example="HMAS Melbourne"
    )
    sector: Name | None = key(
        "Sector", "The sector by its label, as in a plan.", example="611KZ", default=None
    )
    at: Position | None = key(
        "At", "A position in the sector, in place of its label.", example="28-30N 126-00E", default=None
    )
    start: Time = key(
        "From",
        "A ship: she is on task there from then on, or from earlier. Aircraft: no earlier look counts.",
        example="250600ZSEP18",
        alias="from",
    )
    end: Time = key(
        "To",
        "A ship: she is on task there until then, or longer. Aircraft: no later look counts.",
        example="251800ZSEP18",
        alias="to",
    )
    because: Name = key(
        "Because", "The reason, as it is shown.", example="national tasking", default="no reason given"
    )

    @model_validator(mode="after")
    def _placed(self) -> Pin:
        if (self.sector is None) == (self.at is None):
            given = "neither sector nor at is" if self.sector is None else "sector and at are both"
            raise refused(
                BadValueError(
                    "one-place", f"{given} given, and a pin needs one of them", "write sector: 611KZ"
                )
            )
        return self


class Forbid(Part):
    """Tasks that must not be in the plan."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["asset"]}, {"required": ["nation"]}]}
    )
    later: ClassVar[dict[str, str]] = {"daily": "tasks forbidden every day"}
    meant: ClassVar[dict[str, str]] = {
        **_TIMES_MEANT,
        **_WHY_MEANT,
        "assets": "asset",
        "ship": "asset",
        "aircraft": "asset",
        "nations": "nation",
        "sector": "sectors",
        "area": "areas",
        "not_in": "areas",
    }

    asset: Annotated[list[reference("asset")], OneOrMore()] | None = key(  # type: ignore[valid-type]
        "Asset", "The ship or detachment that it binds, or a list.", example="HMAS Melbourne", default=None
    )
    nation: Annotated[list[Nation], OneOrMore()] | None = key(
        "Nation", "The nation whose assets it binds, or a list.", example="AUS", default=None
    )
    sectors: Annotated[list[Name], OneOrMore()] = key(
        "Sectors", "The sectors, by their labels.", example=["611KZ"], default=[]
    )
    areas: Annotated[list[reference("area")], OneOrMore()] = key(  # type: ignore[valid-type]
        "Areas",
        "Areas, that is all sectors with a part in them; with neither sectors nor areas: everywhere.",
        example=["SHANGHAI EAST"],
        default=[],
    )
    start: Time | None = key(
        "From", "When it begins; left out: always.", example="250000ZSEP18", default=None, alias="from"
    )
    end: Time | None = key(
        "To", "When it ends; left out: never.", example="260000ZSEP18", default=None, alias="to"
    )
    because: Name = key(
        "Because", "The reason, as it is shown.", example="ammunition transfer", default="no reason given"
    )

    @model_validator(mode="after")
    def _bound(self) -> Forbid:
        if (self.asset is None) == (self.nation is None):
            given = "neither asset nor nation is" if self.asset is None else "asset and nation are both"
            raise refused(
                BadValueError(
                    "one-bound",
                    f"{given} given, and a forbidden task is that of one or the other",
                    "write asset: NAME",
                )
            )
        if not (self.asset or self.nation):
            empty = "asset" if self.nation is None else "nation"
            raise refused(BadValueError("empty-value", f"{empty} names nothing", "name one or more"))
        return self
