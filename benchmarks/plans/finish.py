"""The finishing pass that every peer's plan gets, the same for all: no time on station is left unused.

1. Flights that quotas, airframes and crews still allow are put on the programme.
2. Gaps: in every gap of every holder the look that adds most per hour is inserted, again and again.
3. Stretching: each look begins earlier and ends later as far as that adds anything.

No look is ever moved or removed, so the plan stays the peer's own.
"""

from __future__ import annotations

from benchmarks.plans.board import Board
from benchmarks.plans.chain import Chain
from benchmarks.plans.rota import open_flights
from patrolplan.problem.types import Look

TINY = 1e-12
"""Gains below this are rounding."""


def finish(board: Board) -> None:
    """Fill what is idle, in place."""
    open_flights(board)
    for chain in sorted(board.chains(), key=lambda c: int(c.entry.min())):
        fill_gaps(board, chain)
    while sum(_stretch(board, chain) for chain in board.chains()) > TINY:
        pass
    board.drafts = [draft for draft in board.drafts if draft.chain.looks]


def fill_gaps(board: Board, chain: Chain) -> None:
    """Insert looks into the chain, in order of time, until none adds anything."""
    place = 0
    while place <= len(chain.looks):
        found = board.best_next(chain, place)
        if found is not None and found[1] > TINY:
            board.put(chain, place, found[0])
        place += 1


def _stretch(board: Board, chain: Chain) -> float:
    """Stretch each look of the chain once, by the best of all its free lengths; what it added."""
    added = 0.0
    reach = board.reach[chain.mover]
    for place in range(len(chain.looks)):
        look = board.take(chain, place)
        ready, until = chain.ready(place, reach)[0], chain.until(place, reach)
        before, best = board.gain(chain.mover, look), look
        most = before
        for a, b in _free_ends(board, chain, look, int(ready[look.sector]), int(until[look.sector])):
            gain = board.gain(chain.mover, Look(look.sector, a, b))
            if gain > most + TINY:
                most, best = gain, Look(look.sector, a, b)
        board.put(chain, place, best)
        added += most - before
    return added


def _free_ends(board: Board, chain: Chain, look: Look, ready: int, until: int) -> list[tuple[int, int]]:
    """The look stretched to the front as far as it goes, to the back, and both."""
    step, T = board.problem.movers[chain.mover].step, board.T
    free = board.problem.movers[chain.mover].allowed[look.sector] & ~board.held[look.sector]
    a, b = look.start, look.end
    while a - step >= max(ready, 0) and free[(a - step) // T]:
        a -= step
    while b + step <= min(until, board.problem.grid.horizon) and free[(b + step - 1) // T]:
        b += step
    return [(a, look.end), (look.start, b), (a, b)]
