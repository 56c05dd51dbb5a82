"""Positions, halves of them, GARS labels, and places by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import ValidationInfo

from patrolplan.geo.gars import GarsError
from patrolplan.geo.gars import bounds as gars_bounds
from patrolplan.geo.positions import PositionError, parse_latitude, parse_longitude, parse_position
from patrolplan.scenario.language.leaves.leaf import leaf, string
from patrolplan.scenario.language.names import Names
from patrolplan.scenario.text.nodes import Written
from patrolplan.scenario.values.problem import BadValueError, shown

LonLat = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """Where a ship joins or leaves: a base by name, a position, or (both None) anywhere."""

    base: str | None = None
    position: LonLat | None = None


def _place(text: Written, info: ValidationInfo) -> Place:
    if text.strip().casefold() in ("anywhere", "any"):
        return Place()
    names = info.context
    if not isinstance(names, Names):
        return Place(base=str(text))
    try:
        return Place(base=names.find("base", text))
    except BadValueError as unknown:
        try:
            return Place(position=parse_position(text))
        except PositionError as error:
            if sum(sign.isdigit() for sign in text) >= 3:  # a position that went wrong, rather than a name
                raise
            areas = names.known.get("area", {})
            if text.strip() in areas:
                message = f"{shown(text)} is an area, and a base, a port or a position is wanted here"
                cure = "write a position in it, or anywhere if she is on station already"
                raise BadValueError("unknown-base", message, cure) from None
            message = f"{shown(text)} is neither a base or port nor a position"
            cure = unknown.cure if unknown.replacement else f"{unknown.cure}; {error.cure}"
            raise BadValueError(
                "unknown-base", message, cure, unknown.replacement, safe=unknown.safe
            ) from None


def _gars(text: Written, info: ValidationInfo) -> str:
    label = str(text).strip().upper()
    try:
        gars_bounds(label)
    except GarsError:
        raise BadValueError(
            "bad-gars",
            f"there is no GARS cell {shown(text)}",
            "write 001-720, two letters AA-QZ (no I, no O), then a quadrant 1-4 if meant: 611KZ or 611KZ3",
        ) from None
    return label


Latitude = Annotated[
    float,
    *leaf("a latitude such as 31-45N", lambda text, _: parse_latitude(text), {"type": ["string", "number"]}),
]
Longitude = Annotated[
    float,
    *leaf(
        "a longitude such as 123-00E", lambda text, _: parse_longitude(text), {"type": ["string", "number"]}
    ),
]
Position = Annotated[
    LonLat, *leaf("a position such as 31-45N 123-00E", lambda text, _: parse_position(text), string())
]
At = Annotated[Place, *leaf("a base, a port or a position", _place, string(), "place")]
Gars = Annotated[
    str,
    *leaf(
        "a GARS label such as 611KZ",
        _gars,
        string(r"^\d{3}[A-HJ-NP-Qa-hj-np-q][A-HJ-NP-Za-hj-np-z]([1-4][1-9]?)?$"),
    ),
]
