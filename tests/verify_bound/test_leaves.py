"""Proofs by cases: nothing left out, nothing forbidden that a plan of the case might do."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from patrolplan.problem.types import Certificate, Choice, Leaf, Problem
from patrolplan.verify.bound.leaves import Case, complete, restricted
from patrolplan.verify.bound.oracle import CertificateError, bound
from tests.oracles.brute import TooManyError, optimum
from tests.oracles.random_problems import Sizes, draw_certificate, random_problem
from tests.oracles.rules import slots_met

SMALL = Sizes(ships=(1, 3), detachments=(0, 1), itineraries=150)


def whole_steps(problem: Problem) -> bool:
    return all(problem.movers[s.mover].step % problem.grid.slot_ticks == 0 for s in problem.ships)


def draw_tree(r: Random, problem: Problem, depth: int) -> list[Case]:
    """Leaves of a random binary tree of decisions."""

    def grow(case: Case, left: int) -> list[Case]:
        question = (
            r.randrange(len(problem.ships)),
            r.randrange(problem.grid.sectors),
            r.randrange(problem.grid.steps),
        )
        if left == 0 or question in case or r.random() < 0.1:
            return [case]
        return [leaf for answer in (True, False) for leaf in grow({**case, question: answer}, left - 1)]

    return grow({}, depth)


def holds(problem: Problem, choice: Choice, question: tuple[int, int, int]) -> bool:
    ship, sector, step = question
    return any(
        look.sector == sector and step in slots_met(look, problem.grid.slot_ticks)
        for look in choice.ships[ship]
    )


def certificate_of(r: Random, problem: Problem, tree: list[Case]) -> Certificate:
    base = draw_certificate(r, problem, private=False)
    leaves = []
    for case in tree:
        level = draw_certificate(r, problem, private=False).level % (base.scale + 1)
        decisions = [(*question, held) for question, held in case.items()]
        r.shuffle(decisions)
        leaves.append(Leaf(tuple(decisions), level))
    return replace(base, leaves=tuple(leaves))


def test_the_leaf_of_the_optimum_lies_above_it() -> None:
    """Each leaf bounds the plans that fall into it; the optimum falls into exactly one."""
    tried = 0
    for seed in range(90):
        r, problem = Random(seed), random_problem(seed, SMALL)
        if not whole_steps(problem):
            continue
        try:
            best = optimum(problem, node_limit=300)
        except TooManyError:
            continue
        tree = draw_tree(r, problem, 4)
        certificate = certificate_of(r, problem, tree)
        mine = [
            n
            for n, case in enumerate(tree)
            if all(holds(problem, best.choice, q) == a for q, a in case.items())
        ]
        assert len(mine) == 1
        case, leaf = tree[mine[0]], certificate.leaves[mine[0]]
        own = bound(restricted(problem, case), Certificate(certificate.scale, leaf.level))
        assert own.value >= best.value - 1e-12, seed
        assert bound(problem, certificate).total >= own.total
        tried += 1
    assert tried > 45


def test_a_leaf_forbids_something() -> None:
    """The cases must bite: with level nought some leaf lies below the bound without cases."""
    bitten = 0
    for seed in range(40):
        r, problem = Random(seed), random_problem(seed, SMALL)
        if not whole_steps(problem):
            continue
        zero = np.zeros(problem.weight.shape, dtype=np.int64)
        plain = bound(problem, Certificate(10**6, zero)).total
        tree = draw_tree(r, problem, 3)
        totals = [bound(restricted(problem, case), Certificate(10**6, zero)).total for case in tree]
        assert max(totals) <= plain
        bitten += min(totals) < plain
    assert bitten >= 10


def test_a_tree_is_complete_and_without_any_leaf_it_is_not() -> None:
    """A proof that skips a case proves nothing, whichever it is and in whatever order they stand."""
    for seed in range(60):
        r, problem = Random(seed), random_problem(seed % 12, SMALL)
        tree = draw_tree(r, problem, 5)
        r.shuffle(tree)
        assert complete(tree)
        for n in range(len(tree)):
            assert not complete(tree[:n] + tree[n + 1 :])


def test_faulty_trees_are_refused() -> None:
    """In words: a case missing, a thing decided both ways, a ship or slot that is not there."""
    problem = next(p for p in (random_problem(s, SMALL) for s in range(20)) if whole_steps(p))
    level = np.zeros(problem.weight.shape, dtype=np.int64)

    def proof(*leaves: tuple[tuple[int, int, int, bool], ...]) -> Certificate:
        return Certificate(1000, level, leaves=tuple(Leaf(decisions, level) for decisions in leaves))

    assert bound(problem, proof(((0, 0, 0, True),), ((0, 0, 0, False),))).scale == 1000
    for certificate, words in (
        (proof(((0, 0, 0, True),)), "do not cover"),
        (proof(((0, 0, 0, True), (0, 0, 0, False)), ((0, 0, 0, False),)), "twice"),
        (proof(((9, 0, 0, True),), ((9, 0, 0, False),)), "there is none"),
        (proof(((0, 0, 99, True),), ((0, 0, 99, False),)), "there is none"),
    ):
        with pytest.raises(CertificateError, match=words):
            bound(problem, certificate)
    bad = replace(proof(()), leaves=(Leaf((), level + 2000),))
    with pytest.raises(CertificateError, match="leaf 0: a level lies outside"):
        bound(problem, bad)


def test_a_ship_that_may_start_within_slots_cannot_be_decided_to_hold() -> None:
    """She might meet two slots of a step: the restriction would forbid a plan."""
    problem = next(
        p
        for p in (random_problem(s, Sizes(ships=(1, 3), slot_ticks=(2, 2))) for s in range(200))
        if not whole_steps(p)
    )
    ship = next(i for i, s in enumerate(problem.ships) if problem.movers[s.mover].step == 1)
    with pytest.raises(ValueError, match="within slots"):
        restricted(problem, {(ship, 0, 0): True})
