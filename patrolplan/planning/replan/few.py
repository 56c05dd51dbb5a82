"""The best few changes to a plan, one after the other: each the one that gains most for each task changed.

For a ship the best itinerary with at most so many new tasks, all others as they are, is a longest path whose
labels count new tasks; for a flight each look is tried in every other sector that its neighbours leave
time for. Gains on the path are reckoned with beginnings in the middle of their steps; what is taken is
valued exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.words.looks import looks_of, pods_of, value_of
from patrolplan.planning.replan.kept import arrival
from patrolplan.problem.types import NEVER, Choice, Flight, Look, Mover, Problem, Ship, Spell

SECTORS = 32
"""Of the others' water, those where most is left to see are looked at, and where the ship was."""
LONGEST = 12
"""Steps by which a new task may be longer than the shortest."""
NOTHING = -1e18


@dataclass(frozen=True)
class Step:
    """A plan on the way: how many tasks are changed, and what it is worth (of the weights of the rest)."""

    changes: int
    value: float
    choice: Choice


def value_in(problem: Problem, choice: Choice) -> float:
    """Σ w(1 − Π(1 − POD)) over the looks of an answer."""
    ships, flights = looks_of(problem, choice)
    return value_of(problem.weight, [seen for row in (*ships, *flights) for seen in row])


def few_changes(
    problem: Problem,
    old: Choice,
    most: int,
    count: Callable[[Choice], int],
    may_move: Callable[[str], bool] = lambda _: True,
    objective: Callable[[Choice], float] | None = None,
) -> tuple[Step, ...]:
    """The old plan, then ever better ones with more changes, up to `most`; each is worth more than the last.

    Args:
        problem: of the rest.
        old: what still holds of the old plan; an answer to the problem.
        most: tasks that may change.
        count: how many tasks of an answer are other than the old plan's.
        may_move: whether an asset, by name, may change at all.
        objective: what an answer is worth; the value alone if left out.

    """
    worth = objective or (lambda choice: value_in(problem, choice))
    steps = [Step(0, worth(old), old)]
    known: dict[int, list[Choice]] = {}
    stale: Iterable[int] = range(len(problem.ships) + 1)
    while steps[-1].changes < most:
        here, best = steps[-1], None
        left = most - here.changes
        for holder in stale:
            known[holder] = list(_proposals(problem, here.choice, old, holder, left, may_move))
        for proposals in known.values():
            for choice in proposals:
                changes = count(choice)
                if not here.changes < changes <= most:
                    continue
                value = worth(choice)
                rate = (value - here.value) / (changes - here.changes)
                if value > here.value + 1e-9 and (best is None or rate > best[0] + 1e-12):
                    best = (rate, Step(changes, value, choice))
        if best is None:
            break
        steps.append(best[1])
        stale = range(len(problem.ships) + 1)
    return tuple(steps)


def _proposals(
    problem: Problem, here: Choice, old: Choice, holder: int, left: int, may_move: Callable[[str], bool]
) -> Iterable[Choice]:
    if holder < len(problem.ships):
        ship = problem.ships[holder]
        if may_move(ship.name):
            free = _left_by_others(problem, replace(here, ships=_with(here.ships, holder, ())))
            for looks in _itineraries(problem, ship, here.ships[holder], old.ships[holder], free, left):
                yield replace(here, ships=_with(here.ships, holder, looks))
        return
    yield from _flights(problem, here, may_move)


def _with(
    rows: tuple[tuple[Look, ...], ...], place: int, row: tuple[Look, ...]
) -> tuple[tuple[Look, ...], ...]:
    return (*rows[:place], row, *rows[place + 1 :])


@dataclass(frozen=True)
class _Free:
    """What the others leave: weights, and slots that they do not hold."""

    weight: NDArray[np.float64]
    open: NDArray[np.bool_]


