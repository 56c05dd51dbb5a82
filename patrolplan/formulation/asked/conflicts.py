"""Pins that no plan can keep, found before any search, and the rules that stand against them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

import numpy as np

from patrolplan.formulation.asked.closing import forbids_of
from patrolplan.formulation.asked.places import forbidden_sectors, pinned_sector, unknown
from patrolplan.formulation.clock import Clock
from patrolplan.formulation.types import Obstacle
from patrolplan.formulation.ways import choices
from patrolplan.problem.types import NEVER, Arcs, Detachment, Mover, Ship, Spell
from patrolplan.scenario.model import Scenario
from patrolplan.sea.types import Water


@dataclass(frozen=True)
class _Stop:
    """A stretch that a ship must be on task in a sector: one pin or several that hang together."""

    names: tuple[str, ...]
    sector: int
    start: int
    end: int

    @property
    def words(self) -> str:
        """Its pins."""
        return f"pin {self.names[0]}" if len(self.names) == 1 else f"pins {' and '.join(self.names)}"


def unknown_sectors(scenario: Scenario, water: Water) -> list[Obstacle]:
    """Pins and forbidden tasks that name a sector which the water does not have."""
    return [Obstacle(asset, True, words) for asset, words in unknown(scenario, water)]


def ship_pins(ship: Ship, mover: Mover, scenario: Scenario, water: Water, clock: Clock) -> list[Obstacle]:
    """Why a ship cannot keep her pins: the first that she cannot keep after those before it; or none."""
    words = next(_broken(ship, mover, scenario, water, clock), None)
    return [] if words is None else [Obstacle(ship.name, True, words)]


def _broken(ship: Ship, mover: Mover, scenario: Scenario, water: Water, clock: Clock) -> Iterator[str]:
    stops = _stops(ship.name, scenario, water, clock)
    for stop in stops:
        closed = _closed_by(stop, ship.name, mover, scenario, water, clock)
        if closed:
            yield f"{stop.words}: {water.sectors[stop.sector].id} is closed to {ship.name} {closed}"
            return
    for stop in stops:
        if ship.supply is not None and stop.end - stop.start > ship.supply.every:
            yield f"{stop.words}: {ship.name} cannot be on task for so long without replenishing"
            return
    for spell in ship.spells:
        mine = [s for s in stops if spell.entry.min() <= s.start and s.end <= spell.exit.max()]
        yield from _chain(ship.name, mine, spell, mover, scenario, water, clock)
        stops = [s for s in stops if s not in mine]
    for stop in stops:
        yield f"{stop.words}: {ship.name} is nowhere on task then, between her joining and her leaving"


def _stops(asset: str, scenario: Scenario, water: Water, clock: Clock) -> list[_Stop]:
    """Pins by time, those of one sector that touch or overlap taken together."""
    found: list[_Stop] = []
    for name, pin in scenario.pins.items():
        sector = pinned_sector(pin, water)
        if pin.asset == asset and sector is not None:
            found.append(_Stop((name,), sector, clock.floor(pin.start), clock.ceil(pin.end)))
    found.sort(key=lambda stop: (stop.start, stop.end))
    merged: list[_Stop] = []
    for stop in found:
        last = merged[-1] if merged else None
        if last is not None and last.sector == stop.sector and stop.start <= last.end:
            names = (*last.names, *stop.names)
            merged[-1] = _Stop(names, last.sector, last.start, max(last.end, stop.end))
        else:
            merged.append(stop)
    return merged


def _chain(
    name: str,
    stops: Sequence[_Stop],
    spell: Spell,
    mover: Mover,
    scenario: Scenario,
    water: Water,
    clock: Clock,
) -> Iterator[str]:
    """Each stop as early as it may begin and end: nothing else leaves more time for the next."""
    before: tuple[_Stop, int] | None = None
    for stop in stops:
        place = water.sectors[stop.sector].id
        if before is None:
            ready, since = int(spell.entry[stop.sector]), "after she joins"
        elif before[0].sector == stop.sector:
            ready, since = before[1], f"after {before[0].words}"
        else:
            ready = _arrives(mover.arcs, before[0].sector, stop.sector, before[1])
            since = f"after {before[0].words}"
        run = _run(mover, stop, clock.slot_ticks)
        begin = max(ready, run[0])
        if ready > stop.start:
            when = f"only at {_dtg(clock.at(ready))}" if ready < NEVER else "at no time"
            yield f"{stop.words}: {name} can be on task in {place} {when} {since}"
            return
        end = max(stop.end, begin + int(mover.min_task[stop.sector]))
        latest = min(run[1], int(spell.exit[stop.sector]))
        if end > latest:
            needs = f"{int(mover.min_task[stop.sector]) * clock.tick_s / 3600:.3g} h"
            yield (
                f"{stop.words}: {name} needs {needs} on task in {place}, and has from "
                f"{_dtg(clock.at(begin))} to {_dtg(clock.at(max(latest, 0)))}"
                f"{_hemmed(stop, name, run, scenario, water, clock)}"
            )
            return
        before = (stop, end)


def _hemmed(
    stop: _Stop, asset: str, run: tuple[int, int], scenario: Scenario, water: Water, clock: Clock
) -> str:
    """What closes the water just before and just after the open stretch round a stop, in words."""
    T = clock.slot_ticks
    edges = (range(run[0] // T - 1, run[0] // T), range(run[1] // T, run[1] // T + 1))
    found: list[str] = []
    for edge in edges:
        if 0 <= edge.start < clock.steps:
            found += _reasons(stop, asset, slice(edge.start, edge.stop), scenario, water, clock)
    return f", beside {' and '.join(dict.fromkeys(found))}" if found else ""


def _arrives(arcs: Arcs, tail: int, head: int, ready: int) -> int:
    ways = choices(arcs, tail, head, ready)
    return ways[0][1] if ways else NEVER


def _run(mover: Mover, stop: _Stop, slot_ticks: int) -> tuple[int, int]:
    """Ticks of the open water round a stop."""
    row = mover.allowed[stop.sector]
    first, last = stop.start // slot_ticks, -(-stop.end // slot_ticks)
    while first > 0 and row[first - 1]:
        first -= 1
    while last < len(row) and row[last]:
        last += 1
    return first * slot_ticks, last * slot_ticks


def _closed_by(stop: _Stop, asset: str, mover: Mover, scenario: Scenario, water: Water, clock: Clock) -> str:
    """What closes some of a stop's slots to a ship, in words; empty where all are open."""
    T = clock.slot_ticks
    mine = slice(stop.start // T, -(-stop.end // T))
    if mover.allowed[stop.sector, mine].all():
        return ""
    reasons = _reasons(stop, asset, mine, scenario, water, clock)
    return f"by {' and by '.join(reasons)}" if reasons else "then"


def _reasons(
    stop: _Stop, asset: str, mine: slice, scenario: Scenario, water: Water, clock: Clock
) -> list[str]:
    """What can close steps of a stop's sector to a ship, each in words."""
    reasons = []
    for name in sorted(forbids_of(scenario, asset)):
        item = scenario.forbid[name]
        if forbidden_sectors(item, water)[stop.sector] and _meet(mine, clock.steps_met(item.start, item.end)):
            reasons.append(f"forbid {name} ({item.because})")
    shares = water.sectors[stop.sector].shares
    for name, caveat in scenario.caveats.items():
        there = asset in caveat.assets and any(shares.get(area, 0.0) > 0 for area in caveat.not_in)
        if there and _meet(mine, clock.steps_met(caveat.start, caveat.end)):
            reasons.append(f"caveat {name} ({caveat.because})")
    for name, pin in scenario.pins.items():
        if name in stop.names or pin.asset not in scenario.ships:
            continue
        if not _meet(mine, clock.steps_met(pin.start, pin.end)):
            continue
        if pin.asset == asset or pinned_sector(pin, water) == stop.sector:
            reasons.append(f"pin {name} of {pin.asset}")
    polygon = water.sectors[stop.sector].polygon
    for zone in water.zones:
        closed = zone.closed_to & {"ships", "tasks"} and scenario.ships[asset].nation not in zone.exempt
        if closed and _meet(mine, clock.steps_met(zone.start, zone.end)) and polygon.intersects(zone.shape):
            reasons.append(f"zone {zone.name}")
    return reasons


def _meet(a: slice, b: slice) -> bool:
    return bool(a.start < b.stop and b.start < a.stop)


def look_pins(
    detachment: Detachment, mover: Mover, scenario: Scenario, water: Water, clock: Clock
) -> list[Obstacle]:
    """Why a detachment cannot make a look that is pinned: one for each such pin."""
    found = []
    for name, pin in scenario.pins.items():
        sector = pinned_sector(pin, water)
        if pin.asset != detachment.name or sector is None:
            continue
        first, last = clock.ceil(pin.start), clock.floor(pin.end)
        if not any(
            _flown(detachment, mover, int(t), sector, first, last, clock) for t in detachment.takeoffs
        ):
            found.append(
                Obstacle(
                    pin.asset,
                    True,
                    f"pin {name}: no flight of {pin.asset} can look into {water.sectors[sector].id} between "
                    f"{_dtg(pin.start)} and {_dtg(pin.end)} and be home in time",
                )
            )
    return found


def _flown(
    det: Detachment, mover: Mover, takeoff: int, sector: int, first: int, last: int, clock: Clock
) -> bool:
    """Whether a flight of this take-off can make one shortest look within [first, last)."""
    out = choices(det.outbound, 0, sector, takeoff)
    if not out:
        return False
    span, T = int(mover.min_task[sector]), clock.slot_ticks
    latest = min(takeoff + det.max_block, len(det.landing) - 1)
    for begin in range(max(out[0][1], first), last - span + 1):
        end = begin + span
        if not mover.allowed[sector, begin // T : -(-end // T)].all():
            continue
        home = choices(det.inbound, sector, 0, end)
        if home and home[0][1] <= latest and bool(np.any(det.landing[home[0][1] : latest + 1])):
            return True
        if not home or home[0][1] > latest:
            return False
    return False


def rivals(scenario: Scenario, water: Water) -> list[Obstacle]:
    """Pins that put two ships into one sector at once, whatever they call it."""
    ships = [(n, p, pinned_sector(p, water)) for n, p in scenario.pins.items() if p.asset in scenario.ships]
    found = []
    for (name, one, here), (other, two, there) in combinations(ships, 2):
        if here is None or here != there or one.asset == two.asset:
            continue
        if one.start < two.end and two.start < one.end:
            who = f"{one.asset} and {two.asset} into {water.sectors[here].id}"
            words = f"pins {name} and {other} put {who} at once"
            found.append(Obstacle(one.asset, True, words))
    return found


def _dtg(time: datetime) -> str:
    return f"{time:%d%H%MZ}"
