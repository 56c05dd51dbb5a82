"""Tampering with the programme: alternates, gaps, the line, airframes away, crews that have flown."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from patrolplan.record.types import Record, Sortie
from tests.verify.mutations.kinds import Book, hours, pick, text, with_scenario, with_sortie

book = Book()


def _sortie(record: Record, chance: Random) -> Sortie | None:
    return pick(chance, list(record.sorties))


def _edit(record: Record, sortie: Sortie, **changes: Any) -> Record:
    """The record with the scenario's detachment of a sortie changed."""
    return with_scenario(record, lambda scenario: scenario["aircraft"][sortie.detachment].update(changes))


def _with_alternate(record: Record, sortie: Sortie, **field: Any) -> Record:
    """An alternate a mile or so from the base, with some of its figures changed."""

    def change(scenario: dict[str, Any]) -> None:
        wing = scenario["aircraft"][sortie.detachment]
        lon, lat = scenario["bases"][wing["base"]]["position"]
        scenario["bases"]["NEAR"] = {
            **scenario["bases"][wing["base"]],
            "name": "NEAR",
            "position": [lon + 0.02, lat],
            **field,
        }
        wing["alternate"] = "NEAR"

    return with_scenario(record, change)


@book("endurance")
def scenario_with_a_far_alternate(record: Record, chance: Random) -> Record | None:
    sortie = _sortie(record, chance)
    return None if sortie is None else _with_alternate(record, sortie, position=[-60.0, -30.0])


@book("alternate")
def alternate_shut_at_landing(record: Record, chance: Random) -> Record | None:
    sortie = _sortie(record, chance)
    if sortie is None:
        return None
    closure = {
        "bases": ["NEAR"],
        "start": text(sortie.landing - hours(1)),
        "end": text(sortie.landing + hours(1)),
        "because": "typhoon",
    }
    return with_scenario(
        _with_alternate(record, sortie), lambda scenario: scenario["closures"].update({"NEW": closure})
    )


@book("alternate")
def alternate_closed_by_its_hours(record: Record, chance: Random) -> Record | None:
    sortie = _sortie(record, chance)
    if sortie is None:
        return None
    offset = record.scenario["bases"][record.scenario["aircraft"][sortie.detachment]["base"]]["utc_offset_s"]
    local = sortie.landing + timedelta(seconds=offset)
    second = local.hour * 3600 + local.minute * 60 + local.second
    if second > 80_000:
        return None
    return _with_alternate(record, sortie, opens_s=second + 60, closes_s=second + 3600)


def _neighbours(record: Record) -> list[tuple[Sortie, Sortie]]:
    """Sorties of one detachment that take off one after the other."""
    found = []
    for name in {s.detachment for s in record.sorties}:
        mine = sorted((s for s in record.sorties if s.detachment == name), key=lambda s: s.takeoff)
        found += list(pairwise(mine))
    return found


@book("takeoff-gap")
def scenario_with_a_longer_gap(record: Record, chance: Random) -> Record | None:
    pair = pick(chance, _neighbours(record))
    if pair is None:
        return None
    gap = int((pair[1].takeoff - pair[0].takeoff).total_seconds()) + 1
    return _edit(record, pair[0], gap_s=gap)


@book("takeoff-gap")
def airfield_with_a_longer_gap(record: Record, chance: Random) -> Record | None:
    pair = pick(chance, _neighbours(record))
    if pair is None:
        return None
    gap = int((pair[1].takeoff - pair[0].takeoff).total_seconds()) + 1
    base = record.scenario["aircraft"][pair[0].detachment]["base"]
    return with_scenario(record, lambda scenario: scenario["bases"][base].update(gap_s=gap))


@book("line")
def scenario_with_nothing_on_the_line(record: Record, chance: Random) -> Record | None:
    sortie = _sortie(record, chance)
    return None if sortie is None else _edit(record, sortie, planned=0)


