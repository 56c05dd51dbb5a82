"""The scenario as a whole."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from patrolplan.scenario.language.assets import Aircraft, Ship
from patrolplan.scenario.language.catalogue import AircraftType, Base, ShipClass
from patrolplan.scenario.language.defaults import Defaults
from patrolplan.scenario.language.events import Caveat, Closure
from patrolplan.scenario.language.horizon import Horizon
from patrolplan.scenario.language.leaves import Duration, FilePath, Name, Share, lengthy
from patrolplan.scenario.language.parts import Collection, OneOrMore, Part, key
from patrolplan.scenario.language.plan import Marking, Plan, Separation
from patrolplan.scenario.language.requirements import Forbid, Pin
from patrolplan.scenario.language.sectors import Sectors
from patrolplan.scenario.language.water import Area, Weather, Zone


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
