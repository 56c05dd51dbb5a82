"""First come, first served: what a staff officer would do by hand.

Flights are put on the programme at even spacing. Then either each asset in order of arrival lays out
its whole itinerary, or whoever comes free first picks next; both are tried and the better plan counts.
A pick is the task with the most marginal value per hour, counted from when the holder comes free to the
task's end, given all that is tasked so far; it looks no further ahead, and keeps every rule.
"""

from __future__ import annotations

from benchmarks.peers.answer import Answer
from benchmarks.plans.board import Board
from benchmarks.plans.finish import TINY, finish
from benchmarks.plans.rota import open_flights
from patrolplan.problem.types import Problem


def solve(problem: Problem, seconds: float, seed: int) -> Answer:
    """It takes what it takes, and knows no chance."""
    board, notes = plan(problem)
    return Answer(board.choice(), board.value(), notes)


def plan(problem: Problem) -> tuple[Board, str]:
    """The better of the two orders, and which it was."""
    boards = [_laid_out(problem, in_turn) for in_turn in (False, True)]
    if boards[1].value() > boards[0].value():
        return boards[1], "whoever is free first picks next"
    return boards[0], "asset by asset, in order of arrival"


def _laid_out(problem: Problem, in_turn: bool) -> Board:
    board = Board(problem)
    open_flights(board)
    waiting = [(int(chain.entry.min()), n) for n, chain in enumerate(board.chains())]
    chains = board.chains()
    while waiting:
        waiting.sort()
        _, n = waiting.pop(0)
        chain = chains[n]
        while (found := board.best_next(chain, len(chain.looks))) is not None and found[1] > TINY:
            board.put(chain, len(chain.looks), found[0])
            if in_turn:
                waiting.append((found[0].end, n))
                break
    finish(board)
    return board
