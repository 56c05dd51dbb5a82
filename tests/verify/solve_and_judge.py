"""Random scenarios solved and judged: `python -m tests.verify.solve_and_judge FROM TO [--bound]`."""

from __future__ import annotations

import sys
import time

from patrolplan.planning.errors import NoPlanError
from patrolplan.planning.solve import solve_scenario
from patrolplan.record.types import Record, Source
from patrolplan.scenario.model import Scenario
from patrolplan.sea.theatre import WaterError
from patrolplan.verify.rules.finding import Finding
from patrolplan.verify.rules.judge import judge
from tests.verify.random_scenarios import random_scenario


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


def main(first: int, last: int, bound: bool) -> int:
    """Judge a plan for every seed; how many were broken."""
    broken = 0
    for seed in range(first, last):
        began = time.monotonic()
        record = plan_for(random_scenario(seed), seed)
        if record is None:
            print(f"{seed}: no plan")
            continue
        found = [finding.message for finding in violations(record)]
        if bound:
            from patrolplan.verify.bound.confirm import confirm

            fault = confirm(record).fault
            found += [] if fault is None else [f"bound: {fault}"]
        took = time.monotonic() - began
        print(f"{seed}: {len(record.tasks)} tasks, {len(record.sorties)} sorties, {took:.1f} s", flush=True)
        for words in found:
            print(f"   {words}", flush=True)
        broken += bool(found)
    print(f"{broken} broken")
    return broken


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    sys.exit(1 if main(numbers[0], numbers[1], "--bound" in sys.argv) else 0)
