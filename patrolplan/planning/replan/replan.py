"""A new issue of a plan that has begun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from inspect import signature
from typing import Any

from patrolplan import __version__
from patrolplan.formulation.clock import clock_of
from patrolplan.formulation.kinds import min_task_ticks, ship_kind
from patrolplan.formulation.types import Formulation
from patrolplan.measures.differences.pairs import changes
from patrolplan.planning.assemble import assembled
from patrolplan.planning.errors import NoPlanError
from patrolplan.planning.progress import Progress
from patrolplan.planning.replan.applied import applied
from patrolplan.planning.replan.cut import Cut, cut, edge
from patrolplan.planning.replan.events import NOTHING, EventError, Events
from patrolplan.planning.replan.few import Step, few_changes, value_in
from patrolplan.planning.replan.fixed import fixed, together, without
from patrolplan.planning.replan.join import joined
from patrolplan.planning.replan.kept import old_choice, still_holds
from patrolplan.planning.replan.rest import Rest, rest_of
from patrolplan.planning.solve import Effort
from patrolplan.problem.types import Choice
from patrolplan.record.canonical import plan_hash
from patrolplan.record.types import Record, Run, Task
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.resolved import from_json
from patrolplan.sea.build import build_water
from patrolplan.sea.types import Water
from patrolplan.solver import run as solver


@dataclass(frozen=True)
class Limits:
    """How far the new plan may go from the old one."""

    tasks: int | None = None
    """Most tasks that change; those that an event forces are not counted. None: as many as pay."""
    nations: int | None = None
    """Most nations of which anything changes."""
    price: float = 0.0
    """What each changed task costs, in what the plan counts."""


@dataclass(frozen=True)
class Point:
    """A point of the trade-off: so many tasks changed, so much reached over the whole horizon."""

    changes: int
    value: float


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
    frozen = cut(record, time, lost, events.cancelled, _least(scenario, water))
    tell(Progress("finding the ways"))
    rest = rest_of(scenario, water, record, frozen)
    broken = tuple(one.words for one in rest.formulation.obstacles if one.breaks)
    if broken:
        raise NoPlanError("no plan keeps the rules after this", broken)
    search = _Search(record, rest, frozen, limits, seed, effort, tell, interrupted)
    chosen, points, most = search.run(frontier)
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


def _run(record: Record, search: _Search, most: float | None, notes: tuple[str, ...]) -> Run:
    remarks = [f"replanned from {record.plan.name}, issue {record.plan.issue}: what had begun is as it was"]
    if most is not None:
        remarks.append(f"no plan with this past exceeds {most:.6g}, by the solver's bound")
    return Run(
        version=__version__,
        seed=search.seed,
        effort=search.effort,
        rounds=search.rounds,
        stopped_by=search.stopped_by,
        remarks=(*remarks, *notes),
    )


class _Search:
    """The search for what of the rest changes."""

    def __init__(
        self,
        record: Record,
        rest: Rest,
        frozen: Cut,
        limits: Limits,
        seed: int | None,
        effort: Effort,
        tell: Callable[[Progress], None],
        interrupted: Callable[[], bool] | None,
    ) -> None:
        self.rest, self.limits, self.tell, self.interrupted = rest, limits, tell, interrupted
        self.problem = rest.formulation.problem
        self.seed, self.effort = record.run.seed if seed is None else seed, effort
        self.near = timedelta(seconds=record.model.stay_s)
        self.old = still_holds(self.problem, old_choice(rest.formulation, record, frozen))
        self.old_tasks = self.tasks(self.old)
        self.nation = {name: ship.nation for name, ship in rest.formulation.scenario.ships.items()}
        self.nation |= {name: wing.nation for name, wing in rest.formulation.scenario.aircraft.items()}
        self.rounds = 0
        self.stopped_by = "rounds"

    def worth(self, choice: Choice) -> float:
        return value_in(self.problem, choice)

    def count(self, choice: Choice) -> int:
        """Tasks of an answer that are other than those of the old plan that still hold."""
        return len(changes(self.old_tasks, self.tasks(choice), self.near))

    def tasks(self, choice: Choice) -> list[Task]:
        """An answer's looks as tasks, as far as their comparison goes."""
        return tasks_of(self.rest.formulation, choice)

    def run(self, frontier: bool) -> tuple[Choice, tuple[Point, ...], float | None]:
        """The answer within the limits, the points on the way, and what no plan with this past exceeds."""
        limits, steps, most = self.limits, [Step(0, self.worth(self.old), self.old)], None
        if limits.tasks is not None or limits.price > 0 or frontier:
            self.tell(Progress("looking for the best few changes"))
            up_to = limits.tasks if limits.tasks is not None else FRONTIER
            if limits.nations is None:
                steps = list(few_changes(self.problem, self.old, up_to, self.count))
            else:
                steps = list(self._few_of_nations(up_to, limits.nations))
        if limits.tasks is None or frontier:
            free = self._nations(limits.nations)
            wide, most = self._solved(free)
            if wide.value > steps[-1].value + 1e-9 and wide.changes > steps[-1].changes:
                steps.append(wide)
        points = tuple(Point(step.changes, self.rest.seen + step.value) for step in steps)
        inside = [step for step in steps if limits.tasks is None or step.changes <= limits.tasks]
        each = max(limits.price, LEAST * float(self.rest.formulation.water.rates.sum()))
        best = max(inside, key=lambda step: (step.value - each * step.changes, -step.changes))
        return best.choice, points, most

    def _few_of_nations(self, most: int, nations: int) -> tuple[Step, ...]:
        allowed = self._nations(nations)
        return few_changes(self.problem, self.old, most, self.count, self._of(allowed))

    def _of(self, nations: frozenset[str]) -> Callable[[str], bool]:
        """Whether an asset is of one of these nations."""

        def may_move(asset: str) -> bool:
            return self.nation[asset] in nations

        return may_move

    def _nations(self, most: int | None) -> frozenset[str]:
        """The nations that may change: all, or those whose best few changes gain most."""
        everybody = frozenset(self.nation.values())
        if most is None or most >= len(everybody):
            return everybody
        gains = {}
        for nation in sorted(everybody):
            mine = frozenset((nation,))
            steps = few_changes(self.problem, self.old, 3, self.count, self._of(mine))
            gains[nation] = steps[-1].value
        return frozenset(sorted(gains, key=lambda nation: -gains[nation])[:most])

    def _solved(self, free: frozenset[str]) -> tuple[Step, float | None]:
        """The best answer that the solver finds, those of other nations as they are; and a bound, where all
        move.
        """
        everybody = free >= set(self.nation.values())
        problem = self.problem if everybody else fixed(self.problem, self.old, self._fixed(free))
        extra: dict[str, Any] = {}
        if "start" in signature(solver.solve).parameters:
            extra["start"] = self.old if everybody else without(self.problem, self.old, self._fixed(free))
        self.tell(Progress("searching"))
        result = solver.solve(
            problem, seed=self.seed, effort=self.effort, interrupted=self.interrupted, **extra
        )
        self.rounds, self.stopped_by = int(result.rounds), result.stopped_by
        choice = (
            result.choice if everybody else together(self.problem, result.choice, self.old, self._fixed(free))
        )
        most = self.rest.seen + float(result.bound) if everybody else None
        step = Step(self.count(choice), self.worth(choice), choice)
        old = Step(0, self.worth(self.old), self.old)
        return (step if step.value > old.value else old), most

    def _fixed(self, free: frozenset[str]) -> frozenset[str]:
        return frozenset(name for name, nation in self.nation.items() if nation not in free)


LEAST = 1e-5
"""Of all that begins: what a change must gain at least to be worth telling anybody."""
FRONTIER = 12
"""Changes up to which the trade-off is followed, where no limit is given."""


def tasks_of(there: Formulation, choice: Choice) -> list[Task]:
    """An answer's looks as tasks, as far as their comparison goes."""
    rows = [(ship.name, looks) for ship, looks in zip(there.problem.ships, choice.ships, strict=True)]
    rows += [(there.problem.detachments[one.detachment].name, one.looks) for one in choice.flights]
    at, sectors = there.clock.at, there.water.sectors
    return [
        Task(f"{name}{n}", name, None, sectors[look.sector].id, at(look.start), at(look.end))
        for name, looks in rows
        for n, look in enumerate(looks)
    ]
