"""The whole run: levels, constructions, annealed search, a certificate. Counted in rounds.

What is done depends on the problem, the seed and the effort alone; two lanes of search run on as many
threads as there are, and meet at fixed rounds, so that the plan is the same on one thread or two.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Phase, Problem, Result
from patrolplan.solver.arena import Arena, arena
from patrolplan.solver.branch import Branching, affordable
from patrolplan.solver.certify import Proof, by_cases, certify
from patrolplan.solver.days import Effort
from patrolplan.solver.insert import Inserter
from patrolplan.solver.levels import Levels
from patrolplan.solver.search import Heat, Search
from patrolplan.solver.stop import Stop, gap_of


@dataclass(frozen=True)
class Progress:
    """What a watcher is told as the run goes."""

    phase: str
    value: float
    bound: float
    gap: float | None
    elapsed_s: float


@dataclass(frozen=True)
class Plan:
    """Rounds by effort: level rounds, fillings of the flight pools, moves per lane, slices."""

    rounds: int
    refreshes: int
    ship_moves: int
    flight_moves: int
    slices: int
    final: Effort
    nodes: int
    """Branching nodes on a small fleet."""


EFFORTS = {
    "quick": Plan(120, 4, 400, 300, 2, Effort(12, 6, 0.01), 200),
    "standard": Plan(480, 16, 2500, 2500, 8, Effort(25, 10, 0.004), 2000),
    "thorough": Plan(1500, 50, 30000, 20000, 24, Effort(40, 60, 0.001), 20000),
}


def _active(whole: Arena, levels: Levels, most: int) -> NDArray[np.int64]:
    """Sectors that bids have touched, and the richest others up to `most`."""
    n = whole.weight.shape[0]
    rank = np.lexsort((-whole.weight.sum(axis=1), -np.minimum(levels.visited, 1)))
    touched = int((levels.visited > 0).sum())
    return np.sort(rank[: min(n, max(most, touched))])


def solve(
    problem: Problem,
    *,
    seed: int = 1,
    effort: str = "standard",
    gap: float | None = None,
    seconds: float | None = None,
    progress: Callable[[Progress], None] | None = None,
    interrupted: Callable[[], bool] | None = None,
) -> Result:
    """A plan near the best and a certificate of how near.

    Raises KeyError for an effort that is not one of quick, standard, thorough.
    """
    plan = EFFORTS[effort]
    begun = time.monotonic()
    stop = Stop(gap, seconds, interrupted)
    phases: list[Phase] = []
    total = float(problem.weight.sum())

    def tell(phase: str, value: float, bound: float) -> None:
        if progress is not None:
            progress(Progress(phase, value, bound, gap_of(value, bound), time.monotonic() - begun))

    with ThreadPoolExecutor(2) as pool:
        whole = arena(problem, pool=pool)
        scout = Levels(whole)
        tell("scouting", 0.0, total)
        for i in range(12):
            if i == 0 or (i == 6 and not stop.early()):
                scout.refresh(Effort(4, 2, 0.02), pool, scout.level)
            scout.round(0.05)
            if stop.early():
                break
        # a small fleet keeps all its water, so that a proof by cases covers all of it
        rows = _active(whole, scout, len(problem.weight) if affordable(whole, 1) else 16)
        small = arena(problem, rows, pool)
        levels = Levels(small, scout.level[rows])
        average = levels.level.copy()
        for r in range(plan.rounds):
            if levels.days and r % max(1, plan.rounds // plan.refreshes) == 0 and not stop.early():
                levels.refresh(Effort(6, 3, 0.01, 3), pool, average if r else levels.level)
            levels.round(0.04 * (0.0005 / 0.04) ** (r / plan.rounds))
            average += 0.1 * (levels.level - average)
            if stop.early():
                break
        level = np.zeros_like(whole.weight)
        level[rows] = average
        proof = certify(whole, level, Effort(6, 4, 0.01), pool)
        best_proof = proof
        phases.append(Phase("levels", plan.rounds, 0.0, proof.bound, stop.reason or "rounds"))
        tell("levels", 0.0, proof.bound)

        lanes = [Search(small, average, s) for s in np.random.SeedSequence(seed).spawn(2)]

        def build(lane: Search) -> None:
            for alpha in (1.0, 0.0, 0.6):
                if lane.best_value > 0 and stop.early():
                    return
                lane.construct(alpha)
            lane.board, lane.value = lane.best.copy(), lane.best_value

        list(pool.map(build, lanes))
        lead = max(lanes, key=lambda x: x.best_value)
        phases.append(Phase("construction", 3, lead.best_value, proof.bound, stop.reason or "rounds"))
        tell("construction", lead.best_value, best_proof.bound)
        moves = (plan.ship_moves if small.ships else 0) + (plan.flight_moves if levels.days else 0)
        each = moves // plan.slices
        done = 0
        tree = None
        nodes = affordable(small, plan.nodes)
        for x in range(plan.slices):
            if x == 1 and nodes > 0:
                branching = Branching(small, lead.best, Inserter(small, average))
                tree = branching.run(average, nodes, stop.early)
                lead.board, lead.value = branching.best.copy(), branching.value
                lead.note_best()
                best_proof = _tighter(best_proof, by_cases(whole, rows, tree, proof.levels))
                phases.append(
                    Phase(
                        "branching",
                        tree.nodes,
                        lead.best_value,
                        best_proof.bound,
                        "finished" if tree.finished else stop.reason or "nodes",
                    )
                )
                tell("branching", lead.best_value, best_proof.bound)
            if stop.early() or stop.reached(lead.best_value, best_proof.bound):
                break
            list(pool.map(partial(_anneal, each, done, moves, stop), lanes))
            done += each
            lead = max(lanes, key=lambda x: x.best_value)
            for lane in lanes:
                if lane.value < lead.best_value * 0.995:
                    lane.board, lane.value = lead.best.copy(), lead.best_value
            tell("search", lead.best_value, best_proof.bound)
        phases.append(Phase("search", done, lead.best_value, best_proof.bound, stop.reason or "rounds"))
        if levels.days and not stop.early():
            best_proof = _tighter(best_proof, certify(whole, level, plan.final, pool, proof.levels))
            phases.append(Phase("certificate", 1, lead.best_value, best_proof.bound, stop.reason or "rounds"))
        board = lead.best
        board.recount()
        value = board.value()
        stop.reached(value, best_proof.bound)
        tell("done", value, best_proof.bound)
        return Result(
            board.choice(),
            best_proof.certificate,
            value,
            best_proof.bound,
            done,
            stop.reason or "rounds",
            tuple(phases),
        )


def _anneal(each: int, done: int, moves: int, stop: Stop, lane: Search) -> None:
    lane.anneal(each, Heat(), done, moves, stop.early)


def _tighter(a: Proof, b: Proof) -> Proof:
    return b if b.bound < a.bound else a
