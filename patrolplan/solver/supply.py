"""Replenishment at sea: a ship with stops is a ship with more spells.

A stop (start, sector, before) holds her `takes` units from `start` on: in the sector that she comes from,
before she goes on, or in the one that she goes to, before her task there. Between two stops she does as in
any spell: what leads to a stop must be over by then, what follows begins after it. So a chain with stops
is a chain over spells, found by the same programme. Stops are chosen, like looks, by the search.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import NEVER, Ship

Spells = tuple[tuple[NDArray[np.int32], NDArray[np.int32]], ...]
Stop = tuple[int, int, bool]
"""Start in units, sector of the arena, and whether she stops there before going on (else on arriving)."""


@dataclass(frozen=True)
class Supplies:
    """A ship's replenishment in her own units."""

    every: int
    takes: int
    joins: tuple[int, ...]
    """For each spell."""
    leaves: tuple[int, ...]

    def count(self, spell: int) -> int:
        """How many stops a spell needs."""
        span = self.leaves[spell] - self.joins[spell] - self.every
        return max(0, -(-span // (self.every + self.takes)))

    def span(self, spell: int, number: int, before: int | None) -> tuple[int, int]:
        """First and last start of a stop, given that of the one before (None: it is the first)."""
        cycle = self.every + self.takes
        left = self.count(spell) - number
        last = self.joins[spell] + self.every if before is None else before + cycle
        first = max(
            self.leaves[spell] - left * cycle, self.joins[spell] if before is None else before + self.takes
        )
        return first, last


def supplies_of(ship: Ship, step: int) -> Supplies | None:
    """In units of `step` ticks, needs rounded up and allowances down; None where she needs none."""
    if ship.supply is None:
        return None
    s = ship.supply
    return Supplies(
        s.every // step,
        -(-s.takes // step),
        tuple(x // step for x in s.joins),
        tuple(-(-x // step) for x in s.leaves),
    )


def with_stops(
    spells: Spells, stops: tuple[tuple[Stop, ...], ...], supplies: Supplies, lag: NDArray[np.int32]
) -> Spells:
    """The spells cut by the stops of each. A sector in which a stop leaves no time is out of reach there."""
    found: list[tuple[NDArray[np.int32], NDArray[np.int32]]] = []
    for (enter0, leave0), mine in zip(spells, stops, strict=True):
        takes = supplies.takes
        enter = enter0
        after = np.minimum(enter0.astype(np.int64) + takes, NEVER).astype(np.int32)
        before = np.where(leave0 >= takes, leave0 - takes, -1).astype(np.int32)
        for start, sector, first in mine:
            leave = np.full(len(enter), -1, np.int32)
            later = np.full(len(enter), NEVER, np.int32)
            if first:
                leave[sector] = min(start, before[sector])
                reach = lag[sector] >= 0
                later[reach] = start + takes + lag[sector][reach]
                later[sector] = start + takes + 1  # time to relieve, where she must
            else:
                reach = lag[:, sector] >= 0
                leave[reach] = np.minimum(start - lag[:, sector][reach], before[reach])
                leave[sector] = min(start, before[sector])
                later[sector] = start + takes + 1
            found.append((enter, leave))
            enter = np.maximum(later, after).astype(np.int32)
        found.append((enter, leave0))
    return tuple(found)


def idle_stretches(looks: NDArray[np.int64], stops: tuple[tuple[Stop, ...], ...], spells: Spells) -> int:
    """How many stretches that end in a stop hold none of the looks; `spells` as `with_stops` cuts them. One
    without a look may stop anywhere.
    """
    idle = at = 0
    for mine in stops:
        parts = spells[at : at + len(mine) + 1]
        at += len(parts)
        held = []
        for enter, leave in parts:
            inside = (looks[:, 1] >= enter[looks[:, 0]]) & (looks[:, 2] <= leave[looks[:, 0]])
            held.append(bool(inside.any()))
        if any(held):
            idle += held[:-1].count(False)
    return idle


def draw_stops(
    supplies: Supplies, spell: int, looks: NDArray[np.int64], rng: np.random.Generator, sectors: int
) -> tuple[Stop, ...]:
    """Stops of a spell at random times that keep the interval, late ones likelier, each by the look that is
    under way then, or is next.
    """
    found: list[Stop] = []
    start: int | None = None
    for number in range(supplies.count(spell)):
        first, last = supplies.span(spell, number, start)
        start = int(last - (last - first) * rng.random() ** 2) if last > first else last
        found.append((start, *_place(start, looks, rng, sectors)))
    return tuple(found)


def move_stop(
    supplies: Supplies,
    spell: int,
    stops: tuple[Stop, ...],
    number: int,
    looks: NDArray[np.int64],
    rng: np.random.Generator,
    sectors: int,
) -> tuple[Stop, ...] | None:
    """One stop at another time or place; None where those after it leave it no time."""
    before = stops[number - 1][0] if number else None
    first, last = supplies.span(spell, number, before)
    if number + 1 < len(stops):  # the next must still be in time
        first = max(first, stops[number + 1][0] - supplies.every - supplies.takes)
        last = min(last, stops[number + 1][0] - supplies.takes)
    if first > last:
        return None
    near = int(stops[number][0] + rng.integers(-12, 13))
    start = int(rng.integers(first, last + 1)) if rng.random() < 0.3 else min(max(near, first), last)
    new = (start, *_place(start, looks, rng, sectors))
    return (*stops[:number], new, *stops[number + 1 :])


def _place(start: int, looks: NDArray[np.int64], rng: np.random.Generator, sectors: int) -> tuple[int, bool]:
    """Where to stop at a time: in the sector of the look before or after it."""
    before = looks[looks[:, 1] < start]
    after = looks[looks[:, 2] > start]
    options = [(int(before[-1, 0]), True)] if len(before) else []
    options += [(int(after[0, 0]), False)] if len(after) else []
    if not options:
        return int(rng.integers(sectors)), bool(rng.random() < 0.5)
    return options[int(rng.integers(len(options)))]
