"""Sweep width, effective speed and the rate at which coverage grows.

Every function takes floats or arrays that broadcast together, and returns the like.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

SECONDS_PER_HOUR = 3600.0


def corrected_width_nm(uncorrected_nm: ArrayLike, *factors: ArrayLike) -> NDArray[np.float64]:
    """Sweep width W = W0 · product of correction factors [nm].

    Factors are those for weather, speed and fatigue, each in [0, 1]. IAMSAR Manual volume II,
    appendix N (corrected sweep width); Koopman, Search and Screening (1980), chapter 3, for the
    meaning of W: the width of a definite-range sensor that would find as many.
    """
    width = np.asarray(uncorrected_nm, dtype=np.float64)
    for factor in factors:
        width = width * np.asarray(factor, dtype=np.float64)
    return width


def effective_speed_kn(
    speed_kn: ArrayLike, width_nm: ArrayLike, contacts_per_nm2: ArrayLike, contact_time_s: ArrayLike
) -> NDArray[np.float64]:
    """Speed of advance along the search track once stops at contacts are counted [kn].

    V' = V / (1 + V·W·ρ·τ): a searcher who sweeps V·W nm² an hour meets V·W·ρ contacts in it and
    gives each of them τ hours. The renewal argument of Stone, Theory of Optimal Search (1975),
    section on false targets, with contacts examined at once and the track resumed where left.

    Args:
        speed_kn: V, speed on station [kn].
        width_nm: W, corrected sweep width [nm].
        contacts_per_nm2: ρ, contacts that must be looked at [1/nm²].
        contact_time_s: τ, time to look at one [s].

    """
    speed = np.asarray(speed_kn, dtype=np.float64)
    hours = np.asarray(contact_time_s, dtype=np.float64) / SECONDS_PER_HOUR
    met_per_hour = speed * np.asarray(width_nm, dtype=np.float64) * np.asarray(contacts_per_nm2)
    return np.asarray(speed / (1.0 + met_per_hour * hours), dtype=np.float64)


def coverage_rate_per_s(width_nm: ArrayLike, speed_kn: ArrayLike, area_nm2: ArrayLike) -> NDArray[np.float64]:
    """Coverage factor gained in each second on station, W·V / A [1/s].

    The derivative of C = W·V·t / A: IAMSAR Manual volume II, section 4.6.

    Args:
        width_nm: W, corrected sweep width [nm].
        speed_kn: V, effective speed [kn].
        area_nm2: A, area searched [nm²], positive.

    """
    swept = np.asarray(width_nm, dtype=np.float64) * np.asarray(speed_kn, dtype=np.float64)
    return np.asarray(swept / np.asarray(area_nm2, dtype=np.float64) / SECONDS_PER_HOUR, dtype=np.float64)


def track_spacing_nm(area_nm2: float, track_nm: float) -> float:
    """Spacing S = A / L of parallel legs that spread a track of length L evenly over A [nm].

    IAMSAR Manual volume II, section 4.6 (coverage factor C = W / S). Infinite for no track.
    """
    return area_nm2 / track_nm if track_nm > 0 else float("inf")
