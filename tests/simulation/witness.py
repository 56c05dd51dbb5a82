"""Value against simulation: `python -m tests.simulation.witness PLAN.json ...`.

The plans that are named, and those of twenty random scenarios, each simulated 10,000 times with random
search, beside the plan's value and beside what the judge finds moment by moment (the value takes the means
of slots before it puts looks together). Scenarios and seeds were fixed before anything was run: scenarios
from seed 0 on, those passed over that allow no plan worth anything; a simulation's seed is its scenario's,
the named plans' is SEED.
"""

from __future__ import annotations

import sys

from patrolplan.record.file import read
from patrolplan.record.types import Record
from patrolplan.simulation.simulate import simulate
from patrolplan.verify.rules.judge import examine
from tests.verify.random_scenarios import random_scenario
from tests.verify.solve_and_judge import plan_for

SEED, RUNS, SCENARIOS = 2018, 10_000, 20


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


def main(named: list[str]) -> int:
    """Print a line for each trial and a verdict; how many lie outside their interval."""
    outside, worst, worst_by_moments = 0, 0.0, 0.0
    trials = plans(named)
    for name, seed, record in trials:
        made = simulate(record, runs=RUNS, seed=seed).seen
        figures = examine(record).figures
        assert figures is not None
        z = made.z or 0.0
        exact = (made.mean - figures.value_by_moments) / (made.deviation / RUNS**0.5)
        outside += not made.within
        worst, worst_by_moments = max(worst, abs(z)), max(worst_by_moments, abs(exact))
        print(
            f"{name}: value {made.expected:.6g}, simulated {made.mean:.6g} "
            f"({made.low:.6g} to {made.high:.6g}), z {z:+.2f}; by moments {figures.value_by_moments:.6g}, "
            f"z {exact:+.2f}",
            flush=True,
        )
    print(
        f"{len(trials) - outside} of {len(trials)} inside the 95 % interval; greatest |z| {worst:.2f}, "
        f"{worst_by_moments:.2f} by moments"
    )
    return outside


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) > 4 else 0)
