"""Routing in rounds that share the seconds; the best plan counts.

*How many clients.* A sum of prizes knows nothing of shared reach-back, so routes over everything are worth
less than what the finishing pass makes of idle holders; over nothing but the best blocks they are worth
more. Rounds go through several shares of the looks that all holders have room for.
*Prizes.* Each share is routed twice: at the prizes of a block by itself, then at those that the first
plan teaches.
*Cores.* Two encodings run at once, each in a process of its own, and the better plan is the peer's.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor

from benchmarks.peers.answer import Answer
from benchmarks.peers.clients import Encoding, block_clients, prized_anew
from benchmarks.peers.decode import Route, laid_out
from benchmarks.peers.network import Network, first_routes, network
from benchmarks.peers.vehicles import vehicles_of
from benchmarks.plans.board import Board
from benchmarks.plans.finish import finish
from patrolplan.problem.types import Problem

Router = Callable[[Problem, Network, float, int], list[Route]]
"""(problem, network, seconds, seed) -> routes."""
SHARES = (0.4, 0.5, 0.35, 0.6, 0.45, 0.8)
"""Clients per look that there is room for, in turn."""


def block_of(problem: Problem) -> int:
    """Ticks of a block: as long as a thing stays, or as the longest least task of a ship."""
    tasks = [int(problem.movers[s.mover].min_task.max()) for s in problem.ships]
    T = problem.grid.slot_ticks
    return max(problem.grid.stay, *(-(-t // T) * T for t in tasks), T)


def in_rounds(problem: Problem, seconds: float, seed: int, encoding: Encoding, router: Router) -> Answer:
    """The best plan of the encoding's rounds, each with an equal share of the seconds left."""
    begun = time.monotonic()
    best, words = Board(problem), "nothing to route"
    blocks, vehicles = block_clients(problem, encoding), vehicles_of(best)
    if not blocks or not vehicles:
        finish(best)
        return Answer(best.choice(), best.value(), words)
    room = sum(map(len, first_routes(network(best, blocks, vehicles))))
    board, clients = best, blocks
    for n in range(encoding.rounds):
        if n % 2 == 0:
            clients = blocks[: max(1, round(SHARES[n // 2 % len(SHARES)] * room))]
        else:
            clients = prized_anew(board, clients, encoding)
        share = (seconds - (time.monotonic() - begun)) / (encoding.rounds - n)
        routes = router(problem, network(best, clients, vehicles), share, seed + n)
        board = laid_out(problem, routes, problem.grid.stay)
        finish(board)
        if board.value() > best.value():
            best = board
            words = f"round {n + 1}: {len(clients)} clients, ships up to {encoding.give} ticks late"
    return Answer(best.choice(), best.value(), words)


def side_by_side(
    problem: Problem, seconds: float, seed: int, encodings: Sequence[Encoding], router: Router
) -> Answer:
    """The better plan of the encodings, each in a process of its own for the same seconds."""
    with ProcessPoolExecutor(len(encodings), multiprocessing.get_context("spawn")) as pool:
        runs = [pool.submit(in_rounds, problem, seconds, seed, e, router) for e in encodings]
        answers = [run.result() for run in runs]
    return max(answers, key=lambda a: a.value)
