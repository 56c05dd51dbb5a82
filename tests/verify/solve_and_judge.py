"""Random scenarios solved and judged: `python -m tests.verify.solve_and_judge FROM TO [--bound] [--small]`.

With `--small` they are so small that every plan is tried where that ends, and value, bound and gap are held
to the true optimum.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass

from patrolplan.formulation.build import formulate
from patrolplan.planning.errors import NoPlanError
from patrolplan.planning.solve import solve_scenario
from patrolplan.record.types import Record, Score, Source
from patrolplan.scenario.model import Scenario
from patrolplan.sea.build import build_water
from patrolplan.sea.theatre import WaterError
from patrolplan.verify.rules.finding import Finding
from patrolplan.verify.rules.judge import judge
from tests.oracles.brute import TooManyError, optimum
from tests.verify.random_scenarios import random_scenario
from tests.verify.small_scenarios import small_scenario


def plan_for(scenario: Scenario, seed: int) -> Record | None:
    """A plan, quickly made; None where the scenario allows none."""
    source = Source(f"random-{seed}.yaml", f"{seed:064x}")
    try:
        return solve_scenario(scenario, source, seed=seed, effort="quick")
    except (NoPlanError, WaterError):
        return None


def violations(record: Record) -> list[Finding]:
    """What breaks the plan."""
    return [finding for finding in judge(record) if finding.severity == "violation"]


@dataclass(frozen=True)
class Trial:
    """What came of one scenario."""

    tasks: int
    sorties: int
    faults: tuple[str, ...]
    optimum: float | None
    """By trying every plan; None where that was not asked for, or would take too long."""
    value: float


def trial(scenario: Scenario, seed: int, bound: bool, brute: bool) -> Trial | None:
    """Solve, judge and prove one scenario; None where it allows no plan.

    `bound`: ask the oracle. `brute`: try every plan, and hold value, bound and gap to the best of them.
    """
    record = plan_for(scenario, seed)
    if record is None:
        return None
    found = [finding.message for finding in violations(record)]
    if bound:
        from patrolplan.verify.bound.confirm import confirm

        fault = confirm(record).fault
        found += [] if fault is None else [f"bound: {fault}"]
    best = _optimum(scenario) if brute else None
    if best is not None:
        found += untrue(record.score, best)
    return Trial(len(record.tasks), len(record.sorties), tuple(found), best, record.score.value)


def untrue(score: Score, best: float) -> list[str]:
    """What a score says that the true optimum contradicts."""
    hair = 1e-9 * max(best, 1.0)
    found = []
    if score.value > best + hair:
        found.append(f"value {score.value!r} above the optimum {best!r}")
    if score.bound is None or score.bound < best - hair:
        found.append(f"bound {score.bound!r} below the optimum {best!r}")
    if score.gap is not None and (best - score.value) > score.gap * score.value + 1e-6:
        found.append(f"gap {score.gap!r}, but the optimum is {best!r} and the value {score.value!r}")
    return found


def _optimum(scenario: Scenario) -> float | None:
    formulation = formulate(scenario, build_water(scenario))
    try:
        return optimum(formulation.problem).value
    except TooManyError:
        return None


def main(first: int, last: int, bound: bool, small: bool) -> int:
    """Judge a plan for every seed; how many were broken."""
    broken = plans = tried = best = 0
    for seed in range(first, last):
        began = time.monotonic()
        made = trial(small_scenario(seed) if small else random_scenario(seed), seed, bound, small)
        took = time.monotonic() - began
        if made is None:
            print(f"{seed}: no plan", flush=True)
            continue
        plans += 1
        tried += made.optimum is not None
        best += made.optimum is not None and made.value >= made.optimum - 1e-9
        known = "" if made.optimum is None else f", optimum {made.optimum:.6g}"
        print(f"{seed}: {made.tasks} tasks, {made.sorties} sorties{known}, {took:.1f} s", flush=True)
        for words in made.faults:
            print(f"   {words}", flush=True)
        broken += bool(made.faults)
    print(f"{plans} plans judged, {broken} broken; {tried} optima known by trying everything, {best} reached")
    return broken


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    sys.exit(1 if main(numbers[0], numbers[1], "--bound" in sys.argv, "--small" in sys.argv) else 0)
