"""The searching peers on small problems: their plans keep every rule and are worth what they say."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.peers import greedy, pyvrp_peer, routing_peer
from benchmarks.peers.answer import Answer
from benchmarks.peers.clients import Encoding, block_clients, prized_anew
from benchmarks.peers.cpsat.candidates import Grain, candidates_of, holders_of
from benchmarks.peers.cpsat.peer import optimised
from benchmarks.peers.cpsat.value import COVER, MOST, tangents
from benchmarks.peers.network import FAR, first_routes, network
from benchmarks.peers.rounds import block_of, in_rounds
from benchmarks.peers.vehicles import vehicles_of
from benchmarks.plans.board import Board
from patrolplan.problem.types import Problem
from tests.oracles.big_problem import big_problem
from tests.oracles.brute import evaluate, feasible
from tests.oracles.random_problems import random_problem

SMALL = big_problem(columns=5, rows=4, days=2, ships=4, detachments=2)
PROBLEMS = [SMALL, *(random_problem(seed) for seed in range(3))]


def holds_up(problem: Problem, answer: Answer) -> None:
    assert feasible(problem, answer.choice) == []
    assert evaluate(problem, answer.choice) == pytest.approx(answer.value, abs=1e-9)


@pytest.mark.parametrize("router", [pyvrp_peer.routed, routing_peer.routed])
@pytest.mark.parametrize("problem", PROBLEMS, ids=range(len(PROBLEMS)))
def test_routing_peers_hand_in_plans(problem, router):
    """Routes are on a simpler problem; what is decoded from them must be legal on the real one."""
    encoding = Encoding(block_of(problem), problem.grid.slot_ticks, 2)
    holds_up(problem, in_rounds(problem, 0.6, 1, encoding, router))


@pytest.mark.parametrize("problem", PROBLEMS, ids=range(len(PROBLEMS)))
def test_cpsat_hands_in_a_plan_no_worse_than_greedy(problem):
    """Greedy's plan is the model's hint, so that a lost hint would show here."""
    T = problem.grid.slot_ticks
    answer = optimised(problem, 1.0, 1, Grain(6, 6 * T, T, 1, T, 1))
    holds_up(problem, answer)
    assert answer.value >= greedy.solve(problem, 1.0, 1).value - 1e-9


def test_first_routes_fit_the_network():
    """Both routing peers begin from them: windows, ways, flight length and one client a block."""
    board = Board(SMALL)
    clients = block_clients(SMALL, Encoding(36, 12, 1))
    net = network(board, clients, vehicles_of(board))
    routes = first_routes(net)
    groups = [net.clients[n].group for route in routes for n in route]
    assert len(groups) == len(set(groups)) > 20
    for v, route in enumerate(routes):
        vehicle = net.vehicles[v]
        now, travel = vehicle.start_late, net.out[v]
        for n in route:
            client = net.clients[n]
            assert travel[net.place[n]] < FAR
            now = max(now + int(travel[net.place[n]]), client.opens)
            assert now <= client.closes
            assert net.prize[vehicle.mover, n] > 0
            now, travel = now + client.ticks, net.ways[vehicle.mover][net.place[n]]
        if route:
            home = now + int(net.home[net.place[route[-1]], v])
            assert home <= min(vehicle.late, vehicle.start_late + vehicle.longest)


def test_prizes_fall_where_a_plan_already_looks():
    """The rounds learn from a plan: water that it sees is worth less to others, never more."""
    encoding = Encoding(36, 0, 1)
    clients = block_clients(SMALL, encoding)
    board, _ = greedy.plan(SMALL)
    anew, fresh = (prized_anew(b, clients, encoding) for b in (board, Board(SMALL)))
    assert [(c.sector, c.opens, c.air) for c in anew] == [(c.sector, c.opens, c.air) for c in clients]
    assert all(((a.prize >= 0) == (c.prize >= 0)).all() for a, c in zip(anew, clients, strict=True))
    assert all(a.best <= f.best + 1e-12 for a, f in zip(anew, fresh, strict=True))
    assert sum(a.best for a in anew) < 0.96 * sum(f.best for f in fresh)


def test_tangents_lie_above_the_curve():
    """The model's value may be a little too high, so that it never shuns a plan for rounding."""
    for total in range(MOST + 1):
        lowest = min((a + b * total) / COVER for a, b in tangents())
        true = COVER * -np.expm1(-total / COVER)
        assert true - 1e-9 <= min(lowest, COVER) <= true + 0.12 * COVER


def test_the_model_can_say_all_of_greedys_plan():
    """Every look of the hint is a candidate of its own holder."""
    board, _ = greedy.plan(SMALL)
    grain = Grain(4, 36, 6, 1, 6, 2)
    holders = holders_of(board, grain)
    planned = [c for c in candidates_of(board, holders, grain) if c.plan]
    assert len(planned) == sum(len(chain.looks) for chain in board.chains())
    assert all(c.look in holders[c.holder].chain.looks for c in planned)
