"""What products say of a task, a flight or reserved water in words: the same in every format."""

from __future__ import annotations

from collections.abc import Iterator

from patrolplan.export.spots import ddm
from patrolplan.export.text import plain
from patrolplan.export.view.types import Job, Reserved, Stamp
from patrolplan.measures.times.dtg import dtg
from patrolplan.measures.tracks.words import lines

NOT_FOR_NAVIGATION = "Not for navigation."


def heading(stamp: Stamp) -> Iterator[str]:
    """Which plan, for whom, and the seal."""
    yield stamp.marking
    yield f"{stamp.title}, {stamp.scenario}"
    yield f"{dtg(stamp.start)} to {dtg(stamp.end)}, for {stamp.audience}. {NOT_FOR_NAVIGATION}"
    yield stamp.seal


def task_lines(job: Job) -> Iterator[str]:
    """A task: who, where, when, how, hand-over from and to."""
    yield f"{plain(job.task.sortie or job.task.asset)} ({plain(job.nation)}) in {plain(job.sector.id)}"
    yield f"{dtg(job.task.start)} to {dtg(job.task.end)}"
    if job.pattern is not None:
        yield from lines(job.pattern)
    if job.relieves is not None:
        yield f"From: {from_whom(job)}"
    if job.relieved_by is not None:
        yield f"To: {to_whom(job)}"


def from_whom(job: Job) -> str:
    """Whom the task takes over from: relieved on the spot, or followed within the stay."""
    met = job.relieves
    if met is None:
        return "nobody: the water is not watched when you come"
    where = f", in {ddm(met.position)}" if met.position is not None else ""
    if met.other_time == met.time:
        return f"relieve {plain(met.who)} at {dtg(met.time)}{where}"
    return f"follow {plain(met.who)}, there until {dtg(met.other_time)}"


def to_whom(job: Job) -> str:
    """Who takes over from the task."""
    met = job.relieved_by
    if met is None:
        return "nobody"
    where = f", in {ddm(met.position)}" if met.position is not None else ""
    if met.time == job.task.end:
        return f"relieved by {plain(met.who)} at {dtg(met.time)}{where}"
    return f"followed by {plain(met.who)}, there from {dtg(met.time)}"


def reserved_line(one: Reserved) -> str:
    """Water that others hold."""
    return f"{plain(one.sector.id)} reserved {dtg(one.start)} to {dtg(one.end)}"
