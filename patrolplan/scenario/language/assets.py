"""Ships and aircraft detachments as a planner writes them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import ConfigDict, model_validator

from patrolplan.scenario.language.embarked import Helicopter
from patrolplan.scenario.language.leaves import (
    At,
    Duration,
    Name,
    Nation,
    ShipSpeed,
    Time,
    counted,
    reference,
    refused,
)
from patrolplan.scenario.language.parts import Collection, OneOrMore, Part, Short, key
from patrolplan.scenario.language.programme import (
    CrewHours,
    CrewRules,
    Serviceability,
    Sorties,
    Unavailable,
)
from patrolplan.scenario.language.requirements import Replenish
from patrolplan.scenario.values.problem import BadValueError

_CHOP_MEANT = {"position": "at", "from": "at", "base": "at", "port": "at", "when": "time"}


class InChop(Part):
    """Where and when a ship joins the cell."""

    meant: ClassVar[dict[str, str]] = _CHOP_MEANT

    at: At = key(
        "At",
        "A base or port, a position, or `anywhere` (under way on the water already).",
        example="27-10N 126-20E",
    )
    time: Time | None = key(
        "Time",
        "When she joins; left out: there when the horizon opens.",
        example="240600ZSEP18",
        default=None,
    )


class OutChop(Part):
    """Where and when a ship leaves the cell."""

    meant: ClassVar[dict[str, str]] = _CHOP_MEANT

    at: At = key(
        "At",
        "A base or port, a position, or `anywhere` (from wherever she is).",
        example="White Beach",
        default="anywhere",
    )
    time: Time | None = key(
        "Time", "When she leaves; left out: when the horizon closes.", example="281200ZSEP18", default=None
    )


class Spell(Part):
    """One stretch of a ship with the cell."""

    in_chop: Annotated[InChop, Short("at")] = key(
        "In-chop", "Where and when she joins.", example={"at": "27-10N 126-20E"}
    )
    out_chop: Annotated[OutChop, Short("at")] | None = key(
        "Out-chop",
        "Where and when she leaves; left out: from wherever she is when the horizon closes.",
        example={"at": "White Beach", "time": "281200ZSEP18"},
        default=None,
    )


class Ship(Part):
    """One ship of the cell."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["in_chop"]}, {"required": ["spells"]}]}
    )
    meant: ClassVar[dict[str, str]] = {
        "type": "class",
        "speed": "transit",
        "speed_kn": "transit",
        "country": "nation",
        "join": "in_chop",
        "from": "in_chop",
        "at": "in_chop",
        "position": "in_chop",
        "on_station": "in_chop",
        "leave": "out_chop",
        "to": "out_chop",
        "base": "in_chop",
        "helo": "helicopter",
        "aircraft": "helicopter",
        "embarked": "helicopter",
    }

    nation: Nation = key("Nation", "ISO 3166-1 code of three letters.", example="AUS")
    ship_class: reference("class") = key(  # type: ignore[valid-type]
        "Class", "Her class, from the catalogue or from `classes`.", example="adelaide", alias="class"
    )
    in_chop: Annotated[InChop, Short("at")] | None = key(
        "In-chop",
        "Where and when she joins the cell.",
        example={"at": "27-10N 126-20E", "time": "240600ZSEP18"},
        default=None,
    )
    out_chop: Annotated[OutChop, Short("at")] | None = key(
        "Out-chop",
        "Where and when she leaves; left out: from wherever she is when the horizon closes.",
        example={"at": "White Beach", "time": "281200ZSEP18"},
        default=None,
    )
    spells: list[Spell] | None = key(
        "Spells",
        "Several stretches with the cell, in order, in place of in_chop and out_chop.",
        example=[{"in_chop": {"at": "Sasebo"}, "out_chop": {"at": "Sasebo", "time": "260000ZSEP18"}}],
        default=None,
    )
    transit: ShipSpeed | None = key(
        "Transit speed",
        "Economical speed between sectors; left out: that of her class.",
        example="15kn",
        default=None,
        unit="kn",
    )
    patrol: ShipSpeed | None = key(
        "Patrol speed",
        "Speed on station; left out: that of her class.",
        example="14kn",
        default=None,
        unit="kn",
    )
    min_task: Duration = key("Least time on task", "No task of hers is shorter.", example="6h", default="6h")
    replenish: Replenish | None = key(
        "Replenish",
        "How often she replenishes, how long it takes, and where; left out: never.",
        example={"every": "3d", "takes": "4h", "at": "any"},
        default=None,
    )
    helicopter: Helicopter | None = key(
        "Helicopter",
        "One that she carries: in its hours it widens her sweep while she is on task; left out: none.",
        example={"flights_per_day": 1, "length": "3h"},
        default=None,
    )
    release: Annotated[list[Nation], OneOrMore()] = key(
        "Release",
        "Other nations that may see her tasking in full in the products made for them; to the rest they "
        "show the sectors and times reserved, and no more.",
        example=["JPN"],
        default=[],
    )

    @model_validator(mode="after")
    def _chopped(self) -> Ship:
        if self.spells is not None and (self.in_chop is not None or self.out_chop is not None):
            raise refused(
                BadValueError(
                    "one-spell",
                    "spells stand beside in_chop or out_chop",
                    "move those into the list of spells",
                )
            )
        if self.in_chop is None and not self.spells:
            raise refused(
                BadValueError(
                    "missing-key",
                    "this ship has no in_chop: nothing says where she is",
                    "add in_chop: {at: 27-10N 126-20E}, a port, or {at: anywhere}",
                )
            )
        return self

    @property
    def stretches(self) -> list[Spell]:
        """Her spells, however they were written."""
        if self.spells is not None:
            return self.spells
        return [Spell.model_construct(in_chop=self.in_chop, out_chop=self.out_chop)]


