"""The scenario as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from patrolplan.scenario.model.aircraft import Detachment
from patrolplan.scenario.model.catalogue import AircraftType, Base, SeaStateRule, ShipClass
from patrolplan.scenario.model.fields import added
from patrolplan.scenario.model.frame import Horizon, Marking, PlanName, SectorRule, Separation
from patrolplan.scenario.model.orders import Caveat, Closure, Forbid, Pin
from patrolplan.scenario.model.ships import ShipAsset
from patrolplan.scenario.model.water import Area, Weather, Zone


@dataclass(frozen=True)
class Scenario:
    """Everything that is known before planning begins."""

    name: str
    plan: PlanName
    marking: Marking
    horizon: Horizon
    sectors: SectorRule
    separation: Separation
    stay_s: int
    fatigue: float
    """Factor on every sweep width."""
    areas: dict[str, Area]
    zones: dict[str, Zone]
    bases: dict[str, Base]
    """Those that the scenario uses, by the name it uses for them."""
    classes: dict[str, ShipClass]
    types: dict[str, AircraftType]
    sea_states: tuple[SeaStateRule, ...]
    """Index is the sea state, 0 to 9."""
    ships: dict[str, ShipAsset]
    aircraft: dict[str, Detachment]
    caveats: dict[str, Caveat] = field(default_factory=dict)
    closures: dict[str, Closure] = field(default_factory=dict)
    weather: dict[str, Weather] = field(default_factory=dict)
    notional: tuple[str, ...] = ()
    """What the planner marked as notional or assumed: shown with every product."""
    pins: dict[str, Pin] = added(factory=dict)
    forbid: dict[str, Forbid] = added(factory=dict)
    relief_s: int = added(3600)
    """How long a ship that comes to water with presence is there before her task begins."""
