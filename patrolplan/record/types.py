"""Frozen types of the plan file, one for one with its JSON.

Keys stand in the file as they stand here, except where the file uses a word that Python keeps for
itself or a shorter one (`from`, `to`, `except`, a zone's `polygon`): `wire` has every key. Times
are aware UTC datetimes (ISO 8601 with Z in the file), positions (longitude, latitude) in decimal
degrees, spans whole seconds. Of a task its asset, sortie, sector, start and end are authoritative; all
else is derived from them and judged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

FORMAT = "patrolplan/1"

LonLat = tuple[float, float]


@dataclass(frozen=True)
class Plan:
    """What the plan is called, and what it replaces."""

    name: str
    issue: int
    supersedes: str | None = None
    effective: datetime | None = None


@dataclass(frozen=True)
class Source:
    """Where the scenario came from: enough to make it again."""

    file: str
    sha256: str
    variant: str | None = None
    sets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Model:
    """How time is cut: `steps` slots of `slot_s` seconds from `start`; things stay `stay_s`."""

    start: datetime
    slot_s: int
    tick_s: int
    stay_s: int
    steps: int


@dataclass(frozen=True)
class Score:
    """`value`, `total`, `bound` in what the areas count: transfers, or priority × nm² × days."""

    value: float
    total: float
    coverage: float
    shortfall_cost: float
    objective: float
    bound: float | None
    gap: float | None
    """(bound - objective) / value; 0 when the difference is under 1e-6, None when value is 0."""


@dataclass(frozen=True)
class Zone:
    """A zone with its shape drawn."""

    name: str
    polygons: tuple[tuple[tuple[LonLat, ...], ...], ...]
    """Polygons; each is its outer ring and then its holes; rings are not closed."""
    start: datetime | None
    end: datetime | None
    closed_to: tuple[Literal["aircraft", "ships", "tasks"], ...]
    except_nations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sector:
    """A piece of sea that is tasked as one."""

    id: str
    polygon: tuple[tuple[LonLat, ...], ...]
    """Outer ring, then holes; not closed."""
    point: LonLat
    area_nm2: float
    areas: dict[str, float]
    """For each area that it touches, the beginnings of that area that lie in it over the horizon."""
    rates: tuple[float, ...]
    """Expected beginnings in each step."""


@dataclass(frozen=True)
class Sortie:
    """One flight of a detachment."""

    id: str
    detachment: str
    airframe: int
    """From 1 within the detachment."""
    crew: int
    takeoff: datetime
    landing: datetime
    block: str | None = None
    """Altitude block, where one is assigned."""


@dataclass(frozen=True)
class Task:
    """A holder on station in one sector from one time to another."""

    id: str
    asset: str
    sortie: str | None
    sector: str
    start: datetime
    end: datetime
    role: Literal["patrol"] = "patrol"
    value: float = 0.0
    """What the plan loses without it."""
    looks: tuple[tuple[int, float], ...] = ()
    """(step, POD) for each slot of the sector whose beginnings it may identify."""


@dataclass(frozen=True)
class Event:
    """What an asset does besides its tasks and the way between them."""

    asset: str
    kind: Literal["join", "leave", "replenish", "port", "wait", "relief"]
    at: LonLat | None
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Point:
    """Where an asset is at one moment."""

    lon: float
    lat: float
    time: datetime


@dataclass(frozen=True)
class Leg:
    """A piece of track at constant speed between successive points (geodesics)."""

    id: str
    asset: str
    sortie: str | None
    task: str | None
    kind: Literal["transit", "passage", "search", "hold"]
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Handover:
    """One holder's task in a sector is followed by another's within the stay."""

    sector: str
    giver: str
    """Id of the task that ends."""
    taker: str
    """Id of the task that follows."""
    time: datetime
    position: LonLat


@dataclass(frozen=True)
class Shortfall:
    """By how much something asked for is missed, and what that costs."""

    requirement: str
    amount: float
    unit: str
    cost: float
    reason: str = ""
    """Why, in words; nobody judges it."""


@dataclass(frozen=True)
class PrivateLevels:
    """Levels for one take-off only; `levels` per sector as (step, level)."""

    detachment: str
    takeoff: datetime
    claim: int
    levels: dict[str, tuple[tuple[int, int], ...]]
    groups: dict[str, int] = field(default_factory=dict)
    """Number (from 0) of the group that a sector of `levels` belongs to: what its levels cost is paid only by
    flights that come into the group. Sectors that are left out belong to none: every flight pays."""


@dataclass(frozen=True)
class Prices:
    """The certificate: integers over `scale`. From it the bound is recomputed."""

    scale: int
    levels: dict[str, tuple[int, ...]]
    """For each sector, per step."""
    private: tuple[PrivateLevels, ...] = ()
    hold: dict[str, tuple[int, ...]] = field(default_factory=dict)
    resources: dict[str, tuple[int, ...]] = field(default_factory=dict)
    requirements: dict[str, tuple[int, ...]] = field(default_factory=dict)
    leaves: tuple[dict[str, Any], ...] = ()
    """Where the proof is by cases: for each `decisions`, [ship, sector, step, held] each, and `levels` like
    those above, which then are not used: the bound is the worst leaf's."""


@dataclass(frozen=True)
class PhaseNote:
    """One phase of the run and why it ended."""

    name: str
    rounds: int
    value: float
    bound: float
    stopped_by: str


@dataclass(frozen=True)
class Run:
    """How the plan was made."""

    version: str
    seed: int
    effort: str
    rounds: int
    stopped_by: str
    phases: tuple[PhaseNote, ...] = ()
    remarks: tuple[str, ...] = ()
    """Every fallback, limit or early stop, in words."""


@dataclass(frozen=True)
class Record:
    """The whole plan file."""

    format: str
    plan: Plan
    marking: dict[str, Any]
    """`classification`, `release`."""
    scenario: dict[str, Any]
    """The resolved scenario, as `scenario.resolved` writes and reads it."""
    source: Source
    model: Model
    score: Score
    zones: tuple[Zone, ...]
    sectors: tuple[Sector, ...]
    sorties: tuple[Sortie, ...]
    tasks: tuple[Task, ...]
    events: tuple[Event, ...]
    legs: tuple[Leg, ...]
    handovers: tuple[Handover, ...]
    shortfalls: tuple[Shortfall, ...]
    prices: Prices | None
    run: Run
