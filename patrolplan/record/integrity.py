"""What a schema cannot say of a plan file: names that refer, lengths that must agree.

A file that fails here is not a plan at all, and nobody could judge it. Whether the plan in it keeps
the rules is another question, and the judge's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from patrolplan.record.types import Record


def faults(record: Record) -> Iterator[str]:
    """Everything in the record that refers to nothing or does not fit, one sentence each."""
    sectors = {sector.id for sector in record.sectors}
    sorties = {sortie.id for sortie in record.sorties}
    tasks = {task.id for task in record.tasks}
    steps = record.model.steps
    yield from _twice("sectors", (sector.id for sector in record.sectors))
    yield from _twice("sorties", (sortie.id for sortie in record.sorties))
    yield from _twice("tasks", (task.id for task in record.tasks))
    yield from _twice("legs", (leg.id for leg in record.legs))
    if record.model.slot_s % record.model.tick_s or record.model.stay_s % record.model.slot_s:
        yield "model: tick_s must divide slot_s, and slot_s must divide stay_s"
    for sector in record.sectors:
        if len(sector.rates) != steps:
            yield f"sector {sector.id}: {len(sector.rates)} rates, but the model has {steps} steps"
    for task in record.tasks:
        if task.sector not in sectors:
            yield f"task {task.id}: there is no sector {task.sector}"
        if task.sortie is not None and task.sortie not in sorties:
            yield f"task {task.id}: there is no sortie {task.sortie}"
        if any(step >= steps for step, _ in task.looks):
            yield f"task {task.id}: it has looks after the last step, {steps - 1}"
        if len({step for step, _ in task.looks}) < len(task.looks):
            yield f"task {task.id}: it has two looks in one step"
    for leg in record.legs:
        if leg.task is not None and leg.task not in tasks:
            yield f"leg {leg.id}: there is no task {leg.task}"
        if leg.sortie is not None and leg.sortie not in sorties:
            yield f"leg {leg.id}: there is no sortie {leg.sortie}"
    for place, handover in enumerate(record.handovers):
        if handover.sector not in sectors:
            yield f"handovers[{place}]: there is no sector {handover.sector}"
    if record.prices is not None:
        for name, rows in (("levels", record.prices.levels), ("hold", record.prices.hold)):
            for sector_id, row in rows.items():
                if sector_id not in sectors:
                    yield f"prices.{name}: there is no sector {sector_id}"
                elif len(row) != steps:
                    yield f"prices.{name}, {sector_id}: {len(row)} numbers, but the model has {steps} steps"
        for private in record.prices.private:
            for sector_id, pairs in private.levels.items():
                if sector_id not in sectors:
                    yield f"prices.private, {private.detachment}: there is no sector {sector_id}"
                elif any(step >= steps for step, _ in pairs):
                    yield f"prices.private, {private.detachment}, {sector_id}: a step after the last one"
            for sector_id in sorted(private.groups.keys() - private.levels.keys()):
                yield f"prices.private, {private.detachment}: {sector_id} is in a group but has no levels"


def _twice(part: str, ids: Iterable[str]) -> Iterator[str]:
    for name, times in Counter(ids).items():
        if times > 1:
            yield f"{part}: the id {name} stands there {times} times"
