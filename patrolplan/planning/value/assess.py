"""Worth by solving again: the scenario without the thing, and what both plans prove about the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import cast

from patrolplan.measures.seen.worth import value
from patrolplan.planning.errors import NoPlanError
from patrolplan.planning.solve import IDLE, Effort, solve_scenario
from patrolplan.planning.value.interval import Ends, Interval, difference, ends_of
from patrolplan.planning.value.things import Thing
from patrolplan.record.types import Record, Score, Source
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.resolved import from_json
from patrolplan.sea.theatre import WaterError

NOTHING = Ends(0.0, 0.0)
"""Of a scenario in which nobody can do a task."""


@dataclass(frozen=True)
class Worth:
    """What a thing is worth, by solving the scenario with the change."""

    thing: Thing
    interval: Interval | None
    """The best plan's loss without it (its gain, where `thing.gives`); None where nothing is proved."""
    score: Score | None
    """Of the plan for the changed scenario."""
    why: str = ""
    """Why there is no interval, or no plan."""


@dataclass(frozen=True)
class Question:
    """A changed scenario to solve."""

    scenario: Scenario
    source: Source
    seed: int
    effort: Effort


@dataclass(frozen=True)
class Answer:
    """What came of it: a plan, or why there is none."""

    record: Record | None
    why: str = ""
    idle: bool = False
    """Nobody can do a task: the best there is, is nothing."""


def solved(question: Question, threads: int = 2) -> Answer:
    """Solve a changed scenario. What makes a plan impossible is told, not raised."""
    try:
        return Answer(
            solve_scenario(
                question.scenario,
                question.source,
                seed=question.seed,
                effort=question.effort,
                threads=threads,
            )
        )
    except NoPlanError as error:
        return Answer(None, "; ".join((error.message, *error.reasons)), error.message == IDLE)
    except WaterError as error:
        return Answer(None, error.message)


def worths(
    record: Record,
    asked: Sequence[Thing],
    effort: Effort | None = None,
    workers: int = 1,
    interrupted: Callable[[], bool] = lambda: False,
) -> Iterator[Worth]:
    """The worth of each thing asked for, as they come to an end.

    Args:
        record: the plan; its own score stands for the scenario as it is.
        asked: things of its scenario.
        effort: of each solve; the plan's own if left out.
        workers: solves at a time, in processes of their own; 1: here, one after the other.
        interrupted: asked now and then; once it says yes no further thing is begun.

    """
    scenario = from_json(record.scenario)
    chosen = cast(Effort, effort or record.run.effort)
    questions = {
        thing: Question(thing.changed(scenario), record.source, record.run.seed, chosen) for thing in asked
    }
    if workers <= 1 or len(questions) <= 1:
        for thing, question in questions.items():
            if interrupted():
                return
            yield worth(record, thing, solved(question))
        return
    with ProcessPoolExecutor(min(workers, len(questions)), mp_context=get_context("spawn")) as pool:
        under_way = {pool.submit(solved, question, 1): thing for thing, question in questions.items()}
        while under_way and not interrupted():
            done, _ = wait(under_way, timeout=0.5, return_when=FIRST_COMPLETED)
            for future in done:
                yield worth(record, under_way.pop(future), future.result())
        pool.shutdown(wait=False, cancel_futures=True)


def worth(record: Record, thing: Thing, answer: Answer) -> Worth:
    """What the plan and the answer to the changed scenario prove about the thing."""
    here = ends_of(record.score)
    if answer.record is None:
        if here is not None and answer.idle and not thing.gives:
            return Worth(thing, difference(here, NOTHING, True), None, "nobody is left who can do a task")
        return Worth(thing, None, None, answer.why)
    there = ends_of(answer.record.score)
    if here is None or there is None:
        return Worth(thing, None, answer.record.score, "a plan without a bound proves nothing")
    nested = _same_water(record, answer.record)
    if thing.gives:
        return Worth(thing, difference(there, here, nested), answer.record.score)
    if nested and thing.assets and not record.shortfalls:  # the plan without its tasks is a plan there too
        there = replace(there, low=max(there.low, _less(record, thing.assets)))
    return Worth(thing, difference(here, there, nested), answer.record.score)


def _same_water(one: Record, other: Record) -> bool:
    """Whether plans of the two scenarios count the same beginnings in the same sectors."""
    return [(s.id, s.polygon, s.rates) for s in one.sectors] == [
        (s.id, s.polygon, s.rates) for s in other.sectors
    ]


def _less(record: Record, assets: tuple[str, ...]) -> float:
    """What the plan is worth without the tasks of these assets, all others as they are."""
    kept = tuple(task for task in record.tasks if task.asset not in assets)
    return value(replace(record, tasks=kept))
