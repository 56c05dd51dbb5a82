"""When a detachment flies: take-offs, landings, quotas, endurance and crewing in ticks."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.clock import Clock
from patrolplan.problem.types import NEVER, Crewing
from patrolplan.scenario.model import AircraftType, Base, Detachment, Scenario

DAY_S = 86_400
SHORT_SHARE = 0.1
"""Default price of a take-off that is missing: this share of what begins in a day."""
HOURS_SHARE = 0.01
"""Default price of a take-off outside the preferred hours."""


def open_ticks(name: str, detachment: Detachment, scenario: Scenario, clock: Clock) -> NDArray[np.bool_]:
    """(horizon + 1,) ticks at which the base takes a take-off or landing of this detachment.

    Within its hours, outside closures and within the detachment's own time, the ends of each included:
    at the very time of closing, or of a closure's beginning, an aircraft may still land.
    """
    ticks = np.arange(clock.horizon + 1)
    open_ = (ticks >= clock.ceil(detachment.start)) & (ticks <= clock.floor(detachment.end))
    return np.asarray(open_ & _field_open(detachment.base, scenario, clock), dtype=np.bool_)


def landing_ticks(name: str, detachment: Detachment, scenario: Scenario, clock: Clock) -> NDArray[np.bool_]:
    """(horizon + 1,) ticks at which it may land: its base is open, and its alternate too if it has one."""
    open_ = open_ticks(name, detachment, scenario, clock)
    if detachment.alternate is not None:
        open_ = open_ & _field_open(detachment.alternate, scenario, clock)
    return np.asarray(open_, dtype=np.bool_)


def _field_open(name: str, scenario: Scenario, clock: Clock) -> NDArray[np.bool_]:
    """(horizon + 1,) ticks at which an airfield is open by its hours and not shut by a closure."""
    base = scenario.bases[name]
    ticks = np.arange(clock.horizon + 1)
    opens, closes = base.opens_s or 0, DAY_S if base.closes_s is None else base.closes_s
    local = _local_seconds(ticks, base, clock) % DAY_S
    if opens <= closes:
        open_ = ((local >= opens) & (local <= closes)) | ((local == 0) & (closes == DAY_S))
    else:  # through midnight
        open_ = (local >= opens) | (local <= closes)
    for closure in scenario.closures.values():
        if name in closure.bases:
            open_ &= (ticks <= clock.floor(closure.start)) | (ticks >= clock.ceil(closure.end))
    return np.asarray(open_, dtype=np.bool_)


def takeoff_ticks(open_: NDArray[np.bool_], takeoff_step_s: int, clock: Clock) -> NDArray[np.int32]:
    """Open ticks on the take-off step, counted from the horizon's opening; none at its very end."""
    ticks = np.arange(clock.horizon)
    return np.asarray(ticks[open_[:-1] & (ticks * clock.tick_s % takeoff_step_s == 0)], dtype=np.int32)


