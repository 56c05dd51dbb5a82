"""Small fleets to the end: branch on who holds which slot, best bound first.

A decision says of one ship and one slot that she holds it (then she is nowhere else at that step and
nobody else holds it) or that she does not. Both together cover all plans, so that the worst leaf's
bound holds for the whole. Each node is bounded by levels of its own.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import NEVER
from patrolplan.solver.arena import Arena
from patrolplan.solver.board import Board
from patrolplan.solver.fleet import Fleet, fleet, polyak
from patrolplan.solver.insert import Inserter
from patrolplan.solver.lattice import run_lengths
from patrolplan.solver.looks import highest

Decision = tuple[int, int, int, bool]
"""Ship, sector, step, held."""

Case = tuple[Decision, ...]
"""A node of the tree: its decisions from the root."""

SLACK = 2e-7
"""How far above the best value a leaf's bound may lie: with rounding it stays under the 1e-6 that
counts as no gap."""


@dataclass(frozen=True)
class Leaf:
    """Decisions from the root, and the levels that bound what is left."""

    decisions: Case
    level: NDArray[np.float64]
    bound: float


@dataclass(frozen=True)
class Tree:
    """`bound` holds for the whole problem: the worst of `leaves`."""

    bound: float
    leaves: tuple[Leaf, ...]
    nodes: int
    finished: bool


def _water(arena: Arena, decisions: Case) -> NDArray[np.bool_]:
    """(ships, n, K) what each ship may hold under the decisions."""
    open_ = np.stack([arena.movers[s.mover].allowed for s in arena.ships])
    for ship, sector, step, held in decisions:
        if held:
            mine = open_[ship, sector, step]
            open_[ship, :, step] = False
            open_[:, sector, step] = False
            open_[ship, sector, step] = mine
        else:
            open_[ship, sector, step] = False
    return open_


def _pick(
    held: NDArray[np.int64], weight: NDArray[np.float64], taken: set[tuple[int, int, int]]
) -> Decision | None:
    """The slot whose holder wavers most, rich water first among equals."""
    count = held.sum(axis=1, keepdims=True)
    share = held / np.maximum(1, count.max())
    waver = np.minimum(share, 1.0 - share) * (0.2 + weight[None] / max(1e-300, weight.max()))
    for i, s, k in taken:
        waver[i, s, k] = 0.0
    best = int(waver.argmax())
    if waver.ravel()[best] <= 0.0:  # nobody wavers: split where most is held
        waver = share * weight[None]
        for i, s, k in taken:
            waver[i, s, k] = 0.0
        best = int(waver.argmax())
    if waver.ravel()[best] <= 0.0:
        return None
    ship, sector, step = np.unravel_index(best, waver.shape)
    return int(ship), int(sector), int(step), True


def affordable(arena: Arena, nodes: int) -> int:
    """How many of `nodes` a proof by cases may take here: none where aircraft fly, no ship sails, movers do
    not move on the step, something is asked for, a ship replenishes, or the fleet and its water are large.
    """
    size = len(arena.ships) * arena.weight.size
    if arena.flights or not any(ship.spells for ship in arena.ships) or size > 20_000:
        return 0
    if arena.asked is not None or any(ship.supplies is not None for ship in arena.ships):
        return 0
    if any(arena.movers[s.mover].tables.T != 1 for s in arena.ships):
        return 0
    return max(1, int(nodes * min(1.0, 3_000 / size)))


class Branching:
    """Best-first search over decisions for one arena of ships that all move on the step."""

    def __init__(self, arena: Arena, board: Board, inserter: Inserter) -> None:
        self.arena = arena
        self.fleet: Fleet = fleet(arena)
        self.best = board
        self.value = board.value()
        self._inserter = inserter
        self._bids: NDArray[np.int64] = np.empty((0, 4), np.int64)

    def _bound(
        self, decisions: Case, level: NDArray[np.float64], steps: int
    ) -> tuple[float, NDArray[np.float64], NDArray[np.int64]]:
        f, a = self.fleet, self.arena
        water = _water(a, decisions)
        free = np.stack([run_lengths(w, f.T) for w in water])
        best_level = level.copy()
        held = np.zeros((len(a.ships), *a.weight.shape), np.int64)
        bids = np.full((len(f.spell_ship) * (a.weight.shape[1] + 1), 4), -1, np.int64)
        bound, _ = polyak(
            a.weight, level.copy(), self.value + SLACK / 4, steps, free, f.T, f.D, f.longest, f.shortest,
            f.on, f.back, f.cut, f.rate, f.total, f.lag, f.timed, f.spell_ship, f.ship_mover, f.enter,
            f.leave, best_level, held, bids,
        )  # fmt: skip
        self._bids = bids[: int(np.argmax(bids[:, 0] < 0))]
        if bound > self.value + SLACK / 4:
            self._try(self._bids)
        return float(bound), best_level, held

    def _settle(self, leaf: Leaf) -> Leaf:
        """A last word on a leaf: levels at which the bids' own looks pay exactly what they see. With at
        most two looks on a slot that is the square of the larger POD.
        """
        f = self.fleet
        self._bound(leaf.decisions, leaf.level, 1)
        bids = self._bids
        top = np.zeros_like(leaf.level)
        for q, ship in enumerate(f.spell_ship):
            m = f.ship_mover[ship]
            looks = np.ascontiguousarray(bids[bids[:, 0] == q][:, 1:])
            highest(top, f.total[m], f.rate[m], looks, f.T, f.D)
        best = leaf
        for start in (top**2, leaf.level):
            found, at, _ = self._bound(leaf.decisions, start, 1000)
            if found < best.bound:
                best = Leaf(leaf.decisions, at, found)
        return best

    def _try(self, bids: NDArray[np.int64]) -> None:
        """Make a plan of the bids, ship by ship where the water is free, and improve it."""
        board = Board(self.arena)
        for i in range(len(self.arena.ships)):
            looks = bids[self.fleet.spell_ship[bids[:, 0]] == i][:, 1:]
            looks = np.ascontiguousarray(looks[np.argsort(looks[:, 1], kind="stable")])
            T = self.fleet.T
            free = all((board.owner[s, a // T : (b - 1) // T + 1] < 0).all() for s, a, b in looks)
            if free:
                board.set_ship(i, looks)
            else:
                self._respond(board, i)
        self.improve(board)

    def _respond(self, board: Board, i: int) -> None:
        ship = self.arena.ships[i]
        board.set_ship(i, board.ships[i][:0])
        for enter, leave in ship.spells:
            first, last = int(enter.min(initial=NEVER)), int(leave.max(initial=-1))
            bid = self._inserter.ship(board, i, first, last, 0.0)
            if bid is not None and len(bid.looks):
                board.add_ship_looks(i, bid.looks)

    def improve(self, board: Board) -> None:
        """Ships answer one another in turn until nobody gains; the best board is kept."""
        value = board.value()
        while True:
            before = value
            for i in range(len(self.arena.ships)):
                self._respond(board, i)
            value = board.value()
            if value > self.value + 1e-12:
                self.best, self.value = board.copy(), value
            if value <= before + 1e-12:
                return

    def run(self, level: NDArray[np.float64], nodes: int, stop: Callable[[], bool]) -> Tree:
        """Branch until every leaf is within SLACK of the best plan, or `nodes` are used up."""
        bound, root, held = self._bound((), level, 400)
        known: dict[Case, Leaf] = {(): Leaf((), root, bound)}
        split: dict[Case, Decision] = {}
        heap: list[tuple[float, int, Case, NDArray[np.int64]]] = []
        heapq.heappush(heap, (-bound, 0, (), held))
        count, settled = 1, 0.0
        while heap and count < nodes and not stop():
            negative, _, decisions, held = heap[0]
            if -negative <= max(self.value + SLACK, settled):
                break
            heapq.heappop(heap)
            pick = _pick(held, self.arena.weight, {d[:3] for d in decisions})
            if pick is None:  # everything held is decided: only better levels can help
                known[decisions] = self._settle(known[decisions])
                settled = max(settled, min(-negative, known[decisions].bound))
                count += 1
                continue
            split[decisions] = pick
            for yes in (True, False):
                child = (*decisions, (*pick[:3], yes))
                bound, best, h = self._bound(child, known[decisions].level, 120)
                known[child] = Leaf(child, best, bound)
                count += 1
                # closed water lets a chain come back to a sector and be paid twice there, so that a case
                # may look worse than the whole that it is a part of
                heapq.heappush(heap, (-min(bound, -negative), count, child, h))
        leaves = _leaves(known, split)
        worst = max(leaf.bound for leaf in leaves)
        return Tree(worst, leaves, count, worst <= self.value + SLACK)


def _leaves(known: dict[Case, Leaf], split: dict[Case, Decision]) -> tuple[Leaf, ...]:
    """The leaves of the tree; a node stands for its cases where its own levels prove no less than theirs.

    `known` lists every node after the one it was split from.
    """
    below: dict[Case, tuple[Leaf, ...]] = {}
    for at, own in reversed(known.items()):
        below[at] = (own,)
        if at in split:
            parts = [below.pop((*at, (*split[at][:3], yes))) for yes in (True, False)]
            if max(leaf.bound for part in parts for leaf in part) < own.bound:
                below[at] = parts[0] + parts[1]
    return below[()]
