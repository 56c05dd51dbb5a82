"""A problem in which some holders keep what they have: their looks are taken off it as frozen ones are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from patrolplan.formulation.words.looks import looks_of
from patrolplan.planning.replan.taken import less
from patrolplan.problem.types import Choice, Problem


def fixed(problem: Problem, old: Choice, names: frozenset[str]) -> Problem:
    """The problem of the others: what those named see is off the weights, their slots are closed, what they
    meet is met, and they themselves do nothing.
    """
    theirs = only(problem, old, names)
    ships, flights = looks_of(problem, theirs)
    movers = [ship.mover for ship in problem.ships]
    movers += [problem.detachments[one.detachment].mover for one in theirs.flights]
    rows = zip(movers, (*ships, *flights), strict=True)
    left = less(problem, [(mover, seen) for mover, row in rows for seen in row]).problem
    none = np.zeros(0, dtype=np.int32)
    return replace(
        left,
        ships=tuple(replace(ship, spells=()) if ship.name in names else ship for ship in left.ships),
        detachments=tuple(
            replace(row, takeoffs=none, day=none) if row.name in names else row for row in left.detachments
        ),
    )


def only(problem: Problem, choice: Choice, names: frozenset[str]) -> Choice:
    """What those named do."""
    ships = tuple(
        looks if ship.name in names else () for ship, looks in zip(problem.ships, choice.ships, strict=True)
    )
    rows = problem.detachments
    return Choice(ships, tuple(one for one in choice.flights if rows[one.detachment].name in names))


def without(problem: Problem, choice: Choice, names: frozenset[str]) -> Choice:
    """What all others do."""
    everybody = {ship.name for ship in problem.ships} | {det.name for det in problem.detachments}
    return only(problem, choice, frozenset(everybody - names))


def together(problem: Problem, new: Choice, old: Choice, names: frozenset[str]) -> Choice:
    """The old choice of those named, and the new one of all others."""
    kept = only(problem, old, names)
    ships = tuple(mine or theirs for mine, theirs in zip(kept.ships, new.ships, strict=True))
    flights = sorted((*kept.flights, *new.flights), key=lambda one: (one.takeoff, one.detachment))
    return Choice(ships, tuple(flights))
