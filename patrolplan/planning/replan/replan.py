"""A new issue of a plan that has begun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from patrolplan import __version__
from patrolplan.formulation.clock import clock_of
from patrolplan.formulation.kinds import min_task_ticks, ship_kind
from patrolplan.measures.differences.pairs import changes
from patrolplan.planning.assemble import assembled
from patrolplan.planning.errors import NoPlanError
from patrolplan.planning.progress import Progress
from patrolplan.planning.replan.applied import after_what_is_frozen, applied, refuse_broken_past
from patrolplan.planning.replan.cut import cut, edge
from patrolplan.planning.replan.events import NOTHING, EventError, Events
from patrolplan.planning.replan.join import joined
from patrolplan.planning.replan.rest import rest_of
from patrolplan.planning.replan.search.limited import Limits, Point, Search
from patrolplan.planning.solve import Effort
from patrolplan.record.canonical import plan_hash
from patrolplan.record.types import Record, Run, Task
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
    """The value of the old plan as far as it still holds."""
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
            record, 0, 0, record.score.value, record.score.bound, (Point(0, record.score.value),)
        )
    tell(Progress("drawing the water"))
    scenario = applied(from_json(record.scenario), record, events, at)
    water = build_water(scenario)
    if [(s.id, s.polygon.wkb) for s in water.sectors] != [
        (s.id, s.polygon.wkb) for s in build_water(from_json(record.scenario)).sectors
    ]:
        raise EventError("what has happened changes the sectors: solve the days that are left anew")
    lost = {name: max(when or at, at) for name, when in events.lost.items()}
    time = edge(record.model, at + timedelta(seconds=freeze_s))
    frozen = cut(record, time, lost, events.cancelled, _least(scenario, water), _late(record, events, at))
    scenario = after_what_is_frozen(scenario, events, record, frozen)
    tell(Progress("finding the ways"))
    rest = rest_of(scenario, water, record, frozen)
    refuse_broken_past(events, record, frozen, rest.closed)
    broken = tuple(one.words for one in rest.formulation.obstacles if one.breaks)
    if broken:
        raise NoPlanError("no plan keeps the rules after this", broken)
    search = Search(record, rest, frozen, limits, seed, effort, tell, interrupted)
    chosen, points, most = search.run(frontier)
    if events.takes_only and record.score.bound is not None:
        most = record.score.bound if most is None else min(most, record.score.bound)
    tell(Progress("writing down"))
    verbatim = not events.moves_tracks
    said = joined(record, frozen, rest, chosen, verbatim)
    full = replace(
        rest.formulation, scenario=scenario, problem=replace(rest.formulation.problem, weight=water.rates)
    )
    made = assembled(
        full, record.source, said, bound=None, prices=None, run=_run(record, search, most, said.notes)
    )
    made = replace(
        made,
        plan=replace(
            made.plan, supersedes=plan_hash(record), effective=at if at > record.model.start else None
        ),
    )
    forced = len(changes(record.tasks, [*frozen.tasks, *search.tasks(search.old)], search.near))
    return Replanned(made, forced, search.count(chosen), rest.seen + search.worth(search.old), most, points)


def _least(scenario: Scenario, water: Water) -> Callable[[Task], timedelta]:
    """The shortest time that a ship's task may last in its sector."""
    clock = clock_of(scenario.horizon)
    rows = {sector.id: row for row, sector in enumerate(water.sectors)}

    def least(task: Task) -> timedelta:
        kind = ship_kind(task.asset, scenario.ships[task.asset], scenario, water)
        ticks = min_task_ticks(kind, water, clock, clock.slot_ticks)[rows[task.sector]]
        return timedelta(seconds=int(ticks) * clock.tick_s)

    return least


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
