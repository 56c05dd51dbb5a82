"""The long run of the mutation engine: `python -m tests.verify.mutate 10000 [PLAN.json ...]`."""

from __future__ import annotations

import sys
from collections import Counter
from random import Random

from patrolplan.record.file import read
from patrolplan.record.types import Record
from patrolplan.verify.rules.judge import judge
from tests.verify.mutations import ALL, Mutation
from tests.verify.plans import solved, sound


def trial(mutation: Mutation, plan: Record, seed: int) -> bool:
    """Tamper once and judge; whether the plan lent itself to it. A wrong verdict raises AssertionError."""
    mutated = mutation.apply(plan, Random(seed))
    if mutated is None:
        return False
    broken = [finding for finding in judge(mutated) if finding.severity == "violation"]
    said = [finding.message for finding in broken]
    if mutation.breaks is None:
        assert not broken, f"false alarm on {mutation} (seed {seed}): {said}"
    else:
        assert mutation.breaks in {f.id for f in broken}, f"{mutation} missed (seed {seed}): {said}"
    assert not any("cannot be judged" in words for words in said), f"{mutation} (seed {seed}): {said}"
    return True


def run(trials: int, plans: list[Record]) -> int:
    """Tamper so many times, round the mutations and the plans; how many verdicts were wrong."""
    wrong, applied = 0, Counter[str]()
    for n in range(trials):
        mutation, plan = ALL[n % len(ALL)], plans[n // len(ALL) % len(plans)]
        try:
            applied[mutation.name] += trial(mutation, plan, n)
        except AssertionError as error:
            wrong += 1
            print(error)
    never = [mutation.name for mutation in ALL if not applied[mutation.name]]
    print(f"{applied.total()} plans judged, {wrong} wrong; never applied: {', '.join(never) or 'none'}")
    return wrong


if __name__ == "__main__":
    given = [read(path) for path in sys.argv[2:]]
    sys.exit(1 if run(int(sys.argv[1]), given or [sound(), solved()]) else 0)
