"""What a ship carries that looks for her."""

from __future__ import annotations

from typing import ClassVar

from patrolplan.scenario.language.leaves import Clock, counted, lengthy, reference
from patrolplan.scenario.language.parts import Part, key


class Helicopter(Part):
    """A ship's helicopter: in its hours of the day it widens what she sweeps."""

    meant: ClassVar[dict[str, str]] = {
        "class": "type",
        "model": "type",
        "per_day": "flights_per_day",
        "flights": "flights_per_day",
        "sorties": "flights_per_day",
        "duration": "length",
        "takes": "length",
        "hours": "launch",
        "times": "launch",
        "at": "launch",
    }

    type: reference("type") = key(  # type: ignore[valid-type]
        "Type", "Its type, from the catalogue or from `types`.", example="MH-60R", default="MH-60R"
    )
    flights_per_day: counted(1, 12) | None = key(  # type: ignore[valid-type]
        "Flights a day",
        "How often it flies each day; left out: as often as launch has times, or once.",
        example=1,
        default=None,
        unit="1/day",
    )
    length: lengthy("10min", "24h") = key(  # type: ignore[valid-type]
        "Length", "Time on search of each flight.", example="3h", default="2h"
    )
    launch: list[Clock] | None = key(
        "Launch",
        "Times of day, in Z, from which it searches; left out: spread over the daylight of the areas.",
        example=["22:00", "02:00"],
        default=None,
    )
