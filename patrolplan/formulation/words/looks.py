"""What each look of an answer identifies, and what the plan is worth with and without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from patrolplan.detection.pod import look_pods
from patrolplan.problem.types import Choice, Look, Problem

Pods = tuple[tuple[int, float], ...]
"""(step, POD) for each slot of the sector whose beginnings a look may identify, by step."""


@dataclass(frozen=True)
class Seen:
    """One look with its PODs."""

    look: Look
    pods: Pods


def pods_of(problem: Problem, mover: int, look: Look) -> Pods:
    """PODs of one look of a mover; steps of which it identifies nothing are left out."""
    grid = problem.grid
    rate = problem.movers[mover].rate[look.sector]
    first, pods = look_pods(rate, grid.slot_ticks, grid.stay, look.start, look.end)
    return tuple((first + n, float(pod)) for n, pod in enumerate(pods) if pod > 0.0)


def looks_of(problem: Problem, choice: Choice) -> tuple[list[list[Seen]], list[list[Seen]]]:
    """The looks of each ship and of each flight, in their order."""

    def seen(mover: int, looks: Sequence[Look]) -> list[Seen]:
        return [Seen(look, pods_of(problem, mover, look)) for look in looks]

    ships = [seen(ship.mover, looks) for ship, looks in zip(problem.ships, choice.ships, strict=True)]
    flights = [seen(problem.detachments[f.detachment].mover, f.looks) for f in choice.flights]
    return ships, flights


def losses(weight: NDArray[np.float64], seen: Sequence[Seen]) -> list[float]:
    """For each look what the plan loses without it: Σ λ · POD · Π over the others (1 − POD)."""
    by_slot: dict[tuple[int, int], list[tuple[int, float]]] = {}
    for number, one in enumerate(seen):
        for step, pod in one.pods:
            by_slot.setdefault((one.look.sector, step), []).append((number, pod))
    lost = [0.0] * len(seen)
    for slot, looks in by_slot.items():
        for number, pod in looks:
            others = prod(1.0 - other for n, other in looks if n != number)
            lost[number] += float(weight[slot]) * pod * others
    return lost


def value_of(weight: NDArray[np.float64], seen: Sequence[Seen]) -> float:
    """Σ over sectors and slots of λ · (1 − Π over looks (1 − POD)), slots in order."""
    missed: dict[tuple[int, int], float] = {}
    for one in seen:
        for step, pod in one.pods:
            slot = (one.look.sector, step)
            missed[slot] = missed.get(slot, 1.0) * (1.0 - pod)
    return float(sum(float(weight[slot]) * (1.0 - missed[slot]) for slot in sorted(missed)))
