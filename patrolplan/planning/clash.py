"""Which rules stand against one another where no plan was found that keeps them all: found by trying.

A pin that is missed is tried by itself, then with each other pin, nearest first. What a try finds is a fact;
what it does not find is said as such. A try ends as soon as it has a plan that keeps what is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from patrolplan.formulation.types import Formulation
from patrolplan.problem.requirements import Meetings, Requirements
from patrolplan.problem.types import Problem
from patrolplan.solver import run as solver

MOST = 6
"""Pairs that are tried for each missed pin."""


def clashes(
    formulation: Formulation, missed: Sequence[str], interrupted: Callable[[], bool] | None = None
) -> tuple[str, ...]:
    """For each missed rule one sentence: with what it clashes, as far as could be found out."""
    stop = interrupted or (lambda: False)
    found: dict[frozenset[str], str] = {}
    for name in missed:
        words, those = _clash(formulation.problem, name, _others(formulation.problem, name), stop)
        found.setdefault(frozenset((name, *those)), words)
    return tuple(found.values())


def _clash(
    problem: Problem, name: str, others: Sequence[str], stop: Callable[[], bool]
) -> tuple[str, tuple[str, ...]]:
    if stop():
        return f"{name} is not kept by any plan that was found", ()
    if not _kept(problem, (name,), stop):
        return f"{name} is not kept by any plan that was found, with no other pin either", ()
    for other in others[:MOST]:
        if not stop() and not _kept(problem, (name, other), stop):
            return f"{name} and {other}: each can be kept by itself, no plan was found that keeps both", (
                other,
            )
    if not others:
        return f"{name} is kept where nothing else is asked for, and by no plan that was found for all", ()
    return f"{name} is kept by itself, and by no plan that was found together with all other pins", ()


def _kept(problem: Problem, names: Sequence[str], stop: Callable[[], bool]) -> bool:
    """Whether a plan is found that keeps these rules; nothing else is asked for."""
    asked = replace(problem, requirements=only(problem.requirements, names))
    kept = False

    def watch(state: solver.Progress) -> None:
        nonlocal kept  # a rule that is missed costs more than all there is to see
        kept = kept or (state.phase != "scouting" and state.value >= 0.0)

    result = solver.solve(asked, effort="quick", progress=watch, interrupted=lambda: kept or stop())
    return result.value >= 0.0


def only(asked: Requirements, names: Sequence[str]) -> Requirements:
    """The meeting rows of these groups, and nothing else."""
    rows = asked.meetings
    keep = np.flatnonzero(np.isin(rows.group, [asked.names.index(name) for name in names]))
    sizes = np.diff(rows.begin)[keep]
    some = {
        key: getattr(rows, key)[keep]
        for key in ("first", "last", "price", "mover", "within", "first_tick", "last_tick", "group")
    }
    sectors = [rows.sector[rows.begin[r] : rows.begin[r + 1]] for r in keep.tolist()]
    return Requirements(
        asked.names,
        Meetings(
            begin=np.concatenate(([0], np.cumsum(sizes))).astype(np.int64),
            sector=np.concatenate(sectors) if sectors else rows.sector[:0],
            **some,
        ),
    )


def _others(problem: Problem, name: str) -> list[str]:
    """The other rules: those of the same mover first, then by how near in time they begin."""
    asked, rows = problem.requirements, problem.requirements.meetings
    group = asked.names.index(name)
    mine = np.flatnonzero(rows.group == group)[0]
    rank = {}
    for other in np.unique(rows.group[np.isinf(rows.price)]).tolist():
        if other != group:
            row = np.flatnonzero(rows.group == other)[0]
            apart = abs(int(rows.first[row]) - int(rows.first[mine]))
            rank[asked.names[other]] = (rows.mover[row] != rows.mover[mine], apart, other)
    return sorted(rank, key=lambda each: rank[each])
