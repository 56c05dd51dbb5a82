"""Water cut into sectors: GARS cells, clipped, with small remnants joined to a neighbour.

Overlays snap to a grid of GRID_DEG, on which all cell edges lie, so neighbours share their corners to the
bit: sectors meet along cell edges only, never overlap and leave no gap.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon, STRtree

from patrolplan.geo import gars
from patrolplan.geo.geodesy import area_nm2
from patrolplan.sea.naming import letters
from patrolplan.sea.theatre import polygons_of

GRID_DEG = 1e-6
"""A tenth of a metre: finer than any chart, coarser than the rounding of overlays."""

SMALLEST = 0.25
"""A remnant under this part of its cell joins a neighbour."""

SLIVER = 1e-3
"""A remnant under this part of its cell that touches no other water (a pond behind the coast as drawn, a
splinter between a zone and an area's edge) is no sector: nobody can be tasked there."""

_TOUCH_NM = 0.01  # parts that share less than this meet in a point, but for rounding


@dataclass(frozen=True)
class _Share:
    """What a sector in the making has of one cell."""

    label: str
    order: int
    """Place of the cell in reading order."""
    area_nm2: float
    whole_nm2: float
    """Area of the whole cell."""


@dataclass(frozen=True)
class _Unit:
    """A sector in the making."""

    polygon: Polygon
    shares: tuple[_Share, ...]
    """One for each cell of which it has a part."""

    @property
    def cell(self) -> _Share:
        """The cell that it is named after: of which it has most."""
        return max(self.shares, key=lambda share: (share.area_nm2, -share.order))

    @property
    def area_nm2(self) -> float:
        return sum(share.area_nm2 for share in self.shares)

    @property
    def small(self) -> bool:
        return self.area_nm2 < SMALLEST * self.cell.whole_nm2

    @property
    def place(self) -> tuple[int, float, float]:
        """Reading order: by cell, then from the north, then from the west."""
        west, _, _, north = self.polygon.bounds
        return self.cell.order, -north, west


def cut_into_sectors(water: Polygon | MultiPolygon, minutes: gars.Minutes) -> list[tuple[str, Polygon]]:
    """(name, polygon) of every sector, in reading order from the north-west.

    A sector is named by its cell; where several parts of one cell become sectors, `611KZ a`, `611KZ b`
    and so on. A joined remnant is part of the sector that took it; the two are named after the cell of
    which they have most. Polygons are valid, may have holes, and partition the water but for slivers.
    """
    units = _joined(_clipped(water, minutes))
    units.sort(key=lambda unit: unit.place)
    count: dict[str, int] = {}
    for unit in units:
        count[unit.cell.label] = count.get(unit.cell.label, 0) + 1
    seen: dict[str, int] = {}
    named = []
    for unit in units:
        name = unit.cell.label
        if count[name] > 1:
            seen[name] = seen.get(name, 0) + 1
            name = f"{name} {letters(seen[name])}"
        named.append((name, shapely.normalize(unit.polygon)))
    return named


def _clipped(water: Polygon | MultiPolygon, minutes: gars.Minutes) -> list[_Unit]:
    """Every part of every cell that holds water."""
    if water.is_empty:
        return []
    shapely.prepare(water)
    west, south, east, north = water.bounds
    cells = list(gars.cells((west, south, east, north), minutes))
    boxes = shapely.box(*np.array([edges for _, edges in cells]).T)
    meets = shapely.intersects(water, boxes)
    inside = shapely.contains_properly(water, boxes)
    units = []
    for order in np.flatnonzero(meets):
        cell = boxes[order]
        whole = area_nm2(cell)
        parts = [(cell, whole)]
        if not inside[order]:
            clipped = polygons_of(shapely.intersection(water, cell, grid_size=GRID_DEG))
            parts = [(part, area_nm2(part)) for part in clipped]
        for part, area in parts:
            units.append(_Unit(part, (_Share(cells[order][0], int(order), area, whole),)))
    return units


def _joined(units: list[_Unit]) -> list[_Unit]:
    """Remnants, the smallest first, joined to the neighbour with the longest shared edge."""
    if not units:
        return []
    tree = STRtree([unit.polygon for unit in units])
    left, right = tree.query([unit.polygon for unit in units], predicate="intersects")
    neighbours: list[set[int]] = [set() for _ in units]
    for i, j in zip(left.tolist(), right.tolist(), strict=True):
        if i != j:
            neighbours[i].add(j)
    alive = set(range(len(units)))
    alone: set[int] = set()
    waiting = [(*_rank(unit), i) for i, unit in enumerate(units) if unit.small]
    heapq.heapify(waiting)
    while waiting:
        *rank, small = heapq.heappop(waiting)
        if small not in alive or tuple(rank) != _rank(units[small]):  # joined, or grown since
            continue
        shared = {j: _shared_nm(units[small].polygon, units[j].polygon) for j in sorted(neighbours[small])}
        shared = {j: length for j, length in shared.items() if length > _TOUCH_NM}
        if not shared:
            alone.add(small)
            continue
        keeper = max(shared, key=lambda j: (round(shared[j], 6), units[j].area_nm2, -j))
        _absorb(units, keeper, small)
        alive.remove(small)
        if units[keeper].small and keeper not in alone:
            heapq.heappush(waiting, (*_rank(units[keeper]), keeper))
        for j in neighbours[small]:
            neighbours[j].discard(small)
        neighbours[keeper] |= neighbours[small] - {keeper}
        for j in neighbours[keeper]:
            neighbours[j].add(keeper)
    return [
        units[i]
        for i in sorted(alive)
        if i not in alone or units[i].area_nm2 >= SLIVER * units[i].cell.whole_nm2
    ]


def _rank(unit: _Unit) -> tuple[float, tuple[int, float, float]]:
    """The smallest remnant is joined first; of equal ones the first in reading order."""
    return unit.area_nm2, unit.place


def _absorb(units: list[_Unit], keeper: int, small: int) -> None:
    """Make `keeper` both; the name is that of the cell of which the two together have most."""
    a, b = units[keeper], units[small]
    both = max(polygons_of(shapely.union(a.polygon, b.polygon, grid_size=GRID_DEG)), key=shapely.area)
    shares = {share.label: share for share in a.shares}
    for share in b.shares:
        other = shares.get(share.label)
        more = share.area_nm2 + (0.0 if other is None else other.area_nm2)
        shares[share.label] = replace(share, area_nm2=more)
    units[keeper] = _Unit(both, tuple(shares.values()))


def _shared_nm(a: Polygon, b: Polygon) -> float:
    """Length of the edge that two neighbours share [nm]; 0 where they meet in points."""
    edge = shapely.intersection(a, b, grid_size=GRID_DEG)
    total = 0.0
    for line in shapely.get_parts(shapely.get_parts(edge)):
        if shapely.get_dimensions(line) == 1:
            corners = shapely.get_coordinates(line)
            step = np.diff(corners, axis=0) * 60
            step[:, 0] *= np.cos(np.radians(corners[1:, 1]))
            total += float(np.hypot(step[:, 0], step[:, 1]).sum())
    return total
