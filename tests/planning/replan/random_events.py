"""Random events on small scenarios.

    python -m tests.planning.replan.random_events [FIRST [COUNT]]

checks so many of them (1000).
"""

import random
import sys
from functools import cache

from patrolplan.planning.errors import NoPlanError
from patrolplan.planning.replan.events import EventError, Events
from patrolplan.planning.replan.replan import replan
from patrolplan.planning.replan.search.limited import Limits
from patrolplan.scenario.model import Caveat, Weather
from patrolplan.verify.rules.judge import judge
from tests.planning import small
from tests.scenarios import at

KINDS = ("none", "lost", "lost later", "late", "weather", "caveat")


@cache
def plan(seed):
    """A small plan; None where the scenario has none."""
    try:
        return small.solved(small.small(seed), effort="quick")
    except NoPlanError:
        return None


def events(rng, ships, hour):
    """What happens at an hour or after."""
    ship = rng.choice(ships)
    kind = rng.choice(KINDS)
    if kind == "lost":
        return Events(lost={ship: None})
    if kind == "lost later":
        return Events(lost={ship: at(hour + rng.choice((1, 2.2, 3)))})
    if kind == "late":
        return Events(late={ship: 3600 * rng.choice((1, 3))})
    if kind == "weather":
        gale = Weather(rng.choice((None, "WEST")), at(hour), at(hour + 5), rng.choice((3, 6, 9)))
        return Events(weather={"GALE": gale})
    if kind == "caveat":
        return Events(
            caveats={"NEW": Caveat((ship,), (rng.choice(("WEST", "NORTH")),), None, None, "tasking")}
        )
    return Events()


def check(seed):
    """One event on one plan; False where it does not fit, so that nothing was checked."""
    rng = random.Random(seed)
    record = plan(seed // 8)
    if record is None:
        return False
    hour = rng.choice((0, 1, 2.5, 4, 6, 7, 9, 11))
    happened = events(rng, list(record.scenario["ships"]), hour)
    limits = Limits(tasks=rng.choice((None, 0, 1, 2)), price=rng.choice((0.0, 0.0, 0.001)))
    freeze_s = rng.choice((0, 0, 7200))
    try:
        made = replan(
            record, at(hour), happened, freeze_s=freeze_s, limits=limits, frontier=rng.random() < 0.3
        )
    except (EventError, NoPlanError):
        return False
    broken = [finding.message for finding in judge(made.record) if finding.severity == "violation"]
    assert broken == [], (seed, broken)
    new = {(t.id, t.asset, t.sector, t.start, t.end) for t in made.record.tasks}
    for task in record.tasks:
        begun = task.start < at(hour + freeze_s / 3600)
        if begun and task.asset not in happened.lost and task.asset not in happened.late:
            assert (task.id, task.asset, task.sector, task.start, task.end) in new, (seed, task.id)
    values = [point.value for point in made.frontier]
    assert values == sorted(values), seed
    assert limits.tasks is None or made.changes <= limits.tasks, seed
    assert made.record.score.value >= made.kept - 1e-9, seed
    assert made.most is None or made.record.score.value <= made.most + 1e-6, seed
    return True


def main(first=0, count=1000):
    """Go on until so many were checked."""
    done, seed = 0, first
    while done < count:
        done += check(seed)
        seed += 1
    print(f"{done} events (seeds {first} to {seed - 1}): frozen tasks stand, every rule is kept")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
