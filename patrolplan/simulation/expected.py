"""What the plan's own figures say of each count of a simulation."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from patrolplan.record.types import Record, Task


def seen_share(record: Record, which: Callable[[Task], bool] = lambda task: True) -> NDArray[np.float64]:
    """(S, K) the chance that what begins in a slot is identified by one of the chosen tasks, by the recorded
    PODs: 1 − Π(1 − POD).
    """
    row = {sector.id: n for n, sector in enumerate(record.sectors)}
    missed = np.ones((len(record.sectors), record.model.steps))
    for task in record.tasks:
        if which(task):
            for step, pod in task.looks:
                missed[row[task.sector], step] *= 1.0 - pod
    return np.asarray(1.0 - missed)


def weights_of(record: Record) -> NDArray[np.float64]:
    """(S, K) what begins in each slot."""
    return np.array([sector.rates for sector in record.sectors], dtype=np.float64)
