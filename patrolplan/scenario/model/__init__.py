"""The resolved scenario: frozen, complete, in one set of units.

Positions are (longitude, latitude) in decimal degrees WGS 84, times aware UTC datetimes, spans
whole seconds (`_s`), speeds knots (`_kn`), distances nautical miles (`_nm`). Every collection is a
mapping by the planner's own name. What the planner left out has been filled in, so that nothing
downstream knows a default. The plan file embeds this as JSON, and it reads back to the same.
"""

from patrolplan.scenario.model.aircraft import CrewHours, Detachment, TakeoffHours, Unavailable
from patrolplan.scenario.model.catalogue import AircraftType, Base, CrewRules, SeaStateRule, ShipClass
from patrolplan.scenario.model.fields import LonLat, Ring, added
from patrolplan.scenario.model.frame import Horizon, Marking, PlanName, SectorRule, Separation
from patrolplan.scenario.model.orders import Caveat, Closure, Forbid, Pin
from patrolplan.scenario.model.scenario import Scenario
from patrolplan.scenario.model.ships import Helicopter, Replenish, ShipAsset, Spell
from patrolplan.scenario.model.water import Area, MaxGap, MinCoverage, Presence, Weather, Zone

__all__ = [
    "AircraftType",
    "Area",
    "Base",
    "Caveat",
    "Closure",
    "CrewHours",
    "CrewRules",
    "Detachment",
    "Forbid",
    "Helicopter",
    "Horizon",
    "LonLat",
    "Marking",
    "MaxGap",
    "MinCoverage",
    "Pin",
    "PlanName",
    "Presence",
    "Replenish",
    "Ring",
    "Scenario",
    "SeaStateRule",
    "SectorRule",
    "Separation",
    "ShipAsset",
    "ShipClass",
    "Spell",
    "TakeoffHours",
    "Unavailable",
    "Weather",
    "Zone",
    "added",
]
