"""Tampering with zones, sectors and rates."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import shapely

from patrolplan.geo.gars import cells, label
from patrolplan.record.types import Record, Sector
from patrolplan.verify.rules.tolerance import SLIVER
from tests.verify.mutations.kinds import Book, pick, text, with_scenario

book = Book()
CELL_DEG2 = 0.25
"""Of a cell of 30'."""


def with_sector(record: Record, old: Sector, *new: Sector) -> Record:
    """The record with a sector replaced by others, or by nothing."""
    sectors: list[Sector] = []
    for sector in record.sectors:
        sectors += new if sector is old else [sector]
    return replace(record, sectors=tuple(sectors))


@book("zones")
def zone_left_out(record: Record, chance: Random) -> Record | None:
    return replace(record, zones=record.zones[1:]) if record.zones else None


@book("zones")
def zone_opened_early(record: Record, chance: Random) -> Record | None:
    zone = pick(chance, list(record.zones))
    if zone is None:
        return None
    end = record.model.start + timedelta(seconds=record.model.slot_s)
    return replace(record, zones=tuple(replace(z, end=end) if z is zone else z for z in record.zones))


@book("zones")
def zone_moved(record: Record, chance: Random) -> Record | None:
    zone = pick(chance, [zone for zone in record.zones if zone.polygons])
    if zone is None:
        return None
    moved = tuple(
        tuple(tuple((lon + 0.1, lat) for lon, lat in ring) for ring in polygon) for polygon in zone.polygons
    )
    return replace(record, zones=tuple(replace(z, polygons=moved) if z is zone else z for z in record.zones))


@book("zones")
def zone_open_to_more(record: Record, chance: Random) -> Record | None:
    zone = pick(chance, list(record.zones))
    if zone is None:
        return None
    zones = tuple(replace(z, except_nations=("USA",)) if z is zone else z for z in record.zones)
    return replace(record, zones=zones)


@book("sectors")
def sector_with_a_corner_moved(record: Record, chance: Random) -> Record | None:
    sector = pick(chance, list(record.sectors))
    outer, *holes = sector.polygon
    corner = chance.randrange(len(outer))
    lon, lat = outer[corner]
    px, py = sector.point
    pulled = (lon + (px - lon) / 3, lat + (py - lat) / 3)
    moved = (*outer[:corner], pulled, *outer[corner + 1 :])
    old, new = shapely.Polygon(outer), shapely.Polygon(moved)
    if not new.is_valid or abs(new.area - old.area) < 2 * SLIVER * CELL_DEG2:
        return None  # a corner between two that all but lie in line: no more than rounding
    return with_sector(record, sector, replace(sector, polygon=(moved, *holes)))


@book("sectors")
def sector_over_its_neighbour(record: Record, chance: Random) -> Record | None:
    sector = pick(chance, list(record.sectors))
    moved = tuple(tuple((lon + 0.1, lat + 0.1) for lon, lat in ring) for ring in sector.polygon)
    return with_sector(record, sector, replace(sector, polygon=moved))


@book("sectors")
def sector_left_out(record: Record, chance: Random) -> Record | None:
    used = {task.sector for task in record.tasks}
    sector = pick(chance, [s for s in record.sectors if s.id not in used])
    return None if sector is None else with_sector(record, sector)


@book("sectors")
def sector_out_at_sea(record: Record, chance: Random) -> Record | None:
    sector = record.sectors[-1]
    ring = ((-30.0, 0.0), (-29.5, 0.0), (-29.5, 0.5), (-30.0, 0.5))
    new = replace(sector, id=label(-29.75, 0.25), polygon=(ring,), point=(-29.75, 0.25))
    return with_sector(record, sector, sector, new)


@book("labels")
def sector_of_another_name(record: Record, chance: Random) -> Record | None:
    """The name is changed wherever it stands."""
    sector = pick(chance, list(record.sectors))
    lon, lat = sector.point
    taken = {s.id.split(" ")[0] for s in record.sectors}
    around = [name for name, _ in cells((lon - 3, lat - 3, lon + 3, lat + 3), 30) if name not in taken]
    return renamed(record, sector.id, pick(chance, around))


