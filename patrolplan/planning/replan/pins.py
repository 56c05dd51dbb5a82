"""Pins of a plan that has begun: what of them is still to be kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from patrolplan.formulation.asked.places import pinned_sector
from patrolplan.planning.replan.cut import Cut
from patrolplan.scenario.model import Pin, Scenario
from patrolplan.sea.types import Water


def pins_left(scenario: Scenario, water: Water, cut: Cut) -> dict[str, Pin]:
    """The pins that what is left has to keep: those not over, from when their asset is free.

    A detachment's pin that a frozen look keeps is kept; one that asks for time before the cut asks for what
    is left of it. Whether the whole plan keeps every pin is judged when it is put together.
    """
    found = {}
    for name, pin in scenario.pins.items():
        ship = pin.asset in scenario.ships
        free = cut.ships[pin.asset].time if ship else cut.time
        if pin.end <= free or (not ship and _kept(pin, water, cut)):
            continue
        found[name] = replace(pin, start=max(pin.start, free))
    return found


def _kept(pin: Pin, water: Water, cut: Cut) -> bool:
    """Whether a frozen look of the detachment lies within the pin."""
    row = pinned_sector(pin, water)
    sector = None if row is None else water.sectors[row].id
    return any(
        task.asset == pin.asset and task.sector == sector and pin.start <= task.start and task.end <= pin.end
        for task in cut.tasks
    )


def without_lost(scenario: Scenario, name: str, when: datetime) -> dict[str, Pin]:
    """All pins but those of an asset that is lost before they are over."""
    return {key: pin for key, pin in scenario.pins.items() if pin.asset != name or pin.end <= when}
