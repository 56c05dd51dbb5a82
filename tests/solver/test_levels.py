"""Levels and their bound, against the optimum and against each bid's own slope."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from patrolplan.solver.arena import arena
from patrolplan.solver.days import DayBid, Effort
from patrolplan.solver.levels import Levels, days_of, groups_of, move, run_jobs, twins_of
from tests.oracles.brute import TooManyError, optimum
from tests.oracles.random_problems import AIRCRAFT_ONLY, SHIPS_ONLY, SMALL, Sizes

from . import made
from .plain import HOT, draw_levels, quick, seeds


@pytest.mark.parametrize("sizes", [SMALL, SHIPS_ONLY, AIRCRAFT_ONLY])
def test_the_bound_holds_at_any_levels(sizes: Sizes) -> None:
    """U(R) is at least the optimum at levels drawn at random and at levels tuned for a while."""
    tried = 0
    for seed in range(25):
        problem, rng = quick(seed, sizes), np.random.default_rng(seed)
        try:
            best = optimum(problem, node_limit=2000).value
        except TooManyError:
            continue
        state = Levels(arena(problem))
        for level in (draw_levels(rng, problem.weight.shape), None):
            if level is None:
                for i in range(30):
                    if i % 10 == 0:
                        state.refresh(Effort(6, 3, 0.01), None, state.level)
                    state.round(0.05)
                level = state.level
            state.refresh(Effort(10, 4), None, level)
            assert state.bound(level) >= best - 1e-9, seed
            tried += 1
    assert tried > 30


def test_rounds_lower_the_bound() -> None:
    """From no levels at all a few dozen rounds come below what bids without levels add up to."""
    lower = []
    for seed in range(20):
        problem = quick(seed, SMALL)
        state = Levels(arena(problem))
        state.refresh(Effort(6, 3), None, state.level)
        before = state.bound(np.zeros_like(state.level))
        for i in range(60):
            if i % 15 == 0:
                state.refresh(Effort(6, 3), None, state.level)
            state.round(0.05 * 0.95**i)
        assert (state.level >= 0.0).all() and (state.level <= 1.0).all()
        np.testing.assert_allclose(state.root, np.sqrt(state.level), atol=1e-15)
        state.refresh(Effort(6, 3), None, state.level)
        if before > 0.0:
            lower.append(state.bound(state.level) / before)
    assert np.mean(lower) < 0.98


def test_moving_levels() -> None:
    """Against the slope, kept in [0, 1], roots along; where nothing pulls nothing moves."""
    for _, rng in seeds(50):
        level = draw_levels(rng, (3, 4))
        root, g = np.sqrt(level), rng.normal(size=(3, 4)) * (rng.random((3, 4)) > 0.3)
        want = np.where(g == 0.0, level, np.clip(level - 0.3 * g, 0.0, 1.0))
        move(level, root, g, 0.3)
        np.testing.assert_allclose(level, want, atol=1e-15)
        np.testing.assert_allclose(root, np.sqrt(want), atol=1e-15)


def test_days() -> None:
    """Days with a quota and a take-off that can be home in time; days that a week's quota couples go
    together.
    """
    for seed in range(40):
        problem = quick(seed, AIRCRAFT_ONLY)
        a = arena(problem)
        days = days_of(a)
        for day in days:
            det = problem.detachments[day.detachment]
            assert day.quota == det.per_day[day.day] > 0 and day.takeoffs
            for k in day.takeoffs:
                assert k in a.flights[day.detachment]
                assert det.day[det.takeoffs.tolist().index(k)] == day.day
        counted = sum(len(day.takeoffs) for day in days)
        assert counted == sum(
            k in a.flights[d] and det.per_day[day] > 0
            for d, det in enumerate(problem.detachments)
            for k, day in zip(det.takeoffs.tolist(), det.day.tolist(), strict=True)
        )
        groups = groups_of(a, days)
        assert sorted(j for g in groups for j in g) == list(range(len(days)))
        for g in groups:
            week = {
                (days[j].detachment, problem.detachments[days[j].detachment].week[days[j].day]) for j in g
            }
            assert len(week) == 1
            assert (
                len(g) == 1
                or sum(days[j].quota for j in g) > problem.detachments[days[g[0]].detachment].per_week
            )


def test_a_flight_joins_its_pool_once() -> None:
    """The pool holds what a flight sees, and holds it once."""
    problem = made.wing_problem()
    state = Levels(arena(problem))
    looks = np.array([[1, 2, 6]])
    assert state.add_flight(0, 0, looks)
    assert not state.add_flight(0, 0, looks.copy())
    assert state.add_flight(0, 0, np.array([[1, 2, 5]]))
    slots, pods = state.pools[0].slots[0], state.pools[0].pods[0]
    assert (slots // 8 == 1).all() and ((pods > 0.0) & (pods < 1.0)).all()


def test_refresh_in_parallel_is_the_same() -> None:
    """Days dealt to two lanes give the bids and pools that one lane gives."""
    with ThreadPoolExecutor(2) as pool:
        for seed in range(6):
            problem = quick(seed, HOT)
            det = replace(problem.detachments[0], name="twin")
            problem = replace(problem, detachments=(*problem.detachments, det, det))
            bids = []
            for executor in (None, pool):
                state = Levels(arena(problem))
                state.refresh(Effort(10, 4), executor, state.level)
                bids.append([b.upper for b in state.day_bids if b is not None])
            assert bids[0] == bids[1] and len(bids[0]) == 3


def test_jobs_come_back_in_order() -> None:
    """However many there are, job j's result is the j-th."""

    def one(job: tuple[int, int]) -> DayBid:
        return DayBid(float(job[0]), (), {}, {}, {})

    with ThreadPoolExecutor(2) as pool:
        for executor in (None, pool):
            for count in range(6):
                assert [b.upper for b in run_jobs(one, list(range(count)), executor)] == list(range(count))


def test_nobody_bids() -> None:
    """Without a holder a round moves nothing and the bound is what the levels cost."""
    problem = made.fleet_problem(ships=0)
    state = Levels(arena(problem), np.full(problem.weight.shape, 0.25))
    state.round(0.1)
    state.refresh(Effort(2, 2), None, state.level)
    assert state.bound(state.level) == pytest.approx(0.25 * problem.weight.sum())


def test_detachments_alike_bid_once() -> None:
    """A second detachment of the same type at the same base shares its days' bids; another type does not."""
    problem = made.wing_problem()
    two = replace(problem, detachments=(*problem.detachments, replace(problem.detachments[0], name="again")))
    a = arena(two)
    days = days_of(a)
    half = len(days) // 2
    assert twins_of(a, days) == (*range(half), *range(half))
    later = replace(problem.detachments[0], name="later", max_block=problem.detachments[0].max_block - 1)
    b = arena(replace(problem, detachments=(*problem.detachments, later)))
    assert twins_of(b, days_of(b)) == tuple(range(len(days_of(b))))
