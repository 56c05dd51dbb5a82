"""The plan file key by key, as pydantic checks it: the one place where JSON names are given.

Each class here is one object of the file and has a class of `types` as its counterpart; `decode` and
`encode` map the one to the other. Checking is strict: no text for a number, no key too many, no
number that is not finite. What is said of a key here is its description in the JSON Schema.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field, PlainValidator, TypeAdapter, WithJsonSchema, with_config
from pydantic_core import PydanticCustomError
from typing_extensions import TypedDict

TIME = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{6})?Z")


def parse_time(text: object) -> datetime:
    """Read an ISO 8601 time in Z, to the second or the microsecond.

    Raises:
        PydanticCustomError: it is not one, or no such day or hour exists.

    """
    if isinstance(text, str) and TIME.fullmatch(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    raise PydanticCustomError("utc_time", "must be a time in Z such as 2018-09-24T06:00:00Z")


STRICT = with_config(ConfigDict(strict=True, extra="forbid", allow_inf_nan=False))

Time = Annotated[
    datetime,
    PlainValidator(parse_time),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": f"^{TIME.pattern}$"}),
]
Name = Annotated[str, Field(min_length=1)]
Seconds = Annotated[int, Field(ge=1)]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Amount = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0)]
Chance = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=1)]
Count = Annotated[int, Field(strict=True, ge=0)]
Longitude = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-180, le=180)]
Latitude = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-90, le=90)]
Position = Annotated[tuple[Longitude, Latitude], Field(description="Longitude, latitude, degrees WGS 84.")]
Ring = Annotated[
    tuple[Position, ...],
    Field(min_length=3, description="Corners, not closed, straight in longitude and latitude between them."),
]
Polygon = Annotated[tuple[Ring, ...], Field(min_length=1, description="The outer ring, then its holes.")]
Cents = Annotated[int, Field(strict=True, ge=0)]


@STRICT
class PlanJson(TypedDict):
    """The plan's name and issue, and what it replaces."""

    name: Name
    issue: Annotated[int, Field(ge=1)]
    supersedes: NotRequired[str | None]
    effective: NotRequired[Time | None]


@STRICT
class MarkingJson(TypedDict):
    """How the plan is classified and to whom it may go."""

    classification: Name
    release: Annotated[list[str], Field(description="Nations, ISO 3166-1 alpha-3.")]


@STRICT
class SourceJson(TypedDict):
    """Where the scenario came from: enough to make it again."""

    file: str
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    variant: NotRequired[str | None]
    sets: NotRequired[tuple[str, ...]]


@STRICT
class ModelJson(TypedDict):
    """How time is cut: the horizon opens at `start` and has `steps` slots."""

    start: Time
    slot_s: Seconds
    tick_s: Seconds
    stay_s: Seconds
    steps: Annotated[int, Field(ge=1)]


@STRICT
class ScoreJson(TypedDict):
    """What the plan is worth and what no plan can exceed."""

    value: Annotated[Amount, Field(description="Expected transfers identified, or priority × nm² × days.")]
    total: Annotated[Amount, Field(description="All that begins within the horizon in the sectors.")]
    coverage: Annotated[Chance, Field(description="value ÷ total.")]
    shortfall_cost: Amount
    objective: Annotated[Number, Field(description="value less shortfall_cost.")]
    bound: Annotated[Number | None, Field(description="No plan has a higher objective; null: none known.")]
    gap: Annotated[Number | None, Field(description="(bound − objective) ÷ value; null: none.")]


ZoneJson = TypedDict(
    "ZoneJson",
    {
        "name": Name,
        "polygon": Annotated[tuple[Polygon, ...], Field(description="The polygons that make it up.")],
        "from": Annotated[Time | None, Field(description="null: since the horizon opens.")],
        "to": Annotated[Time | None, Field(description="null: until the horizon ends.")],
        "closed_to": tuple[Literal["aircraft", "ships", "tasks"], ...],
        "except": NotRequired[Annotated[tuple[str, ...], Field(description="Nations not bound by it.")]],
    },
)
STRICT(ZoneJson)


@STRICT
class SectorJson(TypedDict):
    """A piece of sea that is tasked as one."""

    id: Name
    polygon: Polygon
    point: Position
    area_nm2: Annotated[float, Field(gt=0)]
    areas: Annotated[dict[str, Amount], Field(description="Beginnings of each area that lie in it.")]
    rates: Annotated[tuple[Amount, ...], Field(description="Expected beginnings in each step.")]


