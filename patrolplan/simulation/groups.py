"""By what counts are summed: areas, nations, periods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from patrolplan.record.types import Record
from patrolplan.scenario.model import Scenario


@dataclass(frozen=True)
class Period:
    """A span of whole steps."""

    name: str
    first: int
    last: int
    """Steps [first, last)."""


@dataclass(frozen=True, eq=False)
class Groups:
    """The groups of one record."""

    record: Record
    scenario: Scenario

    @cached_property
    def nation_of(self) -> dict[str, str]:
        """The nation of each asset."""
        ships = {name: ship.nation for name, ship in self.scenario.ships.items()}
        return ships | {name: wing.nation for name, wing in self.scenario.aircraft.items()}

    @cached_property
    def nations(self) -> list[str]:
        """Nations with an asset, in alphabetical order."""
        return sorted(set(self.nation_of.values()))

    @cached_property
    def areas(self) -> list[str]:
        """In the scenario's order."""
        return list(self.scenario.areas)

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """(areas, sectors) the part of what begins in a sector that is each area's."""
        found = np.zeros((len(self.areas), len(self.record.sectors)))
        for column, sector in enumerate(self.record.sectors):
            whole = sum(sector.areas.values())
            for name, begun in sector.areas.items():
                if whole > 0:
                    found[self.areas.index(name), column] = begun / whole
        return found

    @cached_property
    def periods(self) -> list[Period]:
        """The scenario's periods, in whole steps; the last may be shorter."""
        model = self.record.model
        long = max(1, round(self.scenario.horizon.period_s / model.slot_s))
        edges = [*range(0, model.steps, long), model.steps]
        return [
            Period(f"{model.start + timedelta(seconds=a * model.slot_s):%d%H%MZ}", a, b)
            for a, b in pairwise(edges)
        ]
