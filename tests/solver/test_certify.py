"""Certificates: never under the optimum, never under what the independent oracle confirms."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from patrolplan.solver.arena import arena
from patrolplan.solver.board import Board
from patrolplan.solver.branch import Branching
from patrolplan.solver.certify import SCALE, Proof, by_cases, certify
from patrolplan.solver.days import Effort
from patrolplan.solver.insert import Inserter
from patrolplan.solver.levels import Levels
from patrolplan.verify.bound.oracle import bound
from tests.oracles.brute import TooManyError, optimum
from tests.oracles.random_problems import AIRCRAFT_ONLY, SHIPS_ONLY, SMALL, Sizes

from . import made
from .plain import HOT, draw_levels, never, quick

EFFORTS = [Effort(30, 10), Effort(10, 10, 0.01), Effort(0, 0), Effort(12, 6, 0.004, 0)]


def proofs(sizes: Sizes, count: int, pool: ThreadPoolExecutor | None = None):  # type: ignore[no-untyped-def]
    """Certificates at levels that a few rounds tuned, and at any levels at all."""
    for seed in range(count):
        problem, rng = quick(seed, sizes), np.random.default_rng(seed)
        a = arena(problem)
        if seed % 2:
            state = Levels(a)
            for i in range(20):
                if i % 10 == 0:
                    state.refresh(Effort(6, 3, 0.01, 3), None, state.level)
                state.round(0.05)
            level = state.level
        else:
            level = draw_levels(rng, problem.weight.shape) * rng.choice([0.2, 1.0])
        yield seed, problem, certify(a, level, EFFORTS[seed // 2 % len(EFFORTS)], pool)


@pytest.mark.parametrize(("sizes", "count"), [(HOT, 40), (AIRCRAFT_ONLY, 30), (SHIPS_ONLY, 25), (SMALL, 25)])
def test_what_is_certified_is_confirmed_and_true(sizes: Sizes, count: int) -> None:
    """The bound of the certificate is at least the optimum and at least what the oracle, written apart,
    makes of the same integers; and it gives little away.
    """
    privates = 0
    for seed, problem, proof in proofs(sizes, count):
        confirmed = bound(problem, proof.certificate).value
        privates += len(proof.certificate.private)
        assert confirmed <= proof.bound, seed
        assert proof.bound <= confirmed * (1 + 1e-6) + 1e-6 or proof.certificate.private, seed
        try:
            assert proof.bound >= optimum(problem, node_limit=2000).value - 1e-12, seed
        except TooManyError:
            continue
    assert sizes is not HOT or privates > 5


def test_levels_are_integers_in_range() -> None:
    """Common levels lie in 0 … scale, private ones above them, claims are not negative."""
    for _, problem, proof in proofs(HOT, 12):
        c = proof.certificate
        assert c.scale == SCALE
        assert c.level.dtype == np.int64 and c.level.shape == problem.weight.shape
        assert c.level.min() >= 0 and c.level.max() <= SCALE
        for p in c.private:
            assert (p.level > c.level[p.sector, p.step]).all() and (p.level <= SCALE).all()
            assert p.claim >= 0
            assert p.takeoff in problem.detachments[p.detachment].takeoffs


def test_levels_out_of_range_are_cut() -> None:
    """A level a hair outside [0, 1] is no reason to fail."""
    problem = made.fleet_problem()
    level = np.full(problem.weight.shape, 1.0 + 1e-9)
    level[0] = -1e-9
    proof = certify(arena(problem), level, Effort(0, 0), None)
    assert set(np.unique(proof.certificate.level)) == {0, SCALE}
    assert bound(problem, proof.certificate).value <= proof.bound


def test_the_same_with_threads_and_from_an_earlier_proof() -> None:
    """Two threads make the same certificate as one; a proof may begin from another's private levels."""
    with ThreadPoolExecutor(2) as pool:
        for (_, problem, one), (_, _, two) in zip(proofs(HOT, 8), proofs(HOT, 8, pool), strict=True):
            assert one.bound == two.bound
            np.testing.assert_array_equal(one.certificate.level, two.certificate.level)
            again = certify(arena(problem), one.levels.level, Effort(20, 8, 0.004), None, one.levels)
            assert bound(problem, again.certificate).value <= again.bound


def cased(seed: int, nodes: int, scale: float) -> tuple[Proof, float]:
    """A proof by cases of a fleet, and the value of the plan it was made for."""
    problem = quick(seed, SHIPS_ONLY)
    a = arena(replace(problem, weight=problem.weight * scale))
    state = Levels(a)
    for _ in range(30):
        state.round(0.05)
    branching = Branching(a, Board(a), Inserter(a, state.level))
    tree = branching.run(state.level, nodes, never)
    return by_cases(a, a.sectors, tree, state), branching.value


def test_cases_are_confirmed() -> None:
    """Finished or not, the worst case's bound in integers covers what the oracle makes of the leaves, where
    weights are small or large.
    """
    leaves = 0
    for seed in range(30):
        problem = quick(seed, SHIPS_ONLY)
        if any(m.step != problem.grid.slot_ticks for m in problem.movers):
            continue
        scale = (1e-3, 1.0, 1e3)[seed % 3]
        proof, value = cased(seed, 1 + seed % 9, scale)
        confirmed = bound(replace(problem, weight=problem.weight * scale), proof.certificate).value
        assert value - 1e-9 <= confirmed <= proof.bound, seed
        leaves += len(proof.certificate.leaves)
    assert leaves > 30


def test_cases_must_cover_all_the_water() -> None:
    """A tree over some of the sectors proves nothing about looks in the others: refused."""
    problem = made.fleet_problem(sectors=4)
    part = arena(problem, np.array([1, 3]))
    branching = Branching(part, Board(part), Inserter(part, np.zeros_like(part.weight)))
    tree = branching.run(np.zeros_like(part.weight), 3, never)
    whole = arena(problem)
    with pytest.raises(ValueError, match="all sectors"):
        by_cases(whole, part.sectors, tree, Levels(whole))
