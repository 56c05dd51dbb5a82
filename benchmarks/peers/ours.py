"""patrolplan itself, by the clock."""

from __future__ import annotations

from patrolplan.problem.types import Problem, Result
from patrolplan.solver import run as solver

EFFORTS = ((600.0, "thorough"), (60.0, "standard"), (0.0, "quick"))
"""The effort that about fills so many seconds. A larger one that is cut short has not proven its bound
yet, and its search is still hot."""


def solve(problem: Problem, seconds: float, seed: int) -> Result:
    """The solver at the effort for the seconds, until they are over."""
    effort = next(name for least, name in EFFORTS if seconds >= least)
    return solver.solve(problem, seed=seed, effort=effort, seconds=seconds)


def warm_up(problem: Problem) -> None:
    """Compile every kernel before anybody's seconds begin; `problem` should be small."""
    solver.solve(problem, seed=1, effort="quick")
