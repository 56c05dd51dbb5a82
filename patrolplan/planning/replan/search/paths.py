"""A ship's best itineraries with at most so many new tasks, all others as they are: longest paths whose
labels count new tasks. Beginnings are reckoned in the middle of their steps.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from patrolplan.planning.replan.search.seeing import Free
from patrolplan.problem.types import NEVER, Look, Mover, Problem, Ship, Spell

SECTORS = 32
"""Of the water, the sectors where most is left to see are looked at, and those where the ship was."""
LONGEST = 12
"""Steps by which a new task may be longer than the shortest."""
NOTHING = -1e18


def itineraries(
    problem: Problem, ship: Ship, now: tuple[Look, ...], old: tuple[Look, ...], free: Free, left: int
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
        self, problem: Problem, mover: Mover, spell: Spell, old: tuple[Look, ...], free: Free, left: int
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
        self.least = np.array([int(self.mover.min_task[row]) // self.slot for row in self.rows])
        gains, new = self._table()
        for t in range(self.steps + 1):
            if t:
                longer = self.ready[:, t - 1] > self.ready[:, t]
                self.ready[:, t][longer] = self.ready[:, t - 1][longer]
                self.came[:, t][longer] = self.came[:, t - 1][longer]
            self._move(t)
            if t < self.steps and (gains[:, t] > NOTHING).any():
                self._begin(t, gains[:, t], new[:, t])

    def _table(self) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """(n, steps, lengths) what tasks gain, NOTHING where there is none, and whether they are new."""
        found = [self._gains(row) for row in self.rows]
        longest = max((len(worth) for rows in found for worth in rows.values()), default=0)
        gains = np.full((len(self.rows), self.steps, longest), NOTHING)
        new = np.ones(gains.shape, dtype=np.bool_)
        for n, rows in enumerate(found):
            for first, worth in rows.items():
                gains[n, first, : len(worth)] = worth
        for row, first, end in self.old:
            length = end - first - self.least[self.place[row]] if row in self.place else -1
            if 0 <= length < longest:
                new[self.place[row], first, length] = False
        return gains, new

    def _begin(self, t: int, gains: NDArray[np.float64], new: NDArray[np.bool_]) -> None:
        """Tasks that begin at step t: of each sector (rows) and length (columns) the gain, and if it is
        new.
        """
        ns = np.arange(len(self.rows))
        for length in range(gains.shape[1]):
            ends = t + self.least + length
            for k in range(self.left + 1):
                total = self.ready[k, t] + gains[:, length]
                for cost in (0, 1):
                    if k + cost > self.left:
                        continue
                    take = (total > 0.5 * NOTHING) & (new[:, length] == bool(cost))
                    take[take] &= total[take] > self.ended[k + cost, ends[take], ns[take]]
                    self.ended[k + cost, ends[take], ns[take]] = total[take]
                    self.began[k + cost, ends[take], ns[take]] = (k, t)

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
