"""Build, hint, solve, read back."""

from __future__ import annotations

import time
from collections.abc import Sequence

from ortools.sat.python import cp_model

from benchmarks.peers import greedy
from benchmarks.peers.answer import Answer
from benchmarks.peers.cpsat.candidates import Candidate, Grain, Holder, candidates_of, holders_of
from benchmarks.peers.cpsat.rules import Literals, holds, take_offs, ways
from benchmarks.peers.cpsat.value import value
from benchmarks.plans.board import Board
from benchmarks.plans.finish import finish
from patrolplan.problem.types import Look, Problem


def solve(problem: Problem, seconds: float, seed: int) -> Answer:
    """One optimisation with two workers; the better of its answer and its hint, both finished."""
    T = problem.grid.slot_ticks
    least = [int(problem.movers[s.mover].min_task.max()) for s in problem.ships]
    grain = Grain(
        sectors=12,
        ship_grid=-(-max(least, default=T) // T) * T,
        air_grid=T,
        ship_lengths=1,
        sway=2 * T,
        pooled=2,
    )
    return optimised(problem, seconds, seed, grain)


def optimised(problem: Problem, seconds: float, seed: int, grain: Grain) -> Answer:
    """As `solve`, at a given grain."""
    begun = time.monotonic()
    board, _ = greedy.plan(problem)
    holders = holders_of(board, grain)
    candidates = candidates_of(board, holders, grain)
    model = cp_model.CpModel()
    x = [model.new_bool_var("") for _ in candidates]
    ways(board, holders, candidates, x, model)
    flights = take_offs(holders, candidates, x, model)
    holds(problem, candidates, x, model)
    pools = value(board, holders, candidates, x, model, grain.pooled)
    for literal, candidate in zip(x, candidates, strict=True):
        model.add_hint(literal, candidate.plan)
    for h, literals in flights.items():
        for literal, draft in zip(literals, holders[h].drafts, strict=True):
            model.add_hint(literal, draft.chain is holders[h].chain)
    for pool in pools:
        pool.hint(candidates, model)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.random_seed = seed
    solver.parameters.presolve_inclusion_work_limit = 0  # cures a wrong optimum, or-tools issue 5293
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    solver.parameters.max_presolve_iterations = 1
    solver.parameters.max_time_in_seconds = max(0.5, seconds - (time.monotonic() - begun))
    status = solver.solve(model)
    words = f"{len(x)} looks, {grain.sectors} sectors and greedy's plan: {solver.status_name(status).lower()}"
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        answer = _laid_out(problem, holders, candidates, x, flights, solver)
        finish(answer)
        if answer.value() > board.value():
            return Answer(answer.choice(), answer.value(), words)
    return Answer(board.choice(), board.value(), f"{words}, its hint was better")


def _laid_out(
    problem: Problem,
    holders: Sequence[Holder],
    candidates: Sequence[Candidate],
    x: Literals,
    flights: dict[int, Literals],
    solver: cp_model.CpSolver,
) -> Board:
    """The answer on a board. A flight whose new take-off cannot be crewed makes way, and its looks."""
    board = Board(problem)
    looks: list[list[Look]] = [[] for _ in holders]
    for literal, candidate in zip(x, candidates, strict=True):
        if solver.boolean_value(literal):
            looks[candidate.holder].append(candidate.look)
    for h, holder in enumerate(holders):
        if not looks[h]:
            continue
        if holder.drafts:
            chosen = next(
                d for d, lit in zip(holder.drafts, flights[h], strict=True) if solver.boolean_value(lit)
            )
            draft = board.wings[chosen.detachment].draft(chosen.takeoff, chosen.latest)
            if draft is None or not board.can_add(draft):
                continue
            board.drafts.append(draft)
            chain = draft.chain
        else:
            chain = board.ships[holder.ship][holder.spell]
        for look in sorted(looks[h], key=lambda look: look.start):
            if board.fits(chain, len(chain.looks), look):
                board.put(chain, len(chain.looks), look)
    return board
