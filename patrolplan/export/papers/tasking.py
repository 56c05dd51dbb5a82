"""Tasking messages: one per asset, plain text, in the order in which a watch officer reads.

Who, where, when, how, hand-over from and to, next; and at both ends the marking.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from patrolplan.export.errors import ExportError
from patrolplan.export.papers.steps import Step, follows, steps, told
from patrolplan.export.remarks import NOT_FOR_NAVIGATION, from_whom, to_whom
from patrolplan.export.spots import ddm, unrolled
from patrolplan.export.text import file_name, plain
from patrolplan.export.view.build import narrowed
from patrolplan.export.view.types import Job, Mover, Stamp, View
from patrolplan.export.zipped import zipped
from patrolplan.measures.flying.programme import Line
from patrolplan.measures.replaced import replaced
from patrolplan.measures.times.dtg import dtg
from patrolplan.measures.times.spans import span_h
from patrolplan.measures.tracks.words import lines as pattern_lines
from patrolplan.record.types import Sector, Sortie

WIDTH: Final = 78
RULE: Final = "-" * WIDTH


def tasking(view: View) -> bytes:
    """The message of the one asset that the view shows.

    Raises:
        ExportError: it shows several, or none.

    """
    if len(view.assets) != 1:
        raise ExportError(
            f"a tasking message is for one asset, and here are {len(view.assets)}: "
            "name one (--asset), or ask for a .zip"
        )
    return ("\n".join(_message(view, view.assets[0])) + "\n").encode()


def tasking_zip(view: View) -> bytes:
    """Every asset's message in a zip.

    Raises:
        ExportError: the view shows no asset.

    """
    if not view.assets:
        raise ExportError("there is no asset to task")
    files: dict[str, bytes] = {}
    for asset in view.assets:
        stem = file_name(asset, [name.rsplit(".", 1)[0] for name in files])
        files[f"{stem}.txt"] = tasking(narrowed(view, asset))
    return zipped(files)


def _message(view: View, asset: str) -> Iterator[str]:
    stamp = view.stamp
    nation = plain(view.movers[0].nation)
    yield stamp.marking
    yield RULE
    yield from _wrapped("TASKING  ", f"{plain(asset)} ({nation})")
    yield from _wrapped("PLAN     ", _plan(stamp))
    yield from _wrapped("VALID    ", f"{dtg(stamp.start)} to {dtg(stamp.end)}")
    yield from _wrapped("READ     ", f"times Z, courses true, distances nautical miles. {NOT_FOR_NAVIGATION}")
    for line in stamp.notional:
        yield from _wrapped("NOTIONAL ", line)
    for mover in view.movers:
        yield from _mover(mover)
    yield from _reserved(view)
    yield ""
    yield RULE
    yield from _wrapped("COMMS    ", "not in this plan: as ordered by the cell")
    yield from _wrapped("SEAL     ", stamp.seal)
    yield stamp.marking


def _plan(stamp: Stamp) -> str:
    replaces = f", replaces {replaced(stamp.supersedes)}" if stamp.supersedes else ""
    return f"{stamp.title}{replaces}: {stamp.scenario}"


def _mover(mover: Mover) -> Iterator[str]:
    own = steps(mover)
    yield ""
    if mover.sortie is not None:
        yield from _wrapped("SORTIE   ", ", ".join(_flight(mover.sortie, mover.line)))
    opening = [
        step
        for step in own
        if step.job is None
        and step.words != "take-off"
        and (not mover.jobs or step.start < mover.jobs[0].task.start)
    ]
    for step in opening:
        yield from _wrapped("FIRST    ", told(step))
    if not mover.jobs:
        yield "NO TASK in this plan."
    for job in mover.jobs:
        yield from _task(mover, job, own)


def _flight(sortie: Sortie, line: Line | None) -> Iterator[str]:
    """A flight: callsign, brief to debrief, airframe and crew, block of altitude."""
    yield plain(sortie.id)
    if line is not None and not line.callsign.startswith(sortie.detachment):
        yield f"callsign {plain(line.callsign)}"
    if line is not None and line.reported:
        yield f"brief {dtg(line.brief)}"
    yield f"take-off {dtg(sortie.takeoff)}, landing {dtg(sortie.landing)}"
    if line is not None and line.reported:
        yield f"debrief until {dtg(line.debrief)}"
    yield f"airframe {sortie.airframe}, crew {sortie.crew}"
    if sortie.block:
        yield f"block {plain(sortie.block)}"


def _task(mover: Mover, job: Job, own: tuple[Step, ...]) -> Iterator[str]:
    task = job.task
    yield ""
    yield from _wrapped("", f"{job.number}. {plain(task.id)}")
    yield from _wrapped("WHO      ", plain(mover.name))
    areas = ", ".join(plain(area) for area in job.sector.areas)
    yield from _wrapped(
        "WHERE    ", f"{plain(job.sector.id)}{f' ({areas})' if areas else ''}, {_box(job.sector)}"
    )
    hours = f"{span_h(task.start, task.end):.2f}".rstrip("0").rstrip(".")
    yield from _wrapped("WHEN     ", f"{dtg(task.start)} to {dtg(task.end)} ({hours} h)")
    how = list(pattern_lines(job.pattern)) if job.pattern is not None else ["no track in the plan"]
    for number, line in enumerate(how):
        yield from _wrapped("HOW      " if number == 0 else " " * 9, line)
    yield from _wrapped("FROM     ", from_whom(job))
    yield from _wrapped("TO       ", to_whom(job))
    after = follows(own, job)
    yield from _wrapped("NEXT     ", told(after) if after is not None else "nothing further in this plan")


def _box(sector: Sector) -> str:
    """South-west and north-east corners of the sector's bounds."""
    ring = unrolled(sector.polygon[0])
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    return f"{ddm((min(lons), min(lats)))} to {ddm((max(lons), max(lats)))}"


def _reserved(view: View) -> Iterator[str]:
    """Of the water that others hold, what lies where this asset is tasked."""
    mine = {job.sector.id for job in view.jobs}
    there = [one for one in view.reserved if one.sector.id in mine]
    if not there:
        return
    yield ""
    yield "RESERVED BY OTHERS in the sectors above: keep out of them then"
    for one in there:
        yield from _wrapped(" " * 9, f"{plain(one.sector.id)}  {dtg(one.start)} to {dtg(one.end)}")


def _wrapped(head: str, text: str) -> Iterator[str]:
    """A heading and its text, continued below itself."""
    yield from textwrap.wrap(
        text, WIDTH, initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False
    ) or [head.rstrip()]
