"""An edited plan file as a draft: of its tasks and sorties only what is authoritative counts."""

from __future__ import annotations

from patrolplan.planning.handmade.drafts import Draft, DraftError, DraftSortie, DraftTask
from patrolplan.record.types import Record
from patrolplan.scenario.model import Scenario


def draft_of(record: Record, scenario: Scenario) -> Draft:
    """Tasks (asset, sortie, sector, start, end) and sorties (airframe, crew, take-off, landing) of a record.

    Raises:
        DraftError: a task that is none: of no asset of the scenario, without length, or off the horizon.

    """
    opens, length = scenario.horizon.start, scenario.horizon.length_s
    faults = []
    for task in record.tasks:
        if task.asset not in scenario.ships and task.asset not in scenario.aircraft:
            faults.append(f"task {task.id}: the scenario has no asset {task.asset}")
        elif (task.asset in scenario.ships) == (task.sortie is not None):
            faults.append(f"task {task.id}: a ship has no sortie, an aircraft has one")
        if task.start >= task.end:
            faults.append(f"task {task.id}: ends no later than it starts")
        elif task.start < opens or (task.end - opens).total_seconds() > length:
            faults.append(f"task {task.id}: lies outside the scenario's horizon")
    faults += [
        f"sortie {sortie.id}: the scenario has no detachment {sortie.detachment}"
        for sortie in record.sorties
        if sortie.detachment not in scenario.aircraft
    ]
    if faults:
        raise DraftError(tuple(faults))
    return Draft(
        tuple(DraftTask(t.asset, t.sector, t.start, t.end, t.sortie) for t in record.tasks),
        tuple(
            DraftSortie(s.id, s.detachment, s.takeoff, s.landing, s.airframe, s.crew) for s in record.sorties
        ),
    )
