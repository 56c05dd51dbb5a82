"""Proofs by cases: finished trees against the optimum, leaves against all that may happen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from patrolplan.problem.types import Problem
from patrolplan.solver.arena import Arena, arena
from patrolplan.solver.board import Board
from patrolplan.solver.branch import SLACK, Branching, Tree, _pick, _water, affordable
from patrolplan.solver.insert import Inserter
from patrolplan.solver.lattice import run_lengths
from patrolplan.solver.levels import Levels
from tests.oracles.brute import TooManyError, evaluate, optimum
from tests.oracles.random_problems import SHIPS_ONLY, SMALL
from tests.oracles.rules import feasible

from . import made
from .plain import never, quick, seeds
from .test_fleet import lowered


def branched(problem: Problem, nodes: int, stop=never) -> tuple[Tree, Branching]:  # type: ignore[no-untyped-def]
    a = arena(problem)
    state = Levels(a)
    for _ in range(30):
        state.round(0.05)
    branching = Branching(a, Board(a), Inserter(a, state.level))
    return branching.run(state.level, nodes, stop), branching


def fleets(count: int):  # type: ignore[no-untyped-def]
    """Fleets that move on the step; every fourth ship has two spells."""
    for seed in range(count):
        problem = quick(seed, SHIPS_ONLY)
        if affordable(arena(problem), 1):
            yield seed, problem


def covers_once(leaves: list[dict[tuple[int, int, int], bool]]) -> bool:
    """Whether the leaves are those of one binary tree: a question splits them, and so on down."""
    if len(leaves) == 1:
        return not leaves[0]
    for question in set.intersection(*(set(leaf) for leaf in leaves)):
        sides = [
            [{q: a for q, a in leaf.items() if q != question} for leaf in leaves if leaf[question] is answer]
            for answer in (True, False)
        ]
        if all(sides) and all(covers_once(side) for side in sides):
            return True
    return False


def test_finished_trees_prove_the_optimum() -> None:
    """The bound is never under the optimum; where the tree is finished the plan is the optimum within
    1e-6. The plan is feasible and worth what it is said to be.
    """
    finished = tried = 0
    for seed, problem in fleets(45):
        try:
            best = optimum(problem, node_limit=3000).value
        except TooManyError:
            continue
        tree, branching = branched(problem, 150)
        assert tree.bound >= best - 1e-9, seed
        choice = branching.best.choice()
        assert not feasible(problem, choice), seed
        assert evaluate(problem, choice) == pytest.approx(branching.value, abs=1e-9)
        tried += 1
        if tree.finished:
            finished += 1
            assert branching.value >= best - 1e-6, seed
            assert tree.bound - branching.value <= 1.01 * SLACK
    assert tried > 30
    assert finished >= 0.8 * tried


def test_unfinished_trees_bound_too() -> None:
    """Stopped at any node the open leaves still cover everything."""
    for seed, problem in fleets(20):
        try:
            best = optimum(problem, node_limit=3000).value
        except TooManyError:
            continue
        for nodes in (1, 2, 4):
            tree, _ = branched(problem, nodes)
            assert tree.bound >= best - 1e-9, (seed, nodes)
            assert tree.bound == max(leaf.bound for leaf in tree.leaves)
        tree, _ = branched(problem, 100, lambda: True)
        assert tree.nodes == 1 and len(tree.leaves) == 1 and tree.bound >= best - 1e-9


def test_leaves_are_those_of_a_binary_tree() -> None:
    """Every decision is taken both ways: no case is left out, none is counted for another."""
    several = 0
    for seed, problem in fleets(30):
        tree, _ = branched(problem, 40)
        cases = []
        for leaf in tree.leaves:
            case = {d[:3]: d[3] for d in leaf.decisions}
            assert len(case) == len(leaf.decisions), seed
            assert (leaf.level >= 0.0).all() and (leaf.level <= 1.0).all()
            cases.append(case)
        assert covers_once(cases), seed
        several += len(cases) > 1
    assert several > 5


def test_what_a_decision_leaves_open() -> None:
    """Held: the ship is nowhere else at that step, nobody else there; not held: she is not there."""
    a = arena(made.fleet_problem(sectors=3, steps=4, ships=2))
    water = _water(a, ((0, 1, 2, True),))
    assert water[0, :, 2].tolist() == [False, True, False]
    assert water[1, :, 2].tolist() == [True, False, True]
    assert water[:, :, [0, 1, 3]].all()
    water = _water(a, ((0, 1, 2, False),))
    assert water.sum() == water.size - 1 and not water[0, 1, 2]
    # what was closed stays closed, whatever is decided later
    water = _water(a, ((1, 1, 2, False), (1, 1, 2, True)))
    assert not water[1, :, 2].any()


def test_the_slot_to_split_on() -> None:
    """The holder who wavers most, in rich water first; held slots once nobody wavers; then nothing."""
    held = np.zeros((1, 2, 2), np.int64)
    weight = np.array([[1.0, 1.0], [5.0, 1.0]])
    held[0] = [[10, 3], [5, 0]]
    rich, poor, sure = (0, 1, 0), (0, 0, 0), (0, 0, 1)
    assert _pick(held, weight, set()) == (*rich, True)
    assert _pick(held, weight, {rich}) == (*poor, True)
    assert _pick(held, weight, {rich, poor}) == (*sure, True)
    assert _pick(held, weight, {rich, poor, sure}) is None
    held[0] = [[7, 0], [0, 7]]  # nobody wavers
    assert _pick(held, weight, set()) == (0, 0, 0, True)
    assert _pick(held, weight, {(0, 0, 0), (0, 1, 1)}) is None
    assert _pick(np.zeros_like(held), weight, set()) is None


def test_where_cases_are_affordable() -> None:
    """Small fleets that move on the step and nobody else; less for larger ones, nothing without a ship."""
    assert affordable(arena(made.fleet_problem()), 100) == 100
    assert affordable(arena(made.both_problem()), 100) == 0
    assert affordable(arena(made.wing_problem()), 100) == 0
    assert affordable(arena(made.fleet_problem(ships=0)), 100) == 0
    assert affordable(arena(made.fleet_problem(sectors=9, steps=100, ships=9)), 100) == 37
    assert affordable(arena(made.fleet_problem(sectors=9, steps=250, ships=9)), 100) == 0
    for seed, _ in seeds(60):
        problem = quick(seed, SMALL)
        steps = {problem.movers[ship.mover].step for ship in problem.ships}
        if not problem.detachments and steps - {problem.grid.slot_ticks}:
            assert affordable(arena(problem), 100) == 0


def test_ships_without_a_spell() -> None:
    """A ship that never joins takes part in no case; a fleet of such is not branched on."""
    problem = made.fleet_problem(ships=2)
    one = replace(problem, ships=(problem.ships[0], replace(problem.ships[1], spells=())))
    tree, branching = branched(one, 20)
    assert tree.bound >= branching.value - 1e-9
    assert not branching.best.choice().ships[1]
    none: Arena = arena(replace(problem, ships=tuple(replace(s, spells=()) for s in problem.ships)))
    assert affordable(none, 100) == 0


def larger(seed: int) -> Problem:
    """A fleet whose itineraries are too many to list, in water that is rich and closed in patches."""
    rng = np.random.default_rng(seed)
    problem = made.fleet_problem(sectors=6, steps=18, ships=2, slot=1, stay=3)
    shape = problem.weight.shape
    m = replace(
        problem.movers[0],
        rate=0.4 + 2.0 * rng.random(shape),
        min_task=np.ones(6, np.int32),
        allowed=rng.random(shape) > 0.1,
        arcs=made.all_ways(6, int(rng.integers(0, 3))),
    )
    return replace(problem, movers=(m,), weight=rng.random(shape) ** 2)


def test_every_leaf_is_proven_by_its_own_levels() -> None:
    """A case may look worse than the whole that it is a part of: where water is closed a chain may come back
    to a sector and is paid twice. No leaf claims more than its levels prove.
    """
    several = 0
    for seed in range(5):
        problem = larger(seed)
        tree, branching = branched(problem, 60)
        a, f = branching.arena, branching.fleet
        for leaf in tree.leaves:
            free = np.stack([run_lengths(water, f.T) for water in _water(a, leaf.decisions)])
            proven, _, _, _, _ = lowered(problem, leaf.level, 1e9, 1, free)
            assert proven == pytest.approx(leaf.bound, abs=1e-9), (seed, leaf.decisions)
        several += len(tree.leaves) > 3
    assert several > 2