@STRICT
class SortieJson(TypedDict):
    """One flight of a detachment, from take-off to landing."""

    id: Name
    detachment: Name
    airframe: Annotated[int, Field(ge=1)]
    crew: Annotated[int, Field(ge=1)]
    takeoff: Time
    landing: Time
    block: NotRequired[str | None]


@STRICT
class TaskJson(TypedDict):
    """A holder on station in one sector. Asset, sortie, sector, start and end count; the rest is derived."""

    id: Name
    asset: Name
    sortie: str | None
    sector: Name
    start: Time
    end: Time
    role: NotRequired[Literal["patrol"]]
    value: NotRequired[Annotated[Number, Field(description="What the plan loses without it.")]]
    looks: NotRequired[
        Annotated[tuple[tuple[Count, Chance], ...], Field(description="Step and POD of each slot seen.")]
    ]


@STRICT
class EventJson(TypedDict):
    """Something that an asset does besides its tasks."""

    asset: Name
    kind: Literal["join", "leave", "replenish", "port", "wait", "relief"]
    at: Position | None
    start: Time
    end: Time


@STRICT
class LegJson(TypedDict):
    """A piece of track."""

    id: Name
    asset: Name
    sortie: str | None
    task: str | None
    kind: Literal["transit", "passage", "search", "hold"]
    points: Annotated[
        tuple[tuple[Longitude, Latitude, Time], ...],
        Field(min_length=1, description="Constant speed on geodesics between successive points."),
    ]


HandoverJson = TypedDict(
    "HandoverJson", {"sector": Name, "from": Name, "to": Name, "time": Time, "position": Position}
)
STRICT(HandoverJson)


@STRICT
class ShortfallJson(TypedDict):
    """By how much something asked for is missed, and its price."""

    requirement: Name
    amount: Amount
    unit: str
    cost: Amount
    reason: NotRequired[Annotated[str, Field(description="Why, in words; left out where nothing is said.")]]


@STRICT
class PrivateJson(TypedDict):
    """Levels for one take-off only."""

    detachment: Name
    takeoff: Time
    claim: int
    levels: Annotated[
        dict[str, tuple[tuple[Count, Cents], ...]], Field(description="Sector to (step, level) pairs.")
    ]
    groups: NotRequired[
        Annotated[
            dict[str, Count],
            Field(
                description="Sector to the number of its group; only flights that come into the group pay "
                "for its levels. Left out where every flight pays for all."
            ),
        ]
    ]


@STRICT
class PricesJson(TypedDict):
    """The certificate: integers from which the bound is recomputed."""

    scale: Annotated[int, Field(ge=1, description="Every level and price here is divided by it.")]
    levels: Annotated[dict[str, tuple[Cents, ...]], Field(description="Sector to level per step.")]
    private: NotRequired[tuple[PrivateJson, ...]]
    hold: NotRequired[dict[str, tuple[Cents, ...]]]
    resources: NotRequired[dict[str, tuple[Cents, ...]]]
    requirements: NotRequired[dict[str, tuple[Cents, ...]]]
    leaves: NotRequired[tuple[dict[str, Any], ...]]


@STRICT
class PhaseJson(TypedDict):
    """One phase of the run and why it ended."""

    name: str
    rounds: Count
    value: Number
    bound: Number
    stopped_by: str


@STRICT
class RunJson(TypedDict):
    """How the plan was made, with every fallback, limit and early stop in words."""

    version: str
    seed: int
    effort: str
    rounds: Count
    stopped_by: str
    phases: NotRequired[tuple[PhaseJson, ...]]
    remarks: NotRequired[tuple[str, ...]]


@STRICT
class RecordJson(TypedDict):
    """The whole file."""

    format: Name
    plan: PlanJson
    marking: MarkingJson
    scenario: Annotated[dict[str, Any], Field(description="The resolved scenario.")]
    source: SourceJson
    model: ModelJson
    score: ScoreJson
    zones: tuple[ZoneJson, ...]
    sectors: Annotated[tuple[SectorJson, ...], Field(min_length=1)]
    sorties: tuple[SortieJson, ...]
    tasks: tuple[TaskJson, ...]
    events: tuple[EventJson, ...]
    legs: tuple[LegJson, ...]
    handovers: tuple[HandoverJson, ...]
    shortfalls: tuple[ShortfallJson, ...]
    prices: PricesJson | None
    run: RunJson


RECORD: TypeAdapter[RecordJson] = TypeAdapter(RecordJson)
