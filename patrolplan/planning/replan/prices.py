"""The old plan's prices, as far as they fit the scenario after what has happened."""

from __future__ import annotations

from dataclasses import replace

from patrolplan.formulation import wings
from patrolplan.formulation.clock import Clock
from patrolplan.record.types import Prices
from patrolplan.scenario.model import Scenario


def prices_left(prices: Prices, scenario: Scenario, clock: Clock) -> Prices:
    """Without levels private to take-offs that there are no more. Any levels prove a bound; where only
    freedom was taken away, these prove none above the old plan's.
    """
    step = scenario.horizon.takeoff_step_s
    there = {
        name: set(wings.takeoff_ticks(wings.open_ticks(name, wing, scenario, clock), step, clock).tolist())
        for name, wing in scenario.aircraft.items()
    }
    private = tuple(one for one in prices.private if clock.floor(one.takeoff) in there[one.detachment])
    return replace(prices, private=private)
