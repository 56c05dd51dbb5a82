"""What of the old plan still holds after the cut, as an answer to the problem of the rest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.types import Formulation
from patrolplan.planning.replan.cut import Cut
from patrolplan.planning.replan.rest import look_of
from patrolplan.problem.types import NEVER, Arcs, Choice, Detachment, Flight, Look, Mover, Problem, Ship
from patrolplan.record.types import Record


def old_choice(there: Formulation, record: Record, cut: Cut) -> Choice:
    """The tasks and flights of the old plan that are not frozen, in rows and ticks, if they hold or not."""
    rows = {sector.id: row for row, sector in enumerate(there.water.sectors)}
    frozen = {task.id for task in (*cut.tasks, *cut.dropped)}
    flown = {one.id for one in cut.sorties}
    left = [task for task in record.tasks if task.id not in frozen and task.sector in rows]
    ships = tuple(
        tuple(sorted((look_of(there, rows, task) for task in left if task.asset == ship.name), key=_start))
        for ship in there.problem.ships
    )
    flights = []
    for number, detachment in enumerate(there.problem.detachments):
        for one in record.sorties:
            if one.detachment != detachment.name or one.id in flown or one.id in cut.cancelled:
                continue
            looks = sorted((look_of(there, rows, task) for task in left if task.sortie == one.id), key=_start)
            if looks:
                takeoff, landing = there.clock.floor(one.takeoff), there.clock.ceil(one.landing)
                flight = Flight(number, takeoff, landing, tuple(looks), one.airframe - 1, one.crew - 1)
                flights.append(flight)
    return Choice(ships, tuple(sorted(flights, key=lambda flight: (flight.takeoff, flight.detachment))))


def _start(look: Look) -> int:
    return look.start


def still_holds(problem: Problem, choice: Choice) -> Choice:
    """What of an answer the problem allows: tasks that it does not are left out, one by one, as time goes.

    A ship's task stays if its slots are open, she can be there from her last one that stays, and can still
    leave. A flight stays if it may take off and land then, with the looks that stay; without any it does
    not. A task in a slot that an earlier one holds goes too.
    """
    held = np.zeros(problem.weight.shape, dtype=np.bool_)
    ships = tuple(
        _ship(problem, ship, looks, held) for ship, looks in zip(problem.ships, choice.ships, strict=True)
    )
    flights = []
    for flight in choice.flights:
        kept = _flight(problem, flight, held)
        if kept is not None:
            flights.append(kept)
    return Choice(ships, tuple(flights))


def _free(problem: Problem, mover: Mover, look: Look, held: NDArray[np.bool_]) -> bool:
    """Whether a look's slots are open, and it is long enough."""
    slots = slice(look.start // problem.grid.slot_ticks, -(-look.end // problem.grid.slot_ticks))
    row = look.sector
    if not mover.allowed[row, slots].all() or held[row, slots].any():
        return False
    return bool(look.end - look.start >= mover.min_task[row])


def _hold(problem: Problem, look: Look, held: NDArray[np.bool_]) -> None:
    held[look.sector, look.start // problem.grid.slot_ticks : -(-look.end // problem.grid.slot_ticks)] = True


def arrival(arcs: Arcs, tail: int, head: int, ready: int) -> int:
    """The first tick at which the head can be reached when ready at the tail; NEVER where it cannot."""
    rows = (arcs.tail == tail) & (arcs.head == head)
    leave = np.maximum(ready, arcs.opens[rows])
    there = np.where(leave < arcs.closes[rows], leave + arcs.ticks[rows], NEVER)
    return int(there.min(initial=NEVER))


def _ship(problem: Problem, ship: Ship, looks: tuple[Look, ...], held: NDArray[np.bool_]) -> tuple[Look, ...]:
    mover = problem.movers[ship.mover]
    kept: list[Look] = []
    for look in looks:
        for spell in ship.spells:
            if spell.entry[look.sector] > look.start or spell.exit[look.sector] < look.end:
                continue
            before = [one for one in kept if one.start >= spell.entry[one.sector]]
            if before and before[-1].sector != look.sector:
                ready = arrival(mover.arcs, before[-1].sector, look.sector, before[-1].end)
            else:
                ready = before[-1].end if before else int(spell.entry[look.sector])
            if ready <= look.start and _free(problem, mover, look, held):
                kept.append(look)
                _hold(problem, look, held)
                break
    return tuple(kept)


def _flight(problem: Problem, flight: Flight, held: NDArray[np.bool_]) -> Flight | None:
    row: Detachment = problem.detachments[flight.detachment]
    mover = problem.movers[row.mover]
    if flight.takeoff not in row.takeoffs or flight.landing - flight.takeoff > row.max_block:
        return None
    if not row.landing[flight.landing]:
        return None
    kept: list[Look] = []
    for look in flight.looks:
        if kept and kept[-1].sector == look.sector:
            ready = kept[-1].end
        elif kept:
            ready = arrival(mover.arcs, kept[-1].sector, look.sector, kept[-1].end)
        else:
            ready = arrival(row.outbound, 0, look.sector, flight.takeoff)
        home = arrival(row.inbound, look.sector, 0, look.end)
        if ready <= look.start and home <= flight.landing and _free(problem, mover, look, held):
            kept.append(look)
    for look in kept:
        _hold(problem, look, held)
    return Flight(*_head(flight), tuple(kept), flight.airframe, flight.crew) if kept else None


def _head(flight: Flight) -> tuple[int, int, int]:
    return flight.detachment, flight.takeoff, flight.landing