class Aircraft(Part):
    """A detachment of patrol aircraft at one base."""

    later: ClassVar[dict[str, str]] = {
        "pins": "pinned tasks",
        "forbid": "forbidden tasks",
        "relief": "relief on station",
        "daily": "hours that recur every day",
    }
    meant: ClassVar[dict[str, str]] = {
        "class": "type",
        "country": "nation",
        "at": "base",
        "start": "from",
        "end": "to",
        "until": "to",
        "per_day": "sorties",
        "per_week": "sorties",
        "number": "airframes",
        "count": "airframes",
        "call_sign": "callsign",
        "crew_hours": "flown",
        "grounded": "unavailable",
        "maintenance": "unavailable",
        "at_least": "sorties",
        "hours": "sorties",
        "gap": "sorties",
        "planned": "serviceability",
        "expected": "serviceability",
    }

    nation: Nation = key("Nation", "ISO 3166-1 code of three letters.", example="USA")
    type: reference("type") = key(  # type: ignore[valid-type]
        "Type", "The aircraft's type, from the catalogue or from `types`.", example="P-8A"
    )
    base: reference("base") = key("Base", "Where it flies from: a name or an ICAO code.", example="RODN")  # type: ignore[valid-type]
    airframes: counted(1, 100) = key("Airframes", "How many aircraft there are.", example=3, default=1)  # type: ignore[valid-type]
    crews: counted(1, 200) | None = key(  # type: ignore[valid-type]
        "Crews", "How many crews there are; left out: two per airframe.", example=4, default=None
    )
    crew_rules: CrewRules | None = key(
        "Crew rules",
        "Rest and hours of crews where they differ from the catalogue's.",
        example={"rest": "12h"},
        default=None,
    )
    callsign: Name | None = key(
        "Callsign",
        "What its sorties are called on the radio, a number after it; left out: the detachment's name.",
        example="MAKO",
        default=None,
    )
    release: Annotated[list[Nation], OneOrMore()] = key(
        "Release",
        "Other nations that may see its tasking in full in the products made for them; to the rest they "
        "show the sectors and times reserved, and no more.",
        example=["JPN"],
        default=[],
    )
    unavailable: Annotated[dict[str, Unavailable], Collection()] = key(
        "Unavailable", "Airframes that are away for a time, by name.",
        example={"PHASE": {"airframe": 2, "from": "250000ZSEP18", "to": "270000ZSEP18"}}, default={},
    )  # fmt: skip
    serviceability: Serviceability | None = key(
        "Serviceability",
        "How many airframes are planned to be on the line, and how many are expected to be fit.",
        example={"planned": 2, "expected": "80%"},
        default=None,
    )
    flown: Annotated[dict[str, CrewHours], Collection()] = key(
        "Flown", "Crews that have flown, or are not rested, when the horizon opens, by name.",
        example={"CREW 2": {"crew": 2, "last_7d": 22, "last_30d": 80}}, default={},
    )  # fmt: skip
    alternate: reference("base") | None = key(  # type: ignore[valid-type]
        "Alternate",
        "The airfield for which fuel is kept beside the reserve; open at the hour of landing.",
        example="RJOI",
        default=None,
    )
    sorties: Annotated[Sorties, Short("per_day")] | None = key(
        "Sorties", "How often it flies.", example={"per_day": 2}, default=None
    )
    min_look: Duration = key(
        "Least look",
        "No look of a sortie is shorter; a multiple of the tick.",
        example="30min",
        default="30min",
    )
    start: Time | None = key(
        "From", "When the detachment is ready; left out: when the horizon opens.",
        example="250000ZSEP18", default=None, alias="from",
    )  # fmt: skip
    end: Time | None = key(
        "To", "When its last landing is due; left out: when the horizon closes.",
        example="280000ZSEP18", default=None, alias="to",
    )  # fmt: skip
