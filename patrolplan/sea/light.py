"""Light and weather of each slot, taken at its middle and at the sector's representative point."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np
import shapely
from numpy.typing import NDArray

from patrolplan.geo import sun
from patrolplan.scenario.model import Horizon, Scenario
from patrolplan.sea.theatre import drawn

LonLat = tuple[float, float]


def slot_middles(horizon: Horizon) -> list[datetime]:
    """The middle of each of the K whole steps of the horizon."""
    half = timedelta(seconds=horizon.slot_s) / 2
    step = timedelta(seconds=horizon.slot_s)
    return [horizon.start + k * step + half for k in range(horizon.length_s // horizon.slot_s)]


def night(points: Sequence[LonLat], horizon: Horizon) -> NDArray[np.bool_]:
    """(S, K) the sun is below -6 degrees."""
    return sun.night(points, slot_middles(horizon))


def sea_state(points: Sequence[LonLat], scenario: Scenario) -> NDArray[np.int8]:
    """(S, K) the worst sea state declared there then; 0 where none is. A weather holds in [start, end)."""
    middles = slot_middles(scenario.horizon)
    worst = np.zeros((len(points), len(middles)), dtype=np.int8)
    spots = shapely.points(np.asarray(points, dtype=np.float64).reshape(-1, 2))
    for weather in scenario.weather.values():
        when = np.array([weather.start <= middle < weather.end for middle in middles])
        where: NDArray[np.bool_] = np.ones(len(points), dtype=np.bool_)
        if weather.area is not None:
            area = drawn(scenario.areas[weather.area].polygons, f"area {weather.area}")
            where = np.asarray(shapely.intersects(area, spots))
        holds = np.outer(where, when)
        worst[holds] = np.maximum(worst[holds], weather.sea_state)
    return worst