def _left_by_others(problem: Problem, others: Choice) -> _Free:
    weight, free = problem.weight.copy(), np.ones(problem.weight.shape, dtype=np.bool_)
    ships, flights = looks_of(problem, others)
    for row in (*ships, *flights):
        for seen in row:
            for step, pod in seen.pods:
                weight[seen.look.sector, step] *= 1.0 - pod
            ticks = problem.grid.slot_ticks
            free[seen.look.sector, seen.look.start // ticks : -(-seen.look.end // ticks)] = False
    return _Free(weight, free)


def _itineraries(
    problem: Problem, ship: Ship, now: tuple[Look, ...], old: tuple[Look, ...], free: _Free, left: int
) -> Iterable[tuple[Look, ...]]:
    """For each spell, and each number of new tasks up to `left`, the best itinerary that the path finds."""
    mover = problem.movers[ship.mover]
    for spell in ship.spells:
        inside = tuple(x for x in now if spell.entry[x.sector] <= x.start and x.end <= spell.exit[x.sector])
        rest = tuple(x for x in now if x not in inside)
        for looks in _Path(problem, mover, spell, (*inside, *old), free, left).best():
            yield tuple(sorted((*rest, *looks), key=lambda look: look.start))


class _Path:
    """Longest paths over (new tasks, step, sector): `ready` to begin a task, or a task `ended` there."""

    def __init__(
        self, problem: Problem, mover: Mover, spell: Spell, old: tuple[Look, ...], free: _Free, left: int
    ) -> None:
        self.problem, self.mover, self.spell = problem, mover, spell
        self.slot = problem.grid.slot_ticks
        self.steps = problem.grid.steps
        self.left = left
        ours = {look.sector for look in old}
        rank = np.argsort(-free.weight.sum(axis=1), kind="stable")[:SECTORS].tolist()
        self.rows = sorted(row for row in {*rank, *ours} if spell.entry[row] < NEVER and spell.exit[row] >= 0)
        self.place = {row: n for n, row in enumerate(self.rows)}
        self.old = {(x.sector, x.start // self.slot, x.end // self.slot) for x in old}
        self.free = free
        self.lags: dict[int, NDArray[np.int64]] = {}
        shape = (left + 1, self.steps + 1, len(self.rows))
        self.ready = np.full(shape, NOTHING)
        self.came = np.full((*shape, 2), -1, dtype=np.int32)  # where and when the task before ended
        self.ended = np.full(shape, NOTHING)
        self.began = np.full((*shape, 2), -1, dtype=np.int32)  # new tasks before it, and its first step

    def best(self) -> Iterable[tuple[Look, ...]]:
        """The best itinerary with at most 0, 1, ... new tasks; only those that are worth something."""
        if not self.rows:
            return
        self._run()
        for k in range(self.left + 1):
            found = self.ended[k]
            if found.max(initial=NOTHING) > 0.0:
                step, n = np.unravel_index(int(found.argmax()), found.shape)
                yield self._back(k, int(step), int(n))

    def _run(self) -> None:
        for n, row in enumerate(self.rows):
            self.ready[0, int(self.spell.entry[row]) // self.slot, n] = 0.0
        gains = [self._gains(row) for row in self.rows]
        for t in range(self.steps + 1):
            if t:
                longer = self.ready[:, t - 1] > self.ready[:, t]
                self.ready[:, t][longer] = self.ready[:, t - 1][longer]
                self.came[:, t][longer] = self.came[:, t - 1][longer]
            self._move(t)
            if t < self.steps:
                for n in range(len(self.rows)):
                    self._begin(t, n, gains[n])

    def _begin(self, t: int, n: int, gains: dict[int, NDArray[np.float64]]) -> None:
        """Tasks that begin at step t in the n-th sector."""
        worth = gains.get(t)
        if worth is None:
            return
        row = self.rows[n]
        first = t + int(self.mover.min_task[row]) // self.slot
        for k in range(self.left + 1):
            before = self.ready[k, t, n]
            if before <= NOTHING:
                continue
            for length, gain in enumerate(worth):
                end = first + length
                cost = 0 if (row, t, end) in self.old else 1
                if k + cost <= self.left and before + gain > self.ended[k + cost, end, n]:
                    self.ended[k + cost, end, n] = before + gain
                    self.began[k + cost, end, n] = (k, t)

    def _move(self, t: int) -> None:
        """From tasks that ended at step t to where the next may begin."""
        alive = np.argwhere(self.ended[:, t] > NOTHING)
        if not len(alive):
            return
        lag = self._lag(t)
        for k, n in alive.tolist():
            arrive = t + -(-lag[n] // self.slot)
            value = self.ended[k, t, n]
            heads = np.flatnonzero(arrive <= self.steps)
            heads = heads[value > self.ready[k, arrive[heads], heads]]
            self.ready[k, arrive[heads], heads] = value
            self.came[k, arrive[heads], heads] = (n, t)

    def _lag(self, t: int) -> NDArray[np.int64]:
        """(n, n) ticks from one sector to another when ready at step t, with the wait for a way to open."""
        if t not in self.lags:
            arcs, ready = self.mover.arcs, t * self.slot
            leave = np.maximum(ready, arcs.opens)
            ticks = np.where(leave < arcs.closes, leave - ready + arcs.ticks, NEVER).astype(np.int64)
            whole = np.full(self.problem.weight.shape[:1] * 2, NEVER, dtype=np.int64)
            np.minimum.at(whole, (arcs.tail, arcs.head), ticks)
            self.lags[t] = whole[np.ix_(self.rows, self.rows)]
        return self.lags[t]

    def _gains(self, row: int) -> dict[int, NDArray[np.float64]]:
        """By first step: what tasks of ever more steps gain, from the shortest on, as far as slots are
        open.
        """
        grid, spell = self.problem.grid, self.spell
        rate, weight = self.mover.rate[row] * self.slot, self.free.weight[row]
        edges = np.concatenate([[0.0], np.cumsum(rate)])
        at = np.arange(self.steps) + 0.5
        shut = np.concatenate([[0], np.cumsum(~(self.mover.allowed[row] & self.free.open[row]))])
        least = int(self.mover.min_task[row]) // self.slot
        last = min(self.steps, int(spell.exit[row]) // self.slot)
        known = {first for sector, first, _ in self.old if sector == row}
        found: dict[int, NDArray[np.float64]] = {}
        for first in range(int(spell.entry[row]) // self.slot, last - least + 1):
            if shut[first + least] > shut[first]:
                continue
            longest = least + LONGEST
            if first in known:
                longest = max([longest, *(end - first for s, a, end in self.old if (s, a) == (row, first))])
            ends = np.arange(first + least, min(last, first + longest) + 1)
            ends = ends[shut[ends] == shut[first]]
            u = slice(max(0, first - grid.stay_steps), min(self.steps, int(ends[-1])))
            begin = np.interp(np.maximum(at[u], first), np.arange(self.steps + 1), edges)
            until = np.minimum(at[u][None, :] + grid.stay_steps, ends[:, None])
            gained = np.interp(until, np.arange(self.steps + 1), edges) - begin[None, :]
            found[first] = -np.expm1(-np.maximum(gained, 0.0)) @ weight[u]
        return found

    def _back(self, k: int, step: int, n: int) -> tuple[Look, ...]:
        looks = []
        while True:
            before, first = (int(x) for x in self.began[k, step, n])
            looks.append(Look(self.rows[n], first * self.slot, step * self.slot))
            k = before
            n, step = (int(x) for x in self.came[k, first, n])
            if n < 0:
                return tuple(reversed(looks))


def _flights(problem: Problem, here: Choice, may_move: Callable[[str], bool]) -> Iterable[Choice]:
    """Each look of each flight in the sector, of those where most is left, where it gains most."""
    for place, flight in enumerate(here.flights):
        if not may_move(problem.detachments[flight.detachment].name):
            continue
        for number in range(len(flight.looks)):
            looks = _elsewhere(problem, here, flight, number)
            if looks is not None:
                flights = (*here.flights[:place], replace(flight, looks=looks), *here.flights[place + 1 :])
                yield replace(here, flights=flights)


def _elsewhere(problem: Problem, here: Choice, flight: Flight, number: int) -> tuple[Look, ...] | None:
    """The flight's looks with one of them in another sector, between its neighbours; None where none gains."""
    row = problem.detachments[flight.detachment]
    mover = problem.movers[row.mover]
    looks = flight.looks
    others = replace(flight, looks=(*looks[:number], *looks[number + 1 :]))
    flights = tuple(others if one is flight else one for one in here.flights)
    free = _left_by_others(problem, replace(here, flights=flights))
    best: tuple[float, Look] | None = None
    rank = np.argsort(-free.weight.sum(axis=1), kind="stable")[:SECTORS].tolist()
    for sector in rank:
        if sector == looks[number].sector:
            continue
        start, end = _window(problem, flight, number, sector)
        if end - start < mover.min_task[sector]:
            continue
        look = Look(sector, start, end)
        slots = slice(start // problem.grid.slot_ticks, -(-end // problem.grid.slot_ticks))
        if not (mover.allowed[sector, slots] & free.open[sector, slots]).all():
            continue
        gain = sum(free.weight[sector, step] * pod for step, pod in pods_of(problem, row.mover, look))
        if best is None or gain > best[0]:
            best = (gain, look)
    return None if best is None else (*looks[:number], best[1], *looks[number + 1 :])


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
