"""What detachments are asked to fly, and by how much the sorties miss it: take-offs on whole base-local days,
and take-offs outside the hours that are preferred.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from patrolplan.record.types import Sortie
from patrolplan.scenario.model import Base, Detachment
from patrolplan.verify.rules.asked.missed import Missed
from patrolplan.verify.rules.case import Case

PER_MISSING = 0.1
"""Default price of a take-off that is missing: this share of what begins in 24 hours of the horizon."""
PER_OUTSIDE = 0.01
"""Default price of a take-off outside the preferred hours."""


def programme(case: Case) -> Iterator[Missed]:
    """Detachment by detachment: least take-offs a day, then preferred hours."""
    hours = case.scenario.horizon.length_s / 3600
    a_day = case.worth.total / hours * 24
    for name, wing in case.scenario.aircraft.items():
        sorties = [sortie for sortie in case.sorties.values() if sortie.detachment == name]
        base = case.scenario.bases[wing.base]
        if wing.at_least:
            price = PER_MISSING * a_day if wing.short_price is None else wing.short_price
            yield Missed(f"{name}: at_least", float(_missing(case, wing, base, sorties)), "sorties", price)
        if wing.hours is not None:
            price = PER_OUTSIDE * a_day if wing.hours.price is None else wing.hours.price
            late = sum(not _preferred(wing, _local(base, sortie.takeoff)) for sortie in sorties)
            yield Missed(f"{name}: hours", float(late), "take-offs", price)


def _local(base: Base, time: datetime) -> datetime:
    return time.astimezone(timezone(timedelta(seconds=base.utc_offset_s)))


def _missing(case: Case, wing: Detachment, base: Base, sorties: list[Sortie]) -> int:
    """Take-offs that lack on the base's days, midnight to midnight, that lie wholly within the horizon and
    the detachment's time.
    """
    horizon = case.scenario.horizon
    opens = max(horizon.start, wing.start)
    closes = min(horizon.start + timedelta(seconds=horizon.length_s), wing.end)
    day = _local(base, opens).replace(hour=0, minute=0, second=0, microsecond=0)
    missing = 0
    while (after := day + timedelta(days=1)) <= closes.astimezone(UTC):
        if day >= opens:
            missing += max(0, wing.at_least - sum(day <= sortie.takeoff < after for sortie in sorties))
        day = after
    return missing


def _preferred(wing: Detachment, local: datetime) -> bool:
    """Whether a take-off lies between the preferred hours' ends, these included."""
    hours = wing.hours
    assert hours is not None
    second = local.hour * 3600 + local.minute * 60 + local.second
    if hours.start_s < hours.end_s:
        return hours.start_s <= second <= hours.end_s
    return not hours.end_s < second < hours.start_s
