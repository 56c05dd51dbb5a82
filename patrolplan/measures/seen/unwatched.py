"""Water that nobody watches, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from patrolplan.measures.seen.cover import cover
from patrolplan.measures.times.periods import horizon_end
from patrolplan.measures.times.spans import span_h
from patrolplan.record.types import Model, Record


@dataclass(frozen=True)
class Gap:
    """A time during which nobody is on station in a sector."""

    sector: str
    start: datetime
    end: datetime
    hours: float
    expected: float
    """Beginnings within it."""
    missed: float
    """Those of them that no look identifies, before, during or after: what the gap costs."""


@dataclass(frozen=True)
class NeverSeen:
    """A sector that no task looks at."""

    sector: str
    areas: tuple[str, ...]
    expected: float


def never_seen(record: Record) -> tuple[NeverSeen, ...]:
    """Sectors without any task, those where most begins first."""
    tasked = {task.sector for task in record.tasks}
    found = [
        NeverSeen(sector.id, tuple(sector.areas), float(sum(sector.rates)))
        for sector in record.sectors
        if sector.id not in tasked
    ]
    return tuple(sorted(found, key=lambda one: (-one.expected, one.sector)))


def gaps(record: Record) -> tuple[Gap, ...]:
    """Every stretch without a look, in sectors that are looked at, what costs most first.

    The horizon's opening and end bound a gap as looks do.
    """
    seen = cover(record)
    left = seen.left
    row = {name: number for number, name in enumerate(seen.sectors)}
    visits: dict[str, list[tuple[datetime, datetime]]] = {}
    for task in record.tasks:
        visits.setdefault(task.sector, []).append((task.start, task.end))
    found = []
    for sector, spans in visits.items():
        for start, end in _between(record.model.start, horizon_end(record.model), spans):
            weight = _weights(record.model, start, end)
            found.append(
                Gap(
                    sector,
                    start,
                    end,
                    span_h(start, end),
                    float(weight @ seen.rates[row[sector]]),
                    float(weight @ left[row[sector]]),
                )
            )
    return tuple(sorted(found, key=lambda gap: (-gap.missed, gap.sector, gap.start)))


def longest(record: Record) -> dict[str, Gap]:
    """Of each sector that is looked at, its longest gap; the earlier of two as long."""
    found: dict[str, Gap] = {}
    for gap in sorted(gaps(record), key=lambda gap: gap.start):
        if gap.sector not in found or gap.hours > found[gap.sector].hours:
            found[gap.sector] = gap
    return found


def _between(
    opens: datetime, closes: datetime, spans: list[tuple[datetime, datetime]]
) -> list[tuple[datetime, datetime]]:
    free, found = opens, []
    for start, end in sorted(spans):
        if start > free:
            found.append((free, min(start, closes)))
        free = max(free, end)
    if free < closes:
        found.append((free, closes))
    return found


def _weights(model: Model, start: datetime, end: datetime) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """(K,) the part of each step that lies in [start, end)."""
    edges = np.arange(model.steps + 1, dtype=np.float64) * model.slot_s
    since = (start - model.start).total_seconds()
    until = (end - model.start).total_seconds()
    inside = np.minimum(edges[1:], until) - np.maximum(edges[:-1], since)
    return np.asarray(np.maximum(inside, 0.0) / model.slot_s, dtype=np.float64)
