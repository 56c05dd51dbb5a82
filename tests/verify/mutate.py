"""The long run of the mutation engine: `make mutate`, or `python -m tests.verify.mutate N [SEED] [PLAN]`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from random import Random

from hypothesis import HealthCheck, Phase, given, seed, settings

from patrolplan.record.file import read
from patrolplan.record.types import Record
from patrolplan.verify.rules.judge import judge
from tests.verify.mutations import ALL, Mutation
from tests.verify.mutations.strategies import Tampered, tampered
from tests.verify.plans import solved, some


def check(mutation: Mutation, mutated: Record) -> None:
    """Hold the judge to what a mutation declares. A wrong verdict raises AssertionError."""
    broken = [finding for finding in judge(mutated) if finding.severity == "violation"]
    said = [finding.message for finding in broken]
    if mutation.breaks is None:
        assert not broken, f"false alarm on {mutation}: {said}"
    else:
        assert mutation.breaks in {f.id for f in broken}, f"{mutation} missed: {said}"
    assert not any("cannot be judged" in words for words in said), f"{mutation}: {said}"


def trial(mutation: Mutation, plan: Record, seed: int) -> bool:
    """Tamper once and judge; whether the plan lent itself to it."""
    mutated = mutation.apply(plan, Random(seed))
    if mutated is None:
        return False
    check(mutation, mutated)
    return True


def run(trials: int, plans: Sequence[Record], number: int = 1) -> int:
    """Draw and judge so many tampered plans; how many verdicts were wrong. The same for the same number."""
    judged, wrong = Counter[str](), list[str]()

    @seed(number)
    @settings(
        max_examples=trials,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(tampered(plans, ALL))
    def every(one: Tampered) -> None:
        judged[one.mutation.name] += 1
        try:
            check(one.mutation, one.record)
        except AssertionError as error:
            wrong.append(f"plan {one.plan}: {error}")
            print(wrong[-1], flush=True)
        if judged.total() % 500 == 0:
            print(f"{judged.total()} judged, {len(wrong)} wrong", flush=True)

    every()
    harmless = sum(number for name, number in judged.items() if name in HARMLESS_NAMES)
    never = [mutation.name for mutation in ALL if not judged[mutation.name]]
    print(
        f"{judged.total()} tampered plans judged ({harmless} harmless), {len(judged)} kinds, {len(plans)} "
        f"plans: {len(wrong)} wrong; never applied: {', '.join(never) or 'none'}"
    )
    return len(wrong)


HARMLESS_NAMES = {mutation.name for mutation in ALL if mutation.breaks is None}

if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    named = [read(word) for word in sys.argv[1:] if not word.isdecimal()]
    sys.exit(1 if run(numbers[0], named or [*some(), solved()], *numbers[1:]) else 0)
