"""What a mover does, step by step, as one tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from patrolplan.export.spots import ddm
from patrolplan.export.text import plain
from patrolplan.export.view.types import Job, Mover
from patrolplan.geo.geodesy import distance_nm
from patrolplan.measures.times.dtg import short
from patrolplan.measures.times.spans import span_h
from patrolplan.record.types import Event, Leg


@dataclass(frozen=True)
class Step:
    """One thing after another: a task, a way, a stop, a take-off or a landing."""

    start: datetime
    end: datetime
    job: Job | None
    """None where it is no task."""
    words: str
    """In one line, without times."""


def steps(mover: Mover) -> tuple[Step, ...]:
    """Everything that a mover does, by time; take-off and landing with it."""
    found = [
        Step(job.task.start, job.task.end, job, f"task {plain(job.task.id)} in {plain(job.sector.id)}")
        for job in mover.jobs
    ]
    found += [_way(mover, leg) for leg in mover.legs if leg.task is None]
    found += [Step(event.start, event.end, None, _stop(event)) for event in mover.events]
    if mover.sortie is not None:
        found.append(Step(mover.sortie.takeoff, mover.sortie.takeoff, None, "take-off"))
        found.append(Step(mover.sortie.landing, mover.sortie.landing, None, "landing"))
    # At one moment: first what ends there, a landing last, then what goes on.
    return tuple(sorted(found, key=lambda step: (step.start, step.end, step.words == "landing")))


def follows(all_steps: tuple[Step, ...], job: Job) -> Step | None:
    """What comes after a task."""
    later = [step for step in all_steps if step.start >= job.task.end and step.job is not job]
    return later[0] if later else None


def told(step: Step) -> str:
    """A step with its times: `240820Z to 241100Z: transit ...`."""
    if step.start == step.end:
        return f"{short(step.start)}: {step.words}"
    return f"{short(step.start)} to {short(step.end)}: {step.words}"


def _way(mover: Mover, leg: Leg) -> Step:
    start, end = leg.points[0].time, leg.points[-1].time
    nm = sum(distance_nm((a.lon, a.lat), (b.lon, b.lat)) for a, b in pairwise(leg.points))
    here = (leg.points[-1].lon, leg.points[-1].lat)
    if nm < 0.05:
        return Step(start, end, None, f"hold at {ddm(here)}")
    target = next((job for job in mover.jobs if timedelta() <= job.task.start - end), None)
    toward = f" to {plain(target.sector.id)}" if target is not None else ""
    hours = span_h(start, end)
    speed = f" at {nm / hours:.0f} kn" if hours > 0 else ""
    return Step(start, end, None, f"{leg.kind}{toward}, {nm:.0f} nm{speed}, arriving {ddm(here)}")


def _stop(event: Event) -> str:
    where = f" at {ddm(event.at)}" if event.at is not None else ""
    return f"{event.kind}{where}"
