"""The resolved scenario: frozen, complete, in one set of units.

Positions are (longitude, latitude) in decimal degrees WGS 84, times aware UTC datetimes, spans
whole seconds (`_s`), speeds knots (`_kn`), distances nautical miles (`_nm`). Every collection is a
mapping by the planner's own name. What the planner left out has been filled in, so that nothing
downstream knows a default. The plan file embeds this as JSON, and it reads back to the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field
from datetime import datetime
from typing import Any, Literal

LonLat = tuple[float, float]
Ring = tuple[LonLat, ...]
"""Corners of a polygon, not closed, straight in longitude and latitude between them."""


def added(default: Any = MISSING, *, factory: Callable[[], Any] | None = None) -> Any:
    """A field that came after the first plan files, with what holds where nothing is said of it.

    JSON leaves it out where it holds its default: plan files from before it read back, and a scenario that
    does not use it is written as it always was.
    """
    if factory is not None:
        return field(default_factory=factory, metadata={"added": True})
    return field(default=default, metadata={"added": True})


@dataclass(frozen=True)
class PlanName:
    """How the plan is called, and which issue of it this is."""

    name: str
    issue: int


@dataclass(frozen=True)
class Marking:
    """What stands on every product."""

    classification: str
    release: tuple[str, ...]
    """ISO 3166-1 alpha-3."""


@dataclass(frozen=True)
class Horizon:
    """The time that is planned, and the steps that it is counted in."""

    start: datetime
    length_s: int
    slot_s: int
    """The step; a slot is one sector during one step."""
    tick_s: int
    """Aircraft looks start and end on multiples of it; divides the step."""
    takeoff_step_s: int
    period_s: int
    """The span by which tables are summed; for reading only."""


@dataclass(frozen=True)
class SectorRule:
    """How the water is cut into sectors."""

    grid_min: Literal[15, 30]
    drawn: dict[str, tuple[Ring, ...]] = added(factory=dict)
    """Sectors drawn by hand, by name; their water is taken out of the grid."""


@dataclass(frozen=True)
class Separation:
    """Closest approach between search tracks of two assets on station at once."""

    ships_nm: float
    aircraft_nm: float


@dataclass(frozen=True)
class Presence:
    """Somebody is there all the time: asked for, at a price for every slot without."""

    per: Literal["sector", "area"]
    """Somebody in each sector, or in any one sector of the area."""
    start: datetime | None
    end: datetime | None
    price: float | None
    """Of a slot without; None: ten times the mean of what begins in a slot of the area."""


@dataclass(frozen=True)
class MaxGap:
    """The longest time between two looks: asked for, at a price for every look that is missing."""

    length_s: int
    per: Literal["sector", "area"]
    """Between looks into each sector, or into any sector of the area."""
    price: float | None
    """Of a missing look; None: ten times the mean of what begins in a slot of the area."""


@dataclass(frozen=True)
class MinCoverage:
    """The least share of an area's beginnings to identify: asked for, at a price for what is missing."""

    share: float
    price: float | None
    """Of a unit of value that is missing; None: ten."""


@dataclass(frozen=True)
class Area:
    """A sea area of interest: its shape, and how much happens there."""

    polygons: tuple[Ring, ...]
    transfers_per_day: float | None
    """All areas of a scenario have this, or all have `priority`."""
    priority: float | None
    """Relative, per nm² and day."""
    night: float
    """Rate at night relative to day; 1 is even."""
    contacts_per_1000nm2: float
    presence: Presence | None = added(None)
    max_gap: MaxGap | None = added(None)
    min_coverage: MinCoverage | None = added(None)


@dataclass(frozen=True)
class Zone:
    """Either `polygons`, or `coast_buffer_nm` round the land of the states `of`."""

    polygons: tuple[Ring, ...]
    coast_buffer_nm: float | None
    of: tuple[str, ...]
    start: datetime | None
    end: datetime | None
    closed_to: tuple[Literal["aircraft", "ships", "tasks"], ...]
    except_nations: tuple[str, ...]


@dataclass(frozen=True)
class Base:
    """An airfield or a port, from the catalogue or the scenario."""

    name: str
    position: LonLat
    kind: Literal["airfield", "port"]
    utc_offset_s: int
    """Local standard time less UTC: base-local days are counted by it."""
    opens_s: int | None
    """Seconds after local midnight; None: open round the clock."""
    closes_s: int | None
    gap_s: int = added(0)
    """Least time between any two take-offs from it."""


@dataclass(frozen=True)
class ShipClass:
    """What ships of a class can do."""

    name: str
    patrol_kn: float
    max_kn: float
    day_width_nm: float
    """Sweep width for identification, uncorrected, in good weather."""
    night_width_nm: float
    detect_width_nm: float
    contact_time_s: int
    """Time to look at one contact."""
    note: str


@dataclass(frozen=True)
class AircraftType:
    """What aircraft of a type can do."""

    name: str
    cruise_kn: float
    station_kn: float
    endurance_s: int
    reserve_s: int
    """Fuel kept for alternate and reserve: longest flight is endurance less reserve."""
    turnaround_s: int
    day_width_nm: float
    night_width_nm: float
    detect_width_nm: float
    contact_time_s: int
    note: str


@dataclass(frozen=True)
class CrewRules:
    """Rest and hours of aircrew."""

    brief_s: int
    debrief_s: int
    duty_s: int
    """Longest duty, brief and debrief included."""
    rest_s: int
    long_duty_s: int
    long_rest_s: int
    """Rest that follows a duty longer than `long_duty_s`."""
    hours_7d: float
    hours_30d: float


@dataclass(frozen=True)
class SeaStateRule:
    """What a sea state (Douglas, WMO 3700) does to identification widths: factors in [0, 1]."""

    ship_width: float
    aircraft_width: float


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


@dataclass(frozen=True)
class Weather:
    """A sea state in an area, or everywhere, for a time."""

    area: str | None
    """None: everywhere."""
    start: datetime
    end: datetime
    sea_state: int


@dataclass(frozen=True)
class Scenario:
    """Everything that is known before planning begins."""

    name: str
    plan: PlanName
    marking: Marking
    horizon: Horizon
    sectors: SectorRule
    separation: Separation
    stay_s: int
    fatigue: float
    """Factor on every sweep width."""
    areas: dict[str, Area]
    zones: dict[str, Zone]
    bases: dict[str, Base]
    """Those that the scenario uses, by the name it uses for them."""
    classes: dict[str, ShipClass]
    types: dict[str, AircraftType]
    sea_states: tuple[SeaStateRule, ...]
    """Index is the sea state, 0 to 9."""
    ships: dict[str, ShipAsset]
    aircraft: dict[str, Detachment]
    caveats: dict[str, Caveat] = field(default_factory=dict)
    closures: dict[str, Closure] = field(default_factory=dict)
    weather: dict[str, Weather] = field(default_factory=dict)
    notional: tuple[str, ...] = ()
    """What the planner marked as notional or assumed: shown with every product."""
    pins: dict[str, Pin] = added(factory=dict)
    forbid: dict[str, Forbid] = added(factory=dict)
    relief_s: int = added(3600)
    """How long a ship that comes to water with presence is there before her task begins."""
