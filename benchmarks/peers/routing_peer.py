"""OR-Tools routing (the constraint solver's local search) on prize-collecting clients.

One node for each client, a start and an end for each vehicle. A block's clients form a disjunction: its
penalty is the highest prize in it, and whoever sees less pays the difference on arrival (a cost for each
vehicle), so that the objective is exactly what is lost. A time dimension carries ways, looks, windows, the
earliest start and latest end of each vehicle and the longest flight. Guided local search begins from the
same first routes as PyVRP.
"""

from __future__ import annotations

import time

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from benchmarks.peers.answer import Answer
from benchmarks.peers.clients import Encoding
from benchmarks.peers.decode import Route
from benchmarks.peers.network import FAR, Network, first_routes
from benchmarks.peers.rounds import block_of, side_by_side
from patrolplan.problem.types import Look, Problem

UNIT = 1e7
"""Costs are integers: all that begins is worth so much."""


def solve(problem: Problem, seconds: float, seed: int) -> Answer:
    """The better of two encodings: ships on time, or up to a third of a block late. The search knows no
    chance.
    """
    block, T = block_of(problem), problem.grid.slot_ticks
    rounds = max(2, min(12, round(seconds / 5)))
    encodings = [Encoding(block, give, rounds) for give in (0, block // 3 // T * T)]
    return side_by_side(problem, seconds, seed, encodings, routed)


def routed(problem: Problem, net: Network, seconds: float, seed: int) -> list[Route]:
    """The routes found in `seconds`, building the model included."""
    begun = time.monotonic()
    N, V = len(net.clients), len(net.vehicles)
    starts, ends = [N + 2 * v for v in range(V)], [N + 2 * v + 1 for v in range(V)]
    manager = pywrapcp.RoutingIndexManager(N + 2 * V, V, starts, ends)
    routing = pywrapcp.RoutingModel(manager)
    clock = _times(problem, net, manager, routing)
    _prizes(problem, net, manager, routing)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromSeconds(1)  # closing the model warns where there is none
    routing.CloseModelWithParameters(parameters)
    left = max(0.2, seconds - (time.monotonic() - begun))
    parameters.time_limit.FromMilliseconds(int(left * 1000))
    own = [[manager.NodeToIndex(n) for n in route] for route in first_routes(net)]
    first = routing.ReadAssignmentFromRoutes(own, True)
    found = routing.SolveFromAssignmentWithParameters(first, parameters)
    if found is None:
        raise RuntimeError("OR-Tools routing lost the routes that it was given")
    routes: list[Route] = []
    for v, vehicle in enumerate(net.vehicles):
        looks: list[Look] = []
        index = found.Value(routing.NextVar(routing.Start(v)))
        while not routing.IsEnd(index):
            client = net.clients[manager.IndexToNode(index)]
            start = found.Min(clock.CumulVar(index))
            looks.append(Look(client.sector, start, start + client.ticks))
            index = found.Value(routing.NextVar(index))
        routes.append((vehicle, looks))
    return routes


def _times(
    problem: Problem,
    net: Network,
    manager: pywrapcp.RoutingIndexManager,
    routing: pywrapcp.RoutingModel,
) -> pywrapcp.RoutingDimension:
    """The time dimension: from a look's start to the next one's."""
    N, V = len(net.clients), len(net.vehicles)
    looks = np.array([c.ticks for c in net.clients])
    horizon = problem.grid.horizon
    by_mover: dict[int, int] = {}
    for m, ways in net.ways.items():
        between = np.full((N + 2 * V, N + 2 * V), FAR, np.int64)
        between[:N, :N] = ways[np.ix_(net.place, net.place)] + looks[:, None]
        between[N::2, :N] = net.out[:, net.place]
        between[:N, N + 1 :: 2] = net.home[net.place] + looks[:, None]
        between[N::2, N + 1 :: 2] = 0
        by_mover[m] = routing.RegisterTransitMatrix(between.tolist())
    evaluators = [by_mover[v.mover] for v in net.vehicles]
    routing.AddDimensionWithVehicleTransits(evaluators, horizon, horizon, False, "time")
    clock = routing.GetDimensionOrDie("time")
    for n, client in enumerate(net.clients):
        clock.CumulVar(manager.NodeToIndex(n)).SetRange(client.opens, client.closes)
    for v, vehicle in enumerate(net.vehicles):
        clock.CumulVar(routing.Start(v)).SetRange(vehicle.early, vehicle.start_late)
        clock.CumulVar(routing.End(v)).SetMax(vehicle.late)
        clock.SetSpanUpperBoundForVehicle(vehicle.longest, v)
    return clock


def _prizes(
    problem: Problem,
    net: Network,
    manager: pywrapcp.RoutingIndexManager,
    routing: pywrapcp.RoutingModel,
) -> None:
    """Disjunctions, what each vehicle sees less than the best, and who may go where."""
    V = len(net.vehicles)
    unit = UNIT / float(problem.weight.sum())
    groups: dict[int, list[int]] = {}
    for n, client in enumerate(net.clients):
        groups.setdefault(client.group, []).append(n)
    highest = np.zeros(len(net.clients))
    for members in groups.values():
        highest[members] = max(net.clients[n].best for n in members)
        penalty = round(float(highest[members[0]]) * unit)
        routing.AddDisjunction([manager.NodeToIndex(n) for n in members], penalty, 1)
    by_mover: dict[int, int] = {}
    for m in net.ways:
        less = np.where(net.prize[m] < 0, 0, (highest - net.prize[m]) * unit).round().astype(int)
        by_mover[m] = routing.RegisterUnaryTransitVector(less.tolist() + [0] * (2 * V))
    for v, vehicle in enumerate(net.vehicles):
        routing.SetArcCostEvaluatorOfVehicle(by_mover[vehicle.mover], v)
    for n in range(len(net.clients)):
        may = [v for v, vehicle in enumerate(net.vehicles) if net.prize[vehicle.mover, n] >= 0]
        routing.VehicleVar(manager.NodeToIndex(n)).SetValues([-1, *may])
