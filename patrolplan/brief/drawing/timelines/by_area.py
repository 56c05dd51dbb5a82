"""The timeline by area: how much of its water is watched, and below it who looks at its sectors when."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from patrolplan.brief.drawing.scale import scale
from patrolplan.brief.drawing.timelines.rows import Bar, line, picture, table
from patrolplan.brief.drawing.timelines.steps import Band, bands
from patrolplan.brief.html import Html, tag
from patrolplan.brief.keys import Keys
from patrolplan.measures.accounts.by_water import WaterAccount, by_area
from patrolplan.measures.seen.watch import Watch, watch
from patrolplan.measures.times.dtg import short
from patrolplan.record.types import Record, Task


def by_area_timeline(record: Record, keys: Keys) -> Html:
    """Each area's share of held and of seen water by slot, then its sectors that are looked at.

    A sector of two areas stands under the one in which most begins there.
    """
    rows = _rows(record, keys)
    return table(record, "Timeline by area", rows, "Area and sector", "areas-lines")


def _rows(record: Record, keys: Keys) -> Iterator[Html]:
    state = watch(record)
    whole = scale(record)
    there: dict[str, list[Task]] = {}
    for task in keys.ordered:
        there.setdefault(task.sector, []).append(task)
    for account in by_area(record):
        rows = [row for row, sector in enumerate(record.sectors) if account.name in sector.areas]
        yield _area(record, account, rows, state)
        for row in rows:
            sector = record.sectors[row]
            if sector.id in there and _main(sector.areas) == account.name:
                link = tag("a", sector.id, href=f"#s{row}", data_s=row)
                drawn = picture(whole, (_bar(task, keys) for task in there[sector.id]))
                yield line(link, drawn, class_="sector-line")


def _main(areas: dict[str, float]) -> str:
    return max(areas, key=lambda name: areas[name])


def _area(record: Record, account: WaterAccount, rows: list[int], state: NDArray[np.int8]) -> Html:
    """The area's own row: the parts of its water, by what begins there, that are held and seen."""
    weight = np.array([record.sectors[row].areas[account.name] for row in rows], dtype=np.float64)
    if weight.sum() <= 0:
        weight = np.array([record.sectors[row].area_nm2 for row in rows], dtype=np.float64)
    weight = weight / weight.sum()
    here = state[rows]
    held = weight @ (here == Watch.HELD)
    known = weight @ (here >= Watch.SEEN)
    drawn = bands((Band("seen", known), Band("held", held)))
    return line(tag("strong", account.name), drawn, f"{account.coverage * 100:.0f} %", class_="area-line")


def _bar(task: Task, keys: Keys) -> Bar:
    holder = keys.holder(task)
    one = keys.timelines[holder]
    kind = "task" if one.sortie is None else "task air"
    told = f"{keys.name(holder)} in {task.sector}, {short(task.start)} to {short(task.end)}"
    return Bar(kind, task.start, task.end, keys.name(holder), told, keys.tasks[task.id], cut=True)
