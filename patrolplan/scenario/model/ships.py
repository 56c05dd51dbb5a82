"""Ships of the cell, and when they are with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from patrolplan.scenario.model.fields import LonLat, added


@dataclass(frozen=True)
class Spell:
    """One stretch of a ship with the cell."""

    in_at: LonLat | None
    """None: on station anywhere from the start of the spell (under way in the water already)."""
    in_time: datetime
    out_at: LonLat | None
    """None: leaves from wherever she is at the end of the spell."""
    out_time: datetime


@dataclass(frozen=True)
class Replenish:
    """How a ship is kept going: at sea wherever she is, or at a place."""

    every_s: int
    """Longest time from joining, or from the end of one, to the beginning of the next."""
    takes_s: int
    at: LonLat | None
    """None: wherever she is."""


@dataclass(frozen=True)
class Helicopter:
    """What a ship carries that looks for her."""

    type: str
    """Of aircraft."""
    length_s: int
    """Time on search of each flight."""
    launches_s: tuple[int, ...]
    """Seconds after 0000Z, in order, at which it begins to search on each day; no two flights overlap."""


@dataclass(frozen=True)
class ShipAsset:
    """One ship of the cell."""

    nation: str
    ship_class: str
    spells: tuple[Spell, ...]
    transit_kn: float
    patrol_kn: float
    min_task_s: int
    replenish: Replenish | None = added(None)
    release: tuple[str, ...] = added(())
    """Other nations that may see her tasking in full; to all others a product shows water and time only."""
    helicopter: Helicopter | None = added(None)
