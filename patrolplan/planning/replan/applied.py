"""The scenario as it is after what has happened: the past keeps its rules, from then on the new ones hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from patrolplan.planning.replan.events import EventError, Events
from patrolplan.planning.without import left
from patrolplan.record.types import Record
from patrolplan.scenario.model import PlanName, Scenario, ShipAsset


def applied(scenario: Scenario, record: Record, events: Events, at: datetime) -> Scenario:
    """The scenario of the new plan, whose issue is one higher.

    What begins with an event begins no earlier than `at`: nobody could have known. What is dropped has held
    until `at` where it is a matter of hours.

    Raises:
        EventError: an event does not fit: a ship late that has joined already, a lost one that is no more.

    """
    changed = replace(scenario, plan=PlanName(scenario.plan.name, scenario.plan.issue + 1))
    for name, when in events.lost.items():
        changed = _lost(changed, record, name, max(when or at, at))
    for name, late_s in events.late.items():
        changed = _late(changed, name, late_s, at)
    for key, names in events.dropped.items():
        ended: dict[str, Any] = {key: _ended(getattr(changed, key), names, at)}
        changed = replace(changed, **ended)
    for key in ("weather", "closures", "zones", "caveats", "forbid"):
        new = {name: _begun(item, at) for name, item in getattr(events, key).items()}
        more: dict[str, Any] = {key: {**getattr(changed, key), **new}}
        changed = replace(changed, **more)
    return replace(changed, pins={**changed.pins, **events.pins}) if events.pins else changed


def _begun(item: Any, at: datetime) -> Any:
    start = getattr(item, "start", None)
    return replace(item, start=at if start is None else max(start, at))


def _ended(things: dict[str, Any], names: tuple[str, ...], at: datetime) -> dict[str, Any]:
    """Those named hold until `at`, or not at all where they begin later."""
    found = left(things, names)
    for name in names:
        item = things[name]
        start, end = getattr(item, "start", None), getattr(item, "end", None)
        if (start is None or start < at) and (end is None or end > at):
            found[name] = replace(item, end=at)
        elif end is not None and end <= at:
            found[name] = item
    return {name: found[name] for name in things if name in found}


def _lost(scenario: Scenario, record: Record, name: str, when: datetime) -> Scenario:
    if name in scenario.aircraft:  # what is in the air then still lands
        wing = scenario.aircraft[name]
        airborne = [one.landing for one in record.sorties if one.detachment == name and one.takeoff < when]
        end = min(wing.end, max([when, wing.start, *airborne]))
        return replace(scenario, aircraft={**scenario.aircraft, name: replace(wing, end=end)})
    ship = scenario.ships[name]
    if not any(spell.out_time > when for spell in ship.spells):
        raise EventError(f"lost: {name} has left the cell by then: nothing changes")
    spells = tuple(
        replace(spell, out_at=None, out_time=when) if spell.out_time > when else spell
        for spell in ship.spells
        if spell.in_time < when
    )
    if not spells:
        raise EventError(f"lost: {name} has not joined by then: take her out with `late`, or lose her later")
    return replace(scenario, ships={**scenario.ships, name: replace(ship, spells=spells)})


def _late(scenario: Scenario, name: str, late_s: int, at: datetime) -> Scenario:
    ship: ShipAsset = scenario.ships[name]
    for n, spell in enumerate(ship.spells):
        if spell.in_time >= at:
            later = replace(spell, in_time=spell.in_time + timedelta(seconds=late_s))
            if later.in_time >= later.out_time:
                raise EventError(f"late: {name} would join when she has to leave already: lose her instead")
            spells = (*ship.spells[:n], later, *ship.spells[n + 1 :])
            return replace(scenario, ships={**scenario.ships, name: replace(ship, spells=spells)})
    raise EventError(f"late: {name} has joined by then: she cannot be late any more")
