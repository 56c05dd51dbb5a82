"""A ship's replenishment in ticks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.clock import Clock
from patrolplan.problem.types import Supply
from patrolplan.scenario.model import ShipAsset


def supply_of(ship: ShipAsset, relief: NDArray[np.int32], clock: Clock) -> Supply | None:
    """How often and how long she replenishes; None where she need not.

    The interval is shorter by the longest relief (S,): a stop on arrival comes before it, and so earlier than
    the search reckons.
    """
    item = ship.replenish
    if item is None or item.at is not None:
        return None
    return Supply(
        every=clock.floor_span(item.every_s) - int(relief.max(initial=0)),
        takes=clock.ceil_span(item.takes_s),
        joins=tuple(max(clock.floor(spell.in_time), 0) for spell in ship.spells),
        leaves=tuple(min(clock.ceil(spell.out_time), clock.horizon) for spell in ship.spells),
    )
