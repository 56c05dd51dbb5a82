"""What weather and height do to a sensor: correction factors and the radar horizon."""

from __future__ import annotations

from math import sqrt
from typing import Literal

FATIGUE = 0.9
"""Factor on sweep width for a tired crew. IAMSAR Manual volume II, appendix N: reduce by 10 %."""

_WEATHER: dict[str, tuple[float, float, float]] = {
    "small": (1.0, 0.5, 0.25),
    "large": (1.0, 0.9, 0.9),
}


def weather_factor(wind_kn: float, seas_ft: float, target: Literal["small", "large"]) -> float:
    """Factor on a visual sweep width for wind [kn] and seas [ft]; the worse of the two counts.

    IAMSAR Manual volume II, table N-7: up to 15 kn and 3 ft; up to 25 kn or 5 ft; beyond. Small is
    a person in the water, a raft, or a boat under 30 ft; every other target is large.

    Raises:
        ValueError: wind or seas negative, or a target that is neither small nor large.

    """
    if wind_kn < 0 or seas_ft < 0:
        raise ValueError(f"wind and seas cannot be negative: {wind_kn} kn, {seas_ft} ft")
    if target not in _WEATHER:
        raise ValueError(f"target is small or large, not {target!r}")
    fair, fresh, rough = _WEATHER[target]
    if wind_kn > 25 or seas_ft > 5:
        return rough
    if wind_kn > 15 or seas_ft > 3:
        return fresh
    return fair


def radar_horizon_nm(antenna_ft: float, target_ft: float) -> float:
    """Range at which a radar first sees the top of a target, 1.23·(√h + √t) [nm], heights [ft].

    Four-thirds earth for standard refraction: Skolnik, Introduction to Radar Systems, chapter on
    propagation; Bowditch gives 1.22.

    Raises:
        ValueError: a height is negative.

    """
    if antenna_ft < 0 or target_ft < 0:
        raise ValueError(f"heights cannot be negative: {antenna_ft} ft, {target_ft} ft")
    return 1.23 * (sqrt(antenna_ft) + sqrt(target_ft))
