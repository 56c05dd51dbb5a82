"""Whether a slot is watched: held, seen a short while ago, or unseen."""

from __future__ import annotations

from datetime import timedelta
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from patrolplan.measures.times.holds import slots_of, steps_of
from patrolplan.record.types import Record


class Watch(IntEnum):
    """What is known of a sector's water during a slot."""

    UNSEEN = 0
    """No look ended within the stay before it: what lies there may never have been seen."""
    SEEN = 1
    """A look ended within the stay before some part of the slot: what lay there then may still lie there."""
    HELD = 2
    """Somebody is on task there for some part of the slot."""


def watch(record: Record) -> NDArray[np.int8]:
    """(S, K) a `Watch` for each slot, sectors in the record's order."""
    row = {sector.id: number for number, sector in enumerate(record.sectors)}
    found = np.full((len(record.sectors), record.model.steps), Watch.UNSEEN, dtype=np.int8)
    stay = timedelta(seconds=record.model.stay_s)
    for task in record.tasks:
        later = steps_of(record.model, task.end, task.end + stay)
        place = found[row[task.sector]]
        place[later.start : later.stop] = np.maximum(place[later.start : later.stop], Watch.SEEN)
    for task in record.tasks:
        slots = slots_of(record.model, task)
        found[row[task.sector], slots.start : slots.stop] = Watch.HELD
    return found
