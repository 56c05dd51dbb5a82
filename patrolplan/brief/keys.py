"""Numbers for holders, sectors and tasks, by which the parts of the page find each other.

The page refers to things by number only (`t12`, `data-s="4"`): a scenario's names are text to be read, never
part of an address, a class or a script.
"""

from __future__ import annotations

from dataclasses import dataclass

from patrolplan.measures.nations import nations
from patrolplan.measures.times.timeline import Span, Timeline, timelines
from patrolplan.record.types import Record, Task

Holder = tuple[str, str | None]


@dataclass(frozen=True)
class Keys:
    """What is numbered, in the order of its numbers."""

    timelines: tuple[Timeline, ...]
    """Holders: ships in the scenario's order, then sorties by take-off."""
    holders: dict[Holder, int]
    sectors: dict[str, int]
    tasks: dict[str, int]
    """By start: ids of tasks."""
    ordered: tuple[Task, ...]

    def holder(self, task: Task) -> int:
        """The number of a task's holder."""
        return self.holders[task.asset, task.sortie]

    def name(self, holder: int) -> str:
        """A ship's name; a sortie's id, with its detachment where that is not part of it."""
        one = self.timelines[holder]
        if one.sortie is None or one.sortie.id.startswith(one.asset):
            return one.holder
        return f"{one.asset} {one.sortie.id}"


def keys(record: Record) -> Keys:
    """The numbers of a record; a holder that only tasks know is one too, so that every task has its own."""
    found = list(timelines(record))
    holders: dict[Holder, int] = {
        (one.asset, one.sortie.id if one.sortie else None): number for number, one in enumerate(found)
    }
    of = nations(record)
    for task in record.tasks:
        if (task.asset, task.sortie) not in holders:
            holders[task.asset, task.sortie] = len(found)
            spans = tuple(
                Span("task", one.start, one.end, one.sector, one.id)
                for one in record.tasks
                if (one.asset, one.sortie) == (task.asset, task.sortie)
            )
            found.append(Timeline(task.asset, of[task.asset], None, (), spans))
    ordered = tuple(sorted(record.tasks, key=lambda task: (task.start, task.asset, task.id)))
    return Keys(
        tuple(found),
        holders,
        {sector.id: number for number, sector in enumerate(record.sectors)},
        {task.id: number for number, task in enumerate(ordered)},
        ordered,
    )
