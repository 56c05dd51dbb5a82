"""What each run counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from patrolplan.simulation.draw import Things
from patrolplan.simulation.groups import Groups


@dataclass(frozen=True, eq=False)
class Tally:
    """(…, runs) counts; filled batch by batch."""

    begun: NDArray[np.float64]
    seen: NDArray[np.float64]
    alone: NDArray[np.float64]
    """By plans that nations made alone, together."""
    areas: NDArray[np.float64]
    nations: NDArray[np.float64]
    periods: NDArray[np.float64]

    @classmethod
    def empty(cls, runs: int, groups: Groups) -> Tally:
        """Nothing counted yet."""
        rows = (len(groups.areas), len(groups.nations), len(groups.periods))
        return cls(np.zeros(runs), np.zeros(runs), np.zeros(runs), *(np.zeros((row, runs)) for row in rows))

    def count(
        self,
        groups: Groups,
        assets: tuple[str, ...],
        things: Things,
        seen: NDArray[np.bool_],
        worth: float,
        first: int,
        runs: int,
    ) -> None:
        """Enter a batch of `runs` runs from `first`: its things, and (n, assets) who saw which."""
        here = slice(first, first + runs)
        anyone = seen.any(axis=1)
        step = things.begin_s // groups.record.model.slot_s

        def of(which: Any) -> NDArray[np.float64]:
            """Things of each run among those marked."""
            return np.asarray(np.bincount(things.run[which], minlength=runs) * worth, dtype=np.float64)

        self.begun[here] = of(np.ones(len(things), dtype=np.bool_))
        self.seen[here] = of(anyone)
        for row in range(len(groups.areas)):
            self.areas[row, here] = of(anyone & (things.area == row))
        for row, nation in enumerate(groups.nations):
            mine = [n for n, asset in enumerate(assets) if groups.nation_of[asset] == nation]
            self.nations[row, here] = of(seen[:, mine].any(axis=1))
        for row, period in enumerate(groups.periods):
            self.periods[row, here] = of(anyone & (step >= period.first) & (step < period.last))

    def count_alone(
        self, things: Things, seen: NDArray[np.bool_], worth: float, first: int, runs: int
    ) -> None:
        """Enter what plans made alone saw of the same things: (n,) any of them."""
        self.alone[first : first + runs] = np.bincount(things.run[seen], minlength=runs) * worth
