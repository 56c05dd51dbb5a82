"""The scenario as it is after what has happened: the past keeps its rules, from then on the new ones hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from patrolplan.planning.replan.cut import Cut
from patrolplan.planning.replan.events import EventError, Events
from patrolplan.planning.replan.pins import without_lost
from patrolplan.planning.without import left
from patrolplan.record.types import Record, Task
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
    """Without what is lost from then on; what is pinned on it and not over by then goes with it."""
    scenario = replace(scenario, pins=without_lost(scenario, name, when))
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


def after_what_is_frozen(scenario: Scenario, events: Events, record: Record, cut: Cut) -> Scenario:
    """The scenario in which new caveats and forbidden tasks bind an asset once what it has under way is over.

    What has begun goes on to its end. A caveat that would cut it short is split: those whom it concerns are
    bound a little later.
    """
    areas = {sector.id: set(sector.areas) for sector in record.sectors}

    def free(asset: str, places: Callable[[Task], bool], start: datetime, end: datetime | None) -> datetime:
        """When the asset's frozen tasks there are over."""
        ends = [
            task.end
            for task in cut.tasks
            if task.asset == asset and places(task) and task.end > start and (end is None or task.start < end)
        ]
        return max([start, *ends])

    changed: dict[str, dict[str, Any]] = {"caveats": {}, "forbid": {}}
    for key, new in (("caveats", events.caveats), ("forbid", events.forbid)):
        for name, item in getattr(scenario, key).items():
            if name not in new or item.start is None:
                changed[key][name] = item
                continue
            within = set(item.not_in if key == "caveats" else item.areas)
            sectors = set(getattr(item, "sectors", ()))
            places = partial(_meets, areas=areas, within=within, sectors=sectors)
            later = {asset: free(asset, places, item.start, item.end) for asset in item.assets}
            for start in sorted(set(later.values())):
                if item.end is None or start < item.end:
                    bound = tuple(asset for asset in item.assets if later[asset] == start)
                    own = name if start == item.start else f"{name}, from {start:%d%H%M}Z"
                    changed[key][own] = replace(item, assets=bound, start=start)
    return replace(scenario, caveats=changed["caveats"], forbid=changed["forbid"])


def _meets(task: Task, areas: dict[str, set[str]], within: set[str], sectors: set[str]) -> bool:
    """Whether a task lies in what a caveat or entry is about: everywhere, where it names nothing."""
    if not within and not sectors:
        return True
    return task.sector in sectors or bool(areas[task.sector] & within)


def refuse_broken_past(events: Events, record: Record, cut: Cut, closed: Sequence[Task]) -> None:
    """Stop where an event would break what is under way.

    Args:
        events: what has happened.
        record: the old plan.
        cut: what of it stays.
        closed: frozen tasks in slots that are closed to them now.

    Raises:
        EventError: naming the task or sortie, and until when the event has to wait.

    """
    for task in closed:
        raise EventError(
            f"{task.id} is under way in {task.sector} until {task.end:%d%H%M}Z, which would be closed to it: "
            "let that begin then, or replan from a time before it begins"
        )
    for name, closure in events.closures.items():
        for one in cut.sorties:
            base = record.scenario["aircraft"][one.detachment]["base"]
            if base in closure.bases and closure.start < one.landing < closure.end:
                raise EventError(
                    f"{name} shuts {base} while {one.id} is in the air: it lands at {one.landing:%d%H%M}Z; "
                    "let the closure begin then"
                )
