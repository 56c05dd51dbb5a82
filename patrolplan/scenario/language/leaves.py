"""The kinds of single value that a key can want, each with its reading and its JSON Schema."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from patrolplan.geo.gars import GarsError
from patrolplan.geo.gars import bounds as gars_bounds
from patrolplan.geo.positions import PositionError, parse_latitude, parse_longitude, parse_position
from patrolplan.scenario.language.names import Kind, Names
from patrolplan.scenario.text.core import core_value
from patrolplan.scenario.text.nodes import Written
from patrolplan.scenario.values import clock, days, distance, duration, nation, number, speed, time
from patrolplan.scenario.values.problem import BadValueError, shown

T = TypeVar("T")
LonLat = tuple[float, float]

Read = Callable[[Written, ValidationInfo], T]


def refused(error: BadValueError) -> PydanticCustomError:
    """A refusal as pydantic carries it: `messages` takes it apart again."""
    context = {
        "message": error.message,
        "cure": error.cure,
        "replacement": error.replacement,
        "safe": error.safe,
    }
    # pydantic fills braces in the template: a planner's own braces must stay what they are.
    return PydanticCustomError(error.id, "{message}", context)


def _leaf(what: str, read: Read[Any], schema: dict[str, Any], kind: str | None = None) -> tuple[Any, Any]:
    """Validator and JSON Schema of a single value; `what` completes "... is wanted here".

    `kind` is what the reference page calls such a value, where that is not the noun of `what`.
    """
    if "enum" not in schema and schema.get("type") not in ("number", "integer"):
        noun = what.partition(" such as ")[0].split(" ", 1)[1]
        schema = {**schema, "x-kind": kind or noun}

    def validate(value: object, info: ValidationInfo) -> Any:
        try:
            return read(_written(value, what), info)
        except BadValueError as error:
            raise refused(error) from None
        except PositionError as error:
            raise refused(BadValueError("bad-position", error.message, error.cure)) from None

    return PlainValidator(validate), WithJsonSchema(schema)


def _written(value: object, what: str) -> Written:
    if isinstance(value, Written):
        return value
    if value is None:
        raise BadValueError(
            "empty-value", f"the value is missing: {what} is wanted", "write it, or delete the key"
        )
    if isinstance(value, dict | list):
        kind = "a mapping" if isinstance(value, dict) else "a list"
        raise BadValueError("wrong-shape", f"{what} is wanted here, not {kind}", "write one value")
    text = str(value)  # a default
    return Written(text, core_value(text))


def _text(pattern: str | None = None) -> dict[str, Any]:
    return {"type": "string"} | ({"pattern": pattern} if pattern else {})


_NUMBER = r"\d+(\.\d+)?\s*"
_LENGTH = rf"^({_NUMBER}(d|h|min|s)\s*)+$"
# What an editor may refuse while one types: the shape of a time, not the calendar.
_TIME = (
    r"^(\d{2} ?\d{4} ?[A-IK-Za-ik-z] ?[A-Za-z]{3} ?(\d{2}|\d{4})"
    r"|\d{4}-\d{2}-\d{2}[Tt ].*([Zz]|[+-]\d{2}(:?\d{2})?))$"
)


def _name(text: Written, info: ValidationInfo) -> str:
    if not text.strip():
        raise BadValueError("empty-value", "the text is empty", "write it, or delete the key")
    if len(text) > 200 or any(ord(sign) < 32 for sign in text):
        raise BadValueError("bad-name", f"{shown(text)} is no name of one line", "write at most 200 letters")
    return str(text.strip())


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


def _reference(kind: Kind) -> Read[str]:
    def read(text: Written, info: ValidationInfo) -> str:
        names = info.context
        return names.find(kind, text) if isinstance(names, Names) else str(text)

    return read


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


def _grid(text: Written, info: ValidationInfo) -> int:
    cells = {"30min": 30, "30'": 30, "15min": 15, "15'": 15}
    clean = text.replace(" ", "").replace("′", "'")
    if clean not in cells:
        message = f"{shown(text)} is no grid that sectors are cut by"
        raise BadValueError("bad-choice", message, "write 30min or 15min (minutes of arc)")
    return cells[clean]


def choice(*options: str) -> Any:
    """One of some words."""

    def read(text: Written, info: ValidationInfo) -> str:
        clean = text.strip().casefold()
        if clean not in options:
            listed = ", ".join(options)
            raise BadValueError("bad-choice", f"{shown(text)} is none of {listed}", f"write one of {listed}")
        return clean

    return Annotated[str, *_leaf("a word", read, {"enum": list(options)})]


def numeric(low: float, high: float) -> Any:
    """A number in [low, high]."""
    schema = {"type": "number", "minimum": low, "maximum": high}
    return Annotated[
        float, *_leaf("a number", lambda text, _: number.number(text, text.value, low, high), schema)
    ]


def counted(low: int, high: int) -> Any:
    """A whole number in [low, high]."""
    schema = {"type": "integer", "minimum": low, "maximum": high}
    return Annotated[
        int, *_leaf("a whole number", lambda text, _: number.count(text, text.value, low, high), schema)
    ]


def reference(kind: Kind) -> Any:
    """The name of another part of the scenario, or of the catalogue."""
    article = "an" if kind[0] in "aeiou" else "a"
    return Annotated[str, *_leaf("a name", _reference(kind), _text(), f"name of {article} {kind}")]


def _bounded(
    what: str, id: str, read: Callable[[str], float], high: float, unit: str, zero: bool = False
) -> Read[Any]:
    """Reading with limits: more than nothing, or from nothing on where `zero`."""

    def bounded(text: Written, info: ValidationInfo) -> float:
        value = read(text)
        if value > high or (value == 0 and not zero):
            least = f"0{unit} to" if zero else "more than nothing and at most"
            raise BadValueError(
                id, f"{shown(text)} is no {what} that can be meant here", f"write {least} {high:g}{unit}"
            )
        return value

    return bounded


def _long(text: Written, info: ValidationInfo) -> int:
    seconds = duration.parse_duration(text)
    if seconds == 0:
        raise BadValueError("bad-duration", f"{shown(text)} is no time at all", "write more than nothing")
    return seconds


def lengthy(least: str, most: str) -> Any:
    """A duration in [least, most]."""
    low, high = duration.parse_duration(least), duration.parse_duration(most)

    def read(text: Written, info: ValidationInfo) -> int:
        seconds = duration.parse_duration(text)
        if not low <= seconds <= high:
            message = f"{shown(text)} is out of range here"
            raise BadValueError("bad-duration", message, f"write a duration of {least} to {most}")
        return seconds

    return Annotated[int, *_leaf("a duration such as 6h", read, _text(_LENGTH))]


Name = Annotated[str, *_leaf("a text", _name, {"type": ["string", "number"]})]
Duration = Annotated[int, *_leaf("a duration such as 6h", _long, _text(_LENGTH))]
Time = Annotated[
    datetime, *_leaf("a time such as 240600ZSEP18", lambda text, _: time.parse_time(text), _text(_TIME))
]
_knots = _bounded("speed", "bad-speed", speed.parse_speed, 100, "kn")
_airspeed = _bounded("speed", "bad-speed", speed.parse_speed, 700, "kn")
_SPEED_TEXT = _text(rf"^{_NUMBER}(kn|kts?|knots?)$")
ShipSpeed = Annotated[float, *_leaf("a speed such as 15kn", _knots, _SPEED_TEXT)]
AirSpeed = Annotated[float, *_leaf("a speed such as 440kn", _airspeed, _SPEED_TEXT)]
_DISTANCE_TEXT = _text(rf"^{_NUMBER}(nmi?|NM|km)$")


def miles(high: float, *, zero: bool = False) -> Any:
    """A distance of more than nothing (from nothing on where `zero`) and at most `high` nm."""
    read = _bounded("distance", "bad-distance", distance.parse_distance, high, "nm", zero)
    return Annotated[float, *_leaf("a distance such as 12nm", read, _DISTANCE_TEXT)]


Share = Annotated[
    float,
    *_leaf(
        "a share of one such as 0.9",
        lambda text, _: number.share(text, text.value),
        {"anyOf": [{"type": "number", "exclusiveMinimum": 0, "maximum": 1}, _text(r"^\d+(\.\d+)?\s*%$")]},
        "number above 0 to 1, or percentage",
    ),
]
Latitude = Annotated[
    float,
    *_leaf("a latitude such as 31-45N", lambda text, _: parse_latitude(text), {"type": ["string", "number"]}),
]
Longitude = Annotated[
    float,
    *_leaf(
        "a longitude such as 123-00E", lambda text, _: parse_longitude(text), {"type": ["string", "number"]}
    ),
]
Position = Annotated[
    LonLat, *_leaf("a position such as 31-45N 123-00E", lambda text, _: parse_position(text), _text())
]
At = Annotated[Place, *_leaf("a base, a port or a position", _place, _text(), "place")]
Gars = Annotated[
    str,
    *_leaf(
        "a GARS label such as 611KZ",
        _gars,
        _text(r"^\d{3}[A-HJ-NP-Qa-hj-np-q][A-HJ-NP-Za-hj-np-z]([1-4][1-9]?)?$"),
    ),
]
Nation = Annotated[
    str, *_leaf("a nation such as JPN", lambda text, _: nation.parse_nation(text), _text(r"^[A-Za-z]{3}$"))
]
Grid = Annotated[int, *_leaf("a grid", _grid, {"enum": ["30min", "15min"]})]
Offset = Annotated[
    int,
    *_leaf(
        "an offset such as +09:00", lambda text, _: clock.parse_offset(text), {"type": ["string", "number"]}
    ),
]
Clock = Annotated[
    int,
    *_leaf(
        "a local time such as 06:00", lambda text, _: clock.parse_clock(text), {"type": ["string", "integer"]}
    ),
]
DayHour = Annotated[
    days.DayTime,
    *_leaf(
        "a time of day such as 0600Z",
        lambda text, _: days.parse_day_time(text),
        _text(r"^\d{2}:?\d{2}\s?([A-IK-Za-ik-z]|[+-]\d{2}(:?\d{2})?)$"),
    ),
]
Days = Annotated[
    days.Dates,
    *_leaf(
        "a day or a range of days such as 25-27SEP18",
        lambda text, _: days.parse_dates(text),
        _text(r"^\d{1,4}[A-Za-z\d -]*((-|\.\.|/)[A-Za-z\d -]+)?$"),
    ),
]


def _file(text: Written, info: ValidationInfo) -> str:
    return str(text.strip())


FilePath = Annotated[str, *_leaf("the path of a file", _file, _text())]
