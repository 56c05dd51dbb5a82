"""Tampering with who flies what: airframes and crews."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from patrolplan.record.types import Record, Sortie
from tests.verify.mutations.flights import detachment_of, with_detachment
from tests.verify.mutations.kinds import Book, hours, pick, with_scenario, with_sortie

book = Book()


def with_crew_rules(record: Record, sortie: Sortie, **changes: Any) -> Record:
    rules = {**detachment_of(record, sortie)["crew_rules"], **changes}
    return with_detachment(record, sortie, crew_rules=rules)


def neighbours(record: Record, most: timedelta) -> list[tuple[Sortie, Sortie]]:
    """Pairs of one detachment of which the second takes off less than `most` after the first lands."""
    return [
        (one, other)
        for one in record.sorties
        for other in record.sorties
        if one.detachment == other.detachment
        and one.takeoff < other.takeoff
        and other.takeoff - one.landing < most
        and (one.airframe, one.crew) != (other.airframe, other.crew)
    ]


@book("airframe")
def airframe_used_twice(record: Record, chance: Random) -> Record | None:
    pairs = [
        (one, other)
        for one, other in neighbours(record, timedelta.max)
        if other.takeoff - one.landing
        < timedelta(seconds=record.scenario["types"][detachment_of(record, one)["type"]]["turnaround_s"])
        and one.airframe != other.airframe
    ]
    pair = pick(chance, pairs)
    return None if pair is None else with_sortie(record, pair[1], airframe=pair[0].airframe)


@book("airframe")
def airframe_that_is_not_there(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    return with_sortie(record, sortie, airframe=detachment_of(record, sortie)["airframes"] + 1)


@book("airframe")
def scenario_with_a_longer_turnaround(record: Record, chance: Random) -> Record | None:
    pair = pick(
        chance,
        [
            (one, other)
            for one in record.sorties
            for other in record.sorties
            if (one.detachment, one.airframe) == (other.detachment, other.airframe)
            and one.takeoff < other.takeoff
        ],
    )
    if pair is None:
        return None
    longer = int((pair[1].takeoff - pair[0].landing).total_seconds()) + 1
    name = detachment_of(record, pair[0])["type"]
    return with_scenario(record, lambda scenario: scenario["types"][name].update(turnaround_s=longer))


@book("duty")
def crew_that_is_not_there(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    return None if sortie is None else with_sortie(record, sortie, crew=0)


@book("duty")
def scenario_with_shorter_duty(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    rules = detachment_of(record, sortie)["crew_rules"]
    flown = int((sortie.landing - sortie.takeoff).total_seconds())
    return with_crew_rules(record, sortie, duty_s=rules["brief_s"] + flown + rules["debrief_s"] - 1)


@book("rest")
def crew_without_rest(record: Record, chance: Random) -> Record | None:
    pairs = [
        (one, other) for one, other in neighbours(record, hours(12)) if one.crew != other.crew
    ]  # 12 h between flights leave less than any rest, once brief and debrief are taken off
    pair = pick(chance, pairs)
    return None if pair is None else with_sortie(record, pair[1], crew=pair[0].crew)


@book("rest")
def crew_tired_after_a_long_duty(record: Record, chance: Random) -> Record | None:
    """Two flights of one crew, and a rule of long rest that they just miss."""
    pair = pick(chance, neighbours(record, timedelta.max))
    if pair is None:
        return None
    one, other = pair
    changed = with_sortie(record, other, crew=one.crew)
    rules = detachment_of(record, one)["crew_rules"]
    between = sorted(
        (s for s in changed.sorties if (s.detachment, s.crew) == (one.detachment, one.crew)),
        key=lambda s: s.takeoff,
    )
    after = between[between.index(one) + 1]
    rest = int((after.takeoff - one.landing).total_seconds()) - rules["brief_s"] - rules["debrief_s"]
    return with_crew_rules(changed, one, long_duty_s=1, long_rest_s=max(rest, 0) + 1)


@book("hours")
def scenario_with_fewer_hours(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    flown = (sortie.landing - sortie.takeoff).total_seconds() / 3600
    return with_crew_rules(record, sortie, **{chance.choice(["hours_7d", "hours_30d"]): flown - 0.01})


CREWS = tuple(book.mutations)
