"""Who does what in the sample plan, placed by hand, and how fast and how wide each sees there."""

from __future__ import annotations

from typing import Any

from patrolplan.detection.sweep import effective_speed_kn
from patrolplan.geo.gars import label
from tests.record.sample_scenario import scenario
from tests.record.sample_tracks import Box

TICK_S, SLOT_S, STAY_S = 300, 3600, 6 * 3600
NORTH = {
    f"N{x}{y}": (123.5 + x / 2, 30.0 + y / 2, 124.0 + x / 2, 30.5 + y / 2) for x in range(4) for y in range(2)
}
SOUTH = {
    f"S{x}{y}": (123.0 + x / 2, 27.0 + y / 2, min(123.5 + x / 2, 124.25), 27.5 + y / 2)
    for x in range(3)
    for y in range(2)
}
BOXES: dict[str, Box] = {**NORTH, **SOUTH, "BANK": (125.0, 31.0, 125.5, 31.5)}
"""Sectors by a short name: N or S, column from the west, row from the south; nobody goes to BANK."""

Look = tuple[str, float, float]
"""Sector's short name, hours from and to."""
SHIPS: dict[str, list[Look]] = {
    "HMAS Melbourne": [("S20", 14, 21), ("S10", 21, 28), ("S00", 28, 40)],
    "HMCS Calgary": [("N00", 0, 10), ("N10", 10, 20), ("N20", 20, 30), ("N30", 30, 40), ("N31", 40, 48)],
    "FS Vendémiaire": [("S01", 0, 8), ("S11", 8, 16), ("S00", 16, 24)],
}
P8, CP140 = "Kadena P-8", "Kadena CP-140"
FLIGHTS: list[tuple[str, str, int, int, float, float, list[Look]]] = [
    ("Kadena P-8/1", P8, 1, 1, 1, 7.25, [
        ("N01", 1.75, 2.75), ("N11", 2.75, 3.75), ("N21", 3.75, 4.75), ("N31", 4.75, 5.5), ("S21", 6, 6.75),
    ]),
    ("Kadena P-8/2", P8, 2, 2, 10, 16.75, [
        ("S20", 10.5, 11.5), ("S10", 11.5, 12.5), ("S00", 12.5, 13.5), ("N00", 14, 15), ("N01", 15, 16),
    ]),
    ("Kadena CP-140/1", CP140, 1, 1, 20, 24.5, [
        ("S21", 20.75, 21.75), ("S11", 21.75, 22.75), ("S01", 22.75, 23.75),
    ]),
    ("Kadena P-8/3", P8, 1, 3, 24, 29.5, [
        ("N31", 24.75, 25.75), ("N21", 25.75, 26.75), ("N11", 26.75, 27.75), ("N01", 27.75, 28.75),
    ]),
]  # fmt: skip
"""Id, detachment, airframe, crew, hours of take-off and landing, looks."""


def sector_id(name: str) -> str:
    """The GARS label of a sector by its short name."""
    west, south, east, north = BOXES[name]
    return label((west + east) / 2, (south + north) / 2)


def is_night(step: int) -> bool:
    """Sun below -6 degrees in the middle of the step: 1000Z to 2100Z here in late September."""
    return 10 <= step % 24 < 21


def speed_and_width(asset: str, name: str, step: int) -> tuple[float, float]:
    """Effective speed [kn] and identification width [nm] of an asset in a sector during a step."""
    made = scenario()
    state = 5 if name.startswith("S") and 30 <= step < 36 else 0
    contacts = 8.0 / 1000 if name.startswith("N") else 0.0
    if asset in made.ships:
        kind: Any = made.classes[made.ships[asset].ship_class]
        knots, factor = made.ships[asset].patrol_kn, made.sea_states[state].ship_width
    else:
        kind = made.types[made.aircraft[asset].type]
        knots, factor = kind.station_kn, made.sea_states[state].aircraft_width
    width = (kind.night_width_nm if is_night(step) else kind.day_width_nm) * factor * made.fatigue
    return float(effective_speed_kn(knots, width, contacts, kind.contact_time_s)), width


def transit_kn(asset: str) -> float:
    """Speed between sectors."""
    made = scenario()
    return (
        made.ships[asset].transit_kn
        if asset in made.ships
        else made.types[made.aircraft[asset].type].cruise_kn
    )
