"""What a mutation is, and small edits that many share."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from patrolplan.record.types import Leg, Record, Sortie, Task

Apply = Callable[[Record, Random], Record | None]


@dataclass(frozen=True)
class Mutation:
    """One way to tamper."""

    name: str
    breaks: str | None
    """Id of the rule that must find it; None: nothing is broken."""
    apply: Apply

    def __str__(self) -> str:
        return self.name


class Book:
    """Collects mutations by decorator."""

    def __init__(self) -> None:
        self.mutations: list[Mutation] = []

    def __call__(self, breaks: str | None) -> Callable[[Apply], Apply]:
        def keep(apply: Apply) -> Apply:
            self.mutations.append(Mutation(apply.__name__.replace("_", " "), breaks, apply))
            return apply

        return keep


def with_task(record: Record, old: Task, **changes: Any) -> Record:
    """The record with one task changed."""
    return replace(record, tasks=tuple(replace(t, **changes) if t is old else t for t in record.tasks))


def with_leg(record: Record, old: Leg, *new: Leg) -> Record:
    """The record with one leg replaced by others, or by nothing."""
    legs: list[Leg] = []
    for leg in record.legs:
        legs += new if leg is old else [leg]
    return replace(record, legs=tuple(legs))


def with_sortie(record: Record, old: Sortie, **changes: Any) -> Record:
    """The record with one sortie changed."""
    return replace(record, sorties=tuple(replace(s, **changes) if s is old else s for s in record.sorties))


def with_score(record: Record, **changes: Any) -> Record:
    """The record with its score changed."""
    return replace(record, score=replace(record.score, **changes))


def with_scenario(record: Record, edit: Callable[[dict[str, Any]], None]) -> Record:
    """The record with its embedded scenario edited in place by `edit`."""
    scenario = copy.deepcopy(record.scenario)
    edit(scenario)
    return replace(record, scenario=scenario)


def text(time: datetime) -> str:
    """A time as the embedded scenario writes it, to the second before."""
    return time.replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def hours(number: float) -> timedelta:
    """So many hours."""
    return timedelta(hours=number)


def is_ship(record: Record, asset: str) -> bool:
    """Whether an asset of the embedded scenario is a ship."""
    return asset in record.scenario["ships"]


def ship_tasks(record: Record) -> list[Task]:
    """Tasks of ships."""
    return [task for task in record.tasks if is_ship(record, task.asset)]


def looks(record: Record) -> list[Task]:
    """Tasks of aircraft."""
    return [task for task in record.tasks if not is_ship(record, task.asset)]


def pick(chance: Random, items: list[Any]) -> Any:
    """One of the items; None where there is none."""
    return chance.choice(items) if items else None
