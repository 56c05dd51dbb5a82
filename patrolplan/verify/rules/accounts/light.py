"""Light and weather of each slot, taken at its middle and at the sector's representative point."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import shapely

from patrolplan.geo import sun
from patrolplan.scenario.model import Scenario
from patrolplan.verify.rules.water.shapes import draw_area

LonLat = tuple[float, float]


def middles(scenario: Scenario) -> list[datetime]:
    """The middle of each step."""
    horizon = scenario.horizon
    step = timedelta(seconds=horizon.slot_s)
    return [horizon.start + (k + 0.5) * step for k in range(horizon.length_s // horizon.slot_s)]


def nights(scenario: Scenario, points: Mapping[str, LonLat]) -> dict[str, tuple[bool, ...]]:
    """For each named point whether the sun stands below −6° in the middle of each step."""
    if not points:
        return {}
    dark = sun.night(list(points.values()), middles(scenario))
    return {key: tuple(bool(cell) for cell in row) for key, row in zip(points, dark, strict=True)}


def sea_states(scenario: Scenario, point: LonLat) -> tuple[int, ...]:
    """The worst sea state that any weather there declares for the middle of each step; 0 where none does.

    A weather holds in its area, at points on the edge too, from its start until before its end.
    """
    here = [
        weather
        for weather in scenario.weather.values()
        if weather.area is None or draw_area(scenario.areas[weather.area]).intersects(shapely.Point(point))
    ]
    if not here:
        return (0,) * (scenario.horizon.length_s // scenario.horizon.slot_s)
    return tuple(
        max((w.sea_state for w in here if w.start <= time < w.end), default=0) for time in middles(scenario)
    )
