"""Who flies what: airframes and crews named for a detachment's flights, or the word that it cannot be.

The naming is exact: airframes and crews are named apart (nothing ties the two), each by a search over
all assignments that tries alike ones once, the least flown crew first. So in nearly every case the first
try is the first-come choice, and where that fails the search goes on. What it has not decided after
`TRIALS` CP-SAT decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Crewing, Detachment
from patrolplan.solver.assign import FOUND, UNDECIDED, assign

Times = tuple[int, int]
"""Take-off and landing ticks."""

TRIALS = 20_000
"""Most trials of the plain search: about a hundredth of a second."""


def duty_of(rules: Crewing, flight: Times) -> int:
    """Brief to debrief in ticks."""
    return flight[1] - flight[0] + rules.brief + rules.debrief


def longest_block(rules: Crewing) -> int:
    """Ticks from take-off to landing that a crew's duty leaves."""
    return rules.duty - rules.brief - rules.debrief


def rest_of(rules: Crewing, flight: Times) -> int:
    """Rest owed after the flight in ticks."""
    return max(rules.rest, rules.long_rest) if duty_of(rules, flight) > rules.long_duty else rules.rest


def on_the_line(rules: Crewing, flights: Sequence[Times]) -> bool:
    """Whether no more airframes are in the air or in their turnaround at once than are planned to be."""
    for takeoff, _ in flights:
        if sum(a <= takeoff < b + rules.turnaround for a, b in flights) > rules.line:
            return False
    return True


def name_crews(rules: Crewing, flights: Sequence[Times]) -> list[tuple[int, int]] | None:
    """(airframe, crew) for each of `flights`, which are in order of take-off; None where there is no way
    to crew them. Of the ways that there are it takes one in which, flight after flight, the crew that has
    flown least goes if it can.
    """
    named = _named(rules, tuple((int(a), int(b)) for a, b in flights))
    return None if named is None else list(named)


@lru_cache(maxsize=8192)
def _named(rules: Crewing, flights: tuple[Times, ...]) -> tuple[tuple[int, int], ...] | None:
    if not flights:
        return ()
    if any(duty_of(rules, flight) > rules.duty for flight in flights) or not on_the_line(rules, flights):
        return None
    times = np.array(flights, np.int64)
    airframes = _airframes(rules, times)
    crews = None if airframes is None else _crews(rules, times)
    if airframes is None or crews is None:
        return None
    return tuple(zip(airframes.tolist(), crews.tolist(), strict=True))


def _airframes(rules: Crewing, times: NDArray[np.int64]) -> NDArray[np.int64] | None:
    able = np.ones((len(times), rules.airframes), np.bool_)
    for airframe, start, end in rules.grounded:
        able[(times[:, 0] < end) & (times[:, 1] > start), airframe] = False
    none = np.zeros(0, np.int64)
    return _search(
        times, times[:, 0], times[:, 1] + rules.turnaround, able,
        none, none, np.zeros((0, rules.airframes), np.int64), level=False,
    )  # fmt: skip


def _crews(rules: Crewing, times: NDArray[np.int64]) -> NDArray[np.int64] | None:
    engage = times[:, 0] - rules.brief
    rest = np.array([rest_of(rules, (a, b)) for a, b in times.tolist()], np.int64)
    able = np.ones((len(times), rules.crews), np.bool_)
    for crew, tick in enumerate(rules.ready[: rules.crews]):
        able[engage < tick, crew] = False
    behind = np.zeros((2, rules.crews), np.int64)
    for row, flown in enumerate((rules.flown_7d, rules.flown_30d)):
        behind[row, : len(flown)] = flown[: rules.crews]
    return _search(
        times, engage, times[:, 1] + rules.debrief + rest, able,
        np.array([rules.week, rules.month], np.int64), np.array([rules.hours_7d, rules.hours_30d], np.int64),
        behind, level=True,
    )  # fmt: skip


def _search(
    times: NDArray[np.int64],
    engage: NDArray[np.int64],
    free: NDArray[np.int64],
    able: NDArray[np.bool_],
    span: NDArray[np.int64],
    most: NDArray[np.int64],
    behind: NDArray[np.int64],
    level: bool,
) -> NDArray[np.int64] | None:
    count = able.shape[1]
    busy = np.sum((engage[None, :] <= engage[:, None]) & (free[None, :] > engage[:, None]), axis=1)
    if busy.max() > count:
        return None
    kinds: dict[bytes, int] = {}
    alike = np.array(
        [
            kinds.setdefault(able[:, r].tobytes() + behind[:, r].tobytes(), len(kinds))
            for r in range(count)
        ],
        np.int64,
    )  # fmt: skip
    out = np.full(len(times), -1, np.int64)
    start, stop = np.ascontiguousarray(times[:, 0]), np.ascontiguousarray(times[:, 1])
    answer = assign(
        start, stop, np.ascontiguousarray(engage), free, able, alike, span, most, behind, level, TRIALS, out
    )
    if answer == UNDECIDED:
        from patrolplan.solver.roster import roster

        return roster(start, stop, engage, free, able, span, most, behind)
    return out if answer == FOUND else None


def apart(mine: Detachment, other: Detachment, takeoff: int, another: int) -> bool:
    """Whether a take-off of one detachment and one of another (or the same) are far enough apart."""
    gap = mine.gap if mine is other else 0
    if mine is other or (mine.field >= 0 and mine.field == other.field):
        gap = max(gap, mine.field_gap)
    return abs(takeoff - another) >= gap
