"""Clients and vehicles as one network of places with travel times, and a first set of routes on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.clients import Client
from benchmarks.peers.vehicles import Vehicle
from benchmarks.plans.board import Board
from benchmarks.plans.reach import Ticks
from patrolplan.problem.types import NEVER

FAR = 10**5
"""Ticks of a way that there is not: beyond any horizon, yet not so far that PyVRP's penalties burst."""


@dataclass(frozen=True)
class Network:
    """P places (a sector and a kind of holder), N clients, V vehicles. All times in ticks."""

    clients: list[Client]
    vehicles: list[Vehicle]
    place: NDArray[np.int64]
    """(N,) place of each client."""
    ways: dict[int, Ticks]
    """By mover, (P, P), rounded up to the mover's step. FAR: none."""
    out: Ticks
    """(V, P) from a vehicle's start."""
    home: Ticks
    """(P, V) to its end."""
    prize: NDArray[np.float64]
    """(movers, N), -1 where the mover may not."""

    @property
    def places(self) -> int:
        """P."""
        return int(self.out.shape[1])


def network(board: Board, clients: list[Client], vehicles: list[Vehicle]) -> Network:
    """Lay the network out. A way with hours counts as open (the plan's decoding sees to its hours)."""
    keys = sorted({(c.sector, c.air) for c in clients})
    place = {key: n for n, key in enumerate(keys)}
    sectors = np.array([s for s, _ in keys])
    ways: dict[int, Ticks] = {}
    for m in {v.mover for v in vehicles}:
        step = board.problem.movers[m].step
        between = board.reach[m].usual()[np.ix_(sectors, sectors)]
        between = np.where(between >= NEVER, FAR, -(-between // step) * step)
        between[sectors[:, None] == sectors[None, :]] = 0
        ways[m] = between
    return Network(
        clients,
        vehicles,
        np.array([place[c.sector, c.air] for c in clients]),
        ways,
        np.stack([np.minimum(v.out[sectors], FAR) for v in vehicles]),
        np.stack([np.minimum(v.home[sectors], FAR) for v in vehicles], axis=1),
        np.stack([c.prize for c in clients], axis=1),
    )


def first_routes(net: Network) -> list[list[int]]:
    """For each vehicle in order of start a list of clients: always the one with the most prize per tick
    next. Both routing peers begin from these routes.
    """
    opens, closes, ticks, group = (
        np.array([getattr(c, name) for c in net.clients]) for name in ("opens", "closes", "ticks", "group")
    )
    taken = np.zeros(len(net.clients), dtype=bool)
    routes: list[list[int]] = [[] for _ in net.vehicles]
    for v in sorted(range(len(net.vehicles)), key=lambda v: net.vehicles[v].early):
        vehicle = net.vehicles[v]
        # a flight's clock starts when it must take off at the latest: it can always leave sooner
        now, begun = vehicle.start_late, vehicle.start_late
        travel = net.out[v]
        while True:
            start = np.maximum(now + travel[net.place], opens)
            end = start + ticks
            back = end + net.home[net.place, v]
            fits = ~taken & (start <= closes) & (back <= min(vehicle.late, begun + vehicle.longest))
            worth = np.where(fits, net.prize[vehicle.mover] / np.maximum(1, end - now), 0.0)
            best = int(np.argmax(worth))
            if worth[best] <= 0.0:
                break
            routes[v].append(best)
            taken |= group == group[best]
            now, travel = int(end[best]), net.ways[vehicle.mover][net.place[best]]
    return routes
