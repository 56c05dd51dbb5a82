"""The papers of the plan: scenario, source, name, marking, clock; and names that refer to something."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from patrolplan.record.types import Plan
from patrolplan.scenario.model import PlanName
from patrolplan.scenario.resolved import to_json
from patrolplan.verify.rules import words
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome


def scenario(case: Case) -> Outcome:
    """The embedded scenario resolves, and says nothing that its reading leaves out."""
    whole = to_json(case.scenario) == case.record.scenario
    return outcome(
        1, () if whole else (Breach("the embedded scenario is not written as a resolved scenario is"),)
    )


def source(case: Case) -> Outcome:
    """The plan names the file that its scenario came from, and that file's sha256."""
    found = []
    if not case.record.source.file.strip():
        found.append(Breach("the plan does not name the file that its scenario came from"))
    if not re.fullmatch(r"[0-9a-f]{64}", case.record.source.sha256):
        found.append(Breach(f"the source's sha256 is no sha256: {case.record.source.sha256[:70]!r}"))
    return outcome(1, found)


def marking(case: Case) -> Outcome:
    """The plan is marked, and named, as the scenario says."""
    due = case.scenario.marking
    return outcome(
        3,
        _differences(
            ("classification", case.record.marking.get("classification"), due.classification),
            ("release", list(case.record.marking.get("release", ())), list(due.release)),
            ("plan", _name(case.record.plan), _name(case.scenario.plan)),
        ),
    )


def model(case: Case) -> Outcome:
    """The plan cuts time as the scenario says: opening, slot, tick, stay, steps."""
    said, horizon = case.record.model, case.scenario.horizon
    return outcome(
        5,
        _differences(
            ("start", said.start, horizon.start),
            ("slot_s", said.slot_s, horizon.slot_s),
            ("tick_s", said.tick_s, horizon.tick_s),
            ("stay_s", said.stay_s, case.scenario.stay_s),
            ("steps", said.steps, case.steps),
        ),
    )


def names(case: Case) -> Outcome:
    """Tasks, sorties, legs and events name assets, sectors and sorties that are there; ids are unique;
    a task starts before it ends.
    """
    record = case.record
    counted = len(record.tasks) + len(record.sorties) + len(record.legs) + len(record.events)
    return outcome(counted, (*_repeated(case), *_unknown(case)))


def _name(plan: Plan | PlanName) -> str:
    return f"{plan.name}, issue {plan.issue}"


def _differences(*rows: tuple[str, object, object]) -> Iterator[Breach]:
    for key, claimed, due in rows:
        if claimed != due:
            yield Breach(f"{key} is {words.said(claimed)}, the scenario says {words.said(due)}")


def _repeated(case: Case) -> Iterator[Breach]:
    for part in ("sectors", "sorties", "tasks", "legs"):
        for name, times in Counter(item.id for item in getattr(case.record, part)).items():
            if times > 1:
                one = (name,)
                yield Breach(
                    f"{part}: the id {name} is given {times} times",
                    tasks=one if part == "tasks" else (),
                    legs=one if part == "legs" else (),
                    measured=float(times),
                    limit=1.0,
                )


def _unknown(case: Case) -> Iterator[Breach]:
    tasks = {task.id for task in case.record.tasks}
    sectors = {sector.id for sector in case.record.sectors}
    for sortie in case.record.sorties:
        if sortie.detachment not in case.scenario.aircraft:
            yield Breach(f"sortie {sortie.id}: the scenario has no detachment {sortie.detachment}")
    for task in case.record.tasks:
        if case.holder_of(task.asset, task.sortie) is None:
            yield Breach(f"task {task.id}: {_who(task.asset, task.sortie)}", tasks=(task.id,))
        if task.sector not in sectors:
            yield Breach(f"task {task.id}: there is no sector {task.sector}", tasks=(task.id,))
        if not task.start < task.end:
            yield Breach(f"task {task.id} ends no later than it starts", tasks=(task.id,), start=task.start)
    for leg in case.record.legs:
        if case.holder_of(leg.asset, leg.sortie) is None:
            yield Breach(f"leg {leg.id}: {_who(leg.asset, leg.sortie)}", legs=(leg.id,))
        if leg.task is not None and leg.task not in tasks:
            yield Breach(f"leg {leg.id}: there is no task {leg.task}", legs=(leg.id,))
    for event in case.record.events:
        if event.asset not in case.assets:
            yield Breach(f"event {event.kind}: the scenario has no asset {event.asset}", start=event.start)


def _who(asset: str, sortie: str | None) -> str:
    of = f"sortie {sortie} of {asset}" if sortie is not None else f"ship {asset}"
    return f"there is no {of}"