@book("labels")
def two_sectors_made_one(record: Record, chance: Random) -> Record | None:
    """Two neighbours, neither of them a remnant, under the name of one."""
    pairs = [
        (one, other, both)
        for one in record.sectors
        for other in record.sectors
        if one is not other
        and min(one.area_nm2, other.area_nm2) > 250
        and (both := _joined(one, other)) is not None
    ]
    found = pick(chance, pairs)
    if found is None:
        return None
    one, other, both = found
    return with_sector(with_sector(record, other), one, replace(one, polygon=both))


def _joined(one: Sector, other: Sector) -> tuple[tuple[tuple[float, float], ...], ...] | None:
    """The outline of both; None where they share no edge."""
    both = shapely.union(shapely.Polygon(one.polygon[0]), shapely.Polygon(other.polygon[0]))
    if both.geom_type != "Polygon":
        return None
    return (tuple((float(x), float(y)) for x, y in both.exterior.coords[:-1]),)


@book("labels")
def sector_point_outside(record: Record, chance: Random) -> Record | None:
    sector = pick(chance, list(record.sectors))
    return with_sector(record, sector, replace(sector, point=(sector.point[0] + 3.0, sector.point[1])))


@book("areas")
def sector_said_to_be_smaller(record: Record, chance: Random) -> Record | None:
    sector = pick(chance, list(record.sectors))
    return with_sector(record, sector, replace(sector, area_nm2=sector.area_nm2 * (1 - 1e-5)))


@book("rates")
def rate_raised(record: Record, chance: Random) -> Record | None:
    sector = pick(chance, [s for s in record.sectors if any(s.rates)])
    step = chance.choice([k for k, rate in enumerate(sector.rates) if rate > 0])
    rates = tuple(r * (1 + 1e-4) if k == step else r for k, r in enumerate(sector.rates))
    return with_sector(record, sector, replace(sector, rates=rates))


@book("rates")
def beginnings_of_an_area_raised(record: Record, chance: Random) -> Record | None:
    sector = pick(chance, [s for s in record.sectors if any(s.areas.values())])
    area = chance.choice([a for a, much in sector.areas.items() if much > 0])
    more = {**sector.areas, area: sector.areas[area] * 1.001}
    return with_sector(record, sector, replace(sector, areas=more))


@book("rates")
def scenario_with_more_to_see(record: Record, chance: Random) -> Record | None:
    def edit(scenario: dict[str, Any]) -> None:
        for area in scenario["areas"].values():
            key = "priority" if area["transfers_per_day"] is None else "transfers_per_day"
            area[key] *= 1.01

    return with_scenario(record, edit)


@book("rates")
def scenario_with_darker_nights(record: Record, chance: Random) -> Record | None:
    def edit(scenario: dict[str, Any]) -> None:
        for area in scenario["areas"].values():
            area["night"] += 0.1

    return with_scenario(record, edit)


@book("closed-slot")
def zone_closed_over_a_task(record: Record, chance: Random) -> Record | None:
    """A zone over the western half of a tasked sector, for as long as the task."""
    task = chance.choice(record.tasks)
    sector = next(s for s in record.sectors if s.id == task.sector)
    lons, lats = [p[0] for p in sector.polygon[0]], [p[1] for p in sector.polygon[0]]
    west, east, south, north = min(lons), sector.point[0], min(lats), max(lats)
    zone = {
        "polygons": [[[west, south], [east, south], [east, north], [west, north]]],
        "coast_buffer_nm": None,
        "of": [],
        "start": text(task.start),
        "end": text(task.end),
        "closed_to": ["tasks"],
        "except_nations": [],
    }
    return with_scenario(record, lambda scenario: scenario["zones"].update({"NEW": zone}))


def renamed(record: Record, old: str, new: str) -> Record:
    """The record with a sector's name changed wherever it stands."""

    def name(sector: str) -> str:
        return new if sector == old else sector

    prices = record.prices
    if prices is not None:
        prices = replace(
            prices,
            levels={name(s): row for s, row in prices.levels.items()},
            private=tuple(
                replace(p, levels={name(s): row for s, row in p.levels.items()}) for p in prices.private
            ),
        )
    return replace(
        record,
        sectors=tuple(replace(s, id=name(s.id)) for s in record.sectors),
        tasks=tuple(replace(t, sector=name(t.sector)) for t in record.tasks),
        handovers=tuple(replace(h, sector=name(h.sector)) for h in record.handovers),
        prices=prices,
    )


WATER = tuple(book.mutations)
