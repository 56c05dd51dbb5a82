"""Hand-overs: one holder's task in a sector follows another's within the stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from patrolplan.formulation.words.log import tidied_place
from patrolplan.record.types import Handover, LonLat, Task


def handovers(tasks: Sequence[Task], first: Mapping[str, LonLat], stay: timedelta) -> tuple[Handover, ...]:
    """Every hand-over, by time, then sector. `giver` and `taker` are task ids.

    What the one that leaves last saw may still be there when the next one comes: it should be told.

    Args:
        tasks: of the plan, in any order.
        first: for each task where it begins; the position of a hand-over is the taker's.
        stay: how long a thing of interest remains to be seen.

    """
    found: list[Handover] = []
    by_sector: dict[str, list[Task]] = {}
    for task in sorted(tasks, key=lambda task: (task.start, task.id)):
        by_sector.setdefault(task.sector, []).append(task)
    for sector, row in by_sector.items():
        for giver, taker in pairwise(row):
            same = (giver.asset, giver.sortie) == (taker.asset, taker.sortie)
            if not same and taker.start - giver.end < stay:
                found.append(Handover(sector, giver.id, taker.id, taker.start, tidied_place(first[taker.id])))
    return tuple(sorted(found, key=lambda handover: (handover.time, handover.sector)))
