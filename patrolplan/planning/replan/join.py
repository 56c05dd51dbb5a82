"""Past and rest written down as one plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from patrolplan.formulation.words.blocks import with_blocks
from patrolplan.formulation.words.handovers import handovers
from patrolplan.formulation.words.ids import short_names
from patrolplan.formulation.words.itineraries import Itineraries, itineraries
from patrolplan.formulation.words.looks import Seen, losses, value_of
from patrolplan.planning.replan.cut import Cut, event_until, leg_from, leg_until, position
from patrolplan.planning.replan.rest import Rest
from patrolplan.problem.types import Choice, Look
from patrolplan.record.types import Event, Leg, LonLat, Record, Sortie, Task


@dataclass(frozen=True)
class Joined:
    """Everything of the new plan that all holders do."""

    said: Itineraries
    notes: tuple[str, ...] = ()


def joined(record: Record, cut: Cut, rest: Rest, choice: Choice, *, verbatim: bool) -> Itineraries:
    """The whole plan in words: what is frozen as it was, and the answer to the problem of the rest.

    Tasks and sorties that are as in the old plan keep their numbers; new ones get the next.

    Args:
        record: the old plan.
        cut: what of it stays.
        rest: the problem of what is left.
        choice: an answer to it.
        verbatim: keep the tracks of ships and sorties whose tasks are all as they were (nothing has changed
            that they depend on).

    """
    there = rest.formulation
    new = itineraries(there, choice)
    as_was = _as_was(record, cut, new) if verbatim else frozenset()
    sorties = _sorties(record, cut, new)
    names = _task_names(record, cut, new, [*there.scenario.ships, *there.scenario.aircraft], sorties)
    ids = {one.id: sorties[one.id] for one in new.sorties}
    tasks = [
        *_seen(cut.tasks, rest.frozen),
        *(replace(one, id=names[one.id], sortie=ids.get(one.sortie or "")) for one in new.tasks),
    ]
    order = {name: n for n, name in enumerate((*there.scenario.ships, *there.scenario.aircraft))}
    tasks.sort(key=lambda one: (order[one.asset], one.start))
    legs = _legs(record, cut, new, as_was, names, ids)
    flown = [*cut.sorties, *(replace(one, id=ids[one.id]) for one in new.sorties)]
    flown.sort(key=lambda one: (order[one.detachment], one.takeoff))
    rows = {sector.id: n for n, sector in enumerate(there.water.sectors)}
    every = [Seen(Look(rows[one.sector], 0, 0), one.looks) for one in tasks]
    lost = losses(there.water.rates, every)
    tasks = [replace(one, value=value) for one, value in zip(tasks, lost, strict=True)]
    return Itineraries(
        tasks=tuple(tasks),
        sorties=tuple(with_blocks(flown)),
        events=_events(record, cut, new, as_was, rest),
        legs=tuple(legs),
        handovers=handovers(tasks, _begins(legs), timedelta(seconds=there.scenario.stay_s)),
        notes=tuple(_renamed(note, names) for note in new.notes),
        value=value_of(there.water.rates, every),
    )


def _seen(tasks: Sequence[Task], frozen: Sequence[Seen]) -> list[Task]:
    return [replace(task, looks=seen.pods) for task, seen in zip(tasks, frozen, strict=True)]


def _renamed(note: str, names: dict[str, str]) -> str:
    task, colon, words = note.partition(":")
    return f"{names.get(task, task)}{colon}{words}"


def _what(task: Task) -> tuple[str, str, datetime, datetime]:
    return task.asset, task.sector, task.start, task.end


def _as_was(record: Record, cut: Cut, new: Itineraries) -> frozenset[str]:
    """Ships all of whose tasks after the cut are those of the old plan, and new sorties with an old one's
    tasks, times, airframe and crew.
    """
    frozen = {_what(task) for task in (*cut.tasks, *cut.dropped)}
    found = set()
    for ship in cut.ships:
        before = {_what(one) for one in record.tasks if one.asset == ship and one.sortie is None} - frozen
        after = {_what(one) for one in new.tasks if one.asset == ship and one.sortie is None}
        if before == after and ship not in cut.lost:
            found.add(ship)
    old = {_flight(one, record.tasks) for one in record.sorties}
    found |= {one.id for one in new.sorties if _flight(one, new.tasks) in old}
    return frozenset(found)


def _flight(one: Sortie, tasks: Iterable[Task]) -> tuple[object, ...]:
    looks = frozenset(_what(task) for task in tasks if task.sortie == one.id)
    return one.detachment, one.takeoff, one.landing, one.airframe, one.crew, looks


def _sorties(record: Record, cut: Cut, new: Itineraries) -> dict[str, str]:
    """Names of the new sorties: an old one's that takes off at the same time, else the next free number."""
    taken = {one.id for one in record.sorties}
    old = {(one.detachment, one.takeoff, one.airframe): one.id for one in record.sorties}
    used = {one.id for one in cut.sorties} | cut.cancelled
    found: dict[str, str] = {}
    for one in new.sorties:
        name = old.get((one.detachment, one.takeoff, one.airframe))
        if name is None or name in used:
            number = 1 + max(
                (_number(other) for other in taken if other.startswith(f"{one.detachment}/")), default=0
            )
            name = f"{one.detachment}/{number}"
        found[one.id] = name
        taken.add(name)
        used.add(name)
    return found


def _number(name: str) -> int:
    digits = re.search(r"(\d+)$", name)
    return int(digits[1]) if digits else 0


