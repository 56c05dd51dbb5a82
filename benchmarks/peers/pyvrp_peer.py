"""PyVRP: iterated local search for rich vehicle routing, on prize-collecting clients.

One location for each sector and kind of holder, plus a start and an end for each vehicle; one vehicle type
for each ship's spell and flight; a block's clients form an optional, mutually exclusive group. PyVRP's
prizes do not depend on the vehicle: a client carries the prize of the mover that sees most there, and
what another sees less is charged as distance to that location (its mean over the horizon), which is the
only cost. What a mover may not do is so far away that it never pays. PyVRP's own start, a random one,
leaves most vehicles nearly empty: it begins from `network.first_routes`.
"""

from __future__ import annotations

import time
import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyvrp import Client as Visit
from pyvrp import ClientGroup, Depot, Location, ProblemData, Solution, VehicleType
from pyvrp import Route as Trip
from pyvrp import solve as pyvrp_solve
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.stop import MaxRuntime

from benchmarks.peers.answer import Answer
from benchmarks.peers.clients import Encoding
from benchmarks.peers.decode import Route
from benchmarks.peers.network import FAR, Network, first_routes
from benchmarks.peers.rounds import block_of, side_by_side
from patrolplan.problem.types import Look, Problem

UNIT = 1e7
"""Prizes are integers: all that begins is worth so much."""


def solve(problem: Problem, seconds: float, seed: int) -> Answer:
    """The better of two encodings: ships on time, or up to a third of a block late.

    It stands still after a second or two, so that many short rounds do better than few long ones.
    """
    block, T = block_of(problem), problem.grid.slot_ticks
    rounds = max(2, min(12, round(seconds / 3)))
    encodings = [Encoding(block, give, rounds) for give in (0, block // 3 // T * T)]
    return side_by_side(problem, seconds, seed, encodings, routed)


def routed(problem: Problem, net: Network, seconds: float, seed: int) -> list[Route]:
    """The routes found in `seconds`, building the data included."""
    begun = time.monotonic()
    data = _data(problem, net)
    first = Solution(data, [Trip(data, r, v) for v, r in enumerate(first_routes(net)) if r])
    left = max(0.1, seconds - (time.monotonic() - begun))
    with warnings.catch_warnings():
        # it wonders whether there is a feasible solution: there always is one, the empty one
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        found = pyvrp_solve(data, MaxRuntime(left), seed=seed, collect_stats=False, initial_solution=first)
    best = found.best
    routes: list[Route] = []
    for trip in best.routes():
        looks = [
            Look(client.sector, stop.end_time - client.ticks, stop.end_time)
            for stop in trip.schedule()
            if stop.is_client()
            for client in [net.clients[stop.idx]]
        ]
        routes.append((net.vehicles[trip.vehicle_type()], looks))
    return routes


def _data(problem: Problem, net: Network) -> ProblemData:
    """Depot 2v is vehicle v's start, 2v + 1 its end; they stand behind the places."""
    unit = UNIT / float(problem.weight.sum())
    groups: dict[int, list[int]] = {}
    for n, client in enumerate(net.clients):
        groups.setdefault(client.group, []).append(n)
    number = {group: n for n, group in enumerate(groups)}
    visits = [
        Visit(
            location=int(place),
            service_duration=client.ticks,
            tw_early=client.opens,
            tw_late=client.closes,
            prize=max(1, round(client.best * unit)),
            required=False,
            group=number[client.group],
        )
        for client, place in zip(net.clients, net.place, strict=True)
    ]
    P, V = net.places, len(net.vehicles)
    lost = _lost(net, unit)
    profiles = sorted(net.ways)
    types = [
        VehicleType(
            start_depot=2 * v,
            end_depot=2 * v + 1,
            tw_early=vehicle.early,
            tw_late=vehicle.late,
            start_late=vehicle.start_late,
            shift_duration=vehicle.longest,
            profile=profiles.index(vehicle.mover),
        )
        for v, vehicle in enumerate(net.vehicles)
    ]
    matrices: list[Any] = [_matrices(net, m, lost[m]) for m in profiles]
    return ProblemData(
        locations=[Location(0.0, 0.0) for _ in range(P + 2 * V)],
        clients=visits,
        depots=[Depot(P + i) for i in range(2 * V)],
        vehicle_types=types,
        distance_matrices=[distance for distance, _ in matrices],
        duration_matrices=[duration for _, duration in matrices],
        groups=[ClientGroup(members, required=False) for members in groups.values()],
    )


def _matrices(
    net: Network, mover: int, lost: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Distance (what is lost by going there) and duration of one mover."""
    P, total = net.places, net.places + 2 * len(net.vehicles)
    distance = np.zeros((total, total), np.int64)
    distance[:, :P] = lost
    np.fill_diagonal(distance, 0)
    duration = np.full((total, total), FAR, np.int64)
    duration[:P, :P] = net.ways[mover]
    duration[P::2, :P] = net.out
    duration[:P, P + 1 :: 2] = net.home
    duration[P:, P:] = 0
    np.fill_diagonal(duration, 0)
    return distance, duration


def _lost(net: Network, unit: float) -> NDArray[np.int64]:
    """(movers, P) what a mover sees less than the best one there, on average over the place's clients."""
    best = net.prize.max(axis=0)
    less = np.where(net.prize < 0, 2.0 * best.max(), best - net.prize) * unit
    out = np.zeros((len(net.prize), net.places))
    np.add.at(out.T, net.place, less.T)
    return np.asarray((out / np.bincount(net.place)).round(), np.int64)
