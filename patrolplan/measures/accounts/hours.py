"""How assets spend their time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from patrolplan.measures.times.spans import span_h
from patrolplan.record.types import Leg, Record, Sortie, Task


@dataclass(frozen=True)
class Hours:
    """Hours of one holder or of several together."""

    on_task: float
    """On station, passages between the sector's edge and the track included."""
    transit: float
    holding: float
    """Waiting for a task, under way."""
    flying: float
    """Take-off to landing; 0 for ships."""


def task_h(tasks: Iterable[Task]) -> float:
    """Hours on task, all together."""
    return sum((span_h(task.start, task.end) for task in tasks), 0.0)


def leg_h(legs: Iterable[Leg], kind: str) -> float:
    """Hours that the legs of one kind take, all together."""
    return sum((span_h(leg.points[0].time, leg.points[-1].time) for leg in legs if leg.kind == kind), 0.0)


def flight_h(sorties: Iterable[Sortie]) -> float:
    """Hours from take-off to landing, all together."""
    return sum((span_h(sortie.takeoff, sortie.landing) for sortie in sorties), 0.0)


def hours(record: Record, asset: str | None = None, sortie: str | None = None) -> Hours:
    """Hours of one asset, of one sortie, or of the whole plan where neither is given."""
    legs = [leg for leg in record.legs if _wanted(leg, asset, sortie)]
    return Hours(
        on_task=task_h(task for task in record.tasks if _wanted(task, asset, sortie)),
        transit=leg_h(legs, "transit"),
        holding=leg_h(legs, "hold"),
        flying=flight_h(
            flight
            for flight in record.sorties
            if asset in (None, flight.detachment) and sortie in (None, flight.id)
        ),
    )


def _wanted(item: Leg | Task, asset: str | None, sortie: str | None) -> bool:
    return asset in (None, item.asset) and sortie in (None, item.sortie)
