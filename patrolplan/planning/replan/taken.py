"""What looks that are settled take off a problem: what they see, the slots that they hold, and what is
asked for that they meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.asked.shortfalls import met_by
from patrolplan.formulation.words.looks import Seen
from patrolplan.problem.requirements import NOTHING_ASKED, Meetings, Requirements
from patrolplan.problem.types import Problem


@dataclass(frozen=True)
class Left:
    """A problem less settled looks. Its objective and theirs add up to that of all looks together."""

    problem: Problem
    seen: float
    """What the settled looks see."""
    owed: float
    """What is asked for that nobody can meet any more costs so much."""

    @property
    def settled(self) -> float:
        """The part of the objective that is settled."""
        return self.seen - self.owed


def less(problem: Problem, settled: Sequence[tuple[int, Seen]], until: int = 0) -> Left:
    """The problem of the others.

    Σ w(1 − Π(1 − p)) over all looks is what the settled ones see plus the same sum of the others over
    w·Π(1 − p of the settled).

    Args:
        problem: of everybody.
        settled: looks that stay as they are, each with its mover.
        until: step up to which nothing can be met any more.

    """
    ticks = problem.grid.slot_ticks
    missed, held = np.ones(problem.weight.shape), np.zeros(problem.weight.shape, dtype=np.bool_)
    for _, one in settled:
        for step, pod in one.pods:
            missed[one.look.sector, step] *= 1.0 - pod
        held[one.look.sector, one.look.start // ticks : -(-one.look.end // ticks)] = True
    asked, owed = _asked(problem, settled, missed, until)
    left = replace(
        problem,
        weight=problem.weight * missed,
        movers=tuple(replace(mover, allowed=mover.allowed & ~held) for mover in problem.movers),
        requirements=asked,
    )
    return Left(left, float((problem.weight * (1.0 - missed)).sum()), owed)


def _asked(
    problem: Problem, settled: Sequence[tuple[int, Seen]], missed: NDArray[np.float64], until: int
) -> tuple[Requirements, float]:
    """What is still asked for, and the cost of what can no more be met. A rule that is past stays: it is
    broken.
    """
    asked = problem.requirements
    if not len(asked):
        return asked, 0.0
    rows = asked.meetings
    met = met_by(problem, [(mover, one.look) for mover, one in settled])
    rule = np.isinf(rows.price)
    past = ~met & ~rule & (rows.last <= until)
    coverages = []
    for row in asked.coverages:
        here = missed[row.sector]
        need = row.need - float((row.weight * (1.0 - here)).sum())
        if need > 0.0:
            coverages.append(replace(row, weight=row.weight * here, need=need))
    left = Requirements(asked.names, _some(rows, ~met & ~past), tuple(coverages))
    return (left if len(left) else NOTHING_ASKED), float(rows.price[past].sum())


def _some(rows: Meetings, keep: NDArray[np.bool_]) -> Meetings:
    sizes = np.diff(rows.begin)
    return Meetings(
        first=rows.first[keep],
        last=rows.last[keep],
        begin=np.concatenate([[0], np.cumsum(sizes[keep])]).astype(np.int64),
        sector=rows.sector[np.repeat(keep, sizes)],
        price=rows.price[keep],
        mover=rows.mover[keep],
        within=rows.within[keep],
        first_tick=rows.first_tick[keep],
        last_tick=rows.last_tick[keep],
        group=rows.group[keep],
    )
