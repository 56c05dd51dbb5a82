"""Things drawn at random: when they begin, where, how long they stay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.simulation.waters import Waters

FEWEST = 100.0
"""Where areas have priorities there is no number of things: so many are drawn in each run, on average."""


@dataclass(frozen=True)
class Rates:
    """How often things begin. S sectors, K steps."""

    weights: NDArray[np.float64]
    """(S, K) beginnings expected of the plan: transfers, or priority × nm² × days."""
    slot_s: int
    worth: float
    """What one thing that is drawn counts: 1 for transfers."""

    @property
    def per_run(self) -> float:
        """How many things a run draws, on average."""
        return float(self.weights.sum()) / self.worth


@dataclass(frozen=True, eq=False)
class Things:
    """What was drawn: one row each, in the order of sectors and then of their beginnings."""

    run: NDArray[np.int32]
    sector: NDArray[np.int32]
    area: NDArray[np.int32]
    """Row of the area that it belongs to, in the scenario's order; -1 for none."""
    begin_s: NDArray[np.float64]
    """Seconds since the horizon opened."""
    stay_s: NDArray[np.float64]
    place: NDArray[np.float64]
    """(n, 2) longitude and latitude."""

    def __len__(self) -> int:
        return len(self.run)

    def moved(self, sector: NDArray[np.int32]) -> Things:
        """The same things by another plan's sectors, in the order of those."""
        order = np.lexsort((self.begin_s, sector))
        return Things(
            self.run[order],
            sector[order],
            self.area[order],
            self.begin_s[order],
            self.stay_s[order],
            self.place[order],
        )


def rates_of(weights: NDArray[np.float64], slot_s: int, counted: bool) -> Rates:
    """Rates of a plan; `counted`: they are of transfers, each of which counts one."""
    total = float(weights.sum())
    return Rates(weights, slot_s, 1.0 if counted or total <= 0 else total / FEWEST)


def draw(
    rates: Rates, waters: Waters, runs: int, stay_s: tuple[float, float], chance: np.random.Generator
) -> Things:
    """Everything that begins in so many runs.

    The number in a slot over all runs is Poisson with `runs` × its rate; each falls to any run alike, which
    is the same as to draw run by run. It begins at any moment of its slot alike, anywhere in the sea of its
    area in the sector alike, and stays any span within `stay_s` alike.
    """
    numbers = chance.poisson(rates.weights / rates.worth * runs)
    sector, step = np.repeat(np.indices(numbers.shape).reshape(2, -1), numbers.ravel(), axis=1)
    count = len(sector)
    begin = (step + chance.random(count)) * rates.slot_s
    order = np.lexsort((begin, sector))
    sector, begin = sector[order].astype(np.int32), begin[order]
    run = chance.integers(runs, size=count, dtype=np.int32)
    stay = stay_s[0] + (stay_s[1] - stay_s[0]) * chance.random(count)
    area = np.full(count, -1, dtype=np.int32)
    place = np.empty((count, 2))
    names = list(waters.scenario.areas)
    for row in range(len(waters.sectors)):
        mine = slice(*np.searchsorted(sector, [row, row + 1]))
        shares = waters.shares(row)
        if shares:
            rows = np.array([names.index(name) for name in shares], dtype=np.int32)
            cuts = np.cumsum(list(shares.values()))
            picks = np.searchsorted(cuts[:-1], chance.random(mine.stop - mine.start), side="right")
            area[mine] = rows[picks]
        for which in np.unique(area[mine]):
            here = mine.start + np.flatnonzero(area[mine] == which)
            name = None if which < 0 else names[which]
            place[here] = waters.places(row, name, len(here), chance)
    return Things(run, sector, area, begin, stay, place)
