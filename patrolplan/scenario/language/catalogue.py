"""Bases, ship classes and aircraft types that a scenario adds to the catalogue or changes in it."""

from __future__ import annotations

from typing import ClassVar

from pydantic import model_validator

from patrolplan.scenario.language.leaves import (
    AirSpeed,
    Clock,
    Duration,
    Name,
    Offset,
    Position,
    ShipSpeed,
    choice,
    lengthy,
    miles,
    reference,
    refused,
)
from patrolplan.scenario.language.parts import Part, key
from patrolplan.scenario.language.times import Daily
from patrolplan.scenario.values.problem import BadValueError


class Base(Part):
    """An airfield or a port; what is left out of one that the catalogue knows stays as it is there."""

    meant: ClassVar[dict[str, str]] = {
        "at": "position",
        "timezone": "utc_offset",
        "type": "kind",
        "open": "opens",
        "close": "closes",
        "hours": "daily",
    }

    position: Position | None = key(
        "Position", "Where it lies. A base that the catalogue does not know needs one.",
        example="26-21.3N 127-46.1E", default=None,
    )  # fmt: skip
    kind: choice("airfield", "port") | None = key(  # type: ignore[valid-type]
        "Kind", "Airfield or port; left out: airfield.", example="airfield", default=None
    )
    utc_offset: Offset | None = key(
        "Offset from UTC",
        "Local standard time less UTC: days of sorties are counted by it; left out: by its longitude.",
        example="+09:00",
        default=None,
    )
    opens: Clock | None = key(
        "Opens", "Local time from which aircraft take off and land; left out: round the clock.",
        example="06:00", default=None,
    )  # fmt: skip
    closes: Clock | None = key("Closes", "Local time until which they do.", example="22:00", default=None)
    daily: Daily | None = key(
        "Daily",
        "Hours in which aircraft take off and land every day, with their zone, in place of opens and closes.",
        example={"from": "2100Z", "to": "1300Z"},
        default=None,
    )
    gap: lengthy("0min", "24h") = key(  # type: ignore[valid-type]
        "Gap",
        "Least time between any two take-offs from it, whoever flies.",
        example="10min",
        default="0min",
    )

    @model_validator(mode="after")
    def _hours(self) -> Base:
        if self.daily is not None and (self.opens is not None or self.closes is not None):
            given = "opens" if self.opens is not None else "closes"
            raise refused(
                BadValueError("base-hours", f"daily and {given} are both given", "keep one of the two forms")
            )
        if (self.opens is None) != (self.closes is None):
            there, lacking = ("opens", "closes") if self.closes is None else ("closes", "opens")
            raise refused(
                BadValueError(
                    "base-hours", f"{there} is given without {lacking}", f"add {lacking}, or delete {there}"
                )
            )
        if self.opens is not None and self.opens == self.closes:
            raise refused(
                BadValueError(
                    "base-hours", "it closes when it opens", "leave both out where it is open round the clock"
                )
            )
        return self


class _Sensing(Part):
    """What a ship class and an aircraft type have in common."""

    day_width: miles(200, zero=True) | None = key(  # type: ignore[valid-type]
        "Width by day",
        "Sweep width for identification by day in good weather.",
        example="8nm",
        default=None,
        unit="nm",
    )
    night_width: miles(200, zero=True) | None = key(  # type: ignore[valid-type]
        "Width by night", "Sweep width for identification by night.", example="6nm", default=None, unit="nm"
    )
    detect_width: miles(500, zero=True) | None = key(  # type: ignore[valid-type]
        "Width of detection",
        "Sweep width of the radar; the plan does not count it.",
        example="30nm",
        default=None,
        unit="nm",
    )
    contact_time: lengthy("0min", "4h") | None = key(  # type: ignore[valid-type]
        "Time per contact", "Time that looking at one contact takes.", example="10min", default=None
    )
    note: Name | None = key("Note", "A remark shown with it.", example="Widths as reported.", default=None)


class ShipClass(_Sensing):
    """A ship class; what is left out is as in the class it is `like`, or as the catalogue has it."""

    meant: ClassVar[dict[str, str]] = {"speed": "max", "economical": "transit", "patrol_speed": "patrol"}

    like: reference("class") | None = key(  # type: ignore[valid-type]
        "Like", "A class whose figures hold where none are given.", example="anzac", default=None
    )
    patrol: ShipSpeed | None = key(
        "Patrol speed", "Speed on station.", example="14kn", default=None, unit="kn"
    )
    transit: ShipSpeed | None = key(
        "Transit speed",
        "Economical speed; left out: that of patrol.",
        example="15kn",
        default=None,
        unit="kn",
    )
    max: ShipSpeed | None = key("Top speed", "Highest speed.", example="27kn", default=None, unit="kn")


class AircraftType(_Sensing):
    """An aircraft type; what is left out is as in the type it is `like`, or as the catalogue has it."""

    meant: ClassVar[dict[str, str]] = {"speed": "cruise", "range": "endurance", "patrol": "station"}

    like: reference("type") | None = key(  # type: ignore[valid-type]
        "Like", "A type whose figures hold where none are given.", example="P-8A", default=None
    )
    cruise: AirSpeed | None = key(
        "Cruising speed", "Speed to and from the sectors.", example="440kn", default=None, unit="kn"
    )
    station: AirSpeed | None = key(
        "Speed on station", "Speed along the search track.", example="220kn", default=None, unit="kn"
    )
    endurance: Duration | None = key(
        "Endurance", "Longest flight with dry tanks at its end.", example="9h", default=None
    )
    reserve: lengthy("0min", "24h") | None = key(  # type: ignore[valid-type]
        "Reserve", "Kept for alternate and reserve.", example="1h", default=None
    )
    turnaround: lengthy("0min", "7d") | None = key(  # type: ignore[valid-type]
        "Turnaround",
        "From landing to the next take-off of the airframe.",
        example="3h",
        default=None,
    )
