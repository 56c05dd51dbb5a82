"""Accounts of what is looked at: by area, sector and period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from patrolplan.measures.accounts.hours import task_h
from patrolplan.measures.seen.cover import Cover, cover
from patrolplan.measures.times.holds import held
from patrolplan.measures.times.periods import Period, periods
from patrolplan.measures.times.spans import span_h
from patrolplan.record.types import Record, Sector, Task


@dataclass(frozen=True)
class WaterAccount:
    """One area, sector or period. Over all of a kind, `expected` and `identified` add up to the
    plan's total and value; `tasks`, `on_task_h` and `held` do not, where a task belongs to two.
    """

    name: str
    sectors: int
    expected: float
    """Beginnings there (in that period)."""
    identified: float
    tasks: int
    on_task_h: float
    held: int
    """Slots held, of the `slots` there are."""
    slots: int

    @property
    def coverage(self) -> float:
        """Identified ÷ expected; 0 where nothing is expected."""
        return self.identified / self.expected if self.expected > 0 else 0.0


def by_sector(record: Record) -> tuple[WaterAccount, ...]:
    """One account for each sector, in the record's order."""
    seen, holding = cover(record), held(record) > 0
    expected, identified = seen.rates.sum(axis=1), seen.identified.sum(axis=1)
    tasks = _tasks_by_sector(record)
    return tuple(
        WaterAccount(
            sector.id,
            1,
            float(expected[row]),
            float(identified[row]),
            len(tasks.get(sector.id, [])),
            task_h(tasks.get(sector.id, [])),
            int(holding[row].sum()),
            record.model.steps,
        )
        for row, sector in enumerate(record.sectors)
    )


def by_area(record: Record) -> tuple[WaterAccount, ...]:
    """One account for each area that lies in some sector, in the scenario's order.

    What begins in a sector that touches several areas, and what is identified of it, is split between
    them in proportion to what each expects there over the horizon. Tasks, hours and slots are those of
    all sectors that touch the area.
    """
    seen, holding = cover(record), held(record) > 0
    tasks = _tasks_by_sector(record)
    touched = {area for sector in record.sectors for area in sector.areas}
    names = [name for name in record.scenario.get("areas", {}) if name in touched]
    names += sorted(touched - set(names))
    return tuple(_area(name, record, seen, holding, tasks) for name in names)


def by_period(record: Record) -> tuple[tuple[Period, WaterAccount], ...]:
    """One account for each period: what begins in it and how much of that is identified, then or
    later; tasks and hours are those that fall in it.
    """
    seen, holding = cover(record), held(record) > 0
    expected, identified = seen.rates.sum(axis=0), seen.identified.sum(axis=0)
    found = []
    for span in periods(record):
        inside = [task for task in record.tasks if task.start < span.end and task.end > span.start]
        account = WaterAccount(
            name=f"{span.start:%Y-%m-%dT%H:%MZ}",
            sectors=len(record.sectors),
            expected=float(expected[span.first : span.last].sum()),
            identified=float(identified[span.first : span.last].sum()),
            tasks=len(inside),
            on_task_h=sum(span_h(max(t.start, span.start), min(t.end, span.end)) for t in inside),
            held=int(holding[:, span.first : span.last].sum()),
            slots=len(record.sectors) * (span.last - span.first),
        )
        found.append((span, account))
    return tuple(found)


def area_share(sector: Sector, area: str) -> float:
    """The part of a sector's beginnings that is put down to an area, in [0, 1]."""
    whole = sum(sector.areas.values())
    if whole > 0:
        return sector.areas.get(area, 0.0) / whole
    return 1.0 / len(sector.areas) if area in sector.areas else 0.0


def _area(
    name: str,
    record: Record,
    seen: Cover,
    holding: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    tasks: dict[str, list[Task]],
) -> WaterAccount:
    rows = [row for row, sector in enumerate(record.sectors) if name in sector.areas]
    part = {row: area_share(record.sectors[row], name) for row in rows}
    mine = [task for row in rows for task in tasks.get(record.sectors[row].id, [])]
    identified = seen.identified
    return WaterAccount(
        name=name,
        sectors=len(rows),
        expected=sum(part[row] * float(seen.rates[row].sum()) for row in rows),
        identified=sum(part[row] * float(identified[row].sum()) for row in rows),
        tasks=len(mine),
        on_task_h=task_h(mine),
        held=int(holding[rows].sum()),
        slots=len(rows) * record.model.steps,
    )


def _tasks_by_sector(record: Record) -> dict[str, list[Task]]:
    found: dict[str, list[Task]] = {}
    for task in record.tasks:
        found.setdefault(task.sector, []).append(task)
    return found
