"""The scenario as a whole."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, model_validator

from patrolplan.scenario.language.assets import Aircraft, Ship
from patrolplan.scenario.language.catalogue import AircraftType, Base, ShipClass
from patrolplan.scenario.language.defaults import Defaults
from patrolplan.scenario.language.events import Caveat, Closure
from patrolplan.scenario.language.leaves import (
    Duration,
    FilePath,
    Grid,
    Name,
    Nation,
    Share,
    Time,
    counted,
    lengthy,
    miles,
    refused,
)
from patrolplan.scenario.language.parts import Collection, OneOrMore, Part, key
from patrolplan.scenario.language.requirements import Forbid, Pin
from patrolplan.scenario.language.shapes import SHAPES, Shaped, one_of, one_shape
from patrolplan.scenario.language.water import Area, Weather, Zone
from patrolplan.scenario.values.problem import BadValueError, shown

_LIKE_A_CELL = re.compile(r"\d{3}[A-Za-z]{2}")


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


class Drawn(Shaped):
    """A sector drawn by hand; its water is taken out of the grid."""

    model_config = ConfigDict(json_schema_extra=one_of(*SHAPES))

    @model_validator(mode="after")
    def _shape(self) -> Drawn:
        one_shape(self, SHAPES)
        return self


class Sectors(Part):
    """How the water is cut into sectors."""

    meant: ClassVar[dict[str, str]] = {"polygons": "drawn", "cells": "drawn", "by_hand": "drawn"}

    grid: Grid = key("Grid", "Size of the GARS cells, in minutes of arc.", example="30min", default="30min")
    drawn: Annotated[dict[str, Drawn], Collection()] = key(
        "Drawn",
        "Sectors drawn by hand, by name, beside those of the grid: what lies in the areas' water is one "
        "sector, and the grid has the rest.",
        example={"STRAIT": {"polygon": ["28-30N 123-00E", "28-30N 123-40E", "28-00N 123-20E"]}},
        default={},
    )

    @model_validator(mode="after")
    def _named(self) -> Sectors:
        for name in self.drawn:
            if _LIKE_A_CELL.match(name) or name != name.strip() or not 0 < len(name) <= 40:
                raise refused(
                    BadValueError(
                        "bad-name",
                        f"{shown(name)} is no name for a sector drawn by hand",
                        "write a name of at most 40 letters that no GARS cell has, such as STRAIT",
                    )
                )
        return self


class Plan(Part):
    """How the plan is called."""

    later: ClassVar[dict[str, str]] = {
        "supersedes": "plans that supersede another",
        "effective": "plans that take effect later",
    }

    name: Name | None = key(
        "Name", "The plan's name; left out: the scenario's.", example="ECC WEEK 39", default=None
    )
    issue: counted(1, 999) = key("Issue", "Which issue of it this is.", example=1, default=1)  # type: ignore[valid-type]


class Marking(Part):
    """What stands on every product."""

    meant: ClassVar[dict[str, str]] = {"releasable_to": "release", "rel_to": "release", "rel": "release"}

    classification: Name = key(
        "Classification", "As printed.", example="UNCLASSIFIED", default="UNCLASSIFIED"
    )
    release: Annotated[list[Nation], OneOrMore()] = key(
        "Release", "Nations that it may be given to.", example=["USA", "AUS", "JPN"], default=[]
    )


class Separation(Part):
    """Closest approach between the search tracks of two on station at once."""

    ships: miles(50, zero=True) = key(  # type: ignore[valid-type]
        "Ships", "Between two ships. Assumption.", example="4nm", default="4nm", unit="nm"
    )
    aircraft: miles(50, zero=True) = key(  # type: ignore[valid-type]
        "Aircraft", "Between two aircraft, which keep apart by height as well. Assumption.",
        example="2nm", default="2nm", unit="nm",
    )  # fmt: skip


class Document(Part):
    """A scenario: what a planner writes, and patrolplan turns into a patrol plan."""

    later: ClassVar[dict[str, str]] = {
        "previous": "what an earlier plan has seen",
        "sea_states": "sea states of one's own",
        "daily": "things that recur every day",
        "tasks": "tasks given by hand",
    }
    meant: ClassVar[dict[str, str]] = {
        "name": "scenario",
        "title": "scenario",
        "sorties": "aircraft",
        "vessels": "ships",
        "planes": "aircraft",
        "variants": "overrides",
        "assumptions": "notional",
        "grid": "sectors",
    }

    include: Annotated[list[FilePath], OneOrMore()] = key(
        "Include",
        "Other files of the same language, whose keys hold where this one says nothing: paths relative to "
        "this file, within its folder.",
        example=["shared/areas.yaml", "shared/order-of-battle.yaml"],
        default=[],
    )
    scenario: Name | None = key(
        "Scenario",
        "What it is called; left out: the file's name.",
        example="East China Sea, 24-30 September 2018",
        default=None,
    )
    horizon: Horizon = key(
        "Horizon", "The time that is planned.", example={"start": "240000ZSEP18", "length": "7d"}
    )
    sectors: Sectors = key("Sectors", "How the water is cut.", example={"grid": "30min"}, default={})
    plan: Plan = key(
        "Plan", "How the plan is called.", example={"name": "ECC WEEK 39", "issue": 1}, default={}
    )
    marking: Marking = key(
        "Marking",
        "What stands on every product.",
        example={"classification": "UNCLASSIFIED", "release": ["USA"]},
        default={},
    )
    stay: Duration = key(
        "Stay",
        "How long a thing of interest remains to be seen; a multiple of the step.",
        example="6h",
        default="6h",
    )
    tick: lengthy("1min", "1h") = key(  # type: ignore[valid-type]
        "Tick",
        "Looks of aircraft begin and end on it; divides the step.",
        example="5min",
        default="5min",
    )
    takeoff_step: lengthy("1min", "24h") | None = key(  # type: ignore[valid-type]
        "Take-off step",
        "Take-offs lie on it; a multiple of the tick; left out: 15min, or the next multiple above.",
        example="15min",
        default=None,
    )
    period: Duration = key(
        "Period",
        "The span by which tables are summed; for reading only.",
        example="6h",
        default="6h",
    )
    fatigue: Share = key(
        "Fatigue", "Factor on every sweep width for crews that tire.", example=0.9, default=0.9
    )
    relief: lengthy("0min", "24h") = key(  # type: ignore[valid-type]
        "Relief",
        "How long a ship is in a sector of an area with presence before her task there begins. Assumption.",
        example="1h",
        default="1h",
    )
    separation: Separation = key(
        "Separation", "How far search tracks keep apart.", example={"ships": "4nm"}, default={}
    )
    defaults: Defaults = key(
        "Defaults",
        "What holds for ships and detachments that do not say otherwise: all, those of a nation, those of a "
        "class or type.",
        example={"ships": {"all": {"min_task": "6h"}, "nation": {"AUS": {"transit": "14kn"}}}},
        default={},
    )
    areas: Annotated[dict[str, Area], Collection()] = key(
        "Areas", "Sea areas of interest by name.",
        example={"SOUTH": {"gars": ["611KZ"], "transfers_per_day": 0.3}},
    )  # fmt: skip
    zones: Annotated[dict[str, Zone], Collection()] = key(
        "Zones", "Water closed to some, by name.",
        example={"FIRING 3": {"circle": {"centre": "28-30N 126-00E", "radius": "20nm"}}}, default={},
    )  # fmt: skip
    bases: Annotated[dict[str, Base], Collection()] = key(
        "Bases", "Airfields and ports beside those of the catalogue, by name.",
        example={"Ishigaki": {"position": "24-23.8N 124-14.7E", "kind": "airfield"}}, default={},
    )  # fmt: skip
    classes: Annotated[dict[str, ShipClass], Collection()] = key(
        "Classes", "Ship classes beside those of the catalogue, or other figures for them.",
        example={"anzac": {"patrol": "13kn"}}, default={},
    )  # fmt: skip
    types: Annotated[dict[str, AircraftType], Collection()] = key(
        "Types", "Aircraft types beside those of the catalogue, or other figures for them.",
        example={"P-8A": {"day_width": "8nm"}}, default={},
    )  # fmt: skip
    ships: Annotated[dict[str, Ship], Collection()] = key(
        "Ships", "Ships of the cell by name.",
        example={"HMAS Melbourne": {"nation": "AUS", "class": "adelaide", "in_chop": {"at": "Sasebo"}}},
        default={},
    )  # fmt: skip
    aircraft: Annotated[dict[str, Aircraft], Collection()] = key(
        "Aircraft", "Aircraft detachments by name.",
        example={"Kadena P-8": {"nation": "USA", "type": "P-8A", "base": "RODN"}}, default={},
    )  # fmt: skip
    caveats: Annotated[dict[str, Caveat], Collection()] = key(
        "Caveats", "What a nation or an asset does not do, by name.",
        example={"MELBOURNE NORTH": {"asset": "HMAS Melbourne", "not_in": ["SHANGHAI EAST"]}}, default={},
    )  # fmt: skip
    pins: Annotated[dict[str, Pin], Collection()] = key(
        "Pins", "Tasks that must be in the plan, by name.",
        example={"TE KAHA SOUTH": {"asset": "HMNZS Te Kaha", "sector": "611KZ",
                                   "from": "250600ZSEP18", "to": "251800ZSEP18"}}, default={},
    )  # fmt: skip
    forbid: Annotated[dict[str, Forbid], Collection()] = key(
        "Forbid", "Tasks that must not be in the plan, by name.",
        example={"FUELLING": {"asset": "Kadena P-8", "sectors": ["611KZ"]}}, default={},
    )  # fmt: skip
    closures: Annotated[dict[str, Closure], Collection()] = key(
        "Closures", "Bases and ports shut for a time, by name.",
        example={"TRAMI": {"bases": ["RODN"], "from": "281500ZSEP18", "to": "300300ZSEP18"}}, default={},
    )  # fmt: skip
    weather: Annotated[dict[str, Weather], Collection()] = key(
        "Weather", "Sea states by name.",
        example={"SWELL": {"from": "261200ZSEP18", "to": "271200ZSEP18", "sea_state": 6}}, default={},
    )  # fmt: skip
    notional: Annotated[list[Name], OneOrMore()] = key(
        "Notional", "What in this scenario is made up or assumed; shown with every product.",
        example=["Positions of ships are notional."], default=[],
    )  # fmt: skip
    overrides: Annotated[dict[str, Any], Collection()] = key(
        "Overrides",
        "Variants by name: what each changes; null removes, and like names others to begin with.",
        example={"no-p8": {"aircraft": {"Kadena P-8": None}}}, default={},
    )  # fmt: skip
