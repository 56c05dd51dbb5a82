"""Everything that one holder could do, listed without any dominance."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise, product
from math import prod

from patrolplan.problem.types import NEVER, Flight, Look, Mover, Problem, Spell

from .rules import slots_met
from .ways import Ways

Chain = tuple[Look, ...]


class TooManyError(Exception):
    """The list would pass the limit given."""


def once_per_slot(chain: Chain, slot_ticks: int) -> bool:
    """Whether no two tasks of the chain meet one slot."""
    met = [(look.sector, k) for look in chain for k in slots_met(look, slot_ticks)]
    return len(met) == len(set(met))


class Moves:
    """What one mover can do: its tasks by sector, and which of them may follow a chain."""

    def __init__(self, problem: Problem, mover: int) -> None:
        self._grid, m = problem.grid, problem.movers[mover]
        self._ways = Ways(m.arcs)
        self._tasks: list[list[Look]] = []
        for sector in range(self._grid.sectors):
            mine: list[Look] = []
            for start in range(0, self._grid.horizon, m.step):
                for end in range(start + m.step, self._grid.horizon + 1, m.step):
                    if not m.allowed[sector, (end - 1) // self._grid.slot_ticks]:
                        break
                    look = Look(sector, start, end)
                    if end - start >= m.min_task[sector] and self._open(m, look):
                        mine.append(look)
            self._tasks.append(mine)

    def _open(self, m: Mover, look: Look) -> bool:
        return all(m.allowed[look.sector, k] for k in slots_met(look, self._grid.slot_ticks))

    def tasks(self, sector: int, earliest: int, latest: int) -> Iterator[Look]:
        """Every task in the sector within [earliest, latest]."""
        mine = self._tasks[sector]
        first = bisect_left(mine, earliest, key=lambda x: x.start)
        last = bisect_left(mine, latest, key=lambda x: x.start)
        return (x for x in mine[first:last] if x.end <= latest)

    def following(self, chain: Chain, latest: int) -> Iterator[Look]:
        """Every task that may follow the chain: waiting is free, also in the sector itself."""
        last = chain[-1]
        for sector in range(self._grid.sectors):
            same = sector == last.sector
            ready = last.end if same else self._ways.arrival(last.sector, sector, last.end)
            for look in self.tasks(sector, ready, latest):
                if once_per_slot((*chain, look), self._grid.slot_ticks):
                    yield look

    def chains(self, first: list[Look], latest: int, limit: int) -> Iterator[Chain]:
        """Every chain that opens with one of `first`. Raises TooManyError past `limit` chains."""
        stack: list[Chain] = [(look,) for look in first]
        count = 0
        while stack:
            chain = stack.pop()
            count += 1
            if count + len(stack) > limit:
                raise TooManyError
            yield chain
            stack += [(*chain, look) for look in self.following(chain, latest)]


def spell_chains(problem: Problem, mover: int, spell: Spell, limit: int) -> list[Chain]:
    """Every chain of tasks within one spell, the empty one first. Raises TooManyError past `limit`."""
    moves, latest = Moves(problem, mover), int(spell.exit.max())
    entries = [(s, int(t)) for s, t in enumerate(spell.entry) if t < NEVER]
    first = [look for s, t in entries for look in moves.tasks(s, t, latest)]
    chains = moves.chains(first, latest, limit)
    return [(), *(c for c in chains if c[-1].end <= spell.exit[c[-1].sector])]


def ship_itineraries(problem: Problem, ship: int, limit: int) -> list[Chain]:
    """Every task list of a ship over its spells, the empty one first. Raises TooManyError past `limit`."""
    mover, spells = problem.ships[ship].mover, problem.ships[ship].spells
    per_spell = [spell_chains(problem, mover, spell, limit) for spell in spells]
    if prod(len(chains) for chains in per_spell) > 20 * limit:
        raise TooManyError
    found: dict[Chain, None] = {}
    for parts in product(*per_spell):
        tasks = tuple(look for part in parts for look in part)
        in_order = all(x.end <= y.start for x, y in pairwise(tasks))
        if in_order and once_per_slot(tasks, problem.grid.slot_ticks):
            found[tasks] = None
            if len(found) > limit:
                raise TooManyError
    return list(found)


def flights(problem: Problem, detachment: int, limit: int) -> list[Flight]:
    """Every flight of a detachment with at least one look, by take-off. Raises TooManyError past `limit`.

    Of the landings open to a flight only the first is listed: a later one makes every rule on
    airframes, crews and hours stricter and earns nothing.
    """
    det = problem.detachments[detachment]
    moves, outbound, inbound = Moves(problem, det.mover), Ways(det.outbound), Ways(det.inbound)
    found: list[Flight] = []
    chains = 0
    for takeoff in sorted({int(t) for t in det.takeoffs}):
        latest = min(takeoff + det.max_block, problem.grid.horizon)
        first = [
            look
            for sector in range(problem.grid.sectors)
            for look in moves.tasks(sector, outbound.arrival(0, sector, takeoff), latest)
        ]
        for chain in moves.chains(first, latest, limit - chains):
            chains += 1
            home = inbound.arrival(chain[-1].sector, 0, chain[-1].end)
            landing = next((t for t in range(home, latest + 1) if det.landing[t]), None)
            if landing is not None:
                found.append(Flight(detachment, takeoff, landing, chain))
    return found
