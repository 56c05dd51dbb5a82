"""Accounts of those who look: by asset, nation, sortie and task."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from patrolplan.measures.accounts.hours import flight_h, leg_h, task_h
from patrolplan.measures.nations import nations
from patrolplan.measures.seen.worth import losses, shares
from patrolplan.measures.times.holds import slots_of
from patrolplan.measures.times.spans import span_h
from patrolplan.record.types import Leg, Record, Sortie, Task


@dataclass(frozen=True)
class HolderAccount:
    """What one asset, nation or sortie does and earns. `identified` adds up to the plan's value."""

    name: str
    nation: str
    assets: int
    sorties: int
    tasks: int
    identified: float
    """Its fair share of the plan's value (see `worth.shares`)."""
    share: float
    """Of everything that begins: `identified` ÷ total."""
    on_task_h: float
    transit_h: float
    flying_h: float
    held: int
    """Slots."""


@dataclass(frozen=True)
class TaskAccount:
    """One task: `identified` is its fair share, `loss` what the plan would lose without it."""

    task: Task
    nation: str
    hours: float
    identified: float
    loss: float
    held: int


def by_asset(record: Record) -> tuple[HolderAccount, ...]:
    """One account for each ship and detachment of the scenario, tasked or not, in its order."""
    of = nations(record)
    return _grouped(record, list(of), lambda asset: asset, of.__getitem__)


def by_nation(record: Record) -> tuple[HolderAccount, ...]:
    """One account for each nation with an asset in the plan, in alphabetical order."""
    of = nations(record)
    return _grouped(record, sorted(set(of.values())), of.__getitem__, lambda nation: nation)


def by_sortie(record: Record) -> tuple[tuple[Sortie, HolderAccount], ...]:
    """One account for each sortie, by take-off."""
    of, earned, total = nations(record), _earned(record), _total(record)
    found = []
    for sortie in sorted(record.sorties, key=lambda one: (one.takeoff, one.id)):
        tasks = [task for task in record.tasks if task.sortie == sortie.id]
        legs = [leg for leg in record.legs if leg.sortie == sortie.id]
        account = _account(
            record,
            sortie.id,
            of[sortie.detachment],
            {sortie.detachment},
            tasks,
            legs,
            [sortie],
            earned,
            total,
        )
        found.append((sortie, account))
    return tuple(found)


def by_task(record: Record) -> tuple[TaskAccount, ...]:
    """One account for each task, by start and asset."""
    of, earned, lost = nations(record), _earned(record), losses(record)
    return tuple(
        TaskAccount(
            task,
            of[task.asset],
            span_h(task.start, task.end),
            earned[task.id],
            lost[task.id],
            len(slots_of(record.model, task)),
        )
        for task in sorted(record.tasks, key=lambda task: (task.start, task.asset, task.id))
    )


def _earned(record: Record) -> dict[str, float]:
    return {task: sum((mass for _, mass in looks), 0.0) for task, looks in shares(record).items()}


def _total(record: Record) -> float:
    return sum(sum(sector.rates) for sector in record.sectors)


def _grouped(
    record: Record, names: list[str], group: Callable[[str], str], nation: Callable[[str], str]
) -> tuple[HolderAccount, ...]:
    assets, earned, total = nations(record), _earned(record), _total(record)
    return tuple(
        _account(
            record,
            name,
            nation(name),
            {asset for asset in assets if group(asset) == name},
            [task for task in record.tasks if group(task.asset) == name],
            [leg for leg in record.legs if leg.asset in assets and group(leg.asset) == name],
            [sortie for sortie in record.sorties if group(sortie.detachment) == name],
            earned,
            total,
        )
        for name in names
    )


def _account(
    record: Record,
    name: str,
    nation: str,
    assets: set[str],
    tasks: list[Task],
    legs: Iterable[Leg],
    sorties: list[Sortie],
    earned: dict[str, float],
    total: float,
) -> HolderAccount:
    identified = sum((earned[task.id] for task in tasks), 0.0)
    return HolderAccount(
        name=name,
        nation=nation,
        assets=len(assets),
        sorties=len(sorties),
        tasks=len(tasks),
        identified=identified,
        share=identified / total if total > 0 else 0.0,
        on_task_h=task_h(tasks),
        transit_h=leg_h(legs, "transit"),
        flying_h=flight_h(sorties),
        held=sum(len(slots_of(record.model, task)) for task in tasks),
    )
