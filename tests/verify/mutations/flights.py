"""Tampering with sorties, and with what the scenario allows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from patrolplan.record.types import Record, Sortie
from tests.verify.mutations.kinds import Book, hours, pick, text, with_scenario, with_sortie

book = Book()


def _detachment(record: Record, sortie: Sortie) -> dict[str, Any]:
    return dict(record.scenario["aircraft"][sortie.detachment])


def _edit(record: Record, sortie: Sortie, **changes: Any) -> Record:
    """The record with the scenario's detachment of a sortie changed."""
    return with_scenario(record, lambda scenario: scenario["aircraft"][sortie.detachment].update(changes))


def _crew_rules(record: Record, sortie: Sortie, **changes: Any) -> Record:
    rules = {**_detachment(record, sortie)["crew_rules"], **changes}
    return _edit(record, sortie, crew_rules=rules)


def _local(record: Record, sortie: Sortie) -> datetime:
    base = record.scenario["bases"][_detachment(record, sortie)["base"]]
    return sortie.takeoff + timedelta(seconds=base["utc_offset_s"])


def _neighbours(record: Record, most: timedelta) -> list[tuple[Sortie, Sortie]]:
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


@book("endurance")
def flight_beyond_endurance(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    kind = record.scenario["types"][_detachment(record, sortie)["type"]]
    flown = sortie.landing - sortie.takeoff
    spare = timedelta(seconds=kind["endurance_s"] - kind["reserve_s"]) - flown
    return with_sortie(record, sortie, landing=sortie.landing + spare + timedelta(seconds=1))


@book("endurance")
def scenario_with_more_reserve(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    name = _detachment(record, sortie)["type"]
    flown = int((sortie.landing - sortie.takeoff).total_seconds())
    reserve = record.scenario["types"][name]["endurance_s"] - flown + 1
    return with_scenario(record, lambda scenario: scenario["types"][name].update(reserve_s=reserve))


@book("horizon")
def flight_before_the_horizon(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    return with_sortie(record, sortie, takeoff=record.model.start - timedelta(minutes=15))


@book("grid")
def takeoff_off_its_step(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    return with_sortie(record, sortie, takeoff=sortie.takeoff + timedelta(seconds=chance.randrange(1, 300)))


@book("base")
def flight_from_elsewhere(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    mine = [leg for leg in record.legs if leg.sortie == sortie.id]
    first = min(mine, key=lambda leg: leg.points[0].time)
    start = replace(first.points[0], lon=first.points[0].lon + 0.1)
    moved = replace(first, points=(start, *first.points[1:]))
    return replace(record, legs=tuple(moved if leg is first else leg for leg in record.legs))


@book("base")
def flight_later_than_its_takeoff(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    return with_sortie(record, sortie, takeoff=sortie.takeoff - timedelta(minutes=15))


@book("base")
def scenario_with_the_base_elsewhere(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    base = _detachment(record, sortie)["base"]
    lon, lat = record.scenario["bases"][base]["position"]
    away = [lon + 0.01, lat]
    return with_scenario(record, lambda scenario: scenario["bases"][base].update(position=away))


@book("base-shut")
def base_shut_at_takeoff(record: Record, chance: Random) -> Record | None:
    return _shut(record, chance, "takeoff")


@book("base-shut")
def base_shut_at_landing(record: Record, chance: Random) -> Record | None:
    return _shut(record, chance, "landing")


def _shut(record: Record, chance: Random, which: str) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    time = getattr(sortie, which)
    closure = {
        "bases": [_detachment(record, sortie)["base"]],
        "start": text(time - hours(1)),
        "end": text(time + hours(1)),
        "because": "typhoon",
    }
    return with_scenario(record, lambda scenario: scenario["closures"].update({"NEW": closure}))


@book("base-shut")
def base_opens_after_takeoff(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    local = _local(record, sortie)
    second = local.hour * 3600 + local.minute * 60 + local.second
    base = _detachment(record, sortie)["base"]
    if second > 86_000:
        return None
    closes = max(second - 3600, 0)
    return with_scenario(
        record, lambda scenario: scenario["bases"][base].update(opens_s=second + 60, closes_s=closes)
    )


@book("present")
def scenario_with_a_detachment_that_leaves(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    return _edit(record, sortie, end=text(sortie.landing - timedelta(seconds=1)))


@book("present")
def scenario_with_a_detachment_that_comes_late(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    return _edit(record, sortie, start=text(sortie.takeoff + timedelta(seconds=1)))


@book("per-day")
def scenario_with_fewer_takeoffs_a_day(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    day = _local(record, sortie).date()
    flown = sum(
        other.detachment == sortie.detachment and _local(record, other).date() == day
        for other in record.sorties
    )
    return _edit(record, sortie, per_day=flown - 1)


@book("per-day")
def flight_flown_once_more(record: Record, chance: Random) -> Record | None:
    """Copies of a flight until there are more that day than may be."""
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    copies = [replace(sortie, id=f"{sortie.id}-{n}") for n in range(_detachment(record, sortie)["per_day"])]
    return replace(record, sorties=(*record.sorties, *copies))


@book("per-week")
def scenario_with_fewer_takeoffs_a_week(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    week = _local(record, sortie).isocalendar()[:2]
    flown = sum(
        other.detachment == sortie.detachment and _local(record, other).isocalendar()[:2] == week
        for other in record.sorties
    )
    return _edit(record, sortie, per_week=flown - 1)


@book("airframe")
def airframe_used_twice(record: Record, chance: Random) -> Record | None:
    pairs = [
        (one, other)
        for one, other in _neighbours(record, timedelta.max)
        if other.takeoff - one.landing
        < timedelta(seconds=record.scenario["types"][_detachment(record, one)["type"]]["turnaround_s"])
        and one.airframe != other.airframe
    ]
    pair = pick(chance, pairs)
    return None if pair is None else with_sortie(record, pair[1], airframe=pair[0].airframe)


@book("airframe")
def airframe_that_is_not_there(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    return with_sortie(record, sortie, airframe=_detachment(record, sortie)["airframes"] + 1)


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
    name = _detachment(record, pair[0])["type"]
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
    rules = _detachment(record, sortie)["crew_rules"]
    flown = int((sortie.landing - sortie.takeoff).total_seconds())
    return _crew_rules(record, sortie, duty_s=rules["brief_s"] + flown + rules["debrief_s"] - 1)


@book("rest")
def crew_without_rest(record: Record, chance: Random) -> Record | None:
    pairs = [
        (one, other) for one, other in _neighbours(record, hours(12)) if one.crew != other.crew
    ]  # 12 h between flights leave less than any rest, once brief and debrief are taken off
    pair = pick(chance, pairs)
    return None if pair is None else with_sortie(record, pair[1], crew=pair[0].crew)


@book("rest")
def crew_tired_after_a_long_duty(record: Record, chance: Random) -> Record | None:
    """Two flights of one crew, and a rule of long rest that they just miss."""
    pair = pick(chance, _neighbours(record, timedelta.max))
    if pair is None:
        return None
    one, other = pair
    changed = with_sortie(record, other, crew=one.crew)
    rules = _detachment(record, one)["crew_rules"]
    between = sorted(
        (s for s in changed.sorties if (s.detachment, s.crew) == (one.detachment, one.crew)),
        key=lambda s: s.takeoff,
    )
    after = between[between.index(one) + 1]
    rest = int((after.takeoff - one.landing).total_seconds()) - rules["brief_s"] - rules["debrief_s"]
    return _crew_rules(changed, one, long_duty_s=1, long_rest_s=max(rest, 0) + 1)


@book("hours")
def scenario_with_fewer_hours(record: Record, chance: Random) -> Record | None:
    sortie = pick(chance, list(record.sorties))
    if sortie is None:
        return None
    flown = (sortie.landing - sortie.takeoff).total_seconds() / 3600
    return _crew_rules(record, sortie, **{chance.choice(["hours_7d", "hours_30d"]): flown - 0.01})


FLIGHTS = tuple(book.mutations)
