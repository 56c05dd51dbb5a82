"""A task's track as straight moves, each within one step: what passes the things in its sector."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from patrolplan.geo.geodesy import distance_nm
from patrolplan.geo.plane import Plane
from patrolplan.record.types import Leg, Task
from patrolplan.simulation.eyes import Sight

SWEEPS = ("search", "passage")
"""Legs on which an asset looks about; on hold it sweeps nothing."""

SECONDS_PER_HOUR = 3600.0


@dataclass(frozen=True, eq=False)
class Moves:
    """M moves in order of time, disjoint."""

    start_s: NDArray[np.float64]
    end_s: NDArray[np.float64]
    a: NDArray[np.float64]
    """(M, 2) where each begins, in the sector's plane [nm]."""
    b: NDArray[np.float64]
    speed_kn: NDArray[np.float64]
    """Made good."""
    width_nm: NDArray[np.float64]
    share: NDArray[np.float64]
    """Of its width an asset makes use: effective speed ÷ speed made good, 1 where it is no faster."""

    def swept(self, area_nm2: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """(2M,) times [s], ascending, and the coverage gathered by then of water so large [nm²]: linear in
        between, constant outside.
        """
        rate = self.width_nm * self.speed_kn * self.share / area_nm2 / SECONDS_PER_HOUR
        times = np.column_stack((self.start_s, self.end_s)).ravel()
        gathered = np.column_stack((np.zeros_like(rate), rate * (self.end_s - self.start_s)))
        return times, gathered.ravel().cumsum()


def moves_of(
    task: Task, legs: list[Leg], sight: Sight, plane: Plane, opening: datetime, slot_s: int
) -> Moves:
    """The moves of a task, within its time, cut where steps begin."""
    rows: list[tuple[float, float, float, float, float, float, float, int]] = []
    since = (task.start - opening).total_seconds()
    until = min((task.end - opening).total_seconds(), float(len(sight.width_nm) * slot_s))
    now = max(since, 0.0)
    for leg in sorted(legs, key=lambda leg: leg.points[0].time):
        if leg.kind not in SWEEPS:
            continue
        for p, q in pairwise(leg.points):
            t0, t1 = ((point.time - opening).total_seconds() for point in (p, q))
            if t1 <= t0:
                continue
            kn = distance_nm((p.lon, p.lat), (q.lon, q.lat)) / (t1 - t0) * SECONDS_PER_HOUR
            x, y = plane.forward([p.lon, q.lon], [p.lat, q.lat])
            start, end = max(t0, now), min(t1, until)
            while start < end:
                step = int(start // slot_s)
                stop = min(end, (step + 1.0) * slot_s)
                at, to = (start - t0) / (t1 - t0), (stop - t0) / (t1 - t0)
                rows.append(
                    (
                        start,
                        stop,
                        float(x[0] + at * (x[1] - x[0])),
                        float(y[0] + at * (y[1] - y[0])),
                        float(x[0] + to * (x[1] - x[0])),
                        float(y[0] + to * (y[1] - y[0])),
                        kn,
                        step,
                    )
                )
                start = now = stop
    table = np.array(rows, dtype=np.float64).reshape(-1, 8)
    steps = table[:, 7].astype(np.int64)
    speed, best = table[:, 6], sight.speed_kn[steps]
    share = np.minimum(1.0, best / np.maximum(speed, 1e-9))
    return Moves(table[:, 0], table[:, 1], table[:, 2:4], table[:, 4:6], speed, sight.width_nm[steps], share)
