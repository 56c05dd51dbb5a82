"""Value against simulation: `python -m tests.simulation.witness PLAN.json ...`.

The plans that are named, and those of twenty random scenarios, each simulated 10,000 times with random
search, beside the plan's value and beside what its tracks come to moment by moment (the value takes the
means of slots before it puts looks together, so it is never too high, and a little too low where several
looks fall within one stay: docs/judge.md). Scenarios and seeds were fixed before anything was run: scenarios
from seed 0 on, those passed over that allow no plan worth anything; a simulation's seed is its scenario's,
the named plans' is SEED.
"""

from __future__ import annotations

import sys

from patrolplan.record.file import read
from patrolplan.record.types import Record
from patrolplan.simulation.estimate import Estimate
from patrolplan.simulation.simulate import simulate
from patrolplan.verify.rules.judge import examine
from tests.verify.random_scenarios import random_scenario
from tests.verify.solve_and_judge import plan_for

SEED, RUNS, SCENARIOS = 2018, 10_000, 20
OUTSIDE, FARTHEST = 4, 4.0
"""So many may lie outside their interval, none farther than this many standard errors."""


def plans(named: list[str]) -> list[tuple[str, int, Record]]:
    """Name, seed and plan of every trial."""
    found = [(name, SEED, read(name)) for name in named]
    seed = 0
    while len(found) < len(named) + SCENARIOS:
        record = plan_for(random_scenario(seed), seed)
        if record is not None and record.score.value > 0:
            found.append((f"random scenario {seed}", seed, record))
        seed += 1
    return found


def main(named: list[str]) -> bool:
    """Print a line for each trial and a verdict; whether values and moments both agree with what is drawn."""
    found = []
    for name, seed, record in plans(named):
        made = simulate(record, runs=RUNS, seed=seed)
        figures, due = examine(record).figures, made.moments
        assert figures is not None and due is not None and due.expected is not None
        by_value = made.seen
        found.append((by_value, due))
        print(
            f"{name}: value {by_value.expected:.6g}, simulated {by_value.mean:.6g} "
            f"({by_value.low:.6g} to {by_value.high:.6g}), z {by_value.z or 0:+.2f}; "
            f"tracks by moments {due.expected:.6g}, z {due.z or 0:+.2f}; "
            f"tasks by moments {figures.value_by_moments / figures.value - 1:+.3%} of value",
            flush=True,
        )
    agreed = [_verdict(which, [pair[n] for pair in found]) for n, which in enumerate(("value", "moments"))]
    return all(agreed)


def _verdict(which: str, trials: list[Estimate]) -> bool:
    """How many lie inside their interval, and whether that is enough."""
    inside, worst = sum(bool(one.within) for one in trials), max(abs(one.z or 0.0) for one in trials)
    print(f"{which}: {inside} of {len(trials)} inside the 95 % interval; greatest |z| {worst:.2f}")
    return inside >= len(trials) - OUTSIDE and worst <= FARTHEST


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:]) else 1)
