"""Nations by themselves: what each would plan if nobody spoke to anybody."""

from __future__ import annotations

from dataclasses import replace

from patrolplan.planning.errors import NoPlanError
from patrolplan.planning.solve import Effort, solve_scenario
from patrolplan.record.types import Record, Source
from patrolplan.scenario.model import Scenario
from patrolplan.sea.theatre import WaterError


def nations(scenario: Scenario) -> tuple[str, ...]:
    """Nations with an asset, in alphabetical order."""
    ships = {ship.nation for ship in scenario.ships.values()}
    return tuple(sorted(ships | {wing.nation for wing in scenario.aircraft.values()}))


def scenario_alone(scenario: Scenario, nation: str) -> Scenario:
    """The scenario as one nation sees it by itself: all the water, its own assets, and what binds those."""
    ships = {name: ship for name, ship in scenario.ships.items() if ship.nation == nation}
    aircraft = {name: wing for name, wing in scenario.aircraft.items() if wing.nation == nation}
    mine = {*ships, *aircraft}
    caveats = {
        name: replace(caveat, assets=tuple(asset for asset in caveat.assets if asset in mine))
        for name, caveat in scenario.caveats.items()
        if mine & set(caveat.assets)
    }
    pins = {name: pin for name, pin in scenario.pins.items() if pin.asset in mine}
    forbid = {
        name: replace(one, assets=tuple(asset for asset in one.assets if asset in mine))
        for name, one in scenario.forbid.items()
        if mine & set(one.assets)
    }
    return replace(scenario, ships=ships, aircraft=aircraft, caveats=caveats, pins=pins, forbid=forbid)


def plan_alone(
    scenario: Scenario, nation: str, source: Source, *, seed: int = 1, effort: Effort = "quick"
) -> Record | None:
    """The best plan that a nation finds by itself, with the same solver; None where it can do no task."""
    try:
        return solve_scenario(scenario_alone(scenario, nation), source, seed=seed, effort=effort)
    except (NoPlanError, WaterError):
        return None
