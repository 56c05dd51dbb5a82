"""A week drawn from a seed: what a planner would know before writing it down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import shapely

from benchmarks.weeks.seas import SEAS, LonLat, Sea
from patrolplan.geo.coast import Land, land
from patrolplan.geo.geodesy import distance_nm

CELL = 0.5
"""Degrees to a side of a sector."""
CLASSES = (
    ("AUS", "anzac", 15), ("CAN", "halifax", 15), ("FRA", "floreal", 14), ("GBR", "type-23", 16),
    ("JPN", "murasame", 16), ("KOR", "korean-destroyer", 17), ("NZL", "anzac", 15),
    ("USA", "arleigh-burke", 18),
)  # fmt: skip
"""Nation, class and transit speed in knots."""
WINGS = (("USA", "P-8A"), ("CAN", "CP-140"), ("JPN", "P-1"), ("NZL", "P-3K2"))

DETOUR, LEAST_ON_TASK = 1.6, timedelta(hours=24)
"""How much longer than the shortest line a way by sea may be; what who goes home must have besides."""

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True)
class Size:
    """How much there is of everything. The water has columns × rows cells of half a degree."""

    ships: int
    columns: int
    rows: int
    days: int
    spots: int
    sorties_per_day: int
    """By one detachment; 0 for a week without aircraft."""


WEEK = Size(ships=12, columns=13, rows=10, days=7, spots=5, sorties_per_day=2)
LARGE = Size(ships=40, columns=20, rows=15, days=14, spots=9, sorties_per_day=0)
SIZES = {"week": WEEK, "large": LARGE}
SEEDS = (101, 102, 103, 104, 105)
"""Of the five weeks that figures are quoted for; nothing was tuned on them."""


@dataclass(frozen=True)
class Spot:
    """An area with its rate a day, by night relative to day, and contacts per 1,000 nm²."""

    box: Box
    per_day: float
    night: float
    contacts: int


@dataclass(frozen=True)
class Vessel:
    """A ship; a place is a position or the name of a port; a time None for the horizon's beginning or end."""

    nation: str
    ship_class: str
    transit_kn: int
    joins_at: LonLat | str
    joins: datetime | None
    leaves_at: str | None
    leaves: datetime | None


@dataclass(frozen=True)
class Wing:
    """A detachment."""

    nation: str
    type: str
    airframes: int
    crews: int
    per_day: int


@dataclass(frozen=True)
class Swell:
    """Bad weather in one area for some time."""

    spot: int
    start: datetime
    end: datetime
    sea_state: int


@dataclass(frozen=True)
class Week:
    """All that is drawn. The first two spots are the water between the others, half and half."""

    sea: Sea
    start: datetime
    size: Size
    spots: tuple[Spot, ...]
    ships: tuple[Vessel, ...]
    wing: Wing | None
    swells: tuple[Swell, ...]
    caveat: tuple[int, int] | None
    """A ship and the spot in which she is not to be tasked."""


def drawn(seed: int, size: Size) -> Week:
    """The week of a seed. Consecutive seeds lie in different seas."""
    chance = Random(f"week {seed} {size}")
    sea = SEAS[seed % len(SEAS)]
    start = datetime(2019, 1, 7, tzinfo=UTC) + timedelta(days=chance.randrange(1800))
    whole = _within(chance, sea.bounds, size.columns, size.rows)
    spots = (*_between(chance, whole), *(_spot(chance, whole) for _ in range(size.spots)))
    dry = land(whole)
    ships = tuple(_vessel(chance, sea, whole, dry, start, size.days) for _ in range(size.ships))
    wing = None
    if size.sorties_per_day:
        nation, kind = chance.choice(WINGS)
        wing = Wing(nation, kind, 1 + size.sorties_per_day, 3 + size.sorties_per_day, size.sorties_per_day)
    swells = tuple(_swell(chance, len(spots), start, size.days) for _ in range(3))
    caveat = (chance.randrange(size.ships), chance.randrange(2, len(spots)))
    return Week(sea, start, size, spots, ships, wing, swells, caveat)


