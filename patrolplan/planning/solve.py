"""Solve a scenario into a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from patrolplan import __version__
from patrolplan.formulation.asked.shortfalls import missed_rules
from patrolplan.formulation.build import formulate
from patrolplan.formulation.types import Formulation
from patrolplan.formulation.words.itineraries import Itineraries, itineraries
from patrolplan.formulation.words.supply import SupplyError
from patrolplan.planning.assemble import assembled
from patrolplan.planning.clash import clashes
from patrolplan.planning.errors import NoPlanError
from patrolplan.planning.honoured import refuse_unhonoured
from patrolplan.planning.prices import prices_of
from patrolplan.planning.progress import Progress
from patrolplan.problem.types import Result
from patrolplan.record import types as record
from patrolplan.scenario.model import Scenario
from patrolplan.sea.build import build_water
from patrolplan.solver import run as solver

Effort = Literal["quick", "standard", "thorough"]
IDLE = "no asset can do a single task"
DRIFT = 1e-6
"""How far the solver's value and that of the record's looks may lie apart (per unit of total) unsaid."""


def solve_scenario(
    scenario: Scenario,
    source: record.Source,
    *,
    seed: int = 1,
    effort: Effort = "standard",
    gap: float | None = None,
    seconds: float | None = None,
    progress: Callable[[Progress], None] | None = None,
    interrupted: Callable[[], bool] | None = None,
    threads: int = 2,
) -> record.Record:
    """Make a plan: water, problem, search and proof, and words.

    The same scenario, seed, effort and version give the same record, unless `seconds` strikes, the run
    is interrupted, or both; then `run.stopped_by` says so.

    Args:
        scenario: resolved.
        source: where it came from, for the record.
        seed: of every random choice.
        effort: how many rounds the search may take.
        gap: stop as soon as the proven gap is at most this (0.01 is 1 %).
        seconds: stop the search after so long.
        progress: told how the run stands, now and then.
        interrupted: asked now and then; once it says yes the best plan so far is returned.
        threads: how many the solver may use; the plan does not depend on it.

    Raises:
        NoPlanError: no plan keeps the rules, none was found that does, or no asset can do a single task.

    """
    refuse_unhonoured(scenario)
    tell = progress or (lambda _: None)
    tell(Progress("drawing the water"))
    water = build_water(scenario)
    tell(Progress("finding the ways"))
    formulation = formulate(scenario, water)
    _refuse_hopeless(formulation)
    total = float(water.rates.sum())

    def pass_on(state: solver.Progress) -> None:
        if formulation.problem.priced:
            tell(Progress(phase=state.phase, objective=state.value, at_most=state.bound))
            return
        tell(
            Progress(
                phase=state.phase,
                value=state.value,
                coverage=state.value / total if total > 0 else 0.0,
                bound=state.bound / total if total > 0 else 0.0,
                gap=state.gap,
                at_most=state.bound,
            )
        )

    tell(Progress("searching"))
    result = solver.solve(
        formulation.problem,
        seed=seed,
        effort=effort,
        gap=gap,
        seconds=seconds,
        progress=pass_on,
        interrupted=interrupted,
        threads=threads,
    )
    missed = missed_rules(formulation, result.choice)
    if missed:
        tell(Progress("looking for what conflicts"))
        reasons = clashes(formulation, missed, interrupted)
        raise NoPlanError("no plan was found that keeps every rule", reasons)
    tell(Progress("writing down"))
    try:
        said = itineraries(formulation, result.choice)
    except SupplyError as error:
        raise NoPlanError("no plan was found that keeps every rule", (str(error),)) from error
    return record_of(formulation, source, result, said, seed=seed, effort=effort)


def record_of(
    formulation: Formulation,
    source: record.Source,
    result: Result,
    said: Itineraries,
    *,
    seed: int,
    effort: str,
) -> record.Record:
    """Put a plan file together. It holds no clock time, so that equal runs give equal bytes."""
    total = float(formulation.water.rates.sum())
    return assembled(
        formulation,
        source,
        said,
        bound=float(result.bound),
        prices=prices_of(result.certificate, formulation),
        run=record.Run(
            version=__version__,
            seed=seed,
            effort=effort,
            rounds=int(result.rounds),
            stopped_by=result.stopped_by,
            phases=tuple(
                record.PhaseNote(p.name, int(p.rounds), float(p.value), float(p.bound), p.stopped_by)
                for p in result.phases
            ),
            remarks=_remarks(formulation, result, said, total),
        ),
    )


def _refuse_hopeless(formulation: Formulation) -> None:
    """Stop before the search where no plan can come of it.

    Raises:
        NoPlanError: a ship cannot keep her chop dates, or no asset can do a single task.

    """
    broken = tuple(obstacle.words for obstacle in formulation.obstacles if obstacle.breaks)
    if broken:
        raise NoPlanError("no plan keeps the rules", broken)
    assets = {*formulation.scenario.ships, *formulation.scenario.aircraft}
    idle = {obstacle.asset for obstacle in formulation.obstacles if obstacle.idle}
    if assets <= idle:
        words = tuple(obstacle.words for obstacle in formulation.obstacles)
        raise NoPlanError(IDLE, words)


def _remarks(formulation: Formulation, result: Result, said: Itineraries, total: float) -> tuple[str, ...]:
    """Everything about the run that a reader of the plan should know beyond its figures."""
    remarks = [obstacle.words for obstacle in formulation.obstacles]
    remarks += [
        f"{area}: zones take {lost:.4g} of what begins there out of the plan"
        for area, lost in formulation.water.cut.items()
        if lost > 0
    ]
    remarks += said.notes
    objective = said.value - said.shortfall_cost
    if abs(result.value - objective) > DRIFT * max(total, said.shortfall_cost, 1.0):
        remarks.append(f"the solver reckoned {result.value:.9g}, the plan's looks give {objective:.9g}")
    return tuple(remarks)