def _task_names(
    record: Record, cut: Cut, new: Itineraries, assets: Sequence[str], sorties: dict[str, str]
) -> dict[str, str]:
    """Names of the new tasks: that of an old one that is the same, else the next free number of the asset."""
    old = {_what(task): task.id for task in record.tasks}
    used = {task.id for task in cut.tasks}
    taken = {task.id for task in record.tasks}
    short = short_names(assets)
    found: dict[str, str] = {}
    for task in new.tasks:
        name = old.get(_what(task))
        if name is None or name in used:
            stem = f"{short[task.asset]}-"
            if task.sortie is None:
                name = f"{stem}{1 + _most(taken, stem):02d}"
            else:
                stem = f"{stem}{_number(sorties[task.sortie]):02d}/"
                name = f"{stem}{1 + _most(taken, stem)}"
        found[task.id] = name
        taken.add(name)
        used.add(name)
    return found


def _most(taken: Iterable[str], stem: str) -> int:
    """The highest number that follows a stem in a name."""
    rest = (name[len(stem) :] for name in taken if name.startswith(stem))
    return max((int(text) for text in rest if text.isdecimal()), default=0)


def _legs(
    record: Record,
    cut: Cut,
    new: Itineraries,
    as_was: frozenset[str],
    names: dict[str, str],
    ids: dict[str, str],
) -> list[Leg]:
    """Old legs up to where each is free, all of the frozen sorties, then the new ones, numbered on."""
    flown = {one.id for one in cut.sorties}
    back = {ids[one]: one for one in as_was if one in ids}
    legs: list[Leg] = []
    for leg in record.legs:
        if leg.sortie is None:
            whole = leg.asset in as_was
            part = leg if whole else leg_until(leg, _free_at(cut, leg.asset))
            if part is not None:
                legs += _on_task(part, cut)
        elif leg.sortie in flown or leg.sortie in back:
            legs.append(leg)
    count = _counts(legs)
    for leg in new.legs:
        if leg.asset in as_was or leg.sortie in as_was:
            continue
        prefix = leg.id.partition(":")[0]
        if leg.sortie is not None:
            prefix = f"{prefix.rpartition('-')[0]}-{_number(ids[leg.sortie]):02d}"
        count[prefix] = count.get(prefix, 0) + 1
        task = None if leg.task is None else names[leg.task]
        legs.append(replace(leg, id=f"{prefix}:{count[prefix]}", task=task, sortie=ids.get(leg.sortie or "")))
    return legs


def _on_task(leg: Leg, cut: Cut) -> list[Leg]:
    """A leg of what was done; what lies beyond a task that an event has cut short is on no task any more."""
    if leg.task not in {task.id for task in cut.dropped}:
        return [leg]
    ends = {task.id: task.end for task in cut.tasks}
    if leg.task not in ends:
        return [replace(leg, kind="transit", task=None)]
    done, after = leg_until(leg, ends[leg.task]), leg_from(leg, ends[leg.task])
    rest = [] if after is None else [replace(after, id=f"{leg.id}b", kind="transit", task=None)]
    return [*([] if done is None else [done]), *rest]


def _free_at(cut: Cut, ship: str) -> datetime:
    """Until when her old track stands."""
    mark = min(cut.ships[ship].time, cut.late.get(ship, cut.ships[ship].time))
    return min(mark, cut.lost[ship]) if ship in cut.lost else mark


def _counts(legs: Iterable[Leg]) -> dict[str, int]:
    count: dict[str, int] = {}
    for leg in legs:
        prefix, _, number = leg.id.partition(":")
        if number.isdecimal():
            count[prefix] = max(count.get(prefix, 0), int(number))
    return count


def _begins(legs: Iterable[Leg]) -> dict[str, LonLat]:
    """Where each task begins."""
    found: dict[str, tuple[datetime, LonLat]] = {}
    for leg in legs:
        if leg.task is not None:
            first = leg.points[0]
            if leg.task not in found or first.time < found[leg.task][0]:
                found[leg.task] = (first.time, (first.lon, first.lat))
    return {task: place for task, (_, place) in found.items()}


def _events(
    record: Record, cut: Cut, new: Itineraries, as_was: frozenset[str], rest: Rest
) -> tuple[Event, ...]:
    """Old events up to where each is free; new ones, but for joining where a spell only goes on."""
    events: list[Event] = []
    for event in record.events:
        if event.asset in as_was or (event.kind == "port" and event.start < cut.ships[event.asset].time):
            events.append(event)
            continue
        free = _free_at(cut, event.asset)
        part = event_until(event, free) if event.start < free else None
        if part is not None and part.kind != "leave":
            events.append(part)
        elif part is not None:
            events.append(event)
    for ship, lost in cut.lost.items():
        if ship in cut.ships and any(event.asset == ship and event.kind == "join" for event in events):
            place = position(record, ship, _free_at(cut, ship))
            events.append(Event(ship, "leave", place, lost, lost))
    goes_on = {ship for ship, mark in cut.ships.items() if mark.at is not None}
    for event in new.events:
        mark = cut.ships[event.asset]
        placed = rest.formulation.scenario.ships[event.asset].spells
        same = bool(placed) and placed[0].in_time == mark.time
        begun = event.asset in goes_on and same and event.kind == "join" and event.start == mark.time
        if event.asset not in as_was and not begun:
            events.append(event)
    return tuple(events)
