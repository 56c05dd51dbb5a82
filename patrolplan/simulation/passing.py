"""A recorded plan goes past things: which asset identifies which."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.record.types import Leg, Record
from patrolplan.scenario.model import Scenario
from patrolplan.simulation.draw import Things
from patrolplan.simulation.eyes import Eyes
from patrolplan.simulation.laws import Law
from patrolplan.simulation.moves import Moves, moves_of
from patrolplan.simulation.waters import Waters, waters_of


@dataclass(frozen=True, eq=False)
class Patrol:
    """A record laid out for passing: one entry for each task that sweeps."""

    record: Record
    waters: Waters
    assets: tuple[str, ...]
    tasks: tuple[tuple[int, int, Moves], ...]
    """Row of its asset, row of its sector, its moves."""


def patrol_of(record: Record, scenario: Scenario) -> Patrol:
    """Lay a record out."""
    waters = waters_of(record, scenario)
    eyes = Eyes(waters)
    assets = (*scenario.ships, *scenario.aircraft)
    legs: dict[str, list[Leg]] = {}
    for leg in record.legs:
        if leg.task is not None:
            legs.setdefault(leg.task, []).append(leg)
    found = []
    for task in record.tasks:
        row = waters.row[task.sector]
        mine = [leg for leg in legs.get(task.id, ()) if (leg.asset, leg.sortie) == (task.asset, task.sortie)]
        sight = eyes.sight(task.asset, row)
        moves = moves_of(task, mine, sight, waters.planes[row], record.model.start, record.model.slot_s)
        if len(moves.start_s):
            found.append((assets.index(task.asset), row, moves))
    return Patrol(record, waters, assets, tuple(found))


def identified(patrol: Patrol, things: Things, law: Law, chance: np.random.Generator) -> NDArray[np.bool_]:
    """(n, assets) which asset identifies which thing, at least once. Things stand by sector and beginning.

    Every task looks for itself: what one has missed the next may see, and both may see the same.
    """
    seen = np.zeros((len(things), len(patrol.assets)), dtype=bool)
    longest = float(things.stay_s.max(initial=0.0))
    for asset, sector, moves in patrol.tasks:
        first, last = np.searchsorted(things.sector, [sector, sector + 1])
        begins = things.begin_s[first:last]
        low = first + int(np.searchsorted(begins, moves.start_s[0] - longest))
        high = first + int(np.searchsorted(begins, moves.end_s[-1]))
        if low >= high:
            continue
        x, y = patrol.waters.planes[sector].forward(things.place[low:high, 0], things.place[low:high, 1])
        begin = things.begin_s[low:high]
        end = begin + things.stay_s[low:high]
        nm2 = patrol.waters.sectors[sector].area_nm2
        seen[low:high, asset] |= law(moves, begin, end, np.column_stack((x, y)), nm2, chance)
    return seen
