"""PyVRP on the same instance: optional clients with windows and prizes, so many vehicles.

Prizes are so dear that a visit more is always worth any way; of equal prizes the shorter tours are kept.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable

import numpy as np
from pyvrp import Client, Depot, Location, ProblemData, VehicleType
from pyvrp import solve as pyvrp_solve
from pyvrp.exceptions import PenaltyBoundWarning

from patrolplan.solver.local.tours import FAR, Routes, Tours

DEAR = 10_000


class Spent:
    """A stopping criterion: so many seconds of this thread's own time."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.thread_time) -> None:
        self._seconds, self._clock, self._begun = seconds, clock, clock()

    def __call__(self, best_cost: float) -> bool:
        """Whether they are spent."""
        return self._clock() - self._begun >= self._seconds


def tours_by_pyvrp(tours: Tours, seconds: float, seed: int) -> Routes:
    """The best tours that it finds in so many seconds of one core."""
    n = tours.nodes
    travel = np.where(tours.travel >= FAR, 2**28, tours.travel)
    clients = [
        Client(
            location=i,
            service_duration=int(tours.lasts[i]),
            tw_early=int(tours.opens[i]),
            tw_late=int(tours.closes[i]),
            prize=int(tours.prize[i]) * DEAR,
            required=False,
        )
        for i in range(1, n)
    ]
    data = ProblemData(
        locations=[Location(0.0, 0.0) for _ in range(n)],
        clients=clients,
        depots=[Depot(0)],
        vehicle_types=[VehicleType(tours.count, tw_early=0, tw_late=int(tours.closes[0]))],
        distance_matrices=[travel],
        duration_matrices=[travel],
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        found = pyvrp_solve(data, Spent(seconds), seed=seed, collect_stats=False)
    if not found.best.is_feasible():
        return ()
    return tuple(
        tuple(stop.idx + 1 for stop in trip.schedule() if stop.is_client()) for trip in found.best.routes()
    )
