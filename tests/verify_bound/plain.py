"""Bids by listing every itinerary: what the oracle's dynamic programmes must equal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Look, Problem
from patrolplan.verify.bound.looks import gain, levels_of, sight_of
from tests.oracles.itineraries import Moves, TooManyError
from tests.oracles.pod import Pods
from tests.oracles.ways import Ways

Chain = tuple[Look, ...]
Earn = Callable[[Look], int]


def h(p: float, R: float) -> float:
    return max(p - R, (1.0 - sqrt(R)) * p)


def kernel_gains(problem: Problem, level: NDArray[np.int64], scale: int, mover: int) -> Earn:
    """The oracle's own integer for each look."""
    sight, levels = sight_of(problem.movers[mover], problem.grid), levels_of(problem.weight, level, scale)
    return cache(lambda x: int(gain(sight, levels, x.sector, x.start, x.end)))


def plain_gain(
    problem: Problem, pods: Pods, level: NDArray[np.int64], scale: int, mover: int, x: Look
) -> int:
    """The same from the tests' own POD, in fractions, with no safety margin."""
    p, s = pods(mover, x), x.sector
    return sum(
        ceil(
            Fraction(scale)
            * Fraction(float(problem.weight[s, k]))
            * Fraction(h(float(p[k]), level[s, k] / scale))
        )
        for k in range(problem.grid.steps)
    )


def forbidden_between(problem: Problem, mover: int, before: Look, after: Look) -> bool:
    T = problem.grid.slot_ticks
    between = range(-(-before.end // T), after.start // T)
    return not all(problem.movers[mover].allowed[before.sector, k] for k in between)


def bid_chains(
    problem: Problem, mover: int, first: list[Look], latest: int, limit: int = 5_000
) -> Iterator[Chain]:
    """Every chain that a bid may consist of: own slots may be met twice, one sector twice in a row only
    across a forbidden slot.
    """
    moves, ways = Moves(problem, mover), Ways(problem.movers[mover].arcs)
    stack: list[Chain] = [(x,) for x in first]
    count = 0
    while stack:
        chain = stack.pop()
        count += 1
        if count + len(stack) > limit:
            raise TooManyError
        yield chain
        last = chain[-1]
        for s in range(problem.grid.sectors):
            if s != last.sector:
                stack += [(*chain, x) for x in moves.tasks(s, ways.arrival(last.sector, s, last.end), latest)]
            else:
                following = moves.tasks(s, last.end, latest)
                stack += [(*chain, x) for x in following if forbidden_between(problem, mover, last, x)]


def ship_bid(problem: Problem, ship: int, earn: Earn) -> int:
    """The dearest itinerary of a ship."""
    mover, total = problem.ships[ship].mover, 0
    moves = Moves(problem, mover)
    for spell in problem.ships[ship].spells:
        latest = problem.grid.horizon
        first = [x for s in range(problem.grid.sectors) for x in moves.tasks(s, int(spell.entry[s]), latest)]
        chains = bid_chains(problem, mover, first, latest)
        total += max((sum(map(earn, c)) for c in chains if c[-1].end <= spell.exit[c[-1].sector]), default=0)
    return total


def flight_chains(problem: Problem, detachment: int, takeoff: int) -> list[Chain]:
    """Looks of every flight from one take-off that is home in time."""
    det = problem.detachments[detachment]
    outbound, inbound, moves = Ways(det.outbound), Ways(det.inbound), Moves(problem, det.mover)
    latest = min(takeoff + det.max_block, problem.grid.horizon)
    first = [
        x
        for s in range(problem.grid.sectors)
        for x in moves.tasks(s, outbound.arrival(0, s, takeoff), latest)
    ]

    def home(chain: Chain) -> bool:
        there = inbound.arrival(chain[-1].sector, 0, chain[-1].end)
        return any(det.landing[t] for t in range(there, latest + 1))

    return [c for c in bid_chains(problem, det.mover, first, latest) if home(c)]
