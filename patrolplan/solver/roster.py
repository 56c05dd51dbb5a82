"""Naming by CP-SAT, for the few rosters that the plain search of `assign` cannot decide.

Imported only when such a roster comes up: ortools takes half a second to load.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

WORK = 2.0
"""Deterministic time of one question: seconds, more or less, of a machine of its own."""


def roster(
    start: NDArray[np.int64],
    stop: NDArray[np.int64],
    engage: NDArray[np.int64],
    free: NDArray[np.int64],
    able: NDArray[np.bool_],
    span: NDArray[np.int64],
    most: NDArray[np.int64],
    behind: NDArray[np.int64],
) -> NDArray[np.int64] | None:
    """A resource for each flight, the meaning of all arguments as in `assign.assign`. None: there is no way,
    or none was found within `WORK`. The same arguments give the same answer.
    """
    n, count = able.shape
    model = cp_model.CpModel()
    x = [[model.new_bool_var("") for _ in range(count)] for _ in range(n)]
    for i in range(n):
        model.add_exactly_one(x[i])
        for r in np.flatnonzero(~able[i]).tolist():
            model.add(x[i][r] == 0)
    for i in range(n):  # whoever is engaged when flight i begins; each such set is a clique of the overlaps
        busy = np.flatnonzero((engage <= engage[i]) & (free > engage[i])).tolist()
        for r in range(count):
            model.add_at_most_one(x[j][r] for j in busy)
    for w in range(len(span)):
        windows = [(int(b - span[w]), int(b), False) for b in stop] + [(0, int(span[w]), True)]
        for low, high, opening in windows:
            part = np.maximum(0, np.minimum(stop, high) - np.maximum(start, low))
            inside = np.flatnonzero(part).tolist()
            for r in range(count):
                limit = int(most[w]) - (int(behind[w, r]) if opening else 0)
                if part.sum() > limit:
                    model.add(sum(int(part[j]) * x[j][r] for j in inside) <= max(0, limit))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = WORK
    solver.parameters.presolve_inclusion_work_limit = 0
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return np.array([next(r for r in range(count) if solver.value(x[i][r])) for i in range(n)], np.int64)
