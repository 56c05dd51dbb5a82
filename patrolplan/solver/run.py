"""The whole run: levels, constructions, annealed search, a certificate. Counted in rounds.

What is done depends on the problem, the seed and the effort alone; two lanes of search run on as many
threads as there are, and meet at fixed rounds, so that the plan is the same on one thread or two.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Choice, Phase, Problem, Result
from patrolplan.solver.arena import Arena, arena
from patrolplan.solver.asked import asked_sectors
from patrolplan.solver.branch import Branching, affordable
from patrolplan.solver.certify import Proof, by_cases, certify
from patrolplan.solver.days import Effort
from patrolplan.solver.effort import EFFORTS, Plan
from patrolplan.solver.given import board_of, sectors_of
from patrolplan.solver.insert import Inserter
from patrolplan.solver.levels import Levels
from patrolplan.solver.search import Heat, Search
from patrolplan.solver.stop import Stop, gap_of
from patrolplan.solver.tried import try_all
from patrolplan.solver.tuning import Tuning

SHARES = (1.4, 0.6)
"""Moves of the two lanes: the second runs on the thread that tunes the levels first."""

WARM = Heat(first=3e-4)
"""Of a search that begins from a good plan: hotter, it would first spoil it."""


@dataclass(frozen=True)
class Progress:
    """What a watcher is told as the run goes."""

    phase: str
    value: float
    bound: float
    gap: float | None
    elapsed_s: float


def _active(whole: Arena, levels: Levels, most: int) -> NDArray[np.int64]:
    """Sectors that bids have touched, and the richest others up to `most`."""
    n = whole.weight.shape[0]
    rank = np.lexsort((-whole.weight.sum(axis=1), -np.minimum(levels.visited, 1)))
    touched = int((levels.visited > 0).sum())
    rows = rank[: min(n, max(most, touched))]
    return np.union1d(rows, asked_sectors(whole.problem))


class Run:
    """One run under way: what is known, and how it came to be known."""

    def __init__(
        self,
        problem: Problem,
        seed: int,
        plan: Plan,
        stop: Stop,
        tell: Callable[[str, float, float], None],
        start: Choice | None = None,
    ) -> None:
        self.problem = problem
        self.start = start
        self.heat = Heat() if start is None else WARM
        self.plan = plan
        self.stop = stop
        self.seed = seed
        self._tell = tell
        self.phases: list[Phase] = []
        self.done = 0

    def solve(self, pool: Executor) -> Result:
        """All phases in turn; each leaves a feasible plan and a proven bound behind."""
        self._scout(pool)
        self._construct(pool)
        self._branch()
        self._search(pool)
        self._try_all()
        if self.levels.days and not self.stop.early():
            self._certify(self.plan.final, pool)
            self._note("certificate", 1)
        return self._result()

    @property
    def value(self) -> float:
        """Of the best plan so far."""
        return max((lane.best_value for lane in self.lanes), default=0.0)

    @property
    def lead(self) -> Search:
        """The lane that holds the best plan; the first of equals."""
        return max(self.lanes, key=lambda lane: lane.best_value)

    def _note(self, name: str, rounds: int, why: str | None = None) -> None:
        stopped = why or self.stop.reason or "rounds"
        self.phases.append(Phase(name, rounds, self.value, self.proof.bound, stopped))
        self._tell(name, self.value, self.proof.bound)

    def _scout(self, pool: Executor) -> None:
        """A few rounds over all the water say where the plan will be; a first bound."""
        problem, stop = self.problem, self.stop
        self._tell("scouting", 0.0, float(problem.weight.sum()))
        self.whole = arena(problem, pool=pool)
        scout = Levels(self.whole)
        rounds = 8
        nothing = np.zeros_like(problem.weight)
        self.proof = certify(self.whole, nothing, Effort(0, 0, 0.02, 2), pool, scout)
        for _ in range(rounds):
            if stop.early():
                break
            scout.round(0.05)
        # a small fleet keeps all its water, so that a proof by cases covers all of it
        most = len(problem.weight) if affordable(self.whole, 1) else 16
        self.rows = _active(self.whole, scout, most)
        if self.start is not None:
            self.rows = np.union1d(self.rows, sectors_of(self.start))
        self.small = arena(problem, self.rows, pool)
        self.levels = Levels(self.small, scout.level[self.rows])
        self.tuning = Tuning(self.levels, self.plan.slices * self.plan.rounds)
        self.lanes: list[Search] = []
        self._note("scouting", rounds)

    def _construct(self, pool: Executor) -> None:
        """Levels roughly right, then a few plans from nothing in each lane, or the one given in both."""
        if not self.levels.days:
            self.tuning.slice(self.plan.rounds, 0, self.stop)
        level = self.tuning.average.copy()
        self.lanes = [Search(self.small, level, s) for s in np.random.SeedSequence(self.seed).spawn(2)]
        if self.start is not None:
            board = board_of(self.small, self.start)
            for lane in self.lanes:
                lane.begin(board)
            self._note("the plan given", 1)
            return
        list(pool.map(self._build, self.lanes))
        self._note("construction", 3)

    def _build(self, lane: Search) -> None:
        for alpha in (1.0, 0.0, 0.6):
            if lane.best_value > 0 and self.stop.early():
                break
            lane.construct(alpha)
        lane.board, lane.value = lane.best.copy(), lane.best_value

    def _branch(self) -> None:
        """A small fleet to the end, by cases."""
        nodes = affordable(self.whole, self.plan.nodes)  # a proof by cases must cover all the water
        if nodes == 0 or self.stop.early():
            return
        lane = self.lead
        lane.anneal(self.plan.ship_moves, self.heat, 0, self.plan.ship_moves, self.stop.early)
        branching = Branching(self.small, lane.best, Inserter(self.small, self.tuning.average))
        tree = branching.run(self.tuning.average, nodes, self.stop.early)
        lane.board, lane.value = branching.best.copy(), branching.value
        lane.note_best()
        self._keep(by_cases(self.whole, self.rows, tree, self.proof.levels))
        self._note("branching", tree.nodes, "finished" if tree.finished else self.stop.reason or "nodes")

    def _search(self, pool: Executor) -> None:
        """Levels and lanes side by side, slice by slice."""
        plan, stop = self.plan, self.stop
        each = (plan.ship_moves if self.small.ships else 0) + (plan.flight_moves if self.levels.days else 0)
        moves = [int(each * share) for share in SHARES]
        for x in range(plan.slices):
            if stop.early() or stop.reached(self.value, self.proof.bound):
                break
            jobs: list[Callable[[], None]] = [partial(self.tuning.slice, plan.rounds, plan.refreshes, stop)]
            jobs += [
                partial(lane.anneal, m, self.heat, x * m, plan.slices * m, stop.early)
                for lane, m in zip(self.lanes, moves, strict=True)
            ]
            list(pool.map(_call, jobs))
            self.done += moves[0]
            self._meet()
            if 2 * (x + 1) == plan.slices and not stop.early():
                self._certify(plan.middle, pool)
            self._tell("search", self.value, self.proof.bound)
        if not stop.early() and not self.levels.days:
            self._certify(plan.middle, pool)
        self._note("search", self.done)

    def _try_all(self) -> None:
        """A small programme to the end: the best plan's flights taken off, every set of flights tried."""
        if not self.levels.days or self.stop.early():
            return
        lane = self.lead
        tried = try_all(lane.best)
        if tried is None:
            return
        lane.board, lane.value = tried.board, tried.board.value()
        lane.note_best()
        self._note("all flights", tried.nodes, "finished" if tried.finished else "nodes")

    def _meet(self) -> None:
        """Lanes take the new levels; one that fell behind starts again from the best plan; the pools
        learn its flights."""
        lead = self.lead
        self.tuning.learn(lead.best)
        for lane in self.lanes:
            lane.inserter.level = self.tuning.average.copy()
            if lane.value < lead.far_behind:
                lane.board, lane.value = lead.best.copy(), lead.best_value

    def _certify(self, effort: Effort, pool: Executor) -> None:
        level = np.zeros_like(self.whole.weight)
        level[self.rows] = self.tuning.average
        pricing = self.levels.pricing
        price = None if pricing is None else pricing.average
        self._keep(certify(self.whole, level, effort, pool, self.proof.levels, price))

    def _keep(self, proof: Proof) -> None:
        if proof.bound < self.proof.bound:
            self.proof = proof

    def _result(self) -> Result:
        board = self.lead.best
        board.recount()
        value = board.value()
        self.stop.reached(value, self.proof.bound)
        self._tell("done", value, self.proof.bound)
        return Result(
            board.choice(), self.proof.certificate, value, self.proof.bound, self.done,
            self.stop.reason or "rounds", tuple(self.phases),
        )  # fmt: skip