@book("line")
def flight_beside_one_planned(record: Record, chance: Random) -> Record | None:
    """One airframe is planned, and a second one takes off with it."""
    sortie = _sortie(record, chance)
    if sortie is None or record.scenario["aircraft"][sortie.detachment]["airframes"] < 1:
        return None
    beside = replace(sortie, id=f"{sortie.id}-B")
    return replace(_edit(record, sortie, planned=1), sorties=(*record.sorties, beside))


@book("airframe")
def airframe_that_is_away(record: Record, chance: Random) -> Record | None:
    sortie = _sortie(record, chance)
    if sortie is None:
        return None
    away = {
        "airframe": sortie.airframe,
        "start": text(sortie.landing - timedelta(seconds=1)),
        "end": None,
        "because": "phase inspection",
    }
    return _edit(record, sortie, unavailable={"PHASE": away})


@book("airframe")
def airframe_back_too_late(record: Record, chance: Random) -> Record | None:
    sortie = _sortie(record, chance)
    if sortie is None:
        return None
    away = {
        "airframe": sortie.airframe,
        "start": None,
        "end": text(sortie.takeoff + timedelta(seconds=1)),
        "because": "phase inspection",
    }
    return _edit(record, sortie, unavailable={"PHASE": away})


def _behind(record: Record, sortie: Sortie, **field: Any) -> Record:
    crew = {"crew": sortie.crew, "hours_7d": 0.0, "hours_30d": 0.0, "rested": None}
    return _edit(record, sortie, flown={"ONE": {**crew, **field}})


@book("rest")
def crew_not_rested_yet(record: Record, chance: Random) -> Record | None:
    sortie = _sortie(record, chance)
    if sortie is None:
        return None
    brief = record.scenario["aircraft"][sortie.detachment]["crew_rules"]["brief_s"]
    on = sortie.takeoff - timedelta(seconds=brief)
    return _behind(record, sortie, rested=text(on + timedelta(seconds=1)))


@book("hours")
def crew_that_has_flown_in_the_week(record: Record, chance: Random) -> Record | None:
    sortie = _sortie(record, chance)
    if sortie is None:
        return None
    limit = record.scenario["aircraft"][sortie.detachment]["crew_rules"]["hours_7d"]
    return _behind(record, sortie, hours_7d=limit - 0.01, hours_30d=limit)


@book("hours")
def crew_that_has_flown_in_the_month(record: Record, chance: Random) -> Record | None:
    sortie = _sortie(record, chance)
    if sortie is None:
        return None
    limit = record.scenario["aircraft"][sortie.detachment]["crew_rules"]["hours_30d"]
    return _behind(record, sortie, hours_30d=limit - 0.01)


@book("block")
def block_of_another_in_the_air(record: Record, chance: Random) -> Record | None:
    """Two sorties that are in the air at once, 999 ft apart."""
    pairs = [
        (one, other)
        for one in record.sorties
        for other in record.sorties
        if one is not other and one.takeoff <= other.takeoff < one.landing
    ]
    pair = pick(chance, pairs)
    if pair is None:
        return None
    changed = with_sortie(record, pair[0], block="1000-1500 ft")
    return with_sortie(changed, pair[1], block="2499-3000 ft")


@book("block")
def flights_all_in_one_block(record: Record, chance: Random) -> Record | None:
    """Copies of a flight, all under one name of a block."""
    sortie = _sortie(record, chance)
    if sortie is None:
        return None
    beside = replace(sortie, id=f"{sortie.id}-B")
    return replace(record, sorties=tuple(replace(s, block="A10") for s in (*record.sorties, beside)))


def _harmless(record: Record, sortie: Sortie) -> Record:
    """An alternate that is open, a gap, a line, a spell away and hours that all just do."""
    mine = sorted((s for s in record.sorties if s.detachment == sortie.detachment), key=lambda s: s.takeoff)
    gap = min(
        (int((b.takeoff - a.takeoff).total_seconds()) for a, b in pairwise(mine)), default=3600
    )  # fmt: skip
    away = {
        "airframe": sortie.airframe,
        "start": text(max(s.landing for s in mine)),
        "end": None,
        "because": "phase inspection",
    }
    airframes = record.scenario["aircraft"][sortie.detachment]["airframes"]
    more = {"gap_s": gap} if gap else {}  # none is left out, as a resolved scenario leaves it
    changed = _edit(record, sortie, **more, planned=airframes, unavailable={"PHASE": away})
    return _behind(changed, sortie, hours_7d=0.5, hours_30d=0.5, rested=text(record.model.start - hours(24)))


