"""What speeds and distances have in common: a number with its unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from patrolplan.scenario.values.problem import BadValueError, shown

_MEASURE: Final = re.compile(r"([+-]?(?:\d+(?:\.\d+)?|\.\d+))\s*([^\d\s.,+-].*)?")
_COMMA: Final = re.compile(r"(\d+),(\d+)(.*)")


@dataclass(frozen=True)
class Unit:
    """A kind of measure: its name, the units that are read, and those that are told how to write."""

    id: str
    what: str
    own: str
    """The unit that we write."""
    factors: Mapping[str, float]
    """What one of the unit is in `own`, by the unit's spellings in lower case."""
    foreign: Mapping[str, float]
    """Units not read, for the cure."""
    most: float


def parse_measure(text: str, unit: Unit) -> float:
    """The measure in `unit.own`, not negative. Raises BadValueError."""
    clean = text.strip()
    match = _MEASURE.fullmatch(clean)
    if match is None:
        if comma := _COMMA.fullmatch(clean):
            point = f"{comma[1]}.{comma[2]}{comma[3] or unit.own}"
            raise BadValueError(
                unit.id, f"{shown(clean)} has a comma", f"write {point} with a point", point, safe=True
            )
        example = f"write a number and its unit, as in 15{unit.own}"
        raise BadValueError(unit.id, f"{shown(clean)} is no {unit.what}", example)
    number, name = float(match[1]), (match[2] or "").strip().lower()
    if not name:
        own = f"{match[1]}{unit.own}"
        raise BadValueError(unit.id, f"{shown(clean)} has no unit", f"write {own} if that is meant", own)
    if name in unit.factors:
        value = number * unit.factors[name]
    elif name in unit.foreign:
        converted = f"{number * unit.foreign[name]:.4g}{unit.own}"
        raise BadValueError(
            unit.id, f"{shown(clean)} is in {match[2]}, which is not read", f"write {converted}"
        )
    else:
        units = " or ".join(dict.fromkeys(("nm", "km") if "km" in unit.factors else (unit.own,)))
        message = f"{shown(clean)}: {match[2].strip()!r} is no unit of {unit.what} that is read"
        raise BadValueError(unit.id, message, f"write it in {units}")
    if value < 0:
        raise BadValueError(
            unit.id, f"{shown(clean)} is negative, and a {unit.what} is not", "write it without the sign"
        )
    if value > unit.most:
        message = f"{shown(clean)} is more than any {unit.what} here can be ({unit.most:g}{unit.own})"
        raise BadValueError(unit.id, message, "check the number and its unit")
    return value


def format_measure(value: float, unit: Unit) -> str:
    """The form that we write; reads back to the same bits."""
    number = repr(float(value)).removesuffix(".0")
    # An exponent is a form that planners do not write and parse_measure does not read.
    return (format(Decimal(number), "f") if "e" in number else number) + unit.own
