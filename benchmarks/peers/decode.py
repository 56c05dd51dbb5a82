"""From a peer's routes back to a legal plan."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.peers.vehicles import Vehicle
from benchmarks.plans.board import Board
from benchmarks.plans.chain import Chain, Draft
from benchmarks.plans.kernels import first_start
from patrolplan.problem.types import Look, Problem

Route = tuple[Vehicle, Sequence[Look]]
"""Who, and the looks intended, in order."""


def laid_out(problem: Problem, routes: Sequence[Route], slack: int) -> Board:
    """A board with the routes' looks, as near to what was intended as the rules allow.

    All looks are laid out in order of their start. One that cannot begin when intended (a slot is held
    or closed, the way is longer at that hour) begins as soon as it can within `slack` ticks, and ends
    early if it must; one that cannot even have its minimum is dropped. A flight for which there is no
    airframe or crew is dropped whole.
    """
    board = Board(problem)
    waiting: list[tuple[int, int, Look, Chain]] = []
    for n, (vehicle, looks) in enumerate(sorted(routes, key=lambda r: r[1][0].start if r[1] else -1)):
        if not looks:
            continue
        chain = _chain(board, vehicle, looks)
        if chain is not None:
            waiting += [(look.start, n, look, chain) for look in looks]
    for _, _, look, chain in sorted(waiting, key=lambda w: (w[0], w[1], w[2])):
        _lay(board, chain, look, slack)
    return board


def _chain(board: Board, vehicle: Vehicle, looks: Sequence[Look]) -> Chain | None:
    if vehicle.ship >= 0:
        return board.ships[vehicle.ship][vehicle.spell]
    draft = _take_off(board, vehicle, looks)
    if draft is None:
        return None
    board.drafts.append(draft)
    return draft.chain


def _take_off(board: Board, vehicle: Vehicle, looks: Sequence[Look]) -> Draft | None:
    """The latest take-off of the day that is in time for the first look; failing that any earlier one,
    then a later one; each with all the time that endurance allows, or as much as the looks need.
    """
    wing = board.wings[vehicle.detachment]
    det = wing.detachment
    takeoffs = det.takeoffs[det.day == vehicle.day].tolist()
    in_time = [t for t in takeoffs if wing.out.arrivals(0, t)[looks[0].sector] <= looks[0].start]
    needed = int(wing.home.arrivals(looks[-1].sector, looks[-1].end)[0])
    for takeoff in in_time[::-1] + takeoffs[len(in_time) :]:
        for latest in (None, needed):
            draft = wing.draft(takeoff, latest)
            if draft is not None and board.can_add(draft):
                return draft
    return None


def _lay(board: Board, chain: Chain, look: Look, slack: int) -> None:
    mover, s = board.problem.movers[chain.mover], look.sector
    ready = chain.ready(len(chain.looks), board.reach[chain.mover])[0]
    free = mover.allowed[s] & ~board.held[s]
    shortest = -(-int(mover.min_task[s]) // mover.step) * mover.step
    until = min(int(chain.leave[s]), board.problem.grid.horizon)
    start = max(int(ready[s]), look.start)
    a, last = first_start(free, start, until, shortest, mover.step, board.T)
    if 0 <= a <= look.start + slack:
        length = max(shortest, (look.end - look.start) // mover.step * mover.step)
        last = last // mover.step * mover.step
        board.put(chain, len(chain.looks), Look(s, a, min(a + length, last)))
