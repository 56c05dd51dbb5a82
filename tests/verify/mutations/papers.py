"""Tampering with papers and names."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from patrolplan.record.types import Record
from tests.verify.mutations.kinds import Book, pick, with_leg, with_scenario, with_task

book = Book()


@book("scenario")
def scenario_with_a_key_of_its_own(record: Record, chance: Random) -> Record | None:
    return with_scenario(record, lambda scenario: scenario.update(colour="grey"))


@book("scenario")
def scenario_without_its_horizon(record: Record, chance: Random) -> Record | None:
    return with_scenario(record, lambda scenario: scenario.pop("horizon"))


@book("scenario")
def scenario_with_a_negative_speed(record: Record, chance: Random) -> Record | None:
    name = pick(chance, sorted(record.scenario["ships"]))
    if name is None:
        return None
    return with_scenario(record, lambda scenario: scenario["ships"][name].update(transit_kn=-15.0))


@book("source")
def source_sha_cut_short(record: Record, chance: Random) -> Record | None:
    return replace(record, source=replace(record.source, sha256=record.source.sha256[: chance.randrange(64)]))


@book("marking")
def released_to_one_more(record: Record, chance: Random) -> Record | None:
    return replace(record, marking={**record.marking, "release": [*record.marking["release"], "XXX"]})


@book("marking")
def marked_lower(record: Record, chance: Random) -> Record | None:
    return replace(record, marking={**record.marking, "classification": "PUBLIC"})


@book("marking")
def another_issue(record: Record, chance: Random) -> Record | None:
    return replace(record, plan=replace(record.plan, issue=record.plan.issue + 1))


@book("model")
def another_stay(record: Record, chance: Random) -> Record | None:
    return replace(record, model=replace(record.model, stay_s=record.model.stay_s + record.model.slot_s))


@book("model")
def scenario_with_another_stay(record: Record, chance: Random) -> Record | None:
    longer = record.model.stay_s + record.model.slot_s
    return with_scenario(record, lambda scenario: scenario.update(stay_s=longer))


@book("names")
def task_of_a_stranger(record: Record, chance: Random) -> Record | None:
    return with_task(record, pick(chance, list(record.tasks)), asset="HMS Nobody")


@book("names")
def task_nowhere(record: Record, chance: Random) -> Record | None:
    return with_task(record, pick(chance, list(record.tasks)), sector="001AA")


@book("names")
def two_tasks_of_one_id(record: Record, chance: Random) -> Record | None:
    if len(record.tasks) < 2:
        return None
    one, other = chance.sample(list(record.tasks), 2)
    return with_task(record, one, id=other.id)


@book("names")
def task_that_ends_before_it_starts(record: Record, chance: Random) -> Record | None:
    task = pick(chance, list(record.tasks))
    return with_task(record, task, start=task.end, end=task.start)


@book("names")
def leg_of_a_stranger(record: Record, chance: Random) -> Record | None:
    leg = pick(chance, list(record.legs))
    return with_leg(record, leg, replace(leg, asset="HMS Nobody", sortie=None))


PAPERS = tuple(book.mutations)
