"""Day and night: where the sun stands, for many points and times at once.

Night is civil: the sun's centre more than six degrees below the horizon, refraction left out. The sun's
declination and the equation of time are astral's (after Meeus 1998, "Astronomical Algorithms", as NOAA uses
it); the elevation follows from them by spherical trigonometry, to 0.02 degrees of an ephemeris. Unlike a
search for dawn and dusk it also holds where the sun does not set.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

LonLat = tuple[float, float]

CIVIL_DEG = -6.0


def night(points: Sequence[LonLat], times: Sequence[datetime]) -> NDArray[np.bool_]:
    """(P, T) whether the sun is below -6 degrees at each of P points at each of T aware times.

    Raises ValueError for a time without a zone.
    """
    return elevation_deg(points, times) < CIVIL_DEG


def elevation_deg(points: Sequence[LonLat], times: Sequence[datetime]) -> NDArray[np.float64]:
    """(P, T) height of the sun's centre above the horizon, without refraction [degrees].

    sin(elevation) = sin(lat)·sin(dec) + cos(lat)·cos(dec)·cos(hour angle) (Meeus, 13.6). Raises
    ValueError for a time without a zone.
    """
    place = np.radians(np.asarray(points, dtype=np.float64).reshape(-1, 2))
    lon, lat = place[:, :1], place[:, 1:]
    declination, greenwich = _sun(times)
    sine = np.sin(lat) * np.sin(declination) + np.cos(lat) * np.cos(declination) * np.cos(greenwich + lon)
    return np.asarray(np.degrees(np.arcsin(np.clip(sine, -1.0, 1.0))))


def subsolar(times: Sequence[datetime]) -> NDArray[np.float64]:
    """(T, 2) longitude, in [-180, 180), and latitude of the point that has the sun overhead [degrees].

    Raises ValueError for a time without a zone.
    """
    declination, greenwich = _sun(times)
    lon = (180.0 - np.degrees(greenwich)) % 360.0 - 180.0
    return np.stack((lon, np.degrees(declination)), axis=1)


def _sun(times: Sequence[datetime]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Declination and Greenwich hour angle at each time [radians], each (T,)."""
    from astral.julian import julianday, julianday_to_juliancentury
    from astral.sun import eq_of_time, sun_declination

    declination, hour_angle = np.empty(len(times)), np.empty(len(times))
    for i, time in enumerate(times):
        if time.tzinfo is None:
            raise ValueError(f"{time} has no zone")
        utc = time.astimezone(UTC)
        century = julianday_to_juliancentury(julianday(utc))
        minutes = utc.hour * 60 + utc.minute + utc.second / 60 + utc.microsecond / 60e6
        declination[i] = sun_declination(century)
        hour_angle[i] = (minutes + eq_of_time(century)) / 4 - 180
    return np.radians(declination), np.radians(hour_angle)
