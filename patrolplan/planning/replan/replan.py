"""A new issue of a plan that has begun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from patrolplan import __version__
from patrolplan.formulation.asked.rows import requirements_of
from patrolplan.formulation.asked.shortfalls import missed_rules, shortfalls
from patrolplan.formulation.build import formulate
from patrolplan.formulation.types import Formulation
from patrolplan.formulation.words.supply import SupplyError
from patrolplan.measures.differences.pairs import changes
from patrolplan.planning.assemble import assembled
from patrolplan.planning.errors import NoPlanError
from patrolplan.planning.progress import Progress
from patrolplan.planning.replan.applied import after_what_is_frozen, applied, refuse_broken_past
from patrolplan.planning.replan.cut import cut, edge
from patrolplan.planning.replan.events import NOTHING, EventError, Events
from patrolplan.planning.replan.join import joined
from patrolplan.planning.replan.prices import prices_left
from patrolplan.planning.replan.relieved import relieved
from patrolplan.planning.replan.rest import listed, movers_of, rest_of
from patrolplan.planning.replan.search.limited import Limits, Point, Search
from patrolplan.planning.replan.spans import Spans
from patrolplan.planning.solve import Effort
from patrolplan.problem.types import Choice
from patrolplan.record.canonical import plan_hash
from patrolplan.record.types import Record, Run
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.resolved import from_json
from patrolplan.sea.build import build_water
from patrolplan.sea.types import Water


@dataclass(frozen=True)
class Replanned:
    """What came of it."""

    record: Record
    forced: int
    """Tasks that the events alone change."""
    changes: int
    """Tasks changed beside."""
    kept: float
    """The objective of the old plan as far as it still holds."""
    most: float | None
    """What no plan with this past can exceed; None where nobody looked."""
    frontier: tuple[Point, ...]
    """From no change on, each better than the one before; the last is the unlimited replan, where there was
    one.
    """


def replan(
    record: Record,
    at: datetime,
    events: Events = NOTHING,
    *,
    freeze_s: int = 0,
    limits: Limits | None = None,
    frontier: bool = False,
    seed: int | None = None,
    effort: Effort = "quick",
    progress: Callable[[Progress], None] | None = None,
    interrupted: Callable[[], bool] | None = None,
) -> Replanned:
    """Change a plan from a moment on.

    What begins before `at` and the freeze period after it stays. With no event, no limit and no time
    passed the plan is returned as it is.

    Args:
        record: the plan.
        at: now, in the plan's horizon.
        events: what has happened.
        freeze_s: how long after `at` nothing moves.
        limits: how much may change; nothing: no limit.
        frontier: also look for the points between.
        seed: of the search; the plan's own if left out.
        effort: of the search, where changes are not limited to a few.
        progress: told how it stands, now and then.
        interrupted: asked now and then; once it says yes the best so far is returned.

    Raises:
        EventError: `at` lies outside the horizon, or an event does not fit.
        NoPlanError: no plan keeps the rules after what has happened.

    """
    limits = limits or Limits()
    tell = progress or (lambda _: None)
    end = record.model.start + timedelta(seconds=record.model.slot_s * record.model.steps)
    if not record.model.start <= at < end:
        raise EventError("--at lies outside the plan's horizon")
    if not events.any and at + timedelta(seconds=freeze_s) <= record.model.start and not frontier:
        return Replanned(
            record, 0, 0, record.score.objective, record.score.bound, (Point(0, record.score.objective),)
        )
    tell(Progress("drawing the water"))
    before = from_json(record.scenario)
    scenario = applied(before, record, events, at)
    # what is pinned on a lost asset goes with it, and gives others freedom
    takes = events.takes_only and set(before.pins) <= set(scenario.pins)
    water = build_water(scenario)
    if [(s.id, s.polygon.wkb) for s in water.sectors] != [
        (s.id, s.polygon.wkb) for s in build_water(before).sectors
    ]:
        raise EventError("what has happened changes the sectors: solve the days that are left anew")
    lost = {name: max(when or at, at) for name, when in events.lost.items()}
    time = edge(record.model, at + timedelta(seconds=freeze_s))
    spans = Spans(scenario, water)
    late = _late(record, events, at)
    frozen = cut(record, time, lost, events.cancelled, spans.least, spans.early, late)
    scenario = after_what_is_frozen(scenario, events, record, frozen)
    tell(Progress("finding the ways"))
    rest = rest_of(scenario, water, record, frozen)
    refuse_broken_past(events, record, frozen, rest.closed)
    broken = tuple(one.words for one in rest.formulation.obstacles if one.breaks)
    if broken:
        raise NoPlanError("no plan keeps the rules after this", broken)
    search = Search(record, rest, frozen, limits, seed, effort, tell, interrupted)
    chosen, points, most = search.run(frontier)
    if takes and record.score.bound is not None:
        most = record.score.bound if most is None else min(most, record.score.bound)
    tell(Progress("writing down"))
    try:
        said = joined(record, frozen, rest, chosen, verbatim=not events.moves_tracks)
    except SupplyError as error:
        raise NoPlanError("no plan was found that keeps every rule after this", (str(error),)) from error
    full = _whole(rest.formulation, scenario, water)
    whole = listed(full, said)
    _refuse_missed(full, whole)
    events_ = relieved(said.events, said.tasks, spans.early)
    said = replace(said, events=events_, shortfalls=shortfalls(full, whole))
    # the old plan's proof, where it holds and costs nothing
    proof = record.prices if takes and not len(full.problem.requirements) else None
    made = assembled(
        full,
        record.source,
        said,
        bound=None if proof is None else record.score.bound,
        prices=None if proof is None else prices_left(proof, scenario, full.clock),
        run=_run(record, search, most, said.notes),
    )
    made = replace(
        made,
        plan=replace(
            made.plan, supersedes=plan_hash(record), effective=at if at > record.model.start else None
        ),
    )
    forced = len(changes(record.tasks, [*frozen.tasks, *search.tasks(search.old)], search.near))
    kept = rest.settled + search.worth(search.old)
    return Replanned(made, forced, search.count(chosen), kept, most, points)


def _whole(there: Formulation, scenario: Scenario, water: Water) -> Formulation:
    """Of the whole horizon. Where nothing is asked for, its rates and names are all that is needed of it."""
    if len(requirements_of(scenario, water, there.clock, movers_of(there))):
        return formulate(scenario, water)
    return replace(there, scenario=scenario, problem=replace(there.problem, weight=water.rates))


def _refuse_missed(full: Formulation, whole: Choice) -> None:
    missed = missed_rules(full, whole)
    if missed:
        raise NoPlanError(
            "no plan was found that keeps every rule after this",
            tuple(f"{name} is not kept: drop it (dropped: {{pins: [NAME]}})" for name in missed),
        )


def _late(record: Record, events: Events, at: datetime) -> dict[str, datetime]:
    """When the old plan had ships join that are late."""
    ships = from_json(record.scenario).ships
    return {
        name: next(spell.in_time for spell in ships[name].spells if spell.in_time >= at)
        for name in events.late
    }


def _run(record: Record, search: Search, most: float | None, notes: tuple[str, ...]) -> Run:
    remarks = [f"replanned from {record.plan.name}, issue {record.plan.issue}: what had begun is as it was"]
    if most is not None:
        remarks.append(f"no plan with this past exceeds {most:.6g}")
    return Run(
        version=__version__,
        seed=search.seed,
        effort=search.effort,
        rounds=search.rounds,
        stopped_by=search.stopped_by,
        remarks=(*remarks, *notes),
    )
