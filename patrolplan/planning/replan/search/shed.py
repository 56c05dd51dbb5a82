"""Changes that are not worth their price, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from patrolplan.planning.replan.kept import still_holds
from patrolplan.planning.replan.search.few import Step
from patrolplan.problem.types import Choice, Problem


def shed(
    problem: Problem,
    step: Step,
    old: Choice,
    each: float,
    count: Callable[[Choice], int],
    worth: Callable[[Choice], float],
) -> Step:
    """The answer with whole itineraries of the old plan put back, one holder after the other, wherever that
    saves changes that gain less than `each`.
    """
    changed = True
    while changed:
        changed = False
        for choice in _nearer(step.choice, old, len(problem.detachments)):
            changes = count(choice)
            if changes >= step.changes:
                continue
            value = worth(choice)
            if (
                step.value - value < each * (step.changes - changes)
                and still_holds(problem, choice) == choice
            ):
                step, changed = Step(changes, value, choice), True
                break
    return step


def _nearer(choice: Choice, old: Choice, detachments: int) -> Iterator[Choice]:
    """The answer with one holder's part as the old plan has it: a ship, or a detachment."""
    for n, looks in enumerate(old.ships):
        if choice.ships[n] != looks:
            yield replace(choice, ships=(*choice.ships[:n], looks, *choice.ships[n + 1 :]))
    for d in range(detachments):
        mine = [one for one in old.flights if one.detachment == d]
        others = [one for one in choice.flights if one.detachment != d]
        flights = sorted((*others, *mine), key=lambda one: (one.takeoff, one.detachment))
        if tuple(flights) != choice.flights:
            yield replace(choice, flights=tuple(flights))
