"""What a flight keeps in its tanks: the reserve, and the way from its base to its alternate."""

from __future__ import annotations

from math import ceil

from patrolplan.scenario.model import AircraftType, Base

_HAIR = 1e-9


def diversion_s(kind: AircraftType, base: Base, alternate: Base | None) -> int:
    """Seconds from base to alternate at cruising speed along the geodesic, rounded up; 0 without one."""
    if alternate is None:
        return 0
    from patrolplan.geo.geodesy import distance_nm  # loads shapely, which reading a scenario does without

    return ceil(distance_nm(base.position, alternate.position) / kind.cruise_kn * 3600.0 - _HAIR)


def longest_flight_s(kind: AircraftType, base: Base, alternate: Base | None) -> int:
    """Take-off to landing: endurance less reserve, less the way to the alternate. May be negative."""
    return kind.endurance_s - kind.reserve_s - diversion_s(kind, base, alternate)
