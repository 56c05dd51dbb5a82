"""Flights grown with memory: what they are worth is exact, and with room for labels they are the best."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from patrolplan.problem.types import NEVER, Grid, Problem
from patrolplan.solver.arena import Arena, arena
from patrolplan.solver.beam import grow
from patrolplan.solver.bids import best_chain
from patrolplan.solver.chain import onward
from patrolplan.solver.days import Bench
from patrolplan.solver.gains import fill
from tests.oracles.pod import Pods
from tests.oracles.random_problems import AIRCRAFT_ONLY, Sizes

from . import made
from .plain import HOT, Floats, as_flight, draw_levels, flight_wrongs, flown, joint_bid, looks_of, quick


class Grower:
    """One take-off of the first detachment at given levels, priced once."""

    def __init__(self, problem: Problem, a: Arena, takeoff: int, level: Floats) -> None:
        self.problem, self.level, self.root = problem, level, np.sqrt(level)
        self.number = problem.detachments[0].mover
        self.m, self.w = a.movers[self.number], a.flights[0][takeoff]
        self.rows, self.bench = np.arange(len(a.weight)), Bench(self.m)
        t, w = self.m.tables, self.w
        self.gains = self.bench.common.gains
        fill(self.gains, t, problem.weight, self.root, w.first, w.last, self.rows)
        self.chain = best_chain(
            self.m, self.gains, self.bench.common, w.entry, w.leave, w.first, w.last, self.m.free, self.rows
        )
        onward(
            w.first, w.last, w.leave, t.shortest, t.longest, self.rows, self.m.free, self.m.lag,
            self.m.timed, self.gains.look, self.gains.begun, self.gains.until, self.bench.space.ahead,
            self.bench.space.after,
        )  # fmt: skip

    def grown(self, floor: float = 0.0, keep: int = 4, limit: int = 99) -> np.ndarray:
        return grow(
            self.m, self.gains, self.w, self.problem.weight, self.root, self.m.free, self.rows,
            self.bench.space.ahead, self.bench.space.after, floor, keep, limit,
        )  # fmt: skip

    def worth(self, rows: np.ndarray) -> float:
        looks = looks_of(rows, self.m.step)
        return joint_bid(self.problem, Pods(self.problem), self.number, looks, self.level)


def growers(sizes: Sizes, count: int):  # type: ignore[no-untyped-def]
    for seed in range(count):
        problem, rng = quick(seed, sizes), np.random.default_rng(seed)
        a = arena(problem)
        for takeoff in a.flights[0]:
            level = draw_levels(rng, problem.weight.shape) * rng.choice([0.0, 0.2, 1.0])
            best = flown(seed, sizes, 0).best(problem.weight, level, [takeoff])
            yield takeoff, best, Grower(problem, a, takeoff, level)


@pytest.mark.parametrize("sizes", [AIRCRAFT_ONLY, HOT])
def test_grown_flights_obey_the_rules_and_reach_the_best(sizes: Sizes) -> None:
    """Every flight grown can be flown, meets no slot twice and is worth no more than the best there is;
    with many labels it nearly always is that best, with one it is near.
    """
    tried = reached = 0
    share = []
    for takeoff, best, g in growers(sizes, 50):
        for keep in (1, 60):
            rows = g.grown(keep=keep)
            if not len(rows):
                assert best == 0.0 or keep == 1 or g.chain.worth > 0.0
                worth = 0.0
            else:
                assert not flight_wrongs(g.problem, as_flight(g.problem, 0, takeoff, rows))
                worth = g.worth(rows)
            assert worth <= best + 1e-9
            if best > 0.0:
                share.append((keep, worth / best))
        tried += best > 0.0
        reached += best > 0.0 and worth >= best - 1e-9
    assert tried > 70
    assert reached >= 0.9 * tried
    assert np.mean([x for keep, x in share if keep == 1]) > 0.9


@pytest.mark.parametrize("sizes", [AIRCRAFT_ONLY, HOT])
def test_the_worth_of_a_label_is_exact(sizes: Sizes) -> None:
    """Nothing is followed that cannot come to more than the floor: a hair under a flight's joint worth it
    is grown again, at that worth or above all chains nothing is left.
    """
    tried = 0
    for _, best, g in growers(sizes, 30):
        rows = g.grown(keep=60)
        if not len(rows):
            continue
        worth = g.worth(rows)
        again = g.grown(floor=worth * (1.0 - 1e-9), keep=60)
        assert len(again) and g.worth(again) == pytest.approx(worth, abs=1e-9)
        if worth >= best - 1e-12:
            above = g.grown(floor=worth * (1.0 + 1e-9), keep=60)
            assert not len(above) or g.worth(above) <= worth + 1e-12
        assert not len(g.grown(floor=g.chain.worth * (1.0 + 1e-9)))
        tried += 1
    assert tried > 40


def test_looks_are_no_longer_than_asked() -> None:
    """A limit shortens looks, but never below a sector's minimum."""
    shortened = 0
    for _, _, g in growers(HOT, 30):
        for limit in (1, 3):
            for s, a, b in g.grown(limit=limit).tolist():
                assert g.m.tables.shortest[s] <= b - a <= max(limit, g.m.tables.shortest[s])
                shortened += 1
    assert shortened > 50


def waiting(allowed: list[list[int]], ways: list[tuple[int, int, int, int, int]]) -> list[list[int]]:
    """The flight of one take-off at 0, straight to the first of two sectors, over slots of four ticks."""
    grid = Grid(2, 6, 4, 1)
    m = replace(made.mover(grid, step=1), allowed=np.array(allowed, bool), arcs=made.arcs(ways))
    det = replace(made.detachment(grid, [0], block=24), outbound=made.arcs([(0, 0, 0, 0, NEVER)]))
    problem = Problem(grid, np.ones((2, 6)), (m,), (), (det,))
    level = np.zeros((2, 6))
    rows: list[list[int]] = Grower(problem, arena(problem), 0, level).grown(keep=9).tolist()
    return rows


def test_a_flight_waits_for_water_and_for_ways() -> None:
    """Water that opens after the flight is there; water that shuts for a while between two looks; a way
    that opens late, as the only one to the other sector.
    """
    assert waiting([[0, 0, 1, 1, 1, 1], [0] * 6], []) == [[0, 8, 24]]
    assert waiting([[1, 1, 0, 1, 1, 1], [0] * 6], []) == [[0, 0, 8], [0, 12, 24]]
    assert waiting([[1, 0, 0, 0, 0, 0], [1] * 6], [(0, 1, 2, 10, NEVER)]) == [[0, 0, 4], [1, 12, 24]]
    assert waiting([[1, 0, 0, 0, 0, 0], [1] * 6], [(0, 1, 2, 10, 10)]) == [[0, 0, 4]]
