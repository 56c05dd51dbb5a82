"""Sectors by the names that planners use, and those of areas."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from shapely import intersects_xy

from patrolplan.scenario.model import Forbid, Pin, Scenario
from patrolplan.sea.types import Water


def pinned_sector(pin: Pin, water: Water) -> int | None:
    """The row of a pin's sector; None where the water has no such sector."""
    for row, sector in enumerate(water.sectors):
        if pin.sector is not None and sector.id == pin.sector:
            return row
        if pin.at is not None and intersects_xy(sector.polygon, *pin.at):
            return row
    return None


def forbidden_sectors(forbid: Forbid, water: Water) -> NDArray[np.bool_]:
    """(S,) the sectors that it names, those of its areas too; all where it names neither."""
    if not forbid.sectors and not forbid.areas:
        return np.ones(len(water.sectors), dtype=np.bool_)
    named = set(forbid.sectors)
    return np.array(
        [s.id in named or any(s.shares.get(a, 0.0) > 0.0 for a in forbid.areas) for s in water.sectors],
        dtype=np.bool_,
    )


def area_sectors(area: str, water: Water) -> NDArray[np.int32]:
    """Rows of the sectors with a share in an area."""
    rows = [row for row, sector in enumerate(water.sectors) if sector.shares.get(area, 0.0) > 0.0]
    return np.array(rows, dtype=np.int32)


def unknown(scenario: Scenario, water: Water) -> list[tuple[str, str]]:
    """(asset, words) for each pin and forbidden task whose sector the water does not have."""
    ids = [sector.id for sector in water.sectors]
    found = []
    for name, pin in scenario.pins.items():
        if pinned_sector(pin, water) is None:
            where = f"sector {pin.sector}" if pin.sector is not None else "sector at that position"
            found.append((pin.asset, f"pin {name}: there is no {where}{_near(pin.sector, ids)}"))
    for name, forbid in scenario.forbid.items():
        found += [
            (forbid.assets[0], f"forbid {name}: there is no sector {label}{_near(label, ids)}")
            for label in forbid.sectors
            if label not in ids
        ]
    return found


def _near(label: str | None, ids: Iterable[str]) -> str:
    """Sectors of the same cell, as a hint."""
    parts = [other for other in ids if label is not None and other.split()[0] == label.split()[0]]
    return f"; of that cell there are {', '.join(parts)}" if parts else " in the areas' water"
