"""Plans that keep every rule, for the judge to be tried on.

`sound` is made by hand and `stored` stands in a file, so that what is tried on them does not hang on what the
solver finds today; `solved` and `some` are what it finds. `python -m tests.verify.plans` stores a plan anew:
only where `tests.scenarios.tiny` has changed, or the plan of the file is none any more.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

from patrolplan.geo.geodesy import distance_nm
from patrolplan.planning.solve import solve_scenario
from patrolplan.record import file
from patrolplan.record.types import Leg, Point, Record
from patrolplan.scenario.resolved import to_json
from tests.record.samples import sample
from tests.scenarios import SOURCE, tiny

ROUND_OKINAWA = ((127.63, 26.02), (127.95, 26.1))


@cache
def sound() -> Record:
    """The sample plan; its ship for White Beach goes round Okinawa, not over it."""
    record = sample()
    legs = tuple(_rerouted(leg) if leg is _last_of("FS Vendémiaire", record) else leg for leg in record.legs)
    return replace(record, legs=legs)


def _last_of(ship: str, record: Record) -> Leg:
    return [leg for leg in record.legs if leg.asset == ship][-1]


def _rerouted(leg: Leg) -> Leg:
    """The leg by way of the south of the island, at 15 kn."""
    first, last = leg.points[0], leg.points[-1]
    places = [(first.lon, first.lat), *ROUND_OKINAWA, (last.lon, last.lat)]
    points, time = [first], first.time
    for a, b in pairwise(places):
        time += timedelta(hours=distance_nm(a, b) / 15.0)
        points.append(Point(*b, time))
    return replace(leg, points=tuple(points))


@cache
def solved() -> Record:
    """The plan that the solver makes today: a day of two ships and a detachment."""
    return solve_scenario(tiny(), SOURCE, seed=1, effort="quick")


STORED = Path(__file__).parent / "data" / "tiny.json"


@cache
def stored() -> Record:
    """The plan that it made of that once. Its scenario is `tiny` as it is written today, so that a key which
    scenarios have got since is there.
    """
    return replace(file.read(STORED), scenario=to_json(tiny()))


RANDOM = (2, 3, 21)
"""Random scenarios with ships and wings, coasts, zones of some hours, caveats, closures and weather."""


@cache
def some() -> tuple[Record, ...]:
    """Sound plans of several kinds: the sample, and those solved for some random scenarios."""
    from tests.verify.random_scenarios import random_scenario
    from tests.verify.solve_and_judge import plan_for

    made = [plan_for(random_scenario(seed), seed) for seed in RANDOM]
    return (sound(), *(record for record in made if record is not None))


if __name__ == "__main__":
    file.write(STORED, solved(), force=True)
