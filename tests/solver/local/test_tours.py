"""Tours: changes keep every window, the best of small ones is found, and no bound lies below it."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from patrolplan.solver.local.anneal import Annealing, anneal
from patrolplan.solver.local.bound import prove
from patrolplan.solver.local.tours import Routes, Tours


def drawn(seed: int, nodes: int = 7) -> Tours:
    """Points on a plane, some windows narrow, some wide; a day that is too short for all."""
    rng = np.random.default_rng(seed)
    place = rng.uniform(0, 30, (nodes, 2))
    travel = np.floor(np.hypot(*(place[:, None] - place[None]).transpose(2, 0, 1))).astype(np.int64)
    for k in range(nodes):  # rounding down may make a way by way of another shorter
        travel = np.minimum(travel, travel[:, k : k + 1] + travel[k : k + 1, :])
    opens = rng.integers(0, 60, nodes)
    closes = opens + rng.choice([5, 20, 60], nodes)
    lasts = rng.integers(1, 8, nodes)
    opens[0], closes[0], lasts[0] = 0, int(rng.integers(60, 110)), 0
    prize = np.where(np.arange(nodes) > 0, rng.integers(1, 30, nodes), 0).astype(np.float64)
    return Tours(int(rng.integers(1, 3)), opens, closes, lasts, prize, travel)


def in_time(tours: Tours, route: tuple[int, ...]) -> bool:
    """Whether one tour keeps its windows, step by step."""
    now, at = 0, 0
    for node in route:
        now = max(now + int(tours.lasts[at] + tours.travel[at, node]), int(tours.opens[node]))
        if now > tours.closes[node]:
            return False
        at = node
    return now + int(tours.lasts[at] + tours.travel[at, 0]) <= tours.closes[0]


def best_there_is(tours: Tours) -> float:
    """By every set of nodes that one tour can visit, then every pair of such sets."""
    able = {
        frozenset(route)
        for length in range(tours.nodes)
        for route in permutations(range(1, tours.nodes), length)
        if in_time(tours, route)
    }

    def worth(nodes: frozenset[int]) -> float:
        return float(sum(tours.prize[v] for v in nodes))

    if tours.count == 1:
        return max(map(worth, able))
    return max(worth(a) + worth(b) for a in able for b in able if not a & b)


def sound(tours: Tours, routes: Routes) -> bool:
    """Each node once, each tour in time, no more tours than there are."""
    visited = [v for route in routes for v in route]
    return (
        len(routes) == tours.count
        and len(visited) == len(set(visited))
        and all(in_time(tours, r) for r in routes)
    )


@pytest.mark.parametrize("seed", range(25))
def test_small_tours_are_the_best(seed: int) -> None:
    """The search finds what a search over everything finds; the bound proves no less, and often just that."""
    tours = drawn(seed)
    routes = anneal(tours, 1, rounds=8, moves=400)
    assert sound(tours, routes)
    best = best_there_is(tours)
    assert sum(tours.prize[v] for route in routes for v in route) == best
    proven = prove(tours, best, steps=60)
    assert proven.bound >= best - 1e-9
    assert ((proven.level >= 0) & (proven.level <= 1)).all()


def test_most_small_bounds_are_tight() -> None:
    """With all of its nodes remembered a single tour's bound is its optimum."""
    tight = 0
    for seed in range(25):
        tours = drawn(seed)
        best = best_there_is(tours)
        tight += prove(tours, best, steps=120).bound <= best * 1.02
    assert tight >= 15


@pytest.mark.parametrize("seed", range(3))
def test_every_state_of_a_run_is_sound(seed: int) -> None:
    """Larger tours stay in time through thousands of moves, and never lose what was best."""
    tours = drawn(seed + 100, nodes=40)
    run, last = Annealing(tours, seed), 0.0
    for heat in (0.5, 0.3, 0.1, 0.02):
        value = run.run(500, heat)
        assert sound(tours, run.routes)
        assert value == sum(tours.prize[v] for route in run.routes for v in route)
        assert value >= last
        last = value


def test_the_same_seed_gives_the_same_tours() -> None:
    """Determinism: what is found depends on the arguments alone."""
    tours = drawn(3, nodes=30)
    assert anneal(tours, 7, rounds=3, moves=200) == anneal(tours, 7, rounds=3, moves=200)
