"""What makes assets alike, how they see, and where they may be tasked."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from patrolplan.detection.sweep import corrected_width_nm, coverage_rate_per_s, effective_speed_kn
from patrolplan.formulation.asked.closing import close, forbids_of, pins_of
from patrolplan.formulation.charts import ZoneSet
from patrolplan.formulation.clock import Clock
from patrolplan.formulation.types import Kind, Sweep
from patrolplan.geo.geodesy import area_nm2
from patrolplan.scenario.model import Detachment, Helicopter, Horizon, Scenario, ShipAsset
from patrolplan.sea.types import Water, ZoneShape

DAY_S = 86_400
CLOSING_SHARE = 0.1
"""A zone that covers this share of a sector or more closes its slots while it lasts."""


def ship_kind(name: str, ship: ShipAsset, scenario: Scenario, water: Water) -> Kind:
    """What the solver needs to know of a ship."""
    cls = scenario.classes[ship.ship_class]
    return Kind(
        medium="ship",
        station_kn=ship.patrol_kn,
        transit_kn=ship.transit_kn,
        min_task_s=ship.min_task_s,
        day_width_nm=cls.day_width_nm,
        night_width_nm=cls.night_width_nm,
        contact_time_s=cls.contact_time_s,
        binding=binding_zones(water, "ships", ship.nation),
        caveats=binding_caveats(scenario, name),
        forbids=forbids_of(scenario, name),
        pins=pins_of(scenario, name),
        helicopter=ship.helicopter,
    )


def aircraft_kind(name: str, detachment: Detachment, scenario: Scenario, water: Water) -> Kind:
    """What the solver needs to know of a detachment's aircraft."""
    kind = scenario.types[detachment.type]
    return Kind(
        medium="aircraft",
        station_kn=kind.station_kn,
        transit_kn=kind.cruise_kn,
        min_task_s=detachment.min_look_s,
        day_width_nm=kind.day_width_nm,
        night_width_nm=kind.night_width_nm,
        contact_time_s=kind.contact_time_s,
        binding=binding_zones(water, "aircraft", detachment.nation),
        caveats=binding_caveats(scenario, name),
        forbids=forbids_of(scenario, name),
        pins=pins_of(scenario, name),
    )


def binding_zones(water: Water, medium: str, nation: str) -> ZoneSet:
    """Zones that bar such a mover of that nation, be it from passage or from tasks."""
    return frozenset(
        zone.name for zone in water.zones if zone.closed_to & {medium, "tasks"} and nation not in zone.exempt
    )


def binding_caveats(scenario: Scenario, asset: str) -> frozenset[str]:
    """Caveats that name an asset."""
    return frozenset(name for name, caveat in scenario.caveats.items() if asset in caveat.assets)


def sweep(kind: Kind, scenario: Scenario, water: Water) -> Sweep:
    """Sweep width by light and sea state, and the speed that contacts leave, for every slot."""
    factors = [
        state.ship_width if kind.medium == "ship" else state.aircraft_width for state in scenario.sea_states
    ]
    light = np.where(water.night, kind.night_width_nm, kind.day_width_nm)
    width = corrected_width_nm(light, np.asarray(factors)[water.sea_state], scenario.fatigue)
    speed = effective_speed_kn(kind.station_kn, width, water.contacts[:, None], kind.contact_time_s)
    if kind.helicopter is not None:
        width = width + widening_nm(kind.helicopter, speed, scenario, water)
    return Sweep(width, speed)


def widening_nm(
    helicopter: Helicopter, speed_kn: NDArray[np.float64], scenario: Scenario, water: Water
) -> NDArray[np.float64]:
    """(S, K) what her helicopter adds to a ship's sweep width [nm]: the water that it sweeps in an hour, for
    its share of the slot, over the way that she makes good in one (`speed_kn`). So coverage grows at the sum
    of both rates.
    """
    kind = scenario.types[helicopter.type]
    factors = np.asarray([state.aircraft_width for state in scenario.sea_states])
    light = np.where(water.night, kind.night_width_nm, kind.day_width_nm)
    width = corrected_width_nm(light, factors[water.sea_state], scenario.fatigue)
    speed = effective_speed_kn(kind.station_kn, width, water.contacts[:, None], kind.contact_time_s)
    return np.asarray(flown_shares(helicopter, scenario.horizon)[None, :] * width * speed / speed_kn)


