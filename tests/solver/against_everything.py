"""Small problems against every plan they have: `python -m tests.solver.against_everything FROM TO`.

Each seed draws a problem of `random_problems` (with `--plain` nothing is asked for), solves it and lists
everything: is the optimum reached, is the bound above it, does the oracle confirm the certificate? Seconds
are of the processor. Library code; `test_asked` and `test_run` hold a few of the same to it in every run.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

import click
import numpy as np

from patrolplan.problem.types import Choice, Problem
from patrolplan.solver.run import solve
from patrolplan.verify.bound.oracle import bound
from tests.oracles.asked import draw_requirements
from tests.oracles.brute import TooManyError, objective, optimum
from tests.oracles.random_problems import Sizes, random_problem
from tests.oracles.rules import feasible

FEW = Sizes(sectors=(2, 4), steps=(4, 8), ships=(0, 2), detachments=(0, 1), itineraries=250)
HAIR = 1e-7


@dataclass(frozen=True)
class Trial:
    """What came of one problem. Values are objectives; minus infinity where a rule is not kept."""

    best: float
    found: float
    bound: float
    confirmed: float
    faults: tuple[str, ...]
    """Rules of the problem that the plan breaks, in words."""
    stopped_by: str
    plan: Choice
    optimal: Choice

    @property
    def reached(self) -> bool:
        """Whether the plan found is as good as any."""
        return self.found >= self.best - HAIR or not np.isfinite(self.best)

    @property
    def sound(self) -> bool:
        """Whether plan, bound and certificate are all that they are said to be."""
        proven = self.confirmed <= self.bound + 1e-9 * abs(self.bound) + 1e-12
        above = not np.isfinite(self.best) or self.confirmed >= self.best - HAIR
        return not self.faults and proven and above


def drawn(seed: int, asked: bool) -> Problem:
    """The problem of a seed."""
    problem = random_problem(seed, FEW)
    return draw_requirements(Random(seed), problem) if asked else problem


def trial(problem: Problem, effort: str, seed: int = 1) -> Trial:
    """Solve and list everything.

    Raises:
        TooManyError: there are too many plans to list.

    """
    best = optimum(problem)
    result = solve(problem, seed=seed, effort=effort)
    return Trial(
        best.value,
        objective(problem, result.choice),
        result.bound,
        bound(problem, result.certificate).value,
        tuple(feasible(problem, result.choice)),
        result.stopped_by,
        result.choice,
        best.choice,
    )


def told(choice: Choice) -> str:
    """A plan in a line: looks as sector:from-to in ticks."""

    def looks(some: Iterable[object]) -> str:
        return " ".join(f"{x.sector}:{x.start}-{x.end}" for x in some) or "nothing"  # type: ignore[attr-defined]

    ships = [f"ship {i} {looks(tasks)}" for i, tasks in enumerate(choice.ships)]
    flights = [f"flight {f.takeoff}-{f.landing} {looks(f.looks)}" for f in choice.flights]
    return "; ".join(ships + flights)


@click.command()
@click.argument("first", type=int)
@click.argument("last", type=int)
@click.option("--plain", is_flag=True, help="Ask for nothing.")
@click.option("--effort", default="standard", show_default=True)
@click.option("--minutes", type=float, default=30.0, show_default=True, help="Of the processor, then stop.")
def main(first: int, last: int, plain: bool, effort: str, minutes: float) -> None:
    """Print a line for each seed that misses, and the count."""
    tried = reached = sound = 0
    for seed in range(first, last):
        if time.process_time() > 60.0 * minutes:
            print(f"stopped before seed {seed}", flush=True)
            break
        problem = drawn(seed, not plain)
        try:
            t = trial(problem, effort)
        except TooManyError:
            print(f"{seed}: too many plans to list", flush=True)
            continue
        tried, reached, sound = tried + 1, reached + t.reached, sound + t.sound
        if not (t.reached and t.sound):
            words = "" if t.sound else f" NOT SOUND {t.faults}"
            print(f"{seed}: found {t.found:.6g} of {t.best:.6g}, bound {t.confirmed:.6g}{words}", flush=True)
            print(f"   found: {told(t.plan)}\n   best:  {told(t.optimal)}", flush=True)
        if seed % 25 == 24:
            spent = time.process_time()
            print(f"-- {tried} tried, {reached} reached, {sound} sound, {spent:.0f} s", flush=True)
    print(f"{tried} tried, {reached} reached the optimum, {sound} sound, {time.process_time():.0f} s")


if __name__ == "__main__":
    main()
