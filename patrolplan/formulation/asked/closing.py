"""Who is kept from which slots by forbidden tasks and by ships' pins."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.asked.places import forbidden_sectors, pinned_sector
from patrolplan.formulation.clock import Clock
from patrolplan.scenario.model import Pin, Scenario
from patrolplan.sea.types import Water


def forbids_of(scenario: Scenario, asset: str) -> frozenset[str]:
    """Names of the forbidden tasks that bind an asset."""
    return frozenset(name for name, item in scenario.forbid.items() if asset in item.assets)


def pins_of(scenario: Scenario, asset: str) -> frozenset[str]:
    """Names of an asset's pins."""
    return frozenset(name for name, pin in scenario.pins.items() if pin.asset == asset)


def close(
    allowed: NDArray[np.bool_],
    forbids: frozenset[str],
    pins: frozenset[str],
    scenario: Scenario,
    water: Water,
    clock: Clock,
) -> None:
    """Take from `allowed` (S, K) what forbidden tasks and ships' pins close to a holder.

    A ship's pin closes its slots to everybody else, and all other sectors to her meanwhile: nothing else
    that keeps the pin would be allowed.

    Args:
        allowed: changed in place.
        forbids: names of the forbidden tasks that bind the holder.
        pins: names of its own pins.
        scenario: with all of both.
        water: its sectors.
        clock: its steps.

    """
    for name in sorted(forbids):
        item = scenario.forbid[name]
        allowed[forbidden_sectors(item, water), clock.steps_met(item.start, item.end)] = False
    for name, pin in scenario.pins.items():
        sector = pinned_sector(pin, water)
        if pin.asset not in scenario.ships or sector is None:
            continue
        steps = clock.steps_met(pin.start, pin.end)
        if name in pins:
            others = np.arange(len(water.sectors)) != sector
            allowed[others, steps] = False
        elif not _shared(pin, pins, scenario):
            allowed[sector, steps] = False


def _shared(pin: Pin, pins: frozenset[str], scenario: Scenario) -> bool:
    """Whether a pin of the same ship is among the holder's own (it is then hers as well)."""
    return any(scenario.pins[name].asset == pin.asset for name in pins)
