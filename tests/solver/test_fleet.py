"""Ships stacked for one compiled call, against the same bids made one by one."""

from __future__ import annotations

import numpy as np
import pytest

from patrolplan.problem.types import Problem
from patrolplan.solver.arena import arena
from patrolplan.solver.branch import affordable
from patrolplan.solver.fleet import fleet, polyak
from patrolplan.solver.levels import Levels
from tests.oracles.random_problems import SHIPS_ONLY

from .plain import draw_levels, quick


def fleets(count: int):  # type: ignore[no-untyped-def]
    for seed in range(count):
        problem = quick(seed, SHIPS_ONLY)
        if affordable(arena(problem), 1):
            yield seed, problem


def lowered(  # type: ignore[no-untyped-def]
    problem: Problem, level: np.ndarray, target: float, steps: int, free: np.ndarray | None = None
):
    """Best bound, levels, holds and bids after so many Polyak steps, over all that is allowed unless told."""
    a = arena(problem)
    f = fleet(a)
    if free is None:
        free = np.stack([a.movers[s.mover].free for s in a.ships])
    best, held = level.copy(), np.zeros((len(a.ships), *level.shape), np.int64)
    bids = np.full((len(f.spell_ship) * (level.shape[1] + 1), 4), -1, np.int64)
    bound, used = polyak(
        a.weight, level.copy(), target, steps, free, f.T, f.D, f.longest, f.shortest, f.on, f.back, f.cut,
        f.rate, f.total, f.lag, f.timed, f.spell_ship, f.ship_mover, f.enter, f.leave, best, held, bids,
    )  # fmt: skip
    return bound, used, best, held, bids[: int(np.argmax(bids[:, 0] < 0))]


def test_the_bound_is_that_of_its_levels() -> None:
    """What is handed back is U at the levels handed back, ships of several movers and spells among them;
    the bids are their best chains there and add up to it.
    """
    spells = 0
    for seed, problem in fleets(30):
        rng = np.random.default_rng(seed)
        level = draw_levels(rng, problem.weight.shape)
        bound, used, best, _, bids = lowered(problem, level, 0.0, 25)
        assert 1 <= used <= 25
        assert (best >= 0.0).all() and (best <= 1.0).all()
        state = Levels(arena(problem))
        assert bound == pytest.approx(state.bound(best), abs=1e-9), seed
        assert bound <= state.bound(level) + 1e-9
        number = 0
        for i in range(len(problem.ships)):
            for bid in state.ship_bid(i, np.sqrt(best)):
                mine = bids[bids[:, 0] == number][:, 1:]
                assert mine.tolist() == bid.looks.tolist(), seed
                number += 1
        spells += number > len(problem.ships)
    assert spells > 2


def test_it_stops_at_the_target() -> None:
    """A target that the first levels meet costs one step and moves nothing."""
    for seed, problem in fleets(8):
        level = draw_levels(np.random.default_rng(seed), problem.weight.shape)
        bound, used, best, held, _ = lowered(problem, level, 1e9, 50)
        assert used == 1
        np.testing.assert_array_equal(best, level)
        assert bound == pytest.approx(Levels(arena(problem)).bound(level), abs=1e-9)
        assert held.max(initial=0) <= 2


def test_holds_are_counted_by_ship() -> None:
    """After one step each ship's holds are the slots of its own bids."""
    for seed, problem in fleets(12):
        level = draw_levels(np.random.default_rng(seed), problem.weight.shape)
        _, _, _, held, bids = lowered(problem, level, 1e9, 1)
        ships = fleet(arena(problem)).spell_ship
        want = np.zeros_like(held)
        for q, s, a, b in bids.tolist():
            want[ships[q], s, a:b] += 1
        np.testing.assert_array_equal(held, want)
