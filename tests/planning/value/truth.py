"""Intervals against the truth: small scenarios solved to the proven optimum, with and without one thing.

    python -m tests.planning.value.truth [FIRST [COUNT]]

solves so many of them (200) and says of how many the truth lay in the interval of looser runs.
"""

import random
import sys
import time
from dataclasses import replace

from patrolplan.planning.errors import NoPlanError
from patrolplan.planning.value.assess import Answer, Question, solved, worth
from patrolplan.planning.value.things import things
from tests.planning import small

HAIR = 2e-6
"""Two bounds, each within 1e-6 of its plan where the gap is closed."""


def loose(record, rng):
    """The plan as a run that stopped early might claim it: worth less, and a higher bound."""
    score = record.score
    less = score.objective * rng.uniform(0.6, 1.0)
    return replace(record, score=replace(score, objective=less, bound=score.bound * rng.uniform(1.0, 1.4)))


def check(seed):
    """For one thing of one small scenario: the interval of loose runs holds what two proven optima say.

    False where no optimum was proven or there is no plan, so that nothing was checked.
    """
    rng = random.Random(seed)
    scenario = small.small(seed)
    try:
        record = small.solved(scenario)
    except NoPlanError:
        return False
    thing = rng.choice(things(scenario))
    answer = solved(Question(thing.changed(scenario), record.source, 1, "standard"))
    here, there = record.score, answer.record.score if answer.record else None
    if here.gap != 0.0 or (there is not None and there.gap != 0.0):
        return False
    other = 0.0 if there is None else there.objective
    truth = other - here.objective if thing.gives else here.objective - other
    early, late = loose(record, rng), answer
    if answer.record is not None:
        late = Answer(loose(answer.record, rng))
    found = worth(early, thing, late).interval
    assert found is not None, (seed, thing)
    assert found.low - HAIR <= truth <= found.high + HAIR, (seed, thing)
    width = early.score.bound - early.score.objective
    if late.record is not None:
        width += late.record.score.bound - late.record.score.objective
    assert found.high - found.low <= width + 1e-12, (seed, thing)
    exact = worth(record, thing, answer).interval
    assert exact.high - exact.low <= HAIR
    assert abs(exact.middle - max(truth, 0.0)) <= HAIR, (seed, thing)
    return True


def main(first=0, count=200):
    """Go on until so many were checked."""
    held, seed = 0, first
    while held < count:
        held += check(seed)
        seed += 1
        if seed % 25 == 0:
            print(f"{held} held up to seed {seed - 1}, {time.process_time():.0f} s", flush=True)
    print(f"{held} of {count} scenarios (seeds {first} to {seed - 1}): every interval holds the truth")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
