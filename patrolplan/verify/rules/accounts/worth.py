"""What a plan is worth: POD of each task, value of the plan and of each task, and the same as flown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from patrolplan.verify.rules.accounts.coverage import Coverage, jointly, pods

Slot = tuple[str, int]
"""Sector and step."""


@dataclass(frozen=True)
class Looked:
    """What one task identifies."""

    task: str
    sector: str
    pods: Mapping[int, float]
    """Mean POD for each step of the sector; steps of which it identifies nothing are left out."""


@dataclass(frozen=True)
class Worth:
    """The value of a set of looks: Σ λ · (1 − Π(1 − POD))."""

    rates: Mapping[str, tuple[float, ...]]
    """λ × slot for each sector and step."""
    looks: tuple[Looked, ...]

    @cached_property
    def seen(self) -> Mapping[Slot, tuple[tuple[str, float], ...]]:
        """For each slot the tasks that may identify what began in it, with their PODs."""
        found: dict[Slot, list[tuple[str, float]]] = {}
        for look in self.looks:
            for step, pod in look.pods.items():
                found.setdefault((look.sector, step), []).append((look.task, pod))
        return {slot: tuple(found[slot]) for slot in sorted(found)}

    @cached_property
    def value(self) -> float:
        """What the plan identifies."""
        return sum(
            self.rates[sector][step] * jointly([pod for _, pod in tasks])
            for (sector, step), tasks in self.seen.items()
        )

    @cached_property
    def losses(self) -> Mapping[str, float]:
        """For each task what the plan loses without it."""
        lost = {look.task: 0.0 for look in self.looks}
        for (sector, step), tasks in self.seen.items():
            for task, pod in tasks:
                others = jointly([other for name, other in tasks if name != task])
                lost[task] += self.rates[sector][step] * pod * (1.0 - others)
        return lost

    @property
    def total(self) -> float:
        """All that begins within the horizon in the sectors."""
        return sum(sum(row) for row in self.rates.values())


def look(task: str, sector: str, coverage: Coverage, stay_s: int, slot_s: int, steps: int) -> Looked:
    """What a task identifies that gathers coverage so."""
    return Looked(task, sector, pods(coverage, stay_s, slot_s, steps))
