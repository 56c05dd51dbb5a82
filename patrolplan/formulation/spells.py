"""When a ship is with the cell: from her chop dates and places to the tasks that fit between."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.asked.relief import later
from patrolplan.formulation.clock import Clock
from patrolplan.formulation.types import Fleet, Stay
from patrolplan.formulation.ways import earliest_arrivals, latest_departures, ways
from patrolplan.problem.types import NEVER
from patrolplan.problem.types import Spell as SpellRows
from patrolplan.scenario.model import LonLat, Scenario, Spell

Span = tuple[int, int]
"""Ticks strictly between which a port is shut; at either one it is open."""


def shut(scenario: Scenario, place: LonLat | None, clock: Clock) -> tuple[Span, ...]:
    """Closures of the port at a place, by time; a place is a port's when it is its very position."""
    names = {name for name, base in scenario.bases.items() if base.position == place}
    closures = (c for c in scenario.closures.values() if names & set(c.bases))
    return tuple(sorted((clock.floor(c.start), clock.ceil(c.end)) for c in closures))


def joins_at(spell: Spell, closed: tuple[Span, ...], clock: Clock) -> int:
    """The first tick at which she is with the cell: not before the horizon, nor while her port is shut."""
    tick = max(0, clock.ceil(spell.in_time))
    for start, end in closed:
        if start < tick < end:
            tick = end
    return tick


def leaves_at(spell: Spell, closed: tuple[Span, ...], clock: Clock) -> int:
    """The last tick at which she may arrive where she leaves: no later than agreed, nor in a shut port."""
    tick = clock.floor(spell.out_time)
    for start, end in reversed(closed):
        if start < tick < end:
            tick = start
    return tick


def stay_of(spell: Spell, fleet: Fleet, scenario: Scenario) -> Stay:
    """The nodes, ticks and ways of one spell."""
    clock = fleet.pilot.clock
    sectors = range(len(fleet.sweep.width_nm))
    closed = shut(scenario, spell.out_at, clock)
    in_node = None if spell.in_at is None else fleet.chart.nodes[spell.in_at]
    out_node = None if spell.out_at is None else fleet.chart.nodes[spell.out_at]
    inbound = outbound = through = None
    if in_node is not None:
        inbound = ways(fleet.pilot, [in_node], sectors)
    if out_node is not None:
        outbound = ways(fleet.pilot, sectors, [out_node])
    if in_node is not None and out_node is not None and in_node != out_node:
        through = ways(fleet.pilot, [in_node], [out_node])
    return Stay(
        in_node=in_node,
        in_tick=joins_at(spell, shut(scenario, spell.in_at, clock), clock),
        inbound=inbound,
        out_node=out_node,
        out_tick=leaves_at(spell, closed, clock),
        out_shut=closed,
        outbound=outbound,
        through=through,
    )


def spell_rows(stay: Stay, clock: Clock, relief: NDArray[np.int32]) -> SpellRows:
    """Earliest start and latest end of tasks in each sector, on slot edges, within the horizon.

    `relief` (S,): ticks that she is there before a task starts.
    """
    sectors = len(relief)
    if stay.inbound is None:
        first = np.full(sectors, stay.in_tick, dtype=np.int64)
    else:
        first = earliest_arrivals(stay.inbound.arcs, stay.in_tick, sectors)
    if stay.outbound is None:
        last = np.full(sectors, stay.out_tick, dtype=np.int64)
    else:
        last = latest_departures(stay.outbound.arcs, stay.out_tick, sectors)
    first = later(first, relief)
    first = -(-first // clock.slot_ticks) * clock.slot_ticks
    last = np.minimum(last, clock.horizon) // clock.slot_ticks * clock.slot_ticks
    return SpellRows(
        entry=np.where(first < clock.horizon, first, NEVER).astype(np.int32),
        exit=np.where(last > 0, last, -1).astype(np.int32),
    )
