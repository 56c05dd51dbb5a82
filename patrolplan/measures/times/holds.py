"""Which slots are held: a task holds every slot that it meets, however short."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from patrolplan.record.types import Model, Record, Task


def steps_of(model: Model, start: datetime, end: datetime) -> range:
    """The steps of the horizon that [start, end) meets; none where it is empty or outside."""
    first = int((start - model.start).total_seconds() // model.slot_s)
    last = int(-(-(end - model.start).total_seconds() // model.slot_s))
    return range(max(first, 0), max(min(last, model.steps), 0)) if start < end else range(0)


def slots_of(model: Model, task: Task) -> range:
    """The steps during which a task holds its sector."""
    return steps_of(model, task.start, task.end)


def held(record: Record) -> NDArray[np.int64]:
    """(S, K) how many tasks hold each slot: 0 or 1 in a plan that keeps the rules."""
    row = {sector.id: number for number, sector in enumerate(record.sectors)}
    found = np.zeros((len(record.sectors), record.model.steps), dtype=np.int64)
    for task in record.tasks:
        steps = slots_of(record.model, task)
        found[row[task.sector], steps.start : max(steps.start, steps.stop)] += 1
    return found
