"""Hand-overs: where one holder follows another before what the first has seen is gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from patrolplan.record.types import LonLat, Record, Task


@dataclass(frozen=True)
class Relief:
    """One ship's or sortie's task in a sector is followed by another's within the stay."""

    sector: str
    giver: Task
    taker: Task
    time: datetime
    """When the taker's task starts."""
    gap: timedelta
    """From the giver's end to the taker's start; negative where they meet, which is no hand-over."""
    position: LonLat
    """As recorded; the sector's point where the record has none for it."""


def reliefs(record: Record) -> tuple[Relief, ...]:
    """All hand-overs by time, found from the tasks themselves."""
    stay = timedelta(seconds=record.model.stay_s)
    recorded = {(one.sector, one.time): one.position for one in record.handovers}
    points = {sector.id: sector.point for sector in record.sectors}
    there: dict[str, list[Task]] = {}
    for task in sorted(record.tasks, key=lambda task: (task.start, task.end, task.id)):
        there.setdefault(task.sector, []).append(task)
    found = [
        Relief(
            sector,
            one,
            other,
            other.start,
            other.start - one.end,
            recorded.get((sector, other.start), points[sector]),
        )
        for sector, tasks in there.items()
        for one, other in pairwise(tasks)
        if (one.asset, one.sortie) != (other.asset, other.sortie) and other.start - one.end < stay
    ]
    return tuple(sorted(found, key=lambda relief: (relief.time, relief.sector)))
