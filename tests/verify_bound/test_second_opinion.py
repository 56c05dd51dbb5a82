"""CP-SAT as a second opinion: on the oracle's bids, and on the optimum that the bound is held against."""

from __future__ import annotations

from random import Random

import numpy as np
from ortools.sat.python import cp_model

from patrolplan.problem.types import Look, Problem
from patrolplan.verify.bound.oracle import bound
from tests.oracles.brute import itinerary_pod, optimum
from tests.oracles.itineraries import Moves, ship_itineraries
from tests.oracles.pod import Pods
from tests.oracles.random_problems import Sizes, draw_certificate, random_problem
from tests.oracles.rules import slots_met
from tests.oracles.ways import Ways

from .plain import Earn, forbidden_between, kernel_gains

MICRO = 10**6


def solved(model: cp_model.CpModel) -> int:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 20.0
    solver.parameters.presolve_inclusion_work_limit = 0  # presolve has certified wrong optima through it
    assert solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value)


def circuit_bid(problem: Problem, ship: int, earn: Earn) -> int:
    """The bid of a ship with one spell as the dearest circuit through a depot: tasks are nodes, one after
    another where time allows.
    """
    mover, spell = problem.ships[ship].mover, problem.ships[ship].spells[0]
    moves, ways = Moves(problem, mover), Ways(problem.movers[mover].arcs)
    tasks: list[Look] = [
        x for s in range(problem.grid.sectors) for x in moves.tasks(s, 0, problem.grid.horizon)
    ]
    model = cp_model.CpModel()
    idle = model.new_bool_var("idle")
    arcs = [(0, 0, idle)]
    gains = []
    for i, x in enumerate(tasks, start=1):
        skipped = model.new_bool_var("")
        arcs.append((i, i, skipped))
        gains.append(earn(x) * (1 - skipped))
        if x.start >= spell.entry[x.sector]:
            arcs.append((0, i, model.new_bool_var("")))
        if x.end <= spell.exit[x.sector]:
            arcs.append((i, 0, model.new_bool_var("")))
        for j, y in enumerate(tasks, start=1):
            if x.sector == y.sector:
                follows = y.start >= x.end and forbidden_between(problem, mover, x, y)
            else:
                follows = ways.arrival(x.sector, y.sector, x.end) <= y.start
            if follows:
                arcs.append((i, j, model.new_bool_var("")))
    model.add_circuit(arcs)
    model.maximize(sum(gains))
    return solved(model)


def test_ship_bids_equal_the_dearest_circuit() -> None:
    """A third way to say what a bid is: no layers of time, no long tasks, no lists of itineraries."""
    tried = 0
    for seed in range(60):
        problem = random_problem(seed, Sizes(sectors=(2, 3), steps=(4, 7), ships=(1, 2), detachments=(0, 0)))
        certificate = draw_certificate(Random(seed), problem)
        bids = bound(problem, certificate).ships
        for i, ship in enumerate(problem.ships):
            moves = Moves(problem, ship.mover)
            horizon = problem.grid.horizon
            count = sum(1 for s in range(problem.grid.sectors) for _ in moves.tasks(s, 0, horizon))
            if len(ship.spells) == 1 and 3 <= count <= 40:
                earn = kernel_gains(problem, certificate.level, certificate.scale, ship.mover)
                assert bids[i] == circuit_bid(problem, i, earn), (seed, i)
                tried += 1
    assert tried >= 15, tried


def joint_optimum(problem: Problem) -> float:
    """The optimum of two ships: joint value is then a sum over single itineraries and over pairs."""
    pods, model = Pods(problem), cp_model.CpModel()
    weight = problem.weight.ravel()
    lists = [ship_itineraries(problem, i, 200) for i in range(2)]
    rows = [
        np.array([itinerary_pod(problem, pods, ship.mover, x).ravel() for x in found])
        for ship, found in zip(problem.ships, lists, strict=True)
    ]
    picks = [[model.new_bool_var("") for _ in found] for found in lists]
    for mine in picks:
        model.add_exactly_one(mine)
    terms = [
        round(MICRO * float(p @ weight)) * x
        for mine, row in zip(picks, rows, strict=True)
        for x, p in zip(mine, row, strict=True)
    ]
    slots = [
        [{(look.sector, k) for look in x for k in slots_met(look, problem.grid.slot_ticks)} for x in found]
        for found in lists
    ]
    twice = (rows[0] * weight) @ rows[1].T
    for i, x in enumerate(picks[0]):
        for j, y in enumerate(picks[1]):
            if slots[0][i] & slots[1][j]:
                model.add_bool_or(~x, ~y)
            elif twice[i, j] > 0.0:
                both = model.new_bool_var("")
                model.add_bool_or(~x, ~y, both)
                terms.append(-round(MICRO * float(twice[i, j])) * both)
    model.maximize(sum(terms))
    return solved(model) / MICRO


def test_the_optimum_of_two_ships_is_what_brute_force_says() -> None:
    """The bound is only as well tested as the optimum that it is held against."""
    tried = joint = 0
    for seed in range(80):
        problem = random_problem(seed, Sizes(ships=(2, 2), detachments=(0, 0), itineraries=100))
        best = optimum(problem)
        assert abs(joint_optimum(problem) - best.value) <= 4e-6, seed
        tried += 1
        joint += all(best.choice.ships)
        if tried == 40:
            break
    assert joint >= 10, (tried, joint)
