"""The water as a vehicle routing problem with prizes, for PyVRP and OR-Tools alike.

Each sector's time is cut into blocks; a client is one block of one sector seen by one kind of holder for
one length of look: it may start anywhere in the block so that it ends in it. The clients of a block
exclude each other, so that no two holders meet there, and things that begin are shared out: a look is
prized with what it identifies of what began in the block's length of time before its end. So two looks in
blocks that follow each other count hardly anything twice, which is the nearest that a sum of prizes comes
to reach-back. Holders see differently: a client carries a prize for each mover.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.plans.board import Board
from benchmarks.plans.kernels import look_gain
from patrolplan.problem.types import Look, Problem


@dataclass(frozen=True)
class Encoding:
    """How the water is cut, and how the seconds are. Lengths in ticks."""

    block: int
    give: int
    """A ship's client may begin so much later than would end in its block: she loses less time on ways,
    but a look may run into the next block and be pushed back or dropped when the plan is laid out."""
    rounds: int
    """Rounds that share the seconds; see `rounds`."""

    def group(self, problem: Problem, sector: int, tick: int) -> int:
        """Number of the block of a sector that holds the tick."""
        return sector * (problem.grid.horizon + 1) + tick // self.block


@dataclass(frozen=True)
class Client:
    """One look that somebody may take."""

    sector: int
    air: bool
    group: int
    opens: int
    closes: int
    """Latest start."""
    ticks: int
    prize: NDArray[np.float64]
    """(movers,) by who takes it; -1 for a mover who may not."""

    @property
    def best(self) -> float:
        """By the mover who sees most there."""
        return float(self.prize.max())


def block_clients(problem: Problem, encoding: Encoding) -> list[Client]:
    """A client for each block and kind of holder, with looks of the shortest length that all of a kind
    may do; most valuable first. Those that nobody may do, or that earn nothing, are left out.
    """
    grid, air, board = problem.grid, flies(problem), Board(problem)
    edges = np.arange(grid.steps) * grid.slot_ticks
    found: list[Client] = []
    for s in np.flatnonzero(problem.weight.any(axis=1)).tolist():
        for flown in sorted({bool(x) for x in air}):
            kind = [m for m, x in zip(problem.movers, air, strict=True) if bool(x) == flown]
            ticks = max(-(-int(m.min_task[s]) // m.step) * m.step for m in kind)
            for opens in range(0, grid.horizon, encoding.block):
                give = 0 if flown else encoding.give
                closes = min(opens + max(encoding.block, ticks) + give, grid.horizon) - ticks
                if closes < opens:
                    continue
                group = encoding.group(problem, s, opens)
                client = Client(s, flown, group, opens, closes, ticks, np.empty(0))
                end = client.opens + max(encoding.block, ticks) // 2 + ticks // 2
                counted = np.clip((edges + board.T - (end - encoding.block)) / board.T, 0.0, 1.0)
                prize = prizes(board, client, board.left[s] * counted)
                if prize.max(initial=-1.0) > 0.0:
                    found.append(replace(client, prize=prize))
    return sorted(found, key=lambda c: -c.best)


def flies(problem: Problem) -> NDArray[np.bool_]:
    """(movers,) whether it is an aircraft's."""
    out = np.zeros(len(problem.movers), dtype=bool)
    out[[d.mover for d in problem.detachments]] = True
    return out


def prizes(board: Board, client: Client, left: NDArray[np.float64]) -> NDArray[np.float64]:
    """(movers,) what the client's look, in the middle of its window, would identify of `left` (K,); -1 for
    who may not take it.
    """
    air = flies(board.problem)
    out = np.full(len(air), -1.0)
    s, T = client.sector, board.T
    for m, mover in enumerate(board.problem.movers):
        if bool(air[m]) != client.air or client.ticks < mover.min_task[s] or client.ticks % mover.step:
            continue
        start = (client.opens + client.closes) // 2 // mover.step * mover.step
        end = start + client.ticks
        if mover.allowed[s, start // T : -(-end // T)].all():
            out[m] = look_gain(left, board.total[m][s], mover.rate[s], start, end, T, board.D)
    return out


def prized_anew(board: Board, clients: list[Client], encoding: Encoding) -> list[Client]:
    """The clients with prizes half from before and half from what their looks would add to the board's
    plan if its own looks in their blocks were not there: neighbours react to each other, and whole steps
    swing to and fro.
    """
    mine: dict[int, list[tuple[int, Look]]] = {}
    for chain in board.chains():
        for look in chain.looks:
            group = encoding.group(board.problem, look.sector, (look.start + look.end) // 2)
            mine.setdefault(group, []).append((chain.mover, look))
    out = []
    for client in clients:
        with board.without(mine.get(client.group, [])):
            added = np.maximum(prizes(board, client, board.left[client.sector]), 0.0)
        out.append(
            replace(client, prize=np.where(client.prize < 0, client.prize, (client.prize + added) / 2))
        )
    return out
