"""Seas that a generated week can be in.

Positions are from general knowledge, to a hundredth of a degree; what happens there is invented.
"""

from __future__ import annotations

from dataclasses import dataclass

LonLat = tuple[float, float]


@dataclass(frozen=True)
class Base:
    """An airfield or a port."""

    name: str
    position: LonLat
    utc_offset: str


@dataclass(frozen=True)
class Sea:
    """A sea with coasts about it. `bounds`: west, south, east, north in degrees, most of it water."""

    name: str
    bounds: tuple[float, float, float, float]
    coasts: tuple[str, ...]
    """Whose territorial sea is closed to aircraft and tasks (ISO 3166-1)."""
    ports: tuple[Base, ...]
    airfields: tuple[Base, ...]


SEAS = (
    Sea(
        "Gulf of Guinea",
        (-9.0, -6.0, 5.0, 4.5),
        ("CIV", "GHA", "LBR", "NGA"),
        (Base("Tema", (0.01, 5.63), "+00:00"), Base("Abidjan", (-4.02, 5.29), "+00:00")),
        (Base("Accra", (-0.17, 5.60), "+00:00"),),
    ),
    Sea(
        "Arabian Sea",
        (58.5, 12.0, 69.5, 21.5),
        ("OMN", "IND"),
        (Base("Duqm", (57.72, 19.67), "+04:00"), Base("Porbandar", (69.59, 21.64), "+05:30")),
        (Base("Masirah", (58.89, 20.68), "+04:00"),),
    ),
    Sea(
        "South China Sea",
        (109.5, 9.5, 120.0, 19.5),
        ("VNM", "PHL"),
        (Base("Subic Bay", (120.27, 14.80), "+08:00"), Base("Da Nang", (108.22, 16.12), "+07:00")),
        (Base("Clark", (120.56, 15.19), "+08:00"),),
    ),
    Sea(
        "Bay of Bengal",
        (81.5, 8.0, 92.5, 18.0),
        ("IND", "LKA"),
        (Base("Visakhapatnam", (83.29, 17.69), "+05:30"), Base("Trincomalee", (81.23, 8.56), "+05:30")),
        (Base("Visakhapatnam Airfield", (83.22, 17.72), "+05:30"),),
    ),
    Sea(
        "Coral Sea",
        (148.0, -20.0, 160.0, -11.5),
        ("AUS", "PNG"),
        (Base("Townsville", (146.84, -19.25), "+10:00"), Base("Port Moresby", (147.15, -9.48), "+10:00")),
        (Base("Townsville Airfield", (146.77, -19.25), "+10:00"),),
    ),
    Sea(
        "Western Approaches",
        (-18.0, 44.0, -4.0, 52.0),
        ("FRA", "ESP", "IRL"),
        (Base("Brest", (-4.49, 48.37), "+01:00"), Base("Ferrol", (-8.25, 43.48), "+01:00")),
        (Base("Lann-Bihoue", (-3.44, 47.76), "+01:00"),),
    ),
    Sea(
        "Western Indian Ocean",
        (40.5, -12.0, 52.0, -3.0),
        ("KEN", "TZA", "COM"),
        (Base("Mombasa", (39.66, -4.07), "+03:00"), Base("Moroni", (43.24, -11.70), "+03:00")),
        (Base("Mombasa Airfield", (39.59, -4.03), "+03:00"),),
    ),
)