def local_days(
    ticks: NDArray[np.int32], base: Base, clock: Clock
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The base-local day of each tick, and the week of each day of the horizon.

    Days run from local midnight, the first one of the horizon is 0. Weeks run from Monday, the first
    one is 0.
    """
    first = int(_local_seconds(np.zeros(1, dtype=np.int64), base, clock)[0] // DAY_S)
    last = int(_local_seconds(np.array([clock.horizon]), base, clock)[0] // DAY_S)
    days = _local_seconds(ticks.astype(np.int64), base, clock) // DAY_S - first
    opening = (clock.start + timedelta(seconds=base.utc_offset_s)).date()
    mondays = [_monday(opening + timedelta(days=n)) for n in range(last - first + 1)]
    weeks = [(monday - mondays[0]).days // 7 for monday in mondays]
    return days.astype(np.int32), np.array(weeks, dtype=np.int32)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _local_seconds(ticks: NDArray[np.int64], base: Base, clock: Clock) -> NDArray[np.int64]:
    """Seconds since a local midnight (that of the day on which the horizon opens in UTC)."""
    opening = clock.start.hour * 3600 + clock.start.minute * 60 + clock.start.second
    return opening + base.utc_offset_s + ticks.astype(np.int64) * clock.tick_s


def crewing(detachment: Detachment, kind: AircraftType, clock: Clock) -> Crewing:
    """Crew rules in ticks: what is needed rounded up, what is allowed rounded down."""
    rules, behind = detachment.crew_rules, {item.crew: item for item in detachment.flown.values()}
    crews = [behind.get(number) for number in range(1, detachment.crews + 1)] if behind else []
    return Crewing(
        airframes=detachment.airframes,
        turnaround=clock.ceil_span(kind.turnaround_s),
        crews=detachment.crews,
        brief=clock.ceil_span(rules.brief_s),
        debrief=clock.ceil_span(rules.debrief_s),
        duty=clock.floor_span(rules.duty_s),
        rest=clock.ceil_span(rules.rest_s),
        long_duty=clock.floor_span(rules.long_duty_s),
        long_rest=clock.ceil_span(rules.long_rest_s),
        hours_7d=clock.floor_span(int(rules.hours_7d * 3600)),
        hours_30d=clock.floor_span(int(rules.hours_30d * 3600)),
        week=clock.ceil_span(7 * DAY_S),
        month=clock.ceil_span(30 * DAY_S),
        line=NEVER if detachment.planned is None else detachment.planned,
        grounded=tuple(
            (
                item.airframe - 1,
                -NEVER if item.start is None else clock.floor(item.start),
                NEVER if item.end is None else clock.ceil(item.end),
            )
            for item in detachment.unavailable.values()
        ),
        ready=tuple(-NEVER if c is None or c.rested is None else clock.ceil(c.rested) for c in crews),
        flown_7d=tuple(0 if c is None else clock.ceil_span(c.hours_7d * 3600.0) for c in crews),
        flown_30d=tuple(0 if c is None else clock.ceil_span(c.hours_30d * 3600.0) for c in crews),
    )


def least_takeoffs(detachment: Detachment, base: Base, clock: Clock, days: int) -> NDArray[np.int32] | None:
    """(days,) take-offs asked for on each base-local day: on whole ones only, of the horizon and of the
    detachment's own time. None where none are.
    """
    if not detachment.at_least:
        return None
    first = int(_local_seconds(np.zeros(1, dtype=np.int64), base, clock)[0] // DAY_S)
    midnight = clock.start.replace(hour=0, minute=0, second=0)
    begin = [midnight + timedelta(seconds=(first + n) * DAY_S - base.utc_offset_s) for n in range(days + 1)]
    opens, closes = max(detachment.start, clock.start), min(detachment.end, clock.at(clock.horizon))
    whole = [opens <= begin[n] and begin[n + 1] <= closes for n in range(days)]
    return np.array([detachment.at_least if one else 0 for one in whole], dtype=np.int32)


def outside_hours(
    takeoffs: NDArray[np.int32], detachment: Detachment, base: Base, clock: Clock
) -> NDArray[np.bool_] | None:
    """(n,) take-offs outside the preferred hours (both ends are inside); None where none are preferred."""
    hours = detachment.hours
    if hours is None:
        return None
    local = _local_seconds(takeoffs.astype(np.int64), base, clock) % DAY_S
    if hours.start_s <= hours.end_s:
        inside = (local >= hours.start_s) & (local <= hours.end_s)
    else:  # through midnight
        inside = (local >= hours.start_s) | (local <= hours.end_s)
    return np.asarray(~inside, dtype=np.bool_)


def in_a_day(total: float, clock: Clock) -> float:
    """Of what begins within the horizon, that of a day."""
    return total * DAY_S / (clock.horizon * clock.tick_s)


def least_price(detachment: Detachment, a_day: float) -> float:
    """Of a take-off that is missing; `a_day` is what begins in a day."""
    return SHORT_SHARE * a_day if detachment.short_price is None else detachment.short_price


def hours_price(detachment: Detachment, a_day: float) -> float:
    """Of a take-off outside the preferred hours."""
    hours = detachment.hours
    return HOURS_SHARE * a_day if hours is None or hours.price is None else hours.price


def per_week(detachment: Detachment) -> int:
    """Most take-offs in a base-local week, as the problem counts it."""
    return NEVER if detachment.per_week is None else detachment.per_week
