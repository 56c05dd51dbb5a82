"""patrolplan itself, by the clock."""

from __future__ import annotations

from patrolplan.problem.types import Problem, Result
from patrolplan.solver import run as solver


def solve(problem: Problem, seconds: float, seed: int) -> Result:
    """The solver at its most thorough until the seconds are over."""
    return solver.solve(problem, seed=seed, effort="thorough", seconds=seconds)


def warm_up(problem: Problem) -> None:
    """Compile every kernel before anybody's seconds begin; `problem` should be small."""
    solver.solve(problem, seed=1, effort="quick")
