"""A draft completed into a record: flights, legs, looks and value. Who looks where is decided already."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from patrolplan import __version__
from patrolplan.formulation.build import formulate
from patrolplan.formulation.types import Formulation
from patrolplan.formulation.words.hops import NoWayError
from patrolplan.formulation.words.itineraries import itineraries
from patrolplan.planning.assemble import assembled
from patrolplan.planning.handmade.drafts import Draft, DraftError
from patrolplan.planning.handmade.flights import Wanted, flights_of
from patrolplan.problem.types import Choice, Look
from patrolplan.record import types as record
from patrolplan.scenario.model import Scenario
from patrolplan.sea.types import Water

BY_HAND = "by hand"
"""`run.effort` of a plan that nobody solved."""


def complete(scenario: Scenario, water: Water, draft: Draft, source: record.Source) -> record.Record:
    """The record of a plan that people made.

    Where tasks and flights lie on ticks all is as the solver would have written it; where they do not, time
    is counted in seconds. Rules that the plan breaks it breaks in the record too: where there is too little
    time to get somewhere the track is as fast as it must be, and the judge says so. There is no bound: see
    `bound`.

    Raises:
        DraftError: a task in no sector, or where no way leads.

    """
    on_ticks = all(not (when - scenario.horizon.start) % _tick(scenario) for when in _times(draft))
    counted = scenario if on_ticks else replace(scenario, horizon=replace(scenario.horizon, tick_s=1))
    f = formulate(counted, water)
    f = replace(f, fleets=tuple(replace(fleet, forced=True) for fleet in f.fleets))
    try:
        said = itineraries(f, _choice(f, draft))
    except NoWayError as error:
        raise DraftError((f"a task lies where no way leads: {error}",)) from None
    remarks = [obstacle.words for obstacle in f.obstacles if obstacle.breaks]
    remarks += said.notes
    return assembled(
        replace(f, scenario=scenario),
        source,
        said,
        bound=None,
        prices=None,
        run=record.Run(__version__, 0, BY_HAND, 0, "made by hand", (), tuple(remarks)),
    )


def _choice(f: Formulation, draft: Draft) -> Choice:
    """The draft as rows: tasks of each ship in order of time, flights by take-off."""
    row = {sector.id: n for n, sector in enumerate(f.water.sectors)}
    faults = [f"there is no sector {task.sector}" for task in draft.tasks if task.sector not in row]
    if faults:
        raise DraftError(tuple(dict.fromkeys(faults)))
    looks: dict[str, list[Wanted]] = {}
    for task in draft.tasks:
        look = Look(row[task.sector], f.clock.floor(task.start), f.clock.ceil(task.end))
        looks.setdefault(task.asset, []).append(Wanted(look, task.sortie))
    ships = tuple(
        tuple(sorted((one.look for one in looks.get(ship.name, [])), key=lambda look: (look.start, look.end)))
        for ship in f.problem.ships
    )
    flights = []
    for number, detachment in enumerate(f.problem.detachments):
        mine = [sortie for sortie in draft.sorties if sortie.detachment == detachment.name]
        flights += flights_of(f, number, looks.get(detachment.name, []), mine)
    return Choice(ships, tuple(flights))


def _times(draft: Draft) -> list[datetime]:
    found = [when for task in draft.tasks for when in (task.start, task.end)]
    return found + [when for one in draft.sorties for when in (one.takeoff, one.landing) if when is not None]


def _tick(scenario: Scenario) -> timedelta:
    return timedelta(seconds=scenario.horizon.tick_s)
