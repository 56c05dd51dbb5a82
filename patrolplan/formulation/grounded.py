"""What keeps a detachment on the ground for a day, and crews and airframes out of it, in words.

The rest of the programme is made all the same: these are remarks in the plan, for somebody who asks why
nobody flies on Thursday.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.clock import Clock
from patrolplan.formulation.types import Obstacle
from patrolplan.problem.types import NEVER, Crewing, Detachment, Mover
from patrolplan.scenario.model import Scenario

CLOSED = "its base is closed, or it is not there"
NO_LANDING = "there is no open landing in time after any take-off"
NOTHING_SEEN = "it would see nothing: its identification width is none in that light and weather"
NOTHING_OPEN = "caveats and zones close every sector in reach"


def ground_notes(rows: Detachment, mover: Mover, scenario: Scenario, clock: Clock) -> list[Obstacle]:
    """A note for each stretch of days without a flight, each crew that cannot fly and each airframe that is
    away all the time.
    """
    words = [*_days(rows, mover, scenario, clock), *_crews(rows, scenario, clock), *_airframes(rows, clock)]
    return [Obstacle(rows.name, False, f"{rows.name} {text}") for text in words]


def out_of_hours(crewing: Crewing, horizon: int) -> NDArray[np.bool_]:
    """(crews,) whether a crew cannot fly at all within the horizon."""
    out = np.zeros(crewing.crews, dtype=np.bool_)
    for crew, tick in enumerate(crewing.ready):
        out[crew] |= tick + crewing.brief >= horizon
    for flown, most, span in (
        (crewing.flown_7d, crewing.hours_7d, crewing.week),
        (crewing.flown_30d, crewing.hours_30d, crewing.month),
    ):
        for crew, ticks in enumerate(flown):
            out[crew] |= ticks >= most and span >= horizon
    return out


def all_away(crewing: Crewing, horizon: int) -> NDArray[np.bool_]:
    """(airframes,) whether an airframe is away for the whole horizon."""
    out = np.zeros(crewing.airframes, dtype=np.bool_)
    for airframe, start, end in crewing.grounded:
        out[airframe] |= start <= 0 and end >= horizon
    return out


def why_grounded(rows: Detachment, mover: Mover, takeoffs: NDArray[np.int32], slot_ticks: int) -> str | None:
    """Why no flight can be made from any of these take-offs; None where one may be."""
    if not len(takeoffs):
        return CLOSED
    sectors = len(mover.min_task)
    out, home = np.full(sectors, NEVER, dtype=np.int64), np.full(sectors, NEVER, dtype=np.int64)
    np.minimum.at(out, rows.outbound.head, rows.outbound.ticks)
    np.minimum.at(home, rows.inbound.tail, rows.inbound.ticks)
    block = out + home + mover.min_task
    within = block <= rows.max_block
    if not within.any():
        return None  # told of the detachment as a whole
    landings = np.concatenate([[0], np.cumsum(rows.landing)])
    last = len(rows.landing)
    until = np.minimum(takeoffs.astype(np.int64) + rows.max_block + 1, last)
    begin = np.minimum(takeoffs.astype(np.int64) + int(block.min()), last)
    if not (landings[np.maximum(until, begin)] > landings[begin]).any():
        return NO_LANDING
    down = min(int(takeoffs.max()) + rows.max_block, int(np.flatnonzero(rows.landing)[-1]))
    first = (int(takeoffs.min()) + int(out[within].min())) // slot_ticks
    end = max(first, -(-(down - int(home[within].min())) // slot_ticks))
    allowed = mover.allowed[within, first:end]
    if not allowed.any():
        return NOTHING_OPEN
    if not (mover.rate[within, first:end][allowed] > 0).any():
        return NOTHING_SEEN
    return None


def _days(rows: Detachment, mover: Mover, scenario: Scenario, clock: Clock) -> Iterator[str]:
    base = scenario.bases[scenario.aircraft[rows.name].base]
    opening = clock.start + timedelta(seconds=base.utc_offset_s)
    reasons = [
        why_grounded(rows, mover, rows.takeoffs[rows.day == day], clock.slot_ticks)
        for day in range(len(rows.per_day))
    ]
    ends = clock.at(clock.horizon) + timedelta(seconds=base.utc_offset_s)
    if ends.time() == datetime.min.time():  # the horizon closes at local midnight: no day begins there
        reasons = reasons[:-1]
    day = 0
    for reason, run in groupby(reasons):
        length = len(list(run))
        if reason is not None:
            first, last = opening + timedelta(days=day), opening + timedelta(days=day + length - 1)
            span = f"on {_date(first)}" if length == 1 else f"from {_date(first)} to {_date(last)}"
            yield f"does not fly {span} (days of {base.name}): {reason}"
        day += length


def _date(day: datetime) -> str:
    return f"{day.day} {day:%b}"


def _crews(rows: Detachment, scenario: Scenario, clock: Clock) -> Iterator[str]:
    detachment = scenario.aircraft[rows.name]
    rules = detachment.crew_rules
    for behind in detachment.flown.values():
        for had, most, days in (
            (behind.hours_7d, rules.hours_7d, 7),
            (behind.hours_30d, rules.hours_30d, 30),
        ):
            if had >= most:
                yield (
                    f"crew {behind.crew} is out of hours: {had:g} h flown in the last {days} days, {most:g} "
                    f"h allowed; it does not fly within {days} days of the opening"
                )
                break
    ready = np.array(rows.crewing.ready, dtype=np.int64)
    for crew in np.flatnonzero(ready + rows.crewing.brief >= clock.horizon).tolist():
        yield f"crew {crew + 1} is not rested before the horizon closes: it does not fly"


def _airframes(rows: Detachment, clock: Clock) -> Iterator[str]:
    for airframe in np.flatnonzero(all_away(rows.crewing, clock.horizon)).tolist():
        yield f"airframe {airframe + 1} is away for the whole horizon"
