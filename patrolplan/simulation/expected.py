"""What is expected of each count of a simulation: by the plan's own figures, and by its tracks exactly."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from patrolplan.record.types import Record, Task
from patrolplan.simulation.passing import Patrol

Floats = NDArray[np.float64]


def seen_share(record: Record, which: Callable[[Task], bool] = lambda task: True) -> Floats:
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


def weights_of(record: Record) -> Floats:
    """(S, K) what begins in each slot."""
    return np.array([sector.rates for sector in record.sectors], dtype=np.float64)


def by_moments(patrol: Patrol, weights: Floats, stay_s: float) -> float:
    """What the mean of ever more runs comes to, by random search and with one stay for all.

    In a sector the coverage of all tasks adds up to one E(t), linear between corners, and what begins at u is
    missed with probability exp(−(E(u + D) − E(u))). That is integrated over every moment of beginning, piece
    by piece in closed form. The plan's value takes the mean of each look over a slot before it multiplies,
    and so comes out a little lower where two looks meet the things of one slot.

    Args:
        patrol: the tracks.
        weights: (S, K) what begins in each slot.
        stay_s: D [s].

    """
    slot_s = patrol.record.model.slot_s
    edges = np.arange(weights.shape[1] + 1.0) * slot_s
    whole = 0.0
    for row in sorted({sector for _, sector, _ in patrol.tasks}):
        nm2 = patrol.waters.sectors[row].area_nm2
        tasks = [moves.swept(nm2) for _, sector, moves in patrol.tasks if sector == row]
        corners = np.unique(np.concatenate([times for times, _ in tasks]))
        covered = sum((np.interp(corners, times, swept) for times, swept in tasks), np.zeros(len(corners)))
        cuts = np.unique(np.concatenate((edges, corners, corners - stay_s)))
        cuts = cuts[(cuts >= edges[0]) & (cuts <= edges[-1])]
        gained = np.interp(cuts + stay_s, corners, covered) - np.interp(cuts, corners, covered)
        spans, steps = np.diff(cuts), (cuts[:-1] // slot_s).astype(int)
        seen = spans * (1.0 - _mean_of_exp(gained[:-1], gained[1:]))
        whole += float((weights[row, steps] * seen).sum()) / slot_s
    return whole


def _mean_of_exp(first: Floats, last: Floats) -> Floats:
    """Mean of exp(−g) as g runs linearly from one value to another."""
    run = last - first
    level = np.abs(run) < 1e-9
    return np.exp(-first) * np.where(level, 1.0 - run / 2.0, -np.expm1(-run) / np.where(level, 1.0, run))
