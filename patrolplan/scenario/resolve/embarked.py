"""A ship's helicopter: its type, and when it flies."""

from __future__ import annotations

from itertools import pairwise

from patrolplan.scenario.language.embarked import Helicopter as Written
from patrolplan.scenario.model import Helicopter
from patrolplan.scenario.paths import Path
from patrolplan.scenario.resolve.catalogue import Stock
from patrolplan.scenario.resolve.report import Report
from patrolplan.scenario.values.clock import format_clock
from patrolplan.scenario.values.duration import format_duration

DAY_S = 86_400
LIGHT_S = 12 * 3600
"""Flights whose times are not given are spread over so much of the day, about local noon."""


def helicopter(
    value: Written | None, path: Path, stock: Stock, noon_s: int, report: Report
) -> Helicopter | None:
    """The helicopter of a ship; None where she has none or it is wrong. `noon_s`: local noon in seconds
    after 0000Z.
    """
    if value is None:
        return None
    kind = stock.types.get(value.type)
    if kind is None:  # told where the type is wrong
        return None
    longest = kind.endurance_s - kind.reserve_s
    if value.length > longest:
        report.error(
            "flight-too-long",
            f"a {value.type} searches for {format_duration(longest)} at most: endurance less reserve",
            f"write at most {format_duration(longest)}",
            (*path, "length"),
            path,
        )
        return None
    if value.launch is not None and value.flights_per_day not in (None, len(value.launch)):
        report.error(
            "launch-times",
            f"{value.flights_per_day} flights a day, and {len(value.launch)} times of launch",
            "write as many times as flights, or leave one of the two out",
            (*path, "launch"),
            see=(((*path, "flights_per_day"), "the flights"),),
        )
        return None
    if value.launch is not None and not value.launch:
        report.error("launch-times", "no time of launch", "write one time or more", (*path, "launch"))
        return None
    launches = _spread(value.flights_per_day or 1, value.length, noon_s)
    if value.launch is not None:
        launches = tuple(sorted(value.launch))
    for first, second in pairwise((*launches, launches[0] + DAY_S)):
        if second - first < value.length:
            times = f"{format_clock(first)} and {format_clock(second % DAY_S)}"
            report.error(
                "launch-times",
                f"flights of {format_duration(value.length)} from {times} overlap",
                "write fewer flights, shorter ones, or times further apart",
                (*path, "launch"),
                (*path, "flights_per_day"),
                path,
            )
            return None
    return Helicopter(value.type, value.length, launches)


def _spread(flights: int, length_s: int, noon_s: int) -> tuple[int, ...]:
    """Beginnings, in Z, of so many flights with their middles spread evenly over the light, to the minute."""
    middles = [noon_s - LIGHT_S / 2 + LIGHT_S * (n + 0.5) / flights for n in range(flights)]
    return tuple(sorted(int((middle - length_s / 2) // 60 * 60) % DAY_S for middle in middles))


def noon(longitudes: list[float]) -> int:
    """Local noon in seconds after 0000Z, by the hour, midway between these longitudes."""
    middle = sum(longitudes) / len(longitudes) if longitudes else 0.0
    return int((12 - round(middle / 15.0)) % 24) * 3600
