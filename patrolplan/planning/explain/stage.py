"""A plan laid out for questions: its problem, its looks, and what each asset could do instead at one place
and time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from patrolplan.formulation.build import formulate
from patrolplan.formulation.types import Formulation
from patrolplan.planning.replan.cut import Cut
from patrolplan.planning.replan.kept import arrival, old_choice
from patrolplan.planning.replan.search.seeing import Free, Seeing
from patrolplan.problem.types import NEVER, Arcs, Choice, Look, Mover, Problem
from patrolplan.record.types import Record, Task
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.resolved import from_json
from patrolplan.sea.build import build_water


@dataclass(frozen=True)
class Chain:
    """What one holder does: a ship's spell, or a sortie; looks in order."""

    asset: str
    sortie: str | None
    mover: int
    looks: tuple[Look, ...]
    tasks: tuple[Task, ...]
    first: int
    """Takes off, or joins: ticks."""
    last: int
    """Lands, or leaves."""
    number: int
    """Row of the ship or of the detachment."""
    spell: int = 0


@dataclass(frozen=True)
class Instead:
    """A task in place of others of the same holder."""

    chain: Chain
    look: Look
    gain: float
    """What it would identify, all others as they are and those that it takes the place of left out."""
    given_up: tuple[Task, ...]
    loss: float
    """What the plan loses without those."""

    @property
    def net(self) -> float:
        """What the plan would gain by it; negative: lose."""
        return self.gain - self.loss


