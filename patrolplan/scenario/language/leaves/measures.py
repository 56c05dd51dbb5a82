"""Speeds and distances, with their units."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import ValidationInfo

from patrolplan.scenario.language.leaves.leaf import NUMBER, Read, leaf, string
from patrolplan.scenario.text.nodes import Written
from patrolplan.scenario.values import distance, speed
from patrolplan.scenario.values.problem import BadValueError, shown


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


_knots = _bounded("speed", "bad-speed", speed.parse_speed, 100, "kn")
_airspeed = _bounded("speed", "bad-speed", speed.parse_speed, 700, "kn")
_SPEED_TEXT = string(rf"^{NUMBER}(kn|kts?|knots?)$")
ShipSpeed = Annotated[float, *leaf("a speed such as 15kn", _knots, _SPEED_TEXT)]
AirSpeed = Annotated[float, *leaf("a speed such as 440kn", _airspeed, _SPEED_TEXT)]
_DISTANCE_TEXT = string(rf"^{NUMBER}(nmi?|NM|km)$")


def miles(high: float, *, zero: bool = False) -> Any:
    """A distance of more than nothing (from nothing on where `zero`) and at most `high` nm."""
    read = _bounded("distance", "bad-distance", distance.parse_distance, high, "nm", zero)
    return Annotated[float, *leaf("a distance such as 12nm", read, _DISTANCE_TEXT)]
