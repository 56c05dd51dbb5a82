"""Ships and aircraft detachments as a planner writes them."""

from __future__ import annotations

from typing import ClassVar

from pydantic import ConfigDict, model_validator

from patrolplan.scenario.language.leaves import (
    At,
    Duration,
    Nation,
    ShipSpeed,
    Time,
    counted,
    lengthy,
    numeric,
    reference,
    refused,
)
from patrolplan.scenario.language.parts import Part, key
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

    in_chop: InChop = key("In-chop", "Where and when she joins.", example={"at": "27-10N 126-20E"})
    out_chop: OutChop | None = key(
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
    later: ClassVar[dict[str, str]] = {
        "replenish": "replenishment",
        "helicopter": "an embarked helicopter",
        "relief": "relief on station",
        "pins": "pinned tasks",
        "forbid": "forbidden tasks",
    }
    meant: ClassVar[dict[str, str]] = {
        "type": "class",
        "speed": "transit",
        "speed_kn": "transit",
        "country": "nation",
        "join": "in_chop",
        "leave": "out_chop",
        "base": "in_chop",
    }

    nation: Nation = key("Nation", "ISO 3166-1 code of three letters.", example="AUS")
    ship_class: reference("class") = key(  # type: ignore[valid-type]
        "Class", "Her class, from the catalogue or from `classes`.", example="adelaide", alias="class"
    )
    in_chop: InChop | None = key(
        "In-chop",
        "Where and when she joins the cell.",
        example={"at": "27-10N 126-20E", "time": "240600ZSEP18"},
        default=None,
    )
    out_chop: OutChop | None = key(
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


class Sorties(Part):
    """How often a detachment flies."""

    meant: ClassVar[dict[str, str]] = {
        "daily": "per_day",
        "weekly": "per_week",
        "day": "per_day",
        "week": "per_week",
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
    sorties: Sorties | None = key("Sorties", "How often it flies.", example={"per_day": 2}, default=None)
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
