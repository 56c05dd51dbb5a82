"""Ways: arrivals and departures of all sectors at once agree with the plain look-up pair by pair."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.plans.reach import Reach
from patrolplan.problem.types import NEVER
from tests.oracles.random_problems import problems
from tests.oracles.ways import Ways


@settings(max_examples=25, deadline=None)
@given(problems(), st.integers(0, 10**6))
def test_arrivals_and_departures_agree_with_the_oracle(problem, seed):
    """A way that opens, closes or is missing must look the same, or peers would be barred or let through."""
    r, grid = Random(seed), problem.grid
    for mover in problem.movers:
        reach, ways = Reach(mover.arcs, grid.sectors, grid.sectors, grid.horizon), Ways(mover.arcs)
        tail, ready = r.randrange(grid.sectors), r.randint(0, grid.horizon)
        expected = [min(ways.arrival(tail, head, ready), NEVER) for head in range(grid.sectors)]
        assert reach.arrivals(tail, ready).tolist() == expected
        head, by = r.randrange(grid.sectors), r.randint(0, grid.horizon)
        latest = [
            max((t for t in range(by + 1) if ways.arrival(s, head, t) <= by), default=-1)
            for s in range(grid.sectors)
        ]
        assert reach.departures(head, by).tolist() == latest


def test_a_usual_way_is_the_open_one_or_the_longest():
    """Routing peers know one way for each pair: open at any time, else one that is not too short."""
    from patrolplan.problem.types import Arcs

    columns = [[0, 0, 0, 0], [1, 1, 2, 2], [9, 4, 3, 5], [0, 0, 0, 7], [NEVER, 6, 6, NEVER]]
    arcs = Arcs(*(np.array(c, dtype=np.int32) for c in columns))
    assert Reach(arcs, 3, 3, 20).usual()[0].tolist() == [NEVER, 9, 5]
