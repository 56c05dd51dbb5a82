"""The arena: some of a problem's sectors, numbered anew, with nothing else changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from patrolplan.problem.types import NEVER
from patrolplan.solver.arena import Scratch, arena, flight_windows
from patrolplan.solver.lattice import Flights, lattice, run_lengths
from patrolplan.solver.tables import build
from tests.oracles.random_problems import Sizes

from .plain import quick

WIDE = Sizes(sectors=(4, 6), ships=(1, 3), detachments=(1, 2))


def test_a_part_of_the_sectors() -> None:
    """Weights, tables, coverage, ways, open water, spells and windows of the sectors kept, in their order;
    ways with hours to sectors left out are gone.
    """
    lost = kept = 0
    for seed in range(20):
        problem = quick(seed, WIDE)
        rng = np.random.default_rng(seed)
        rows = np.sort(rng.choice(problem.grid.sectors, 3, replace=False))
        a = arena(problem, rows)
        np.testing.assert_array_equal(a.weight, problem.weight[rows])
        for part, m in zip(a.movers, problem.movers, strict=True):
            whole = lattice(problem.grid, m)
            np.testing.assert_array_equal(part.tables.on, build(problem.grid, m, rows).on)
            np.testing.assert_array_equal(part.lag, whole.lag[np.ix_(rows, rows)])
            np.testing.assert_array_equal(part.free, run_lengths(m.allowed[rows], whole.T))
            edges = np.arange(problem.grid.steps + 1)
            per_step = np.concatenate([np.zeros((3, 1)), m.rate[rows] * problem.grid.slot_ticks], axis=1)
            np.testing.assert_allclose(part.total[:, edges], np.cumsum(per_step, axis=1), atol=1e-12)
            inside = [w for w in whole.timed.tolist() if w[0] in rows and w[1] in rows]
            back = part.timed.copy()
            back[:, :2] = rows[back[:, :2]]
            assert back.tolist() == inside
            lost += len(whole.timed) - len(inside)
            kept += len(inside)
        for mine, ship in zip(a.ships, problem.ships, strict=True):
            step = problem.movers[ship.mover].step
            for (enter, leave), spell in zip(mine.spells, ship.spells, strict=True):
                for x, s in enumerate(rows):
                    reached = spell.entry[s] < NEVER
                    assert enter[x] * step == spell.entry[s] if reached else enter[x] * step > 10**6
                    assert leave[x] == (spell.exit[s] // step if spell.exit[s] >= 0 else -1)
        for d, windows in enumerate(a.flights):
            flights = Flights(problem, d)
            for takeoff in problem.detachments[d].takeoffs.tolist():
                w = flights.window(takeoff)
                assert (w is None) == (takeoff not in windows)
                if w is not None:
                    assert windows[takeoff].entry.tolist() == w.entry[rows].tolist()
                    assert windows[takeoff].leave.tolist() == w.leave[rows].tolist()
                    assert (windows[takeoff].first, windows[takeoff].last) == (w.first, w.last)
    assert lost > 10 and kept > 10


def test_all_sectors_unless_told_and_the_same_with_threads() -> None:
    """Left out, the sectors are all of them; built in parallel, the arena is the same."""
    problem = quick(5, WIDE)
    one = arena(problem)
    with ThreadPoolExecutor(2) as pool:
        two = arena(problem, pool=pool)
    assert one.sectors.tolist() == list(range(problem.grid.sectors))
    for x, y in zip(one.movers, two.movers, strict=True):
        np.testing.assert_array_equal(x.tables.back, y.tables.back)
        np.testing.assert_array_equal(x.timed, y.timed)


def test_shorter_flights_have_narrower_windows() -> None:
    """A limit on the time in the air only ever takes away."""
    narrower = 0
    for seed in range(20):
        problem = quick(seed, WIDE)
        rows = np.arange(problem.grid.sectors)
        for d, det in enumerate(problem.detachments):
            long = flight_windows(problem, d, rows)
            short = flight_windows(problem, d, rows, det.max_block - 2)
            assert set(short) <= set(long)
            for takeoff, w in short.items():
                assert (w.leave <= long[takeoff].leave).all()
                assert (w.entry == long[takeoff].entry).all()
                assert w.last - w.first <= det.max_block - 2
                narrower += int((w.leave < long[takeoff].leave).sum())
    assert narrower > 50


def test_working_arrays_fit() -> None:
    """Sized for every look that the mover may price."""
    problem = quick(1, WIDE)
    for m in arena(problem).movers:
        scratch = Scratch.of(m)
        n, N = m.rate.shape[0], m.N
        assert scratch.H.shape == scratch.V.shape == scratch.M.shape == (n, N + 1)
        assert scratch.gains.look.shape == (n, N, m.tables.longest + 1)
