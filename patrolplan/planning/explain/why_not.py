"""Why is an asset not in a sector at a time: the rule that forbids it, or what the best plan with it would
lose.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from patrolplan.planning.explain.stage import Instead, Stage
from patrolplan.planning.explain.unwatched import WhyNotThere, _best, _why
from patrolplan.planning.solve import Effort
from patrolplan.planning.value.assess import Question, solved
from patrolplan.planning.value.interval import Interval, difference, ends_of
from patrolplan.record.types import Record, Score
from patrolplan.scenario.model import Pin

PIN = "the task asked for"


@dataclass(frozen=True)
class WhyNot:
    """Why an asset is not there then."""

    asset: str
    sector: str
    time: datetime
    here: str | None
    """The task that it has there then after all."""
    nearest: WhyNotThere
    """What stands against it in the plan as it is."""
    interval: Interval | None
    """What the best plan loses if it is there then, by solving again with it pinned; None where that was not
    done, or nothing is proved."""
    score: Score | None
    """Of the plan with it pinned."""
    record: Record | None
    """That plan."""
    why: str = ""
    """Why there is no plan with it."""


def why_not(on: Stage, asset: str, sector: str, time: datetime, effort: Effort, again: bool = True) -> WhyNot:
    """Explain why an asset is not there then.

    Args:
        on: the plan.
        asset: a ship or detachment.
        sector: where.
        time: when.
        effort: of solving again.
        again: whether to solve again, with a pin, where no rule forbids it.

    Raises:
        KeyError: there is no such asset or sector.
        ValueError: the time lies outside the horizon.

    """
    if asset not in (*on.scenario.ships, *on.scenario.aircraft):
        raise KeyError(asset)
    row, clock = on.rows[sector], on.there.clock
    tick = clock.floor(time)
    if not 0 <= tick < on.problem.grid.horizon:
        raise ValueError("the time lies outside the plan's horizon")
    for task in on.record.tasks:
        if (task.asset, task.sector) == (asset, sector) and task.start <= time < task.end:
            there = WhyNotThere(asset, "would gain", "it is")
            return WhyNot(asset, sector, time, task.id, there, None, None, None)
    rows = [_why(on, chain, row, tick) for chain in on.chains() if chain.asset == asset]
    nearest = _best(rows) if rows else WhyNotThere(asset, "not there", "it has no sortie in the plan")
    if nearest.verdict == "forbidden" or not again:
        return WhyNot(asset, sector, time, None, nearest, None, None, None)
    step = tick // on.problem.grid.slot_ticks * on.problem.grid.slot_ticks
    start, end = clock.at(step), clock.at(step + on.problem.grid.slot_ticks)
    if asset in on.scenario.aircraft:  # a look within it: its shortest must fit
        mover = on.problem.movers[next(d.mover for d in on.problem.detachments if d.name == asset)]
        least = int(mover.min_task[row])
        start, end = clock.at(max(0, tick - least)), clock.at(min(tick + least, on.problem.grid.horizon))
    pin = Pin(asset, sector, None, start, end, "asked why not")
    pinned = replace(on.scenario, pins={**on.scenario.pins, PIN: pin})
    answer = solved(Question(pinned, on.record.source, on.record.run.seed, effort))
    if answer.record is None:
        return WhyNot(asset, sector, time, None, nearest, None, None, None, answer.why)
    if not _there(answer.record, pin):
        why = "no plan with it was found: a longer search might find one"
        return WhyNot(asset, sector, time, None, nearest, None, None, None, why)
    free, bound = ends_of(on.record.score), ends_of(answer.record.score)
    interval = None if free is None or bound is None else difference(free, bound, True)
    return WhyNot(asset, sector, time, None, nearest, interval, answer.record.score, answer.record)


def _there(record: Record, pin: Pin) -> bool:
    """Whether a plan has what a pin asks for: a ship's task over the span, an aircraft's look within it."""
    for task in record.tasks:
        if (task.asset, task.sector) == (pin.asset, pin.sector):
            covers = task.start <= pin.start and pin.end <= task.end
            within = pin.start <= task.start and task.end <= pin.end
            if covers if task.sortie is None else within:
                return True
    return False


def words(instead: Instead, on: Stage) -> tuple[str, str, str]:
    """Sector, start and end of a task that might be, as a planner writes them."""
    look = instead.look
    return (
        on.there.water.sectors[look.sector].id,
        f"{on.when(look.start):%d%H%M}Z",
        f"{on.when(look.end):%d%H%M}Z",
    )
