"""A proof by cases: each case restricts who may hold what, and all cases together leave nothing out.

A decision (ship, sector, step, held) splits all plans in two: those in which the ship holds the slot,
and those in which she does not. Where she does, no other holder meets the slot, and, since her tasks
start and end on slot edges, she meets no other slot of that step. Each plan falls into exactly one leaf
of the tree, and there it keeps the restrictions that `restricted` writes into `allowed`; so the
largest of the leaves' bounds is a bound. (`runs` holds in a leaf as elsewhere: a longer look over
allowed slots keeps every restriction that its two halves kept.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Mover, Problem

from .asked import of_any_mover

Decision = tuple[int, int, int, bool]
Case = dict[tuple[int, int, int], bool]


def cases(leaves: Sequence[Sequence[Decision]]) -> list[Case]:
    """Each leaf's decisions as a table. Raises ValueError where a leaf decides one thing both ways."""
    found = []
    for number, decisions in enumerate(leaves):
        case: Case = {}
        for ship, sector, step, held in decisions:
            if case.setdefault((ship, sector, step), held) != held:
                raise ValueError(f"leaf {number} decides ship {ship}, sector {sector}, step {step} twice")
        found.append(case)
    return found


def complete(leaves: list[Case]) -> bool:
    """Whether the leaves leave no case out.

    All plans are covered if one leaf decides nothing; or if some question is put in every leaf and
    the leaves that answer yes, and those that answer no, each cover all without it. In a binary tree the root
    is such a question, and any other that all leaves put does as well.
    """
    todo = [leaves]
    while todo:
        group = todo.pop()
        if any(not case for case in group):
            continue
        shared = set(group[0]).intersection(*group) if group else set()
        if not shared:
            return False
        question = min(shared)
        todo += [
            [
                {asked: said for asked, said in case.items() if asked != question}
                for case in group
                if case[question] == answer
            ]
            for answer in (True, False)
        ]
    return True


def restricted(problem: Problem, case: Case) -> Problem:
    """The problem with the case's decisions written into what each holder is allowed to meet.

    Raises ValueError where a decision names no ship or slot, or a ship that holds a slot may start tasks
    within one (she might then meet two slots of a step).
    """
    grid = problem.grid
    own = [np.ones((grid.sectors, grid.steps), dtype=bool) for _ in problem.ships]
    air = np.ones((grid.sectors, grid.steps), dtype=bool)
    for (ship, sector, step), held in case.items():
        if not (0 <= ship < len(problem.ships) and 0 <= sector < grid.sectors and 0 <= step < grid.steps):
            raise ValueError(f"a leaf decides on ship {ship}, sector {sector}, step {step}: there is none")
        if not held:
            own[ship][sector, step] = False
            continue
        if problem.movers[problem.ships[ship].mover].step % grid.slot_ticks:
            raise ValueError(f"a leaf lets ship {ship} hold a slot, but her tasks may start within slots")
        air[sector, step] = False
        for other, open_ in enumerate(own):
            if other == ship:
                open_[np.arange(grid.sectors) != sector, step] = False
            else:
                open_[sector, step] = False
    movers = list(problem.movers)
    known: dict[tuple[int, bytes], int] = {}

    def mover_with(mover: int, open_: NDArray[np.bool_]) -> int:
        if open_.all():
            return mover
        key = (mover, open_.tobytes())
        if key not in known:
            known[key] = len(movers)
            was: Mover = problem.movers[mover]
            movers.append(replace(was, allowed=was.allowed & open_))
        return known[key]

    ships = tuple(
        replace(ship, mover=mover_with(ship.mover, open_))
        for ship, open_ in zip(problem.ships, own, strict=True)
    )
    detachments = tuple(replace(det, mover=mover_with(det.mover, air)) for det in problem.detachments)
    asked = of_any_mover(problem.requirements)
    return replace(problem, movers=tuple(movers), ships=ships, detachments=detachments, requirements=asked)