def _within(chance: Random, bounds: Box, columns: int, rows: int) -> Box:
    """A box of so many cells, on the grid of cells, within the bounds.

    Raises:
        ValueError: it does not fit.

    """
    west, south, east, north = bounds
    across, up = (east - west) / CELL - columns, (north - south) / CELL - rows
    if across < 0 or up < 0:
        raise ValueError(f"{columns} by {rows} cells do not fit into {bounds}")
    west += CELL * chance.randint(0, int(across))
    south += CELL * chance.randint(0, int(up))
    return (west, south, west + CELL * columns, south + CELL * rows)


def _between(chance: Random, whole: Box) -> tuple[Spot, Spot]:
    """The water between the hot spots: a northern and a southern half."""
    west, south, east, north = whole
    rows = round((north - south) / CELL)
    edge = south + CELL * (rows // 2)
    return (
        Spot((west, edge, east, north), _share(chance, 0.08, 0.15), 1.2, chance.choice((3, 4, 6))),
        Spot((west, south, east, edge), _share(chance, 0.08, 0.15), 1.2, chance.choice((3, 4, 6))),
    )


def _spot(chance: Random, whole: Box) -> Spot:
    """A hot spot of two to three cells by two, on quarters of a degree."""
    wide, high = chance.choice((2, 3)), 2
    columns, rows = round((whole[2] - whole[0]) / CELL), round((whole[3] - whole[1]) / CELL)
    west = whole[0] + CELL * chance.randrange(0, 2 * (columns - wide) + 1) / 2
    south = whole[1] + CELL * chance.randrange(0, 2 * (rows - high) + 1) / 2
    box = (west, south, west + CELL * wide, south + CELL * high)
    return Spot(box, _share(chance, 0.15, 0.6), chance.choice((1.0, 1.2, 1.5)), chance.choice((2, 4, 8)))


def _share(chance: Random, least: float, most: float) -> float:
    return round(chance.uniform(least, most), 2)


def _vessel(chance: Random, sea: Sea, whole: Box, dry: Land, start: datetime, days: int) -> Vessel:
    """A ship: most are there from the beginning, at sea; some sail from a port and some go home."""
    nation, kind, knots = chance.choice(CLASSES)
    home = chance.choice(sea.ports)
    joins = None if chance.random() < 0.6 else start + timedelta(hours=6 * chance.randint(1, 2 * days))
    at, from_home = _afloat(chance, whole, dry), joins is not None and chance.random() < 0.5
    leaves = None
    if chance.random() < 0.4:
        leaves = start + timedelta(hours=24 * days - 6 * chance.randint(1, days))
        passage = timedelta(hours=DETOUR * distance_nm(at, home.position) / knots)
        if (joins or start) + (2 if from_home else 1) * passage + LEAST_ON_TASK > leaves:
            leaves = None  # there would be no time for anything
    return Vessel(
        nation,
        kind,
        knots,
        home.name if from_home else at,
        joins,
        home.name if leaves is not None else None,
        leaves,
    )


def _afloat(chance: Random, whole: Box, dry: Land) -> LonLat:
    """A position at sea, five nautical miles or more from land, to a tenth of a degree."""
    while True:
        lon, lat = chance.uniform(whole[0], whole[2]), chance.uniform(whole[1], whole[3])
        place = (round(lon, 1), round(lat, 1))
        if dry.is_empty or dry.distance(shapely.Point(place)) > 0.1:
            return place


def _swell(chance: Random, spots: int, start: datetime, days: int) -> Swell:
    begins = chance.randrange(0, 4 * days - 2)
    lasts = chance.randint(2, 6)
    return Swell(
        chance.randrange(spots),
        start + timedelta(hours=6 * begins),
        start + timedelta(hours=6 * min(begins + lasts, 4 * days)),
        chance.choice((4, 5, 6)),
    )