def _call(job: Callable[[], None]) -> None:
    job()


def solve(
    problem: Problem,
    *,
    seed: int = 1,
    effort: str = "standard",
    gap: float | None = None,
    seconds: float | None = None,
    progress: Callable[[Progress], None] | None = None,
    interrupted: Callable[[], bool] | None = None,
    threads: int = 2,
    start: Choice | None = None,
) -> Result:
    """A plan near the best and a certificate of how near.

    Args:
        problem: what is to be solved.
        seed: of every random choice.
        effort: how many rounds.
        gap: stop as soon as the proven gap is at most this.
        seconds: stop the search after so long.
        progress: told how it stands.
        interrupted: asked now and then; once it says yes the best so far is returned.
        threads: most that work at once; the plan does not depend on it.
        start: an answer from which the search begins in place of constructions. The plan is worth no less.

    Raises:
        KeyError: an effort that is not one of quick, standard, thorough.

    """
    begun = time.monotonic()

    def tell(phase: str, value: float, bound: float) -> None:
        if progress is not None:
            progress(Progress(phase, value, bound, gap_of(value, bound), time.monotonic() - begun))

    run = Run(problem, seed, EFFORTS[effort], Stop(gap, seconds, interrupted), tell, start)
    with ThreadPoolExecutor(threads) as pool:
        return run.solve(pool)
