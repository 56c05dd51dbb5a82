"""Sweep widths, speeds and factors."""

from __future__ import annotations

import numpy as np
import pytest

from patrolplan.detection.factors import radar_horizon_nm, weather_factor
from patrolplan.detection.sweep import (
    corrected_width_nm,
    coverage_rate_per_s,
    effective_speed_kn,
    track_spacing_nm,
)


def test_contacts_slow_the_search() -> None:
    """Defends the figure that planners know: 10 contacts per 1,000 nm², W 5 nm, 220 kn, 4 min: 58 %."""
    assert float(effective_speed_kn(220, 5.0, 0.010, 240)) / 220 == pytest.approx(0.577, abs=1e-3)
    assert float(effective_speed_kn(220, 5.0, 0.0, 240)) == 220


def test_rate_integrates_to_the_coverage_factor() -> None:
    """Defends units: an hour at W·V/A per second is W·V·1 h/A, and spacing S gives C = W/S."""
    rate = float(coverage_rate_per_s(4.0, 15.0, 780.0))
    assert rate * 3600 * 6 == pytest.approx(4.0 * 15.0 * 6 / 780.0)
    assert 4.0 / track_spacing_nm(780.0, 15.0 * 6) == pytest.approx(rate * 3600 * 6)
    assert track_spacing_nm(780.0, 0.0) == float("inf")


def test_arrays_broadcast() -> None:
    """Defends the formulation, which calls with (S, K) widths and (S, 1) areas."""
    width = corrected_width_nm(np.full((3, 4), 5.0), 0.9, np.ones((3, 4)) * 0.5)
    speed = effective_speed_kn(15.0, width, np.zeros((3, 1)), 600)
    assert coverage_rate_per_s(width, speed, np.full((3, 1), 700.0)).shape == (3, 4)
    assert width[0, 0] == pytest.approx(2.25)


@pytest.mark.parametrize(
    ("wind", "seas", "target", "factor"),
    [
        (15, 3, "small", 1.0),
        (16, 0, "small", 0.5),
        (0, 5.1, "small", 0.25),
        (30, 0, "large", 0.9),
        (5, 4, "large", 0.9),
    ],
)
def test_weather(wind: float, seas: float, target: str, factor: float) -> None:
    """Defends the table's edges: wind or seas, the worse counts."""
    assert weather_factor(wind, seas, target) == factor  # type: ignore[arg-type]


def test_refusals() -> None:
    """Defends against silent nonsense."""
    with pytest.raises(ValueError):
        weather_factor(-1, 0, "small")
    with pytest.raises(ValueError):
        weather_factor(1, 0, "huge")  # type: ignore[arg-type]
    with pytest.raises(ValueError):
        radar_horizon_nm(-1, 3)


def test_radar_horizon() -> None:
    """Defends the constant: a mast of 100 ft sees a 25 ft target at 18.45 nm."""
    assert radar_horizon_nm(100, 25) == pytest.approx(18.45)
