"""Areas, zones and sectors drawn by hand, in the planner's own language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from patrolplan.scenario.language.shapes import SHAPES
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.resolve.stretches import origin
from patrolplan.scenario.text.nodes import Mapping, find
from patrolplan.scenario.writing import requirements
from patrolplan.scenario.writing.places import span
from patrolplan.scenario.writing.yaml import as_written, scalar, value

_SHAPES = (*SHAPES, "coast_buffer")


def sectors(scenario: Scenario, root: Mapping) -> Iterator[str]:
    """Lines of how the water is cut."""
    grid = f"{scenario.sectors.grid_min}min"
    if not scenario.sectors.drawn:
        yield f"sectors: {{grid: {grid}}}"
        return
    yield "sectors:"
    yield f"  grid: {grid}"
    yield "  drawn:"
    for name in scenario.sectors.drawn:
        yield f"    {scalar(name)}: {value(_shape(root, ('sectors', 'drawn'), name))}"


def areas(scenario: Scenario, root: Mapping) -> dict[str, Any]:
    """Each area with its shape as it was written."""
    made = {}
    for name, area in scenario.areas.items():
        rate = {"transfers_per_day": area.transfers_per_day, "priority": area.priority}
        made[name] = (
            _shape(root, ("areas",), name)
            | {key: item for key, item in rate.items() if item is not None}
            | {"night": area.night, "contacts_per_1000nm2": area.contacts_per_1000nm2}
            | requirements.of_area(area)
        )
    return made


def zones(scenario: Scenario, root: Mapping) -> dict[str, Any]:
    """Each zone with its shape as it was written."""
    return {
        name: _shape(root, ("zones",), name)
        | ({"of": zone.of} if zone.of else {})
        | span(zone.start, zone.end)
        | {"closed_to": zone.closed_to}
        | ({"except": zone.except_nations} if zone.except_nations else {})
        for name, zone in scenario.zones.items()
    }


def _shape(root: Mapping, section: tuple[str, ...], name: str) -> dict[str, Any]:
    """The shape as it was written: a circle stays a circle. What recurs has that of its entry."""
    entries = find(root, section)
    name = origin(name, entries.entries) if isinstance(entries, Mapping) else name
    nodes = {key: find(root, (*section, name, key)) for key in _SHAPES}
    return {key: as_written(node) for key, node in nodes.items() if node is not None}