@dataclass(frozen=True)
class Stage:
    """The plan as rows and looks."""

    record: Record
    scenario: Scenario
    there: Formulation
    seeing: Seeing
    choice: Choice
    rows: dict[str, int]

    @property
    def problem(self) -> Problem:
        """Its problem."""
        return self.there.problem

    def chains(self) -> Iterator[Chain]:
        """Everybody's looks, spell by spell and sortie by sortie."""
        known = {_key(self, task): task for task in self.record.tasks}
        clock = self.there.clock
        for n, ship in enumerate(self.problem.ships):
            for k, (spell, stay) in enumerate(zip(ship.spells, self.there.stays[n], strict=True)):
                looks = tuple(
                    look
                    for look in self.choice.ships[n]
                    if spell.entry[look.sector] <= look.start and look.end <= spell.exit[look.sector]
                )
                tasks = tuple(known[ship.name, look] for look in looks)
                last = min(stay.out_tick, clock.horizon)
                yield Chain(ship.name, None, ship.mover, looks, tasks, stay.in_tick, last, n, k)
        for flight in self.choice.flights:
            row = self.problem.detachments[flight.detachment]
            tasks = tuple(known[row.name, look] for look in flight.looks)
            sortie = tasks[0].sortie
            ends = (flight.takeoff, flight.landing)
            yield Chain(row.name, sortie, row.mover, flight.looks, tasks, *ends, flight.detachment)

    def worth(self, choice: Choice) -> float:
        """Value of an answer."""
        return self.seeing.value(choice)

    def less(self, chain: Chain, looks: tuple[Look, ...]) -> Choice:
        """The plan without some looks of a holder."""
        left = tuple(look for look in chain.looks if look not in looks)
        if chain.sortie is None:
            row = tuple(look for look in self.choice.ships[chain.number] if look not in looks)
            ships = self.choice.ships
            return replace(self.choice, ships=(*ships[: chain.number], row, *ships[chain.number + 1 :]))
        flights = tuple(
            replace(one, looks=left) if one.looks == chain.looks and one.takeoff == chain.first else one
            for one in self.choice.flights
        )
        return replace(self.choice, flights=flights)

    def earliest(self, chain: Chain, before: Look | None, sector: int) -> int:
        """The first tick at which the holder can begin there after a look (None: after joining, take-off)."""
        mover = self.problem.movers[chain.mover]
        if before is not None:
            if before.sector == sector:
                return before.end
            return arrival(mover.arcs, before.sector, sector, before.end)
        if chain.sortie is None:
            return int(self.problem.ships[chain.number].spells[chain.spell].entry[sector])
        return arrival(self.problem.detachments[chain.number].outbound, 0, sector, chain.first)

    def latest(self, chain: Chain, sector: int, after: Look | None) -> int:
        """The last tick until which it may stay there to be in time for a look (None: to leave, to land)."""
        mover = self.problem.movers[chain.mover]
        if after is not None:
            return (
                after.start
                if after.sector == sector
                else _leave(mover.arcs, sector, after.sector, after.start)
            )
        if chain.sortie is None:
            return int(self.problem.ships[chain.number].spells[chain.spell].exit[sector])
        return _leave(self.problem.detachments[chain.number].inbound, sector, 0, chain.last)

    def open_span(
        self, mover: Mover, free: Free, sector: int, start: int, end: int, at: int
    ) -> tuple[int, int]:
        """The longest stretch of [start, end) round a tick with open slots; empty where there is none."""
        ticks = self.problem.grid.slot_ticks
        shut = ~(mover.allowed[sector] & free.open[sector])
        step = at // ticks
        if not start <= at < end or shut[step]:
            return at, at
        before, after = np.flatnonzero(shut[:step]), np.flatnonzero(shut[step:])
        first = (int(before[-1]) + 1) * ticks if len(before) else 0
        last = (step + int(after[0])) * ticks if len(after) else self.problem.grid.horizon
        begin, until = max(start, first), min(end, last)
        return -(-begin // mover.step) * mover.step, until // mover.step * mover.step

    def instead(self, chain: Chain, sector: int, at: int, drop: tuple[Look, ...]) -> Instead | None:
        """The longest task there round a tick in place of some neighbouring looks; None where there is no
        room.
        """
        mover = self.problem.movers[chain.mover]
        kept = [look for look in chain.looks if look not in drop]
        before = max((x for x in kept if x.end <= at), key=lambda x: x.end, default=None)
        after = min((x for x in kept if x.start > at), key=lambda x: x.start, default=None)
        if any(x.start <= at < x.end for x in kept):
            return None
        rest = self.less(chain, drop)
        free = self.seeing.free(rest)
        start, end = self.earliest(chain, before, sector), self.latest(chain, sector, after)
        start, end = self.open_span(mover, free, sector, start, end, at)
        if end - start < mover.min_task[sector] or start >= NEVER:
            return None
        look = Look(sector, start, end)
        gain = sum(
            float(free.weight[sector, step]) * pod for step, pod in self.seeing.pods(chain.mover, look)
        )
        gone = tuple(task for look, task in zip(chain.looks, chain.tasks, strict=True) if look in drop)
        return Instead(chain, look, gain, gone, self.worth(self.choice) - self.worth(rest))

    def best_instead(self, chain: Chain, sector: int, at: int) -> Instead | None:
        """The best task there round a tick, whichever looks next to it make room."""
        found = [self.instead(chain, sector, at, drop) for drop in _runs(chain.looks, at)]
        return max((one for one in found if one is not None), key=lambda one: one.net, default=None)

    def when(self, tick: int) -> datetime:
        """The time of a tick."""
        return self.there.clock.at(tick)


def stage(record: Record) -> Stage:
    """Build the plan's problem again and lay its tasks out on it."""
    scenario = from_json(record.scenario)
    there = formulate(scenario, build_water(scenario))
    nothing = Cut(record.model.start, (), (), {}, {})
    rows = {sector.id: row for row, sector in enumerate(there.water.sectors)}
    return Stage(record, scenario, there, Seeing(there.problem), old_choice(there, record, nothing), rows)


def _key(on: Stage, task: Task) -> tuple[str, Look]:
    clock = on.there.clock
    return task.asset, Look(on.rows[task.sector], clock.floor(task.start), clock.ceil(task.end))


def _leave(arcs: Arcs, tail: int, head: int, due: int) -> int:
    rows = (arcs.tail == tail) & (arcs.head == head)
    leave = np.minimum(due - arcs.ticks[rows], arcs.closes[rows] - 1)
    return int(np.where(leave >= arcs.opens[rows], leave, -1).max(initial=-1))


def _runs(looks: tuple[Look, ...], at: int) -> Iterator[tuple[Look, ...]]:
    """Looks next to each other round a tick that may make room: none, and up to three of them."""
    place = sum(look.end <= at for look in looks)
    for first in range(max(0, place - 2), place + 1):
        for last in range(max(first, place), min(len(looks), place + 2) + 1):
            if last - first <= 3:
                yield looks[first:last]
