"""An answer of the solver as tasks, sorties, events, legs and hand-overs of the plan file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from patrolplan.formulation.asked.shortfalls import shortfalls
from patrolplan.formulation.types import Formulation
from patrolplan.formulation.words import ids
from patrolplan.formulation.words.blocks import with_blocks
from patrolplan.formulation.words.flights import flight_log
from patrolplan.formulation.words.handovers import handovers
from patrolplan.formulation.words.log import Log
from patrolplan.formulation.words.looks import Seen, looks_of, losses, value_of
from patrolplan.formulation.words.relieving import reliefs
from patrolplan.formulation.words.ships import ship_log
from patrolplan.formulation.words.stations import Station, Stations
from patrolplan.problem.types import Choice, Flight
from patrolplan.record.types import Event, Handover, Leg, Shortfall, Sortie, Task


@dataclass(frozen=True)
class Itineraries:
    """What all holders do, in words. Tasks, sorties and legs stand holder by holder, in order of time."""

    tasks: tuple[Task, ...]
    sorties: tuple[Sortie, ...]
    events: tuple[Event, ...]
    legs: tuple[Leg, ...]
    handovers: tuple[Handover, ...]
    notes: tuple[str, ...]
    """Of tasks whose track is other than it should be: which, and why."""
    value: float
    """Of the plan, from the looks of the tasks as they stand here."""
    shortfalls: tuple[Shortfall, ...] = ()
    """What is asked for and missed."""

    @property
    def shortfall_cost(self) -> float:
        """What the shortfalls take off the value."""
        return sum(one.cost for one in self.shortfalls)


def itineraries(formulation: Formulation, choice: Choice) -> Itineraries:
    """Say an answer in the planner's words.

    Ships come first, in the scenario's order, then flights by detachment and take-off. Airframes and
    crews, numbered from 0 by the solver, are numbered from 1 here.

    Raises:
        NoWayError: the answer moves where the problem has no arc.
        ValueError: the solver left a flight without airframe or crew.

    """
    f, stations = formulation, Stations(formulation)
    flights = sorted(choice.flights, key=lambda flight: (flight.detachment, flight.takeoff, flight.looks))
    choice = Choice(choice.ships, tuple(flights))
    ship_looks, flight_looks = looks_of(f.problem, choice)
    lost = iter(losses(f.problem.weight, [seen for row in (*ship_looks, *flight_looks) for seen in row]))
    before = reliefs(f, choice)
    short = ids.short_names([*f.scenario.ships, *f.scenario.aircraft])

    logs: list[Log] = []
    tasks: list[Task] = []
    tracks: list[Station] = []
    for number, (ship, seen) in enumerate(zip(f.problem.ships, ship_looks, strict=True)):
        names = ids.ship_task_ids(short[ship.name], len(seen))
        looks = [one.look for one in seen]
        log, made = ship_log(f, number, looks, names, short[ship.name], stations, before[number])
        logs.append(log)
        tracks += made
        tasks += [_task(f, log, one, name, next(lost)) for one, name in zip(seen, names, strict=True)]

    sorties: list[Sortie] = []
    flown = [0] * len(f.problem.detachments)
    totals = [sum(flight.detachment == d for flight in flights) for d in range(len(flown))]
    for flight, seen in zip(flights, flight_looks, strict=True):
        detachment = f.problem.detachments[flight.detachment].name
        flown[flight.detachment] += 1
        number, total = flown[flight.detachment], totals[flight.detachment]
        prefix = f"{short[detachment]}-{number:0{max(2, len(str(total)))}d}"
        names = ids.look_ids(short[detachment], number, total, len(seen))
        sortie = _sortie(f, flight, detachment, ids.sortie_ids(detachment, number)[-1])
        log, made = flight_log(f, flight, sortie.id, names, prefix, stations)
        sorties.append(sortie)
        logs.append(log)
        tracks += made
        tasks += [_task(f, log, one, name, next(lost)) for one, name in zip(seen, names, strict=True)]

    begins = {task.id: track.first for task, track in zip(tasks, tracks, strict=True)}
    return Itineraries(
        tasks=tuple(tasks),
        sorties=tuple(with_blocks(sorties)),
        events=tuple(event for log in logs for event in log.events),
        legs=tuple(leg for log in logs for leg in log.legs),
        handovers=handovers(tasks, begins, timedelta(seconds=f.scenario.stay_s)),
        notes=tuple(
            f"{task.id}: {track.note}" for task, track in zip(tasks, tracks, strict=True) if track.note
        ),
        value=value_of(f.problem.weight, [seen for row in (*ship_looks, *flight_looks) for seen in row]),
        shortfalls=shortfalls(f, choice),
    )


def _task(f: Formulation, log: Log, seen: Seen, name: str, lost: float) -> Task:
    return Task(
        id=name,
        asset=log.asset,
        sortie=log.sortie,
        sector=f.water.sectors[seen.look.sector].id,
        start=f.clock.at(seen.look.start),
        end=f.clock.at(seen.look.end),
        value=lost,
        looks=seen.pods,
    )


def _sortie(f: Formulation, flight: Flight, detachment: str, name: str) -> Sortie:
    if flight.airframe < 0 or flight.crew < 0:
        raise ValueError(f"sortie {name} has no airframe or no crew")
    return Sortie(
        id=name,
        detachment=detachment,
        airframe=flight.airframe + 1,
        crew=flight.crew + 1,
        takeoff=f.clock.at(flight.takeoff),
        landing=f.clock.at(flight.landing),
    )
