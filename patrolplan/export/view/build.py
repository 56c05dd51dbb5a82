"""A record as the view that a product is made from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Literal

from patrolplan.export.errors import ExportError
from patrolplan.export.text import plain
from patrolplan.export.view.release import Names, disclosed
from patrolplan.export.view.stamp import stamp
from patrolplan.export.view.types import UNDISCLOSED, Job, Meeting, Mover, Reserved, View
from patrolplan.measures.flying.programme import programme
from patrolplan.measures.times.relieving import Relief, reliefs
from patrolplan.measures.times.timeline import timelines
from patrolplan.measures.tracks.pattern import SearchPattern, patterns
from patrolplan.record.types import Leg, Record, Sector, Task


def view(record: Record, nation: str | None = None) -> View:
    """What a product shows.

    Args:
        record: the plan.
        nation: make it for this nation: its own assets and those released to it in full, and of all
            others the water and time reserved. None: for the cell, with nothing held back.

    Raises:
        ExportError: there is no such nation, or the plan is not released to it.

    """
    open_to = disclosed(record, nation)
    label = stamp(record, nation, nation or "all")
    if nation is not None:
        names = Names(record, open_to)
        label = replace(label, scenario=names.told(label.scenario))
        record = replace(record, zones=names.zones(record.zones), sectors=names.sectors(record.sectors))
    movers = _movers(record, open_to)
    reserved = _reserved(record, open_to) if nation is not None else ()
    sectors = record.sectors if nation is None else _used(record.sectors, movers, reserved)
    return View(label, movers, reserved, sectors, record.zones, nation is None)


def narrowed(whole: View, asset: str) -> View:
    """The same for one ship or detachment alone; what others reserve stays.

    Raises:
        ExportError: the view does not show that asset.

    """
    movers = tuple(mover for mover in whole.movers if mover.asset == asset)
    if not movers:
        raise ExportError(
            f"there is no asset {asset!r} here (for {whole.stamp.audience}): "
            f"there are {', '.join(map(repr, whole.assets))}"
        )
    return replace(
        whole,
        stamp=replace(whole.stamp, audience=plain(asset)),
        movers=movers,
        sectors=_used(whole.sectors, movers, whole.reserved),
        everything=False,
    )


def _used(
    sectors: tuple[Sector, ...], movers: tuple[Mover, ...], reserved: tuple[Reserved, ...]
) -> tuple[Sector, ...]:
    """Sectors that the tasks and reservations stand in."""
    used = {job.sector.id for mover in movers for job in mover.jobs} | {one.sector.id for one in reserved}
    return tuple(sector for sector in sectors if sector.id in used)


def _movers(record: Record, open_to: frozenset[str]) -> tuple[Mover, ...]:
    detachments = set(record.scenario.get("aircraft", {})) | {sortie.detachment for sortie in record.sorties}
    sectors = {sector.id: sector for sector in record.sectors}
    found_patterns = patterns(record)
    giving = {relief.giver.id: relief for relief in reliefs(record)}
    taking = {relief.taker.id: relief for relief in reliefs(record)}
    flights = {flight.sortie.id: flight for flight in programme(record)}
    legs: dict[tuple[str, str | None], list[Leg]] = defaultdict(list)
    for leg in record.legs:
        legs[leg.asset, leg.sortie].append(leg)
    tasks: dict[tuple[str, str | None], list[Task]] = defaultdict(list)
    for task in record.tasks:
        tasks[task.asset, task.sortie].append(task)

    movers = []
    for line in timelines(record):
        if line.asset not in open_to:
            continue
        medium: Literal["ship", "aircraft"] = "aircraft" if line.asset in detachments else "ship"
        key = (line.asset, line.sortie.id if line.sortie else None)
        own = sorted(legs[key], key=lambda leg: (leg.points[0].time, leg.points[-1].time))
        jobs = tuple(
            _job(
                task, number, line.nation, medium, sectors[task.sector], own, found_patterns.get(task.id),
                _taken(taking.get(task.id), open_to), _given(giving.get(task.id), open_to),
            )
            for number, task in enumerate(
                sorted(tasks[key], key=lambda task: (task.start, task.end, task.id)), start=1
            )
        )  # fmt: skip
        events = tuple(
            sorted(
                (event for event in record.events if event.asset == line.asset and line.sortie is None),
                key=lambda event: (event.start, event.end),
            )
        )
        flight = flights.get(line.sortie.id) if line.sortie is not None else None
        movers.append(Mover(line.asset, line.nation, medium, line.sortie, flight, jobs, tuple(own), events))
    return tuple(movers)


def _job(
    task: Task,
    number: int,
    nation: str,
    medium: Literal["ship", "aircraft"],
    sector: Sector,
    own: list[Leg],
    found: SearchPattern | None,
    relieves: Meeting | None,
    relieved_by: Meeting | None,
) -> Job:
    legs = tuple(leg for leg in own if leg.task == task.id)
    return Job(task, number, nation, medium, sector, legs, found, relieves, relieved_by)


def _taken(relief: Relief | None, open_to: frozenset[str]) -> Meeting | None:
    """A hand-over as the one who takes over sees it."""
    if relief is None:
        return None
    return Meeting(_named(relief.giver, open_to), relief.time, relief.giver.end, relief.position)


def _given(relief: Relief | None, open_to: frozenset[str]) -> Meeting | None:
    """A hand-over as the one who hands over sees it."""
    if relief is None:
        return None
    # Where the taker begins is the taker's own track: told with its name or not at all.
    where = relief.position if relief.taker.asset in open_to else None
    return Meeting(_named(relief.taker, open_to), relief.time, relief.taker.start, where)


def _named(task: Task, open_to: frozenset[str]) -> str:
    return (task.sortie or task.asset) if task.asset in open_to else UNDISCLOSED


def _reserved(record: Record, open_to: frozenset[str]) -> tuple[Reserved, ...]:
    """Spans that others hold, those that touch joined: how many they are is nobody's business either."""
    sectors = {sector.id: sector for sector in record.sectors}
    spans: dict[str, list[list[datetime]]] = defaultdict(list)
    for task in sorted(record.tasks, key=lambda task: (task.start, task.end)):
        if task.asset in open_to:
            continue
        there = spans[task.sector]
        if there and task.start <= there[-1][1]:
            there[-1][1] = max(there[-1][1], task.end)
        else:
            there.append([task.start, task.end])
    return tuple(
        sorted(
            (Reserved(sectors[name], start, end) for name, there in spans.items() for start, end in there),
            key=lambda one: (one.start, one.sector.id),
        )
    )
