"""A scenario and its water as a packing problem."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation import kinds, spells, wings
from patrolplan.formulation.asked.conflicts import look_pins, rivals, ship_pins, unknown_sectors
from patrolplan.formulation.asked.relief import relief_ticks, with_relief
from patrolplan.formulation.asked.rows import requirements_of
from patrolplan.formulation.asked.supply import supply_of
from patrolplan.formulation.charts import Chart, Hours, Pilot, chart_key, charts
from patrolplan.formulation.clock import Clock, clock_of
from patrolplan.formulation.grounded import ground_notes
from patrolplan.formulation.obstacles import detachment_obstacles, ship_obstacles
from patrolplan.formulation.types import Fleet, Formulation, Kind, Obstacle, Stay, Ways, Wing
from patrolplan.formulation.ways import ways, zone_hours
from patrolplan.problem import types as rows
from patrolplan.scenario.fuel import longest_flight_s
from patrolplan.scenario.model import LonLat, Scenario
from patrolplan.sea.types import Water


def formulate(scenario: Scenario, water: Water) -> Formulation:
    """Turn a scenario into arrays in integer ticks.

    Assets that see and move alike share a mover. Spans that are needed (transit, minimum on task,
    turnaround, rest) are rounded up to ticks, spans that are allowed (endurance, duty) down, so that
    what keeps the problem's rules keeps the scenario's. The same scenario gives the same problem:
    the plan's levels are prices of its rows.
    """
    clock = clock_of(scenario.horizon)
    relief = relief_ticks(scenario, water, clock)
    hours = zone_hours(water.zones, clock)
    charted = charts(scenario, water)
    fleets: dict[Kind, int] = {}
    charted_ways: dict[tuple[int, float], tuple[Pilot, Ways]] = {}
    movers: list[rows.Mover] = []
    built: list[Fleet] = []

    def fleet_of(kind: Kind, chart: Chart, step: int) -> int:
        if kind not in fleets:
            fleets[kind] = len(built)
            course = (id(chart), kind.transit_kn)  # all that ways depend on
            if course not in charted_ways:
                charted_ways[course] = _ways(kind, chart, water, clock, hours)
            fleet, mover = _fleet(kind, *charted_ways[course], scenario, water, step, relief)
            built.append(fleet)
            movers.append(mover)
        return fleets[kind]

    ships: list[rows.Ship] = []
    stays: list[tuple[Stay, ...]] = []
    obstacles: list[Obstacle] = [*unknown_sectors(scenario, water), *rivals(scenario, water)]
    for name, ship in scenario.ships.items():
        chart = charted[chart_key(water, "ship", ship.nation)]
        mover = fleet_of(kinds.ship_kind(name, ship, scenario, water), chart, clock.slot_ticks)
        own = tuple(spells.stay_of(spell, built[mover], scenario) for spell in ship.spells)
        spans = tuple(spells.spell_rows(stay, clock, relief) for stay in own)
        ship_rows = rows.Ship(name, mover, spans, supply_of(ship, relief, clock))
        ships.append(ship_rows)
        stays.append(own)
        obstacles += ship_obstacles(ship_rows, own, movers[mover], clock)
        obstacles += ship_pins(ship_rows, movers[mover], scenario, water, clock)

    a_day = wings.in_a_day(float(water.rates.sum()), clock)
    detachments: list[rows.Detachment] = []
    wings_: list[Wing] = []
    for name, detachment in scenario.aircraft.items():
        chart = charted[chart_key(water, "aircraft", detachment.nation)]
        mover = fleet_of(kinds.aircraft_kind(name, detachment, scenario, water), chart, 1)
        wing = _wing(built[mover], scenario.bases[detachment.base].position)
        detachment_rows = _detachment(name, mover, wing, scenario, clock, a_day)
        detachments.append(detachment_rows)
        wings_.append(wing)
        found = detachment_obstacles(detachment_rows, movers[mover], clock)
        obstacles += found or ground_notes(detachment_rows, movers[mover], scenario, clock)
        obstacles += look_pins(detachment_rows, movers[mover], scenario, water, clock)

    grid = rows.Grid(
        sectors=len(water.sectors),
        steps=clock.steps,
        slot_ticks=clock.slot_ticks,
        stay_steps=scenario.stay_s // scenario.horizon.slot_s,
    )
    weight = np.ascontiguousarray(water.rates, dtype=np.float64)
    asset_movers = {ship.name: ship.mover for ship in ships} | {det.name: det.mover for det in detachments}
    asked = requirements_of(scenario, water, clock, asset_movers)
    problem = rows.Problem(grid, weight, tuple(movers), tuple(ships), tuple(detachments), asked)
    return Formulation(
        problem=problem,
        scenario=scenario,
        water=water,
        clock=clock,
        fleets=tuple(built),
        stays=tuple(stays),
        wings=tuple(wings_),
        obstacles=tuple(obstacles),
    )


def _ways(kind: Kind, chart: Chart, water: Water, clock: Clock, hours: Hours) -> tuple[Pilot, Ways]:
    sectors = range(len(water.sectors))
    passages = kinds.passage_ticks(kind, water, clock, len(sectors) + len(chart.nodes))
    pilot = Pilot(chart, kind.transit_kn, clock, hours, passages)
    return pilot, ways(pilot, sectors, sectors)


def _fleet(
    kind: Kind,
    pilot: Pilot,
    between: Ways,
    scenario: Scenario,
    water: Water,
    step: int,
    relief: NDArray[np.int32],
) -> tuple[Fleet, rows.Mover]:
    swept, clock = kinds.sweep(kind, scenario, water), pilot.clock
    mover = rows.Mover(
        rate=kinds.rate_per_tick(swept, water, clock.tick_s),
        allowed=kinds.allowed_slots(kind, scenario, water, clock),
        min_task=kinds.min_task_ticks(kind, water, clock, step),
        step=step,
        arcs=with_relief(between.arcs, relief) if kind.medium == "ship" else between.arcs,
    )
    return Fleet(kind, swept, pilot, between), mover


def _wing(fleet: Fleet, base: LonLat) -> Wing:
    sectors = range(len(fleet.sweep.width_nm))
    base_node = fleet.chart.nodes[base]
    return Wing(
        base_node=base_node,
        outbound=ways(fleet.pilot, [base_node], sectors),
        inbound=ways(fleet.pilot, sectors, [base_node]),
    )


def _detachment(
    name: str, mover: int, wing: Wing, scenario: Scenario, clock: Clock, a_day: float
) -> rows.Detachment:
    detachment = scenario.aircraft[name]
    kind, base = scenario.types[detachment.type], scenario.bases[detachment.base]
    open_ = wings.open_ticks(name, detachment, scenario, clock)
    takeoffs = wings.takeoff_ticks(open_, scenario.horizon.takeoff_step_s, clock)
    alternate = None if detachment.alternate is None else scenario.bases[detachment.alternate]
    day, week = wings.local_days(takeoffs, base, clock)
    outside = wings.outside_hours(takeoffs, detachment, base, clock)
    return rows.Detachment(
        name=name,
        mover=mover,
        takeoffs=takeoffs,
        day=day,
        per_day=np.full(len(week), detachment.per_day, dtype=np.int32),
        week=week,
        per_week=wings.per_week(detachment),
        outbound=wing.outbound.arcs,
        inbound=wing.inbound.arcs,
        landing=wings.landing_ticks(name, detachment, scenario, clock),
        max_block=max(0, clock.floor_span(longest_flight_s(kind, base, alternate))),
        crewing=wings.crewing(detachment, kind, clock),
        gap=clock.ceil_span(detachment.gap_s),
        field=sorted(scenario.bases).index(detachment.base),
        field_gap=clock.ceil_span(base.gap_s),
        least=wings.least_takeoffs(detachment, base, clock, len(week)),
        least_price=wings.least_price(detachment, a_day),
        toll=None if outside is None else np.where(outside, wings.hours_price(detachment, a_day), 0.0),
    )
