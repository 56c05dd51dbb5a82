"""Zones as shapes: coastal belts drawn, everything clipped to the theatre, and which are cut."""

from __future__ import annotations

from datetime import timedelta

import shapely

from patrolplan.geo import coast
from patrolplan.scenario.model import Scenario, Zone
from patrolplan.sea.theatre import Bounds, WaterError, areas_only, drawn
from patrolplan.sea.types import ZoneShape


def zone_shapes(
    scenario: Scenario, bounds: Bounds, windows: tuple[Bounds, ...] | None = None
) -> tuple[ZoneShape, ...]:
    """The zones of the scenario in its order; a zone outside the theatre has an empty shape.

    Coastal belts are drawn within the `windows` only, where there are some: they cost most.

    Raises WaterError for a zone that cannot be drawn.
    """
    return tuple(
        ZoneShape(
            name=name,
            shape=_shape(name, zone, bounds, windows or (bounds,)),
            start=zone.start,
            end=zone.end,
            closed_to=frozenset(zone.closed_to),
            exempt=frozenset(zone.except_nations),
            cut=_is_cut(zone, scenario),
        )
        for name, zone in scenario.zones.items()
    )


def _shape(
    name: str, zone: Zone, bounds: Bounds, windows: tuple[Bounds, ...]
) -> shapely.Polygon | shapely.MultiPolygon:
    if zone.coast_buffer_nm is None:
        return areas_only(shapely.intersection(drawn(zone.polygons, f"zone {name}"), shapely.box(*bounds)))
    try:
        belts = [coast.coast_buffer(zone.of, zone.coast_buffer_nm, window) for window in windows]
        return belts[0] if len(belts) == 1 else areas_only(shapely.union_all(belts))
    except coast.CoastError as error:
        raise WaterError(f"zone {name}: {error.message}", error.cure) from None


def _is_cut(zone: Zone, scenario: Scenario) -> bool:
    """Whether nobody who takes part may ever be tasked in the zone."""
    opening = scenario.horizon.start
    closing = opening + timedelta(seconds=scenario.horizon.length_s)
    always = (zone.start is None or zone.start <= opening) and (zone.end is None or zone.end >= closing)
    everything = "tasks" in zone.closed_to or {"ships", "aircraft"} <= set(zone.closed_to)
    nations = {ship.nation for ship in scenario.ships.values()}
    nations |= {detachment.nation for detachment in scenario.aircraft.values()}
    return always and everything and not nations & set(zone.except_nations)