@book(None)
def programme_that_just_fits(record: Record, chance: Random) -> Record | None:
    sortie = _sortie(record, chance)
    return None if sortie is None else _harmless(record, sortie)


@book("airframe")
def programme_that_fits_but_for_an_airframe(record: Record, chance: Random) -> Record | None:
    sortie = _sortie(record, chance)
    if sortie is None:
        return None
    return with_sortie(_harmless(record, sortie), sortie, airframe=0)


def _whole_days(record: Record, sortie: Sortie) -> list[int]:
    """Take-offs of the sortie's detachment on each base-local day that lies wholly within plan and stay."""
    wing = record.scenario["aircraft"][sortie.detachment]
    offset = timedelta(seconds=record.scenario["bases"][wing["base"]]["utc_offset_s"])
    opens = max(record.model.start, datetime.fromisoformat(wing["start"])) + offset
    length = timedelta(seconds=record.model.slot_s * record.model.steps)
    closes = min(record.model.start + length, datetime.fromisoformat(wing["end"])) + offset
    day, flown = opens.replace(hour=0, minute=0, second=0), []
    while day + hours(24) <= closes:
        if day >= opens:
            mine = [s for s in record.sorties if s.detachment == sortie.detachment]
            flown.append(sum(day <= s.takeoff + offset < day + hours(24) for s in mine))
        day += hours(24)
    return flown


@book("shortfall")
def scenario_that_asks_for_more_sorties(record: Record, chance: Random) -> Record | None:
    sortie = _sortie(record, chance)
    if sortie is None or not (days := _whole_days(record, sortie)):
        return None
    return _edit(record, sortie, at_least=max(days) + 1, short_price=0.25)


@book(None)
def scenario_that_asks_for_the_sorties_flown(record: Record, chance: Random) -> Record | None:
    """On days that are there in part nothing is asked for."""
    sortie = _sortie(record, chance)
    if sortie is None:
        return None
    days = _whole_days(record, sortie)
    return _edit(record, sortie, at_least=min(days) if days else 100, short_price=0.25)


def _preferring(record: Record, sortie: Sortie, first: int, last: int) -> Record:
    """Preferred hours from `first` to `last` seconds after the sortie's take-off, by the base's clock."""
    wing = record.scenario["aircraft"][sortie.detachment]
    offset = record.scenario["bases"][wing["base"]]["utc_offset_s"]
    local = sortie.takeoff + timedelta(seconds=offset)
    second = local.hour * 3600 + local.minute * 60 + local.second
    span = {"start_s": (second + first) % 86400, "end_s": (second + last) % 86400, "price": None}
    return _edit(record, sortie, hours=span)


@book("shortfall")
def scenario_that_prefers_later_hours(record: Record, chance: Random) -> Record | None:
    sortie = _sortie(record, chance)
    return None if sortie is None else _preferring(record, sortie, 1, 3600)


@book("shortfall")
def scenario_that_prefers_earlier_hours(record: Record, chance: Random) -> Record | None:
    sortie = _sortie(record, chance)
    return None if sortie is None else _preferring(record, sortie, -3600, -1)


@book(None)
def scenario_that_prefers_the_hours_flown(record: Record, chance: Random) -> Record | None:
    """Both ends count as inside; only of a detachment that flies once."""
    sortie = pick(chance, [s for s in record.sorties if _alone(record, s)])
    if sortie is None:
        return None
    return (
        _preferring(record, sortie, 0, 3600)
        if chance.random() < 0.5
        else _preferring(record, sortie, -3600, 0)
    )


def _alone(record: Record, sortie: Sortie) -> bool:
    return sum(s.detachment == sortie.detachment for s in record.sorties) == 1


PROGRAMME = tuple(book.mutations)
