"""How much begins in each slot, and what zones take out of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from patrolplan.scenario.model import Area, Scenario
from patrolplan.sea.pieces import Pieces

DAY_S = 86400.0


def beginnings(
    scenario: Scenario, pieces: Pieces, night: NDArray[np.bool_]
) -> dict[str, NDArray[np.float64]]:
    """For each area, (S, K) what begins there in each slot: transfers, or priority × nm² × days.

    The area's daily figure × the sector's part × the slot in days × m(s, k) / mean over k of m(s, ·), where m
    is the area's night factor at night and 1 by day: each sector's daily mean over the horizon is as
    declared, whatever its nights. Of priorities, overlapping water counts for the highest only.
    """
    slot_days = scenario.horizon.slot_s / DAY_S
    share = pieces.share
    return {
        name: np.outer(_per_day(area, share[a], pieces.own_held[a]) * slot_days, np.ones(night.shape[1]))
        * _rhythm(area.night, night)
        for a, (name, area) in enumerate(scenario.areas.items())
    }


def cut(scenario: Scenario, pieces: Pieces) -> dict[str, float]:
    """For each area, what begins over the horizon in water that zones take out."""
    days = scenario.horizon.length_s // scenario.horizon.slot_s * scenario.horizon.slot_s / DAY_S
    share = pieces.share_cut
    return {
        name: float(_per_day(area, share[a : a + 1], pieces.own_cut[a : a + 1])[0] * days)
        for a, (name, area) in enumerate(scenario.areas.items())
    }


def _per_day(area: Area, share: NDArray[np.float64], nm2: NDArray[np.float64]) -> NDArray[np.float64]:
    """What begins in a day in parts of an area, given their shares of its sea and their own nm²."""
    if area.priority is not None:
        return area.priority * nm2
    return (area.transfers_per_day or 0.0) * share


def _rhythm(factor: float, night: NDArray[np.bool_]) -> NDArray[np.float64]:
    """(S, K) the rate of a slot relative to its sector's mean over the horizon, which is 1."""
    m = np.where(night, factor, 1.0)
    mean = m.mean(axis=1, keepdims=True)
    # Nothing by night and no day at all: then there is no rhythm to follow.
    return np.asarray(np.divide(m, mean, out=np.ones_like(m), where=mean > 0))
