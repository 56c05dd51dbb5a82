"""The timeline by nation: how many of its ships and aircraft are on task in each slot."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from patrolplan.brief.drawing.timelines.rows import line, table
from patrolplan.brief.drawing.timelines.steps import Band, bands
from patrolplan.brief.html import Html, tag
from patrolplan.measures.accounts.by_holder import HolderAccount
from patrolplan.measures.nations import nations
from patrolplan.measures.times.holds import slots_of
from patrolplan.record.types import Record

_HIGH_PX = 34


def by_nation_timeline(record: Record, accounts: tuple[HolderAccount, ...]) -> Html:
    """A row for each nation: the dark band counts ships on task, the lighter one above it aircraft."""
    ships, aircraft = _on_task(record)
    most = max((int((ships[name] + aircraft[name]).max(initial=0)) for name in ships), default=1) or 1
    rows = _rows(accounts, ships, aircraft, most)
    caption = f"Timeline by nation: holders on task, up to {most}"
    return table(record, caption, rows, "Nation", "nations")


def _rows(
    accounts: tuple[HolderAccount, ...],
    ships: dict[str, NDArray[np.float64]],
    aircraft: dict[str, NDArray[np.float64]],
    most: int,
) -> Iterator[Html]:
    for one in accounts:
        at_sea, all_ = ships[one.name] / most, (ships[one.name] + aircraft[one.name]) / most
        drawn = bands((Band("air-count", all_), Band("ship-count", at_sea)), _HIGH_PX)
        note = f"{one.on_task_h:.0f} h on task, {one.share * 100:.1f} % identified"
        yield line(tag("strong", one.name), drawn, note, class_="nation-line")


def _on_task(record: Record) -> tuple[dict[str, NDArray[np.float64]], dict[str, NDArray[np.float64]]]:
    """Ships and sorties on task per slot, by nation; one that has two tasks in a slot counts once."""
    of = nations(record)
    ships = {name: np.zeros(record.model.steps) for name in sorted(set(of.values()))}
    aircraft = {name: np.zeros(record.model.steps) for name in ships}
    slots: dict[tuple[str, str | None], set[int]] = {}
    for task in record.tasks:
        slots.setdefault((task.asset, task.sortie), set()).update(slots_of(record.model, task))
    for (asset, sortie), steps in slots.items():
        counted = ships if sortie is None else aircraft
        counted[of[asset]][sorted(steps)] += 1
    return ships, aircraft
