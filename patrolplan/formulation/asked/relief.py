"""Relief: a ship is in water with presence for a while before her task there begins.

The problem knows it as time: ways into such sectors take that much longer, and first tasks there may
start that much later. What is said of ways in words keeps their own length.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.clock import Clock
from patrolplan.problem.types import NEVER, Arcs
from patrolplan.scenario.model import Scenario
from patrolplan.sea.types import Water


def relief_ticks(scenario: Scenario, water: Water, clock: Clock) -> NDArray[np.int32]:
    """(S,) ticks of relief before each ship's task in a sector; 0 where no area asks for presence."""
    areas = [name for name, area in scenario.areas.items() if area.presence is not None]
    span = clock.ceil_span(scenario.relief_s)
    there = [any(sector.shares.get(area, 0.0) > 0.0 for area in areas) for sector in water.sectors]
    return np.where(np.array(there, dtype=np.bool_), span, 0).astype(np.int32)


def with_relief(arcs: Arcs, relief: NDArray[np.int32]) -> Arcs:
    """Ways between sectors, longer by the relief at their head."""
    if not relief.any():
        return arcs
    return replace(arcs, ticks=(arcs.ticks + relief[arcs.head]).astype(np.int32))


def later(entry: NDArray[np.int64], relief: NDArray[np.int32]) -> NDArray[np.int64]:
    """(S,) when she can be in each sector, as when a first task may start there."""
    return np.where(entry < NEVER, entry + relief, NEVER)
