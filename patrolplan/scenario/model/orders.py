"""What must be done, and what must not: pins, forbidden tasks, caveats, closures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from patrolplan.scenario.model.fields import LonLat


@dataclass(frozen=True)
class Caveat:
    """Something a nation or an asset will not do, with its reason."""

    assets: tuple[str, ...]
    """Names of ships and detachments that it binds (a nation's are spelled out)."""
    not_in: tuple[str, ...]
    """Areas."""
    start: datetime | None
    end: datetime | None
    because: str


@dataclass(frozen=True)
class Pin:
    """What must be in the plan. A ship: a task that covers the span. Aircraft: a look within it."""

    asset: str
    sector: str | None
    """By its label; None: the one in which `at` lies."""
    at: LonLat | None
    start: datetime
    end: datetime
    because: str


@dataclass(frozen=True)
class Forbid:
    """Tasks that must not be in the plan."""

    assets: tuple[str, ...]
    """Names of ships and detachments that it binds (a nation's are spelled out)."""
    sectors: tuple[str, ...]
    """Sectors by their labels; together with the sectors of `areas`; with neither: everywhere."""
    areas: tuple[str, ...]
    start: datetime | None
    end: datetime | None
    because: str


@dataclass(frozen=True)
class Closure:
    """Bases and ports shut for a time: no take-off, no landing, nobody joins or leaves there."""

    bases: tuple[str, ...]
    start: datetime
    end: datetime
    because: str
