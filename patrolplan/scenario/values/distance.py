"""Distances: `12nm`, `300km`; nautical miles inside."""

from __future__ import annotations

from typing import Final

from patrolplan.scenario.values.measure import Unit, format_measure, parse_measure

MILES: Final = Unit(
    id="bad-distance",
    what="distance",
    own="nm",
    factors={"nm": 1.0, "nmi": 1.0, "km": 1 / 1.852},
    foreign={
        "m": 1 / 1852,
        "metres": 1 / 1852,
        "mi": 1.609344 / 1.852,
        "miles": 1.609344 / 1.852,
        "ft": 0.3048 / 1852,
    },
    most=10800.0,
)


def parse_distance(text: str) -> float:
    """Nautical miles. Raises BadValueError."""
    return parse_measure(text, MILES)


def format_distance(distance_nm: float) -> str:
    """`12nm`."""
    return format_measure(distance_nm, MILES)
