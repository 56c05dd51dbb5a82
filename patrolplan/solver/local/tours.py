"""What a tour problem is, and how it lies in the rows of a detachment.

Times are integers from 0, when every tour may leave. Node 0 is the base. A visit of node i begins within
[opens[i], closes[i]] and lasts `lasts[i]`; waiting is allowed; each node is visited at most once, and then
earns `prize[i]`; a tour is back by `closes[0]`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Choice, Flight, Look, Problem

SURE = 30.0
"""Coverage from which a look counts as certain: 1 - exp(-30) is 1 to 13 places."""
FAR = 2**40
"""Travel where there is no way."""


@dataclass(frozen=True)
class Tours:
    """n nodes with the base as node 0, and so many tours."""

    count: int
    opens: NDArray[np.int64]
    closes: NDArray[np.int64]
    lasts: NDArray[np.int64]
    prize: NDArray[np.float64]
    travel: NDArray[np.int64]
    """(n, n) from the end of one visit to where the next may begin."""

    @property
    def nodes(self) -> int:
        """Nodes, the base included."""
        return len(self.prize)


Routes = tuple[tuple[int, ...], ...]
"""For each tour its nodes in order, without the base."""


class NotToursError(ValueError):
    """The rows are no tour problem; the message says why."""


def tours_of(problem: Problem, detachment: int = 0) -> Tours:
    """The tours that one detachment's flights are, where each of its looks sees all that there is to see.

    Each sector is a node. A look's window is that of the ways into its sector, which must be the same for
    all of them; the one take-off is time 0.

    Raises NotToursError: several take-offs, a look that is not certain, ways with hours that differ, ships
    or several detachments.
    """
    det = problem.detachments[detachment]
    mover, grid = problem.movers[det.mover], problem.grid
    if problem.ships or len(problem.detachments) != 1 or len(det.takeoffs) != 1:
        raise NotToursError("tours are those of one detachment, all from one take-off")
    start = int(det.takeoffs[0])
    seen = start // grid.slot_ticks
    if problem.weight[:, seen:].any() or grid.stay_steps < grid.steps or start % grid.slot_ticks:
        raise NotToursError("what there is to see has not all begun by the take-off, or does not stay")
    if (mover.rate[:, seen:].min(axis=1) * mover.min_task < SURE).any() or not mover.allowed.all():
        raise NotToursError("a look is not certain")
    n = grid.sectors + 1
    travel = np.full((n, n), FAR, np.int64)
    opens, closes = np.full(n, -1, np.int64), np.full(n, -1, np.int64)
    for arcs, shift in ((det.outbound, 0), (mover.arcs, 1)):
        head = arcs.head.astype(np.int64) + 1
        travel[arcs.tail + shift, head] = arcs.ticks
        first = np.maximum(0, arcs.opens.astype(np.int64) + arcs.ticks - start)
        last = arcs.closes.astype(np.int64) - 1 + arcs.ticks - start
        for side, times in ((opens, first), (closes, last)):
            fresh = side[head] < 0
            side[head[fresh]] = times[fresh]
            if (side[head] != times).any():
                raise NotToursError("ways into one sector have different hours")
    travel[det.inbound.tail + 1, 0] = det.inbound.ticks
    np.fill_diagonal(travel, 0)
    opens[0], closes[0] = 0, min(det.max_block, int(np.flatnonzero(det.landing)[-1]) - start)
    prize = np.concatenate([[0.0], problem.weight.sum(axis=1)])
    lasts = np.concatenate([[0], mover.min_task.astype(np.int64)])
    return Tours(int(det.per_day[0]), opens, closes, lasts, prize, travel)


def choice_of(problem: Problem, tours: Tours, routes: Routes) -> Choice:
    """The tours as flights, each look as early as may be; empty tours are not flown.

    Raises ValueError where a tour does not keep its windows.
    """
    start, flights = int(problem.detachments[0].takeoffs[0]), []
    for route in routes:
        now, at, looks = 0, 0, []
        for node in route:
            now = max(now + int(tours.travel[at, node]), int(tours.opens[node]))
            if now > tours.closes[node]:
                raise ValueError(f"node {node} is reached at {now}, too late")
            looks.append(Look(node - 1, start + now, start + now + int(tours.lasts[node])))
            now, at = now + int(tours.lasts[node]), node
        if looks:
            home = now + int(tours.travel[at, 0])
            if home > tours.closes[0]:
                raise ValueError(f"a tour is home at {home}, too late")
            flights.append(Flight(0, start, start + home, tuple(looks)))
    return Choice((), tuple(sorted(flights, key=lambda f: f.looks)))
