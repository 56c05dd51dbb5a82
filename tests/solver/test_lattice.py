"""Ways, open water and flights' windows in units, against the arcs and ticks they come from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from patrolplan.problem.types import NEVER, Detachment, Grid, Problem
from patrolplan.solver.lattice import Flights, lattice, run_lengths
from tests.oracles.random_problems import AIRCRAFT_ONLY, SHIPS_ONLY, SMALL
from tests.oracles.ways import Ways

from . import made
from .plain import quick


@pytest.mark.parametrize("sizes", [SMALL, SHIPS_ONLY, AIRCRAFT_ONLY])
def test_every_departure_arrives_as_the_arcs_say(sizes: object) -> None:
    """From every sector at every unit: the earliest arrival, rounded up to the next unit, and no way where
    there is none.
    """
    ways = with_hours = 0
    for seed in range(16):
        problem = quick(seed, sizes)  # type: ignore[arg-type]
        for m in problem.movers:
            lat, plain = lattice(problem.grid, m), Ways(m.arcs)
            S = problem.grid.sectors
            assert (problem.grid.slot_ticks // m.step, problem.grid.horizon // m.step) == (lat.T, lat.N)
            assert (np.diag(lat.lag) == -1).all()
            for s, d in ((s, d) for s in range(S) for d in range(S) if s != d):
                some = lat.timed[(lat.timed[:, 0] == s) & (lat.timed[:, 1] == d)]
                for t in range(lat.N):
                    got = [t + int(lat.lag[s, d])] if lat.lag[s, d] >= 0 else []
                    got += [max(t + u, arr) for _, _, u, arr, shut in some.tolist() if t < shut]
                    want = plain.arrival(s, d, t * m.step)
                    want = NEVER if want >= NEVER else -(-want // m.step)
                    assert min(got, default=NEVER) == want, (seed, s, d, t)
                    ways += bool(got)
                with_hours += len(some)
    assert ways > 1000 and with_hours > 50


def test_run_lengths() -> None:
    """Units that may be held from each on: to the end of the open slots, none in closed ones."""
    rng = np.random.default_rng(2)
    for _ in range(60):
        K, T = rng.integers(1, 8, 2).tolist()
        open_ = rng.random((3, K)) > 0.3
        free = run_lengths(open_, T)
        assert free.shape == (3, K * T + 1)
        for s in range(3):
            for t in range(K * T + 1):
                end = t
                while end < K * T and open_[s, end // T]:
                    end += 1
                assert free[s, t] == end - t


def flights_of(seed: int) -> tuple[Problem, int, Detachment]:
    """Every third base takes hardly any landing."""
    problem = quick(seed, AIRCRAFT_ONLY)
    d = seed % len(problem.detachments)
    if seed % 3 == 0:
        shut = np.random.default_rng(seed).random(problem.grid.horizon + 1) < 0.1
        scarce = replace(problem.detachments[d], landing=shut)
        dets = tuple(scarce if i == d else x for i, x in enumerate(problem.detachments))
        problem = replace(problem, detachments=dets)
    return problem, d, problem.detachments[d]


def home(problem: Problem, det: Detachment, takeoff: int, sector: int, end: int, longest: int) -> int:
    """Earliest open landing after a look, tick by tick; -1: none in time."""
    arrives = Ways(det.inbound).arrival(sector, 0, end)
    latest = min(takeoff + longest, problem.grid.horizon)
    return next((t for t in range(arrives, latest + 1) if det.landing[t]), -1)


@pytest.mark.parametrize("shorter", [0, 2])
def test_windows_of_take_offs(shorter: int) -> None:
    """Earliest look and latest end in every sector, by trying every tick; with a crew's duty shorter than
    the aircraft's endurance too. No window exactly where no landing is open in time.
    """
    windows = none = cut_off = 0
    for seed in range(45):
        problem, d, det = flights_of(seed)
        longest = det.max_block - shorter
        flights = Flights(problem, d, longest)
        out = Ways(det.outbound)
        for takeoff in det.takeoffs.tolist():
            w = flights.window(takeoff)
            latest = min(takeoff + longest, problem.grid.horizon)
            if not det.landing[takeoff + 1 : latest + 1].any():
                assert w is None
                none += 1
                continue
            assert w is not None and w.first == takeoff
            assert w.last == max(t for t in range(takeoff + 1, latest + 1) if det.landing[t])
            windows += 1
            for s in range(problem.grid.sectors):
                assert min(w.entry[s], NEVER) == out.arrival(0, s, takeoff)
                ends = [
                    t
                    for t in range(problem.grid.horizon + 1)
                    if home(problem, det, takeoff, s, t, longest) >= 0
                ]
                assert w.leave[s] == max(ends, default=-1), (seed, takeoff, s)
                cut_off += not ends
    assert windows > 60 and none > 10 and cut_off > 20


def test_landing_is_the_first_open_one() -> None:
    """Home by the earliest way, then holding till the base takes a landing; -1 where that is too late."""
    landings = none = waits = 0
    for seed in range(30):
        problem, d, det = flights_of(seed)
        flights = Flights(problem, d)
        for takeoff in det.takeoffs.tolist():
            for s in range(problem.grid.sectors):
                for end in range(takeoff, min(problem.grid.horizon, takeoff + det.max_block) + 1):
                    got = flights.landing(takeoff, s, end)
                    assert got == home(problem, det, takeoff, s, end, det.max_block)
                    landings += got >= 0
                    none += got < 0
                    waits += got > Ways(det.inbound).arrival(s, 0, end)
    assert landings > 200 and none > 100 and waits > 20


def test_no_ways_at_all() -> None:
    """One sector, no arcs, no base within reach: empty ways and shut windows, no error."""
    grid = Grid(1, 4, 2, 1)
    m = replace(made.mover(grid, step=1), arcs=made.arcs())
    assert lattice(grid, m).lag.tolist() == [[-1]]
    assert lattice(grid, m).timed.shape == (0, 5)
    det = replace(made.detachment(grid, [0]), outbound=made.arcs(), inbound=made.arcs())
    w = Flights(Problem(grid, np.ones((1, 4)), (m,), (), (det,)), 0).window(0)
    assert w is not None
    assert w.entry.tolist() == [NEVER] and w.leave.tolist() == [-1]


def test_a_way_that_opens_when_one_is_there() -> None:
    """A ship on a step of 4 ticks: a way of 3 ticks open from tick 5 to 9 is entered at step 1 (and she
    waits a tick), or at step 2, not at step 3; arrivals are rounded up.
    """
    grid = Grid(2, 8, 4, 1)
    m = replace(made.mover(grid, step=4), arcs=made.arcs([(0, 1, 3, 5, 9)]))
    assert lattice(grid, m).timed.tolist() == [[0, 1, 1, 2, 3]]
    assert [Ways(m.arcs).arrival(0, 1, 4 * t) for t in range(4)] == [8, 8, 11, NEVER]
