"""Detachments of aircraft: airframes, crews and what they have behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from patrolplan.scenario.model.catalogue import CrewRules
from patrolplan.scenario.model.fields import added


@dataclass(frozen=True)
class Unavailable:
    """A spell in which an airframe does not fly."""

    airframe: int
    """From 1 within the detachment."""
    start: datetime | None
    end: datetime | None
    because: str


@dataclass(frozen=True)
class CrewHours:
    """What a crew has behind it when the horizon opens."""

    crew: int
    """From 1 within the detachment."""
    hours_7d: float
    """They count in full in any 7 days that begin before the opening."""
    hours_30d: float
    rested: datetime | None
    """When its first duty may begin; None: at once, and a brief may lie before the opening."""


@dataclass(frozen=True)
class TakeoffHours:
    """Base-local hours of preferred take-offs, through midnight where they end before they start."""

    start_s: int
    """Seconds after local midnight."""
    end_s: int
    price: float | None
    """Of a take-off at another hour; None: a hundredth of what begins in a day."""


@dataclass(frozen=True)
class Detachment:
    """Patrol aircraft at one base, with their crews."""

    nation: str
    type: str
    base: str
    airframes: int
    crews: int
    crew_rules: CrewRules
    per_day: int
    """Most take-offs in one base-local day."""
    per_week: int | None
    min_look_s: int
    start: datetime
    """Take-offs and landings lie within [start, end]."""
    end: datetime
    callsign: str | None = added(None)
    """None: the detachment's name."""
    alternate: str | None = added(None)
    """The base for which fuel is kept beside the reserve, and which is open when a sortie lands."""
    unavailable: dict[str, Unavailable] = added(factory=dict)
    planned: int | None = added(None)
    """Most airframes in the air or in their turnaround at once; None: all."""
    expected: float = added(1.0)
    """The chance that an airframe is serviceable when its sortie is due; told, not counted."""
    flown: dict[str, CrewHours] = added(factory=dict)
    """At most one for each crew."""
    at_least: int = added(0)
    """Take-offs asked for on each whole base-local day that the detachment is there."""
    short_price: float | None = added(None)
    """Of a take-off that is missing; None: a tenth of what begins in a day."""
    hours: TakeoffHours | None = added(None)
    gap_s: int = added(0)
    """Least time between two of its take-offs."""
    release: tuple[str, ...] = added(())
    """Other nations that may see its tasking in full; to all others a product shows water and time only."""
