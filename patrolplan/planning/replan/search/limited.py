"""What of the rest changes, within limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from patrolplan.formulation.types import Formulation
from patrolplan.measures.differences.pairs import changes
from patrolplan.planning.progress import Progress
from patrolplan.planning.replan.cut import Cut
from patrolplan.planning.replan.kept import old_choice, still_holds
from patrolplan.planning.replan.rest import Rest, within_weeks
from patrolplan.planning.replan.search.few import Step, few_changes
from patrolplan.planning.replan.search.fixed import fixed, together, without
from patrolplan.planning.replan.search.seeing import Seeing
from patrolplan.planning.replan.search.shed import shed
from patrolplan.planning.solve import Effort
from patrolplan.problem.types import Choice
from patrolplan.record.types import Record, Task
from patrolplan.solver import run as solver

LEAST = 1e-5
"""Of all that begins: what a change must gain at least to be worth telling anybody."""
FRONTIER = 12
"""Changes up to which the trade-off is followed, where no limit is given."""


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
    """A point of the trade-off: so many tasks changed, so much reached over the whole horizon, less what is
    short of what is asked for.
    """

    changes: int
    value: float


class Search:
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
        self.seeing = Seeing(self.problem)
        self.seed, self.effort = record.run.seed if seed is None else seed, effort
        self.near = timedelta(seconds=record.model.stay_s)
        self.old = still_holds(self.problem, old_choice(rest.formulation, record, frozen))
        self.old_tasks = self.tasks(self.old)
        self.nation = {name: ship.nation for name, ship in rest.formulation.scenario.ships.items()}
        self.nation |= {name: wing.nation for name, wing in rest.formulation.scenario.aircraft.items()}
        self.rounds = 0
        self.stopped_by = "rounds"

    def worth(self, choice: Choice) -> float:
        """What an answer sees of what the frozen tasks left, less what is short of what is asked for."""
        return self.seeing.value(choice)

    def count(self, choice: Choice) -> int:
        """Tasks of an answer that are other than those of the old plan that still hold."""
        return len(changes(self.old_tasks, self.tasks(choice), self.near))

    def tasks(self, choice: Choice) -> list[Task]:
        """An answer's looks as tasks, as far as their comparison goes."""
        return tasks_of(self.rest.formulation, choice)

    def run(self, frontier: bool) -> tuple[Choice, tuple[Point, ...], float | None]:
        """The answer within the limits, the points on the way, and what no plan with this past exceeds."""
        limits, most = self.limits, None
        self.tell(Progress("looking for the best few changes"))
        up_to = limits.tasks if limits.tasks is not None else FRONTIER
        if limits.nations is None:
            steps = list(few_changes(self.problem, self.old, up_to, self.count))
        else:
            steps = list(self._few_of_nations(up_to, limits.nations))
        each = max(limits.price, LEAST * float(self.rest.formulation.water.rates.sum()))
        if limits.tasks is None or frontier:
            wide, most = self._solved(self._nations(limits.nations), steps[-1])
            wide = shed(self.problem, wide, self.old, each, self.count, self.worth)
            if wide.value > steps[-1].value + 1e-9:
                steps = [*(step for step in steps if step.changes < wide.changes), wide]
        points = tuple(Point(step.changes, self.rest.settled + step.value) for step in steps)
        inside = [step for step in steps if limits.tasks is None or step.changes <= limits.tasks]
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

    def _solved(self, free: frozenset[str], start: Step) -> tuple[Step, float | None]:
        """The best answer that the solver finds from one that is known, those of other nations as they are;
        and a bound, where all move.
        """
        everybody = free >= set(self.nation.values())
        problem = self.problem if everybody else fixed(self.problem, self.old, self._fixed(free))
        begin = start.choice if everybody else without(self.problem, start.choice, self._fixed(free))
        self.tell(Progress("searching"))
        result = solver.solve(
            problem, seed=self.seed, effort=self.effort, interrupted=self.interrupted, start=begin
        )
        self.rounds, self.stopped_by = int(result.rounds), result.stopped_by
        answer = within_weeks(self.rest, result.choice, self.worth)
        choice = answer if everybody else together(self.problem, answer, self.old, self._fixed(free))
        most = self.rest.settled + float(result.bound) if everybody else None
        step = Step(self.count(choice), self.worth(choice), choice)
        return (step if step.value > start.value else start), most

    def _fixed(self, free: frozenset[str]) -> frozenset[str]:
        return frozenset(name for name, nation in self.nation.items() if nation not in free)


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
