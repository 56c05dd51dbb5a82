"""Probability of detection: from coverage, and of one look at things that come and go."""

from __future__ import annotations

from math import erf, pi, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray


def random_search(coverage: ArrayLike) -> NDArray[np.float64]:
    """POD = 1 − exp(−C): the track lies at random in the area.

    Koopman, Search and Screening (1980), chapter 3. The safe default: sea trials found performance
    between this and the inverse cube law.
    """
    return np.asarray(-np.expm1(-np.asarray(coverage, dtype=np.float64)), dtype=np.float64)


def inverse_cube(coverage: float) -> float:
    """POD = erf(√π·C / 2): parallel sweeps, chance of sighting falling with the cube of range.

    Koopman, Search and Screening (1980), chapter 3; the curve "ideal search conditions" of IAMSAR
    Manual volume II, figure N-10.
    """
    return erf(sqrt(pi) / 2.0 * coverage)


def look_pods(
    rate: NDArray[np.float64], slot_ticks: int, stay_ticks: int, start: int, end: int
) -> tuple[int, NDArray[np.float64]]:
    """What one look identifies of what begins in each slot: its exact mean POD.

    What begins at u stays D = `stay_ticks`; a look [a, b) identifies it with probability
    1 − exp(−(E(min(u + D, b)) − E(max(u, a)))) for a − D < u < b, where E integrates `rate`
    (random search within the time both are there). In a slot the exponent is piecewise linear in u,
    with corners at a, b, a − D, b − D and the slots' edges, so the mean over the slot's beginnings
    is a sum of ∫ exp(linear): closed form, no quadrature.

    Args:
        rate: (K,) coverage gained per tick in each step, at least 0.
        slot_ticks: ticks in a step.
        stay_ticks: D in ticks, a multiple of `slot_ticks`.
        start: a, first tick on station.
        end: b, the tick at which the look ends; 0 <= a < b <= K·slot_ticks.

    Returns:
        The first step and (n,) mean PODs of it and the steps that follow: those within the horizon
        whose beginnings the look may meet. Beginnings before the horizon are not among them.

    Raises:
        ValueError: the look does not lie in the horizon, or the stay is not whole steps.

    """
    horizon = len(rate) * slot_ticks
    if not 0 <= start < end <= horizon:
        raise ValueError(f"look [{start}, {end}) does not lie in a horizon of {horizon} ticks")
    if stay_ticks <= 0 or stay_ticks % slot_ticks:
        raise ValueError(f"a stay of {stay_ticks} ticks is not whole steps of {slot_ticks}")
    earliest = max(0, start - stay_ticks)
    first, last = earliest // slot_ticks, (end - 1) // slot_ticks
    edges = np.arange(first, last + 2) * slot_ticks
    corners = np.array([start, start - stay_ticks, end - stay_ticks])
    cuts = np.unique(np.concatenate([edges, corners, [earliest, end]]))
    cuts = cuts[(cuts >= earliest) & (cuts <= end)]
    lower, upper = cuts[:-1], cuts[1:]

    gained = np.concatenate([[0.0], np.cumsum(rate[: last + 1]) * slot_ticks])
    at_lower = _gain(lower, rate, gained, slot_ticks, stay_ticks, start, end)
    at_upper = _gain(upper, rate, gained, slot_ticks, stay_ticks, start, end)
    found = (upper - lower) * _mean_pod(at_lower, at_upper)
    pods = np.zeros(last - first + 1)
    np.add.at(pods, lower // slot_ticks - first, found)
    return first, pods / slot_ticks


def _gain(
    begun: NDArray[np.int64],
    rate: NDArray[np.float64],
    gained: NDArray[np.float64],
    slot_ticks: int,
    stay_ticks: int,
    start: int,
    end: int,
) -> NDArray[np.float64]:
    """Coverage that the look [start, end) gives to what begins at each tick of `begun`."""

    def integral(tick: NDArray[np.int64]) -> NDArray[np.float64]:
        step = np.minimum(tick // slot_ticks, len(gained) - 2)
        return np.asarray(gained[step] + rate[step] * (tick - step * slot_ticks))

    upto, since = np.minimum(begun + stay_ticks, end), np.maximum(begun, start)
    return np.maximum(integral(upto) - integral(since), 0.0)


def _mean_pod(g0: NDArray[np.float64], g1: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean of 1 − exp(−g) as g runs linearly from g0 to g1: symmetric in the two, no cancellation.

    With g the smaller and d the difference: (1 − e^−g) + e^−g·(1 − (1 − e^−d)/d).
    """
    low, run = np.minimum(g0, g1), np.abs(g1 - g0)
    small = run < 1e-3
    safe = np.where(small, 1.0, run)
    series = run / 2.0 * (1.0 - run / 3.0 * (1.0 - run / 4.0 * (1.0 - run / 5.0)))
    lost = np.where(small, series, 1.0 + np.expm1(-safe) / safe)
    return np.asarray(-np.expm1(-low) + np.exp(-low) * lost, dtype=np.float64)
