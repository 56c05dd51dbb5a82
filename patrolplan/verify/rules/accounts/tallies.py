"""Tallies of a plan, counted again: by asset, nation, area and period."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from patrolplan.verify.rules.accounts.coverage import jointly
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.layout import Station

SECONDS_PER_HOUR = 3600.0


@dataclass(frozen=True)
class HolderTally:
    """What an asset or a nation does."""

    name: str
    sorties: int
    tasks: int
    on_task_h: float
    seen: float
    """What its own looks identify, whoever else sees it."""
    loss: float
    """What the plan would lose without it."""


@dataclass(frozen=True)
class WaterTally:
    """What begins in an area or a period, and what of it is identified."""

    name: str
    begins: float
    identified: float


@dataclass(frozen=True)
class Tallies:
    """All of them."""

    assets: tuple[HolderTally, ...]
    nations: tuple[HolderTally, ...]
    areas: tuple[WaterTally, ...]
    periods: tuple[WaterTally, ...]


def tallies(case: Case) -> Tallies:
    """Count a case."""
    assets = [_holder(case, name, lambda s, n=name: s.holder.asset.name == n) for name in case.assets]  # type: ignore[misc]
    nations = sorted({asset.nation for asset in case.assets.values()})
    return Tallies(
        tuple(assets),
        tuple(_holder(case, n, lambda s, n=n: s.holder.asset.nation == n) for n in nations),  # type: ignore[misc]
        tuple(_areas(case)),
        tuple(_periods(case)),
    )


def _holder(case: Case, name: str, mine: Callable[[Station], bool]) -> HolderTally:
    stations = [station for station in case.stations if mine(station)]
    own = {station.id for station in stations}
    seen = lost = 0.0
    for (sector, step), tasks in case.worth.seen.items():
        ours = jointly([pod for task, pod in tasks if task in own])
        if ours > 0.0:
            rate = case.rates[sector][step]
            seen += rate * ours
            lost += rate * ours * (1.0 - jointly([pod for task, pod in tasks if task not in own]))
    sorties = {station.holder.key for station in stations if station.holder.sortie is not None}
    hours = sum(station.end - station.start for station in stations) / SECONDS_PER_HOUR
    return HolderTally(name, len(sorties), len(stations), hours, seen, lost)


def _areas(case: Case) -> Iterable[WaterTally]:
    """What a sector's looks identify is each of its areas' in proportion to what begins of it there."""
    share: dict[str, float] = {}
    for (sector, step), tasks in case.worth.seen.items():
        found = case.rates[sector][step] * jointly([pod for _, pod in tasks])
        share[sector] = share.get(sector, 0.0) + found
    for area in case.scenario.areas:
        begins = identified = 0.0
        for sector, parts in case.beginnings.items():
            mine, whole = sum(parts.get(area, ())), sum(sum(row) for row in parts.values())
            begins += mine
            identified += share.get(sector, 0.0) * mine / whole if whole > 0 else 0.0
        yield WaterTally(area, begins, identified)


def _periods(case: Case) -> Iterable[WaterTally]:
    """By when things begin, whenever they are identified."""
    long = max(1, round(case.scenario.horizon.period_s / case.slot_s))
    for first in range(0, case.steps, long):
        steps = range(first, min(first + long, case.steps))
        begins = sum(row[step] for row in case.rates.values() for step in steps)
        identified = sum(
            case.rates[sector][step] * jointly([pod for _, pod in tasks])
            for (sector, step), tasks in case.worth.seen.items()
            if step in steps
        )
        yield WaterTally(f"{case.time(first * case.slot_s):%d%H%MZ}", begins, identified)
