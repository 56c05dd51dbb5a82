"""The rules as rows: one holder's looks follow each other, flights take off once, slots are met once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from benchmarks.peers.cpsat.candidates import Candidate, Holder
from benchmarks.plans.board import Board
from patrolplan.problem.types import Problem

Literals = list[cp_model.IntVar]


def ways(
    board: Board,
    holders: Sequence[Holder],
    candidates: Sequence[Candidate],
    x: Literals,
    model: cp_model.CpModel,
) -> None:
    """One holder's looks do not overlap and leave time for the ways between them."""
    mine: dict[int, list[int]] = defaultdict(list)
    for n, c in enumerate(candidates):
        mine[c.holder].append(n)
    for h, members in mine.items():
        reach = board.reach[holders[h].chain.mover]
        number = np.array(members)
        sector, start, end = (
            np.array([getattr(candidates[n].look, name) for n in members])
            for name in ("sector", "start", "end")
        )
        shortest = int((end - start).min())
        for t in np.unique(start).tolist():
            _at_most_one(number[(start <= t) & (t < end)], x, model)
        for s in np.unique(sector).tolist():
            for t in np.unique(end[sector == s]).tolist():
                there = reach.arrivals(s, t)
                there[s] = t
                near = (start >= t) & (start < there[sector])
                ending = (sector == s) & (end == t)
                # starts within one look's length exclude each other anyway: one row for each such span
                span = (start - t) // shortest
                for w in np.unique(span[near]).tolist():
                    _at_most_one(number[ending | (near & (span == w))], x, model)


def _at_most_one(row: NDArray[np.int64], x: Literals, model: cp_model.CpModel) -> None:
    if len(row) > 1:
        model.add_at_most_one([x[n] for n in row.tolist()])


def take_offs(
    holders: Sequence[Holder], candidates: Sequence[Candidate], x: Literals, model: cp_model.CpModel
) -> dict[int, Literals]:
    """A flight has one take-off; a look needs one that comes before it and lands after it."""
    out = {
        h: [model.new_bool_var("") for _ in holder.drafts]
        for h, holder in enumerate(holders)
        if holder.drafts
    }
    for literals in out.values():
        model.add_at_most_one(literals)
    for n, c in enumerate(candidates):
        if c.holder in out:
            able = [
                literal
                for literal, draft in zip(out[c.holder], holders[c.holder].drafts, strict=True)
                if draft.chain.entry[c.look.sector] <= c.look.start
                and c.look.end <= draft.chain.leave[c.look.sector]
            ]
            model.add_bool_or([x[n].Not(), *able])
    return out


def holds(problem: Problem, candidates: Sequence[Candidate], x: Literals, model: cp_model.CpModel) -> None:
    """No slot is met by two looks."""
    T = problem.grid.slot_ticks
    met: dict[tuple[int, int], Literals] = defaultdict(list)
    for c, literal in zip(candidates, x, strict=True):
        for k in range(c.look.start // T, -(-c.look.end // T)):
            met[c.look.sector, k].append(literal)
    for literals in met.values():
        model.add_at_most_one(literals)
