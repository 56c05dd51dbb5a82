"""A figure that is constant within each step (effective speed, sweep width), and a track that keeps to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from patrolplan.sea.tracks import Fix


@dataclass(frozen=True, eq=False)
class Paces:
    """One row: the figure of each step from the opening of the horizon."""

    row: NDArray[np.float64]
    slot_s: int
    opening: datetime

    def mean(self, start: datetime, end: datetime) -> float:
        """Mean over a span, by the time in each step."""
        edges, gained = self._gained(start, end)
        return float(gained[-1] / (edges[-1] - edges[0]))

    def even(self, start: datetime, end: datetime) -> bool:
        """Whether it is the same throughout a span."""
        edges, gained = self._gained(start, end)
        rates = np.diff(gained) / np.diff(edges)
        return bool(np.ptp(rates) <= 1e-12 * rates.max())

    def keep(self, track: tuple[Fix, ...]) -> tuple[Fix, ...]:
        """The same track with its times such that speed is in proportion to this row, and a fix wherever a
        step begins. What it is given has times in proportion to the distance.
        """
        start, end = track[0][2], track[-1][2]
        if start >= end:
            return track
        edges, gained = self._gained(start, end)
        shares = np.array([(when - start) / (end - start) for _, _, when in track])
        every = np.union1d(shares, gained / gained[-1])
        lons = np.interp(every, shares, [lon for lon, _, _ in track])
        lats = np.interp(every, shares, [lat for _, lat, _ in track])
        seconds = np.interp(every * gained[-1], gained, edges) - edges[0]
        made = [
            (float(lon), float(lat), start + timedelta(seconds=float(second)))
            for lon, lat, second in zip(lons, lats, seconds, strict=True)
        ]
        return (track[0], *made[1:-1], track[-1])

    def _gained(self, start: datetime, end: datetime) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Start, edges of steps between and end [s from the opening], and the integral from the start."""
        first, last = ((when - self.opening).total_seconds() for when in (start, end))
        inner = np.arange(int(first // self.slot_s) + 1, int(-(-last // self.slot_s))) * float(self.slot_s)
        edges = np.concatenate(([first], inner, [last]))
        steps = [int((a + b) / 2 // self.slot_s) for a, b in pairwise(edges)]
        return edges, np.concatenate(([0.0], np.cumsum(self.row[steps] * np.diff(edges))))
