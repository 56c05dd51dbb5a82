"""The best few changes to a plan, one after the other: each the one that gains most for each task changed.

For a ship the best itinerary with at most so many new tasks, all others as they are, is a longest path whose
labels count new tasks; for a flight each look is tried in every other sector that its neighbours leave
time for. A ship that has to replenish keeps what she has. Gains on the path are reckoned with beginnings in
the middle of their steps, and without what is asked for; what is taken is valued exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from patrolplan.planning.replan.kept import arrival, still_holds
from patrolplan.planning.replan.search.paths import SECTORS, itineraries
from patrolplan.planning.replan.search.seeing import Free, Seeing
from patrolplan.problem.types import Choice, Flight, Look, Problem

TRIED = 12
"""Looks of flights that are tried elsewhere in each round: those that would gain most."""


@dataclass(frozen=True)
class Step:
    """A plan on the way: how many tasks are changed, and what it is worth (of the weights of the rest)."""

    changes: int
    value: float
    choice: Choice


Change = Callable[[Choice], Choice]
"""What a proposal makes of a plan."""


def few_changes(
    problem: Problem,
    old: Choice,
    most: int,
    count: Callable[[Choice], int],
    may_move: Callable[[str], bool] = lambda _: True,
) -> tuple[Step, ...]:
    """The old plan, then ever better ones with more changes, up to `most`; each is worth more than the last.

    Args:
        problem: of the rest.
        old: what still holds of the old plan; an answer to the problem.
        most: tasks that may change.
        count: how many tasks of an answer are other than the old plan's.
        may_move: whether an asset, by name, may change at all.

    """
    seeing = Seeing(problem)
    steps = [Step(0, seeing.value(old), old)]
    known: dict[int, list[tuple[Change, frozenset[int]]]] = {}
    # who replenishes needs time for it between her tasks, which paths do not know
    stale = [n for n, ship in enumerate(problem.ships) if may_move(ship.name) and ship.supply is None]
    while steps[-1].changes < most:
        here = steps[-1]
        for n in stale:
            known[n] = _of_ship(seeing, here.choice, old, n, most - here.changes)
        air = _of_flights(seeing, here.choice, may_move)
        best: tuple[float, Step] | None = None
        for change, _ in (*(one for rows in known.values() for one in rows), *air):
            choice = change(here.choice)
            changes = count(choice)
            if not here.changes < changes <= most:
                continue
            value = seeing.value(choice)
            rate = (value - here.value) / (changes - here.changes)
            better = value > here.value + 1e-9 and (best is None or rate > best[0] + 1e-12)
            if better and still_holds(problem, choice) == choice:
                best = (rate, Step(changes, value, choice))
        if best is None:
            break
        steps.append(best[1])
        touched = _touched(here.choice, best[1].choice)
        stale = [n for n, rows in known.items() if any(touched & sectors for _, sectors in rows) or not rows]
        stale += [n for n in known if here.choice.ships[n] != best[1].choice.ships[n] and n not in stale]
    return tuple(steps)


def _touched(one: Choice, other: Choice) -> frozenset[int]:
    """Sectors of looks that only one of two answers has."""
    mine = {look for row in (*one.ships, *(f.looks for f in one.flights)) for look in row}
    theirs = {look for row in (*other.ships, *(f.looks for f in other.flights)) for look in row}
    return frozenset(look.sector for look in mine ^ theirs)


def _of_ship(
    seeing: Seeing, here: Choice, old: Choice, n: int, left: int
) -> list[tuple[Change, frozenset[int]]]:
    """Other itineraries for a ship, with the sectors that they are about."""
    ship = seeing.problem.ships[n]
    free = seeing.free(replace(here, ships=_with(here.ships, n, ())))
    return [
        (partial(_with_ship, n=n, looks=looks), frozenset(look.sector for look in looks))
        for looks in itineraries(seeing.problem, ship, here.ships[n], old.ships[n], free, left)
        if looks != here.ships[n]
    ]


def _with_ship(choice: Choice, n: int, looks: tuple[Look, ...]) -> Choice:
    return replace(choice, ships=_with(choice.ships, n, looks))


def _with(
    rows: tuple[tuple[Look, ...], ...], place: int, row: tuple[Look, ...]
) -> tuple[tuple[Look, ...], ...]:
    return (*rows[:place], row, *rows[place + 1 :])


def _of_flights(
    seeing: Seeing, here: Choice, may_move: Callable[[str], bool]
) -> list[tuple[Change, frozenset[int]]]:
    """The single looks of flights that would gain most in another sector, between their neighbours."""
    problem, free = seeing.problem, seeing.free(here)
    rank = np.argsort(-free.weight.sum(axis=1), kind="stable")[:SECTORS].tolist()
    found: list[tuple[float, int, int, Look]] = []
    for place, flight in enumerate(here.flights):
        row = problem.detachments[flight.detachment]
        if not may_move(row.name):
            continue
        for number, look in enumerate(flight.looks):
            pods = seeing.pods(row.mover, look)
            # without it each of its slots is missed by 1 / (1 - p) more: that is what it earns now
            earns = sum(free.weight[look.sector, step] * pod / (1.0 - pod) for step, pod in pods if pod < 1.0)
            other = _elsewhere(seeing, free, rank, flight, number)
            if other is not None and other[0] > earns:
                found.append((earns - other[0], place, number, other[1]))
    return [
        (partial(_with_look, place=place, number=number, look=look), frozenset((look.sector,)))
        for _, place, number, look in sorted(found)[:TRIED]
    ]


def _with_look(choice: Choice, place: int, number: int, look: Look) -> Choice:
    flight = choice.flights[place]
    changed = replace(flight, looks=(*flight.looks[:number], look, *flight.looks[number + 1 :]))
    return replace(choice, flights=(*choice.flights[:place], changed, *choice.flights[place + 1 :]))


def _elsewhere(
    seeing: Seeing, free: Free, rank: list[int], flight: Flight, number: int
) -> tuple[float, Look] | None:
    """Where else a look would gain most, and how much; None where there is nowhere."""
    problem = seeing.problem
    row = problem.detachments[flight.detachment]
    mover = problem.movers[row.mover]
    best: tuple[float, Look] | None = None
    for sector in rank:
        if sector == flight.looks[number].sector:
            continue
        start, end = _window(problem, flight, number, sector)
        if end - start < mover.min_task[sector]:
            continue
        slots = slice(start // problem.grid.slot_ticks, -(-end // problem.grid.slot_ticks))
        if not (mover.allowed[sector, slots] & free.open[sector, slots]).all():
            continue
        look = Look(sector, start, end)
        gain = sum(float(free.weight[sector, step]) * pod for step, pod in seeing.pods(row.mover, look))
        if best is None or gain > best[0]:
            best = (gain, look)
    return best


def _window(problem: Problem, flight: Flight, number: int, sector: int) -> tuple[int, int]:
    """From when and until when a look in this sector may last between its neighbours in the flight."""
    row = problem.detachments[flight.detachment]
    arcs, looks = problem.movers[row.mover].arcs, flight.looks
    if number == 0:
        start = arrival(row.outbound, 0, sector, flight.takeoff)
    else:
        start = arrival(arcs, looks[number - 1].sector, sector, looks[number - 1].end)
    if number + 1 < len(looks):
        ways, head, due = arcs, looks[number + 1].sector, looks[number + 1].start
    else:
        ways, head, due = row.inbound, 0, flight.landing
    if head == sector and ways is arcs:
        return start, due
    rows = (ways.tail == sector) & (ways.head == head)
    leave = np.minimum(due - ways.ticks[rows], ways.closes[rows] - 1)
    leave = np.where(leave >= ways.opens[rows], leave, -1)
    return start, int(leave.max(initial=-1))
