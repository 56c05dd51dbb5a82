"""How well an asset sees: sweep width, effective speed and coverage rate by slot.

Width W = catalogue width by day or night × what the sea state leaves of it × fatigue [nm];
effective speed V/(1 + V·W·ρ·τ) [kn] allows for looking at ρ contacts per nm², τ hours each;
coverage grows at W·V/A [per hour]. A ship whose helicopter searches for a share of a slot sweeps its W·V
beside her own: her width is then so much wider.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from patrolplan.scenario.model import Helicopter as Embarked
from patrolplan.scenario.model import Scenario

SECONDS_PER_HOUR = 3600.0


@dataclass(frozen=True)
class Eyes:
    """What of an asset matters for seeing."""

    day_width_nm: float
    night_width_nm: float
    speed_kn: float
    """On station, before looking at contacts."""
    contact_time_s: float
    width_by_sea_state: tuple[float, ...]
    """Factor on the width, indexed by sea state."""
    helicopter: Helicopter | None = None
    """Of a ship that carries one: what it sweeps counts as hers."""


@dataclass(frozen=True)
class Helicopter:
    """A ship's helicopter in the air."""

    eyes: Eyes
    shares: tuple[float, ...]
    """For each step the share of it for which it searches."""


@dataclass(frozen=True)
class Sight:
    """How well an asset sees in one sector, for each step."""

    width_nm: tuple[float, ...]
    speed_kn: tuple[float, ...]
    """Effective speed."""
    coverage_per_s: tuple[float, ...]


def eyes_of(scenario: Scenario, asset: str) -> Eyes:
    """The eyes of a ship or of a detachment's aircraft.

    Raises:
        KeyError: the scenario has no such asset.

    """
    ship = scenario.ships.get(asset)
    if ship is not None:
        kind = scenario.classes[ship.ship_class]
        factors = tuple(rule.ship_width for rule in scenario.sea_states)
        return Eyes(
            kind.day_width_nm,
            kind.night_width_nm,
            ship.patrol_kn,
            kind.contact_time_s,
            factors,
            None if ship.helicopter is None else _helicopter(scenario, ship.helicopter),
        )
    return _aircraft(scenario, scenario.aircraft[asset].type)


def _aircraft(scenario: Scenario, type_: str) -> Eyes:
    model = scenario.types[type_]
    factors = tuple(rule.aircraft_width for rule in scenario.sea_states)
    return Eyes(model.day_width_nm, model.night_width_nm, model.station_kn, model.contact_time_s, factors)


def _helicopter(scenario: Scenario, item: Embarked) -> Helicopter:
    """Second by second would do: flights are spans on the clock in Z, day after day."""
    horizon = scenario.horizon
    midnight = horizon.start.replace(hour=0, minute=0, second=0, microsecond=0)
    opened = int((horizon.start - midnight).total_seconds())
    steps = horizon.length_s // horizon.slot_s
    days = range(-1, (opened + horizon.length_s) // 86_400 + 1)
    flights = [(day * 86_400 + at - opened, day * 86_400 + at - opened + item.length_s)
               for day in days for at in item.launches_s]  # fmt: skip
    shares = []
    for step in range(steps):
        low, high = step * horizon.slot_s, (step + 1) * horizon.slot_s
        flown = sum(max(0, min(high, end) - max(low, start)) for start, end in flights)
        shares.append(flown / horizon.slot_s)
    return Helicopter(_aircraft(scenario, item.type), tuple(shares))


def sight_of(
    eyes: Eyes,
    fatigue: float,
    night: Sequence[bool],
    sea_state: Sequence[int],
    contacts_per_nm2: float,
    area_nm2: float,
) -> Sight:
    """Sweep width, effective speed and coverage rate in each step of a sector."""
    widths = tuple(width_nm(eyes, dark, sea, fatigue) for dark, sea in zip(night, sea_state, strict=True))
    speeds = tuple(effective_speed_kn(eyes, width, contacts_per_nm2) for width in widths)
    if eyes.helicopter is not None:
        above = sight_of(eyes.helicopter.eyes, fatigue, night, sea_state, contacts_per_nm2, area_nm2)
        added = zip(eyes.helicopter.shares, above.width_nm, above.speed_kn, strict=True)
        more = [share * width * speed for share, width, speed in added]  # nm² an hour
        widths = tuple(w + extra / v for w, extra, v in zip(widths, more, speeds, strict=True))
    rates = tuple(coverage_per_s(w, v, area_nm2) for w, v in zip(widths, speeds, strict=True))
    return Sight(widths, speeds, rates)


def width_nm(eyes: Eyes, night: bool, sea_state: int, fatigue: float) -> float:
    """Sweep width for identification [nm]."""
    uncorrected = eyes.night_width_nm if night else eyes.day_width_nm
    return uncorrected * eyes.width_by_sea_state[sea_state] * fatigue


def effective_speed_kn(eyes: Eyes, width: float, contacts_per_nm2: float) -> float:
    """Speed made good along the search track [kn]."""
    hours = eyes.contact_time_s / SECONDS_PER_HOUR
    return eyes.speed_kn / (1.0 + eyes.speed_kn * width * contacts_per_nm2 * hours)


def coverage_per_s(width: float, speed_kn: float, area_nm2: float) -> float:
    """Coverage factor gained each second on station [1/s]."""
    return width * speed_kn / area_nm2 / SECONDS_PER_HOUR
