"""The kinds of single value that a key can want, each with its reading and its JSON Schema."""

from patrolplan.scenario.language.leaves.leaf import refused
from patrolplan.scenario.language.leaves.measures import AirSpeed, ShipSpeed, miles
from patrolplan.scenario.language.leaves.numbers import Share, counted, numeric
from patrolplan.scenario.language.leaves.places import At, Gars, Latitude, Longitude, LonLat, Place, Position
from patrolplan.scenario.language.leaves.times import Clock, DayHour, Days, Duration, Offset, Time, lengthy
from patrolplan.scenario.language.leaves.words import FilePath, Grid, Name, Nation, choice, reference

__all__ = [
    "AirSpeed",
    "At",
    "Clock",
    "DayHour",
    "Days",
    "Duration",
    "FilePath",
    "Gars",
    "Grid",
    "Latitude",
    "LonLat",
    "Longitude",
    "Name",
    "Nation",
    "Offset",
    "Place",
    "Position",
    "Share",
    "ShipSpeed",
    "Time",
    "choice",
    "counted",
    "lengthy",
    "miles",
    "numeric",
    "reference",
    "refused",
]
