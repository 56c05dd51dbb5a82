"""Speeds: `15kn`; knots inside."""

from __future__ import annotations

from typing import Final

from patrolplan.scenario.values.measure import Unit, format_measure, parse_measure

KNOTS: Final = Unit(
    id="bad-speed",
    what="speed",
    own="kn",
    factors={"kn": 1.0, "kt": 1.0, "kts": 1.0, "knot": 1.0, "knots": 1.0},
    foreign={
        "km/h": 1 / 1.852,
        "kmh": 1 / 1.852,
        "kph": 1 / 1.852,
        "m/s": 3.6 / 1.852,
        "mph": 1.609344 / 1.852,
    },
    most=1000.0,
)


def parse_speed(text: str) -> float:
    """Knots. Raises BadValueError."""
    return parse_measure(text, KNOTS)


def format_speed(speed_kn: float) -> str:
    """`15kn`."""
    return format_measure(speed_kn, KNOTS)