def flown_shares(helicopter: Helicopter, horizon: Horizon) -> NDArray[np.float64]:
    """(K,) the share of each slot for which the helicopter searches."""
    opening = horizon.start.hour * 3600 + horizon.start.minute * 60 + horizon.start.second
    begins = opening + np.arange(horizon.length_s // horizon.slot_s) * horizon.slot_s
    inside = np.zeros(len(begins))
    for day in range(-2, horizon.length_s // DAY_S + 2):
        for launch in helicopter.launches_s:
            start = day * DAY_S + launch
            until = np.minimum(begins + horizon.slot_s, start + helicopter.length_s)
            inside += np.maximum(0, until - np.maximum(begins, start))
    return np.asarray(inside / horizon.slot_s)


def rate_per_tick(swept: Sweep, water: Water, tick_s: int) -> NDArray[np.float64]:
    """(S, K) coverage factor gained in each tick on station."""
    areas = np.array([sector.area_nm2 for sector in water.sectors])
    rate = coverage_rate_per_s(swept.width_nm, swept.speed_kn, areas[:, None]) * tick_s
    return np.ascontiguousarray(rate, dtype=np.float64)


def allowed_slots(kind: Kind, scenario: Scenario, water: Water, clock: Clock) -> NDArray[np.bool_]:
    """(S, K) slots that tasks may meet: no caveat, no zone that covers a tenth of the sector, nothing
    forbidden, nothing that a pin closes.

    A caveat on an area closes every sector with a share in it; one that names no area closes all.
    """
    allowed = np.ones((len(water.sectors), clock.steps), dtype=np.bool_)
    for name in sorted(kind.caveats):
        caveat = scenario.caveats[name]
        inside = [
            not caveat.not_in or any(sector.shares.get(area, 0.0) > 0.0 for area in caveat.not_in)
            for sector in water.sectors
        ]
        allowed[np.array(inside, dtype=np.bool_), clock.steps_met(caveat.start, caveat.end)] = False
    for zone in water.zones:
        if zone.name in kind.binding and not zone.cut:
            closed = zone_shares(zone, water) >= CLOSING_SHARE
            allowed[closed, clock.steps_met(zone.start, zone.end)] = False
    close(allowed, kind.forbids, kind.pins, scenario, water, clock)
    return allowed


def zone_shares(zone: ZoneShape, water: Water) -> NDArray[np.float64]:
    """(S,) the share of each sector's sea that a zone covers."""
    polygons = np.array([sector.polygon for sector in water.sectors], dtype=object)
    shares = np.zeros(len(polygons))
    shapely.prepare(zone.shape)
    for s in np.flatnonzero(shapely.intersects(polygons, zone.shape)):
        part = polygons[s].intersection(zone.shape)
        if part.area > 0.0:
            shares[s] = area_nm2(part) / water.sectors[s].area_nm2
    return shares


def min_task_ticks(kind: Kind, water: Water, clock: Clock, step: int) -> NDArray[np.int32]:
    """(S,) shortest task: the asset's own, or time to cross the sector from corner to corner, in steps."""
    spans = [max(kind.min_task_s, sector.crossing_nm / kind.station_kn * 3600.0) for sector in water.sectors]
    ticks = [clock.ceil_span(span) for span in spans]
    return np.array([-(-tick // step) * step for tick in ticks], dtype=np.int32)


def passage_ticks(kind: Kind, water: Water, clock: Clock, nodes: int) -> NDArray[np.int64]:
    """(nodes,) the ticks that a passage between a sector's edge and a search track may take; points: 0."""
    ticks = np.zeros(nodes, dtype=np.int64)
    for s, sector in enumerate(water.sectors):
        ticks[s] = clock.ceil_span(sector.crossing_nm / kind.transit_kn * 3600.0)
    return ticks
