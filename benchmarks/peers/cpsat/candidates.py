"""The looks that the model may choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.plans.board import Board
from benchmarks.plans.chain import Chain, Draft
from patrolplan.problem.types import Look


@dataclass(frozen=True)
class Grain:
    """How much of the problem the model sees. Grids in ticks."""

    sectors: int
    """So many of the richest."""
    ship_grid: int
    """Ship looks start and end on multiples of it."""
    air_grid: int
    ship_lengths: int
    """So many lengths of ship look, from the minimum in steps of the grid."""
    sway: int
    """A flight may take off so much sooner or later than greedy's."""
    pooled: int
    """So many steps of a sector share one coverage."""


@dataclass(frozen=True)
class Holder:
    """A ship in one spell, or a flight with the drafts of the take-offs that it may choose from; the
    middle one of these, and the looks, are greedy's."""

    chain: Chain
    drafts: tuple[Draft, ...] = ()
    ship: int = -1
    spell: int = -1


@dataclass(frozen=True)
class Candidate:
    """A look that a Boolean stands for, by the holder's number. `plan`: greedy's plan has it."""

    holder: int
    look: Look
    plan: bool


def holders_of(board: Board, grain: Grain) -> list[Holder]:
    """All ships' spells and flights of a plan."""
    out = [
        Holder(chain, ship=i, spell=j)
        for i, spells in enumerate(board.ships)
        for j, chain in enumerate(spells)
    ]
    for draft in board.drafts:
        wing = board.wings[draft.detachment]
        takeoffs = wing.detachment.takeoffs[wing.detachment.day == draft.day].tolist()
        near = [draft.takeoff + d for d in (-grain.sway, 0, grain.sway)]
        drafts = [draft if t == draft.takeoff else wing.draft(t) for t in near if t in takeoffs]
        out.append(Holder(draft.chain, tuple(d for d in drafts if d is not None)))
    return out


def candidates_of(board: Board, holders: Sequence[Holder], grain: Grain) -> list[Candidate]:
    """Greedy's looks, and every look within the holders' windows on the grids, in slots that the mover may
    meet.
    """
    problem = board.problem
    T, horizon = problem.grid.slot_ticks, problem.grid.horizon
    richest = np.sort(np.argsort(-problem.weight.sum(axis=1), kind="stable")[: grain.sectors])
    out: list[Candidate] = []
    for h, holder in enumerate(holders):
        mover = problem.movers[holder.chain.mover]
        grid = grain.air_grid if holder.drafts else grain.ship_grid
        lengths = 1 if holder.drafts else grain.ship_lengths
        chains = [d.chain for d in holder.drafts] or [holder.chain]
        entry = np.min([c.entry for c in chains], axis=0)
        leave = np.minimum(np.max([c.leave for c in chains], axis=0), horizon)
        found = dict.fromkeys(holder.chain.looks, True)
        for s in richest.tolist():
            shortest = -(-int(mover.min_task[s]) // grid) * grid
            for a in range(-(-int(entry[s]) // grid) * grid, int(leave[s]), grid):
                for b in range(
                    a + shortest, min(int(leave[s]), a + shortest + (lengths - 1) * grid) + 1, grid
                ):
                    if mover.allowed[s, a // T : -(-b // T)].all():
                        found.setdefault(Look(s, a, b), False)
        out += [Candidate(h, look, plan) for look, plan in found.items()]
    return out
