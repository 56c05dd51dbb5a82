"""What the scenario asks of areas, and by how much the tasks miss it: counted from the words of the model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from math import ceil, floor

from patrolplan.scenario.model import MaxGap, MinCoverage, Presence
from patrolplan.verify.rules.accounts.coverage import jointly
from patrolplan.verify.rules.asked.missed import Missed
from patrolplan.verify.rules.asked.programme import programme
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.holding.overlap import slots_of

TIMES_MEAN = 10.0
"""Default price of a slot without, or of a missing look: so many mean slots of the area."""
PER_UNIT = 10.0
"""Default price of a unit of value that is missing."""


def asked(case: Case) -> tuple[Missed, ...]:
    """Everything that areas ask for, area by area, then what detachments are asked to fly."""
    return (*_asked(case), *programme(case))


def _asked(case: Case) -> Iterator[Missed]:
    held = _held(case)
    for name, area in case.scenario.areas.items():
        sectors = [key for key in case.places if name in case.beginnings[key]]
        if not sectors:
            continue
        rows = [case.beginnings[key][name] for key in sectors]
        mean = sum(map(sum, rows)) / (len(rows) * case.steps)
        if area.presence is not None:
            amount = _without(case, area.presence, sectors, held)
            yield Missed(f"{name}: presence", amount, "slots", _price(area.presence, TIMES_MEAN * mean))
        if area.max_gap is not None:
            amount = _gaps(case, area.max_gap, sectors, held)
            yield Missed(f"{name}: max_gap", amount, "looks", _price(area.max_gap, TIMES_MEAN * mean))
        if area.min_coverage is not None:
            need = area.min_coverage.share * sum(map(sum, rows))
            unit = "transfers" if area.transfers_per_day is not None else "value"
            short = max(need - _seen(case, name, sectors), 0.0)
            yield Missed(f"{name}: min_coverage", short, unit, _price(area.min_coverage, PER_UNIT))


def _price(item: Presence | MaxGap | MinCoverage, default: float) -> float:
    return default if item.price is None else item.price


def _held(case: Case) -> dict[str, list[int]]:
    """For each sector how many tasks meet each of its steps."""
    held = {key: [0] * case.steps for key in case.places}
    for s in case.stations:
        for step in slots_of(s, case.slot_s):
            if 0 <= step < case.steps:
                held[s.place.id][step] += 1
    return held


def _apart(sectors: list[str], per: str) -> list[list[str]]:
    return [sectors] if per == "area" else [[key] for key in sectors]


def _without(case: Case, item: Presence, sectors: list[str], held: dict[str, list[int]]) -> float:
    """Slots (steps, per area) of the span that nobody holds."""
    first, last = _steps(case, item.start, item.end)
    groups = _apart(sectors, item.per)
    return float(sum(not any(held[key][k] for key in group) for group in groups for k in range(first, last)))


def _gaps(case: Case, item: MaxGap, sectors: list[str], held: dict[str, list[int]]) -> float:
    """Stretches of that length, one for each step that ends one, that no look meets."""
    length = item.length_s // case.slot_s
    short = 0
    for group in _apart(sectors, item.per):
        met = [any(held[key][k] for key in group) for k in range(case.steps)]
        empty = 0
        for k in range(case.steps):
            empty = 0 if met[k] else empty + 1
            short += empty >= length
    return float(short)


def _seen(case: Case, area: str, sectors: list[str]) -> float:
    """What the plan identifies of an area's own beginnings."""
    there = frozenset(sectors)
    return sum(
        case.beginnings[sector][area][step] * jointly([pod for _, pod in tasks])
        for (sector, step), tasks in case.worth.seen.items()
        if sector in there
    )


def _steps(case: Case, start: datetime | None, end: datetime | None) -> tuple[int, int]:
    """The steps that a span meets."""
    first = 0 if start is None else floor(case.seconds(start) / case.slot_s)
    last = case.steps if end is None else ceil(case.seconds(end) / case.slot_s)
    return max(first, 0), min(max(last, 0), case.steps)
