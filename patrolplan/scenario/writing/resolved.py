"""A scenario as understood, in the planner's own language: defaults, catalogue and variant filled in.

What it prints is a scenario again, and resolves to the very same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from patrolplan.scenario.model import Scenario
from patrolplan.scenario.read import Loaded
from patrolplan.scenario.text.nodes import Mapping
from patrolplan.scenario.values.distance import format_distance
from patrolplan.scenario.values.duration import format_duration
from patrolplan.scenario.values.time import format_time
from patrolplan.scenario.writing import assets, catalogue, requirements, water
from patrolplan.scenario.writing.places import span
from patrolplan.scenario.writing.yaml import scalar, value


def resolved_yaml(loaded: Loaded) -> str:
    """YAML text. Raises ValueError where the scenario has errors."""
    if loaded.scenario is None or loaded.root is None or loaded.checked is None:
        raise ValueError("a scenario with errors is not resolved")
    return "".join(f"{line}\n" for line in _lines(loaded, loaded.scenario, loaded.root))


def _lines(loaded: Loaded, scenario: Scenario, root: Mapping) -> Iterator[str]:
    yield f"# As understood from {loaded.file}, defaults and catalogue filled in."
    if loaded.variant is not None:
        yield f"# Variant {scalar(loaded.variant)} is laid over it."
    for text in loaded.sets:
        yield f"# Set: {' '.join(text.split())}"
    yield from _top(scenario, root)
    yield from _section("areas", water.areas(scenario, root))
    yield from _section("zones", water.zones(scenario, root))
    for name, entries in (
        ("bases", {name: catalogue.base(base) for name, base in scenario.bases.items()}),
        ("classes", {name: catalogue.ship_class(kind) for name, kind in scenario.classes.items()}),
        ("types", {name: catalogue.aircraft_type(kind) for name, kind in scenario.types.items()}),
        ("ships", {name: assets.ship(ship, name, loaded) for name, ship in scenario.ships.items()}),
        ("aircraft", {name: assets.detachment(wing) for name, wing in scenario.aircraft.items()}),
    ):
        yield from _section(name, entries)
    yield from _section(
        "caveats",
        {
            name: {"asset": item.assets, "not_in": item.not_in}
            | span(item.start, item.end)
            | {"because": item.because}
            for name, item in scenario.caveats.items()
        },
    )
    pins = {name: requirements.pin(item) for name, item in scenario.pins.items()}
    yield from _section("pins", pins)
    banned = {name: requirements.forbid(item) for name, item in scenario.forbid.items()}
    yield from _section("forbid", banned)
    yield from _section(
        "closures",
        {
            name: {"bases": item.bases} | span(item.start, item.end) | {"because": item.because}
            for name, item in scenario.closures.items()
        },
    )
    yield from _section(
        "weather",
        {
            name: ({"area": item.area} if item.area is not None else {})
            | span(item.start, item.end)
            | {"sea_state": item.sea_state}
            for name, item in scenario.weather.items()
        },
    )
    if scenario.notional:
        yield ""
        yield "notional:"
        yield from (f"  - {scalar(text)}" for text in scenario.notional)


def _section(name: str, entries: dict[str, Any]) -> Iterator[str]:
    if not entries:
        return
    yield ""
    yield f"{name}:"
    for entry, keys in entries.items():
        yield f"  {scalar(entry)}:"
        notes = keys.notes if isinstance(keys, catalogue.Noted) else {}
        for key, item in keys.items():
            remark = f"  # {notes[key]}" if key in notes else ""
            if key in ("polygon", "polygons", "spells"):
                yield f"    {key}:"
                yield from (f"      - {value(inner)}" for inner in item)
            else:
                yield f"    {key}: {value(item)}{remark}"


def _top(scenario: Scenario, root: Mapping) -> Iterator[str]:
    horizon, seconds = scenario.horizon, format_duration
    yield f"scenario: {scalar(scenario.name)}"
    yield "horizon: " + value(
        {
            "start": format_time(horizon.start),
            "length": seconds(horizon.length_s),
            "step": seconds(horizon.slot_s),
        }
    )
    yield from water.sectors(scenario, root)
    yield "plan: " + value({"name": scenario.plan.name, "issue": scenario.plan.issue})
    marking = scenario.marking
    yield "marking: " + value({"classification": marking.classification, "release": marking.release})
    yield f"stay: {seconds(scenario.stay_s)}"
    yield f"tick: {seconds(horizon.tick_s)}"
    yield f"takeoff_step: {seconds(horizon.takeoff_step_s)}"
    yield f"period: {seconds(horizon.period_s)}"
    yield f"fatigue: {value(scenario.fatigue)}"
    ships, aircraft = scenario.separation.ships_nm, scenario.separation.aircraft_nm
    yield f"relief: {seconds(scenario.relief_s)}"
    yield "separation: " + value({"ships": format_distance(ships), "aircraft": format_distance(aircraft)})
