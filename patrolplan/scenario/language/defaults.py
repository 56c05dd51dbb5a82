"""Defaults for assets: the keys of a ship or a detachment, none of which is required here."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field, create_model

from patrolplan.scenario.language.assets import Aircraft, Ship
from patrolplan.scenario.language.parts import Collection, Part, key


def partial(part: type[Part], name: str, doc: str) -> type[Part]:
    """The keys of a part with none required and no default: what a planner writes for many at once."""
    fields: dict[str, Any] = {}
    for field_name, item in part.model_fields.items():
        extra = item.json_schema_extra if isinstance(item.json_schema_extra, dict) else None
        kind: Any = item.annotation
        for mark in item.metadata:
            kind = Annotated[kind, mark]
        fields[field_name] = (
            kind | None,
            Field(
                None,
                title=item.title,
                description=item.description,
                examples=item.examples,
                json_schema_extra=extra,
                alias=item.alias,
            ),
        )
    made = create_model(name, __base__=Part, __doc__=doc, **fields)
    made.later, made.meant, made.whole = part.later, part.meant, part
    return made


AnyShip: Any = partial(Ship, "AnyShip", "What holds for ships that do not say otherwise.")
AnyAircraft: Any = partial(Aircraft, "AnyAircraft", "What holds for detachments that do not say otherwise.")


class ShipDefaults(Part):
    """Defaults for ships: what the class says goes before what the nation says, and that before all."""

    meant: ClassVar[dict[str, str]] = {
        "classes": "class",
        "nations": "nation",
        "every": "all",
        "type": "class",
    }

    every: AnyShip | None = key(
        "All", "For every ship.", example={"min_task": "6h"}, default=None, alias="all"
    )
    nation: Annotated[dict[str, AnyShip], Collection()] = key(
        "Nation", "For the ships of a nation.", example={"AUS": {"transit": "14kn"}}, default={}
    )
    ship_class: Annotated[dict[str, AnyShip], Collection()] = key(
        "Class", "For the ships of a class.", example={"anzac": {"patrol": "13kn"}}, default={}, alias="class"
    )


class AircraftDefaults(Part):
    """Defaults for detachments: what the type says goes before what the nation says, and that before all."""

    meant: ClassVar[dict[str, str]] = {"types": "type", "nations": "nation", "every": "all", "class": "type"}

    every: AnyAircraft | None = key(
        "All", "For every detachment.", example={"min_look": "40min"}, default=None, alias="all"
    )
    nation: Annotated[dict[str, AnyAircraft], Collection()] = key(
        "Nation", "For the detachments of a nation.", example={"USA": {"crews": 6}}, default={}
    )
    type: Annotated[dict[str, AnyAircraft], Collection()] = key(
        "Type", "For the detachments of a type.", example={"P-8A": {"min_look": "30min"}}, default={}
    )


class Defaults(Part):
    """What holds for assets that do not say otherwise."""

    ships: ShipDefaults = key("Ships", "For ships.", example={"all": {"min_task": "6h"}}, default={})
    aircraft: AircraftDefaults = key(
        "Aircraft", "For detachments.", example={"all": {"min_look": "40min"}}, default={}
    )
