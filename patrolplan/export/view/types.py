"""What every format is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from patrolplan.measures.flying.programme import Line
from patrolplan.measures.tracks.pattern import SearchPattern
from patrolplan.record.types import Event, Leg, LonLat, Sector, Sortie, Task, Zone

UNDISCLOSED = "another unit"
"""What stands for the name of an asset that may not be disclosed."""


@dataclass(frozen=True)
class Stamp:
    """What every product says of itself."""

    plan: str
    issue: int
    supersedes: str | None
    scenario: str
    marking: str
    hash: str
    """SHA-256 of the plan file, hexadecimal."""
    start: datetime
    end: datetime
    audience: str
    """For whom, in words: `all`, `AUS`, `HMAS Melbourne`."""
    notional: tuple[str, ...]
    """What the planner marked as notional or assumed; empty in a nation's product."""
    version: str

    @property
    def seal(self) -> str:
        """What `check-export` looks for: the same in every format."""
        return f"patrolplan-seal/1 issue={self.issue} sha256={self.hash}"

    @property
    def title(self) -> str:
        """`ECC WEEK 39, issue 1`."""
        return f"{self.plan}, issue {self.issue}"


@dataclass(frozen=True)
class Meeting:
    """A hand-over as one of its two sides sees it."""

    who: str
    """The other side's name, or `UNDISCLOSED`."""
    time: datetime
    """When the taker's task starts."""
    other_time: datetime
    """When the other side's task ends (for the taker) or starts (for the giver)."""
    position: LonLat | None
    """Where the taker begins; None where that may not be disclosed."""


@dataclass(frozen=True)
class Job:
    """A task in full."""

    task: Task
    number: int
    """From 1 among the tasks of its mover."""
    nation: str
    medium: Literal["ship", "aircraft"]
    sector: Sector
    legs: tuple[Leg, ...]
    """Its passages, search and hold, by time."""
    pattern: SearchPattern | None
    relieves: Meeting | None
    relieved_by: Meeting | None

    @property
    def place(self) -> LonLat:
        """Where to begin: the commence search point; without one, where it starts, or the sector's point."""
        if self.pattern is not None:
            return self.pattern.commence
        if self.legs:
            return self.legs[0].points[0].lon, self.legs[0].points[0].lat
        return self.sector.point


@dataclass(frozen=True)
class Mover:
    """A ship, or one sortie of a detachment, in full."""

    asset: str
    nation: str
    medium: Literal["ship", "aircraft"]
    sortie: Sortie | None
    line: Line | None
    """Of a sortie: its callsign, and brief to debrief."""
    jobs: tuple[Job, ...]
    legs: tuple[Leg, ...]
    """All of its legs, by time."""
    events: tuple[Event, ...]

    @property
    def name(self) -> str:
        """The ship's name or the sortie's id."""
        return self.asset if self.sortie is None else self.sortie.id


@dataclass(frozen=True)
class Reserved:
    """Water that others hold: sector and time, and nothing more."""

    sector: Sector
    start: datetime
    end: datetime


@dataclass(frozen=True)
class View:
    """All that a product may show."""

    stamp: Stamp
    movers: tuple[Mover, ...]
    """Ships in the scenario's order, then sorties by take-off."""
    reserved: tuple[Reserved, ...]
    sectors: tuple[Sector, ...]
    """Those that the tasks and reservations stand in; all of them where nothing is held back."""
    zones: tuple[Zone, ...]
    everything: bool
    """Nothing is held back: for the cell itself."""

    @property
    def jobs(self) -> tuple[Job, ...]:
        """Every task of every mover."""
        return tuple(job for mover in self.movers for job in mover.jobs)

    @property
    def assets(self) -> tuple[str, ...]:
        """Ships and detachments, each once, in order."""
        return tuple(dict.fromkeys(mover.asset for mover in self.movers))
