"""What a flying programme leaves short of what is asked for: take-offs that are missing, and such as lie
outside the preferred hours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from patrolplan.formulation.types import Formulation
from patrolplan.formulation.wings import hours_price, in_a_day, outside_hours
from patrolplan.problem.types import Choice, Detachment
from patrolplan.record.types import Shortfall
from patrolplan.scenario.values.time import format_time

SHOWN = 3
"""Days or take-offs that a reason names; the others are counted."""


def programme_shortfalls(f: Formulation, choice: Choice) -> Iterator[Shortfall]:
    """Detachment by detachment, in the scenario's order."""
    for d, det in enumerate(f.problem.detachments):
        takeoffs = sorted(flight.takeoff for flight in choice.flights if flight.detachment == d)
        yield from _missing(f, det, takeoffs)
        yield from _late(f, det, takeoffs)


def _missing(f: Formulation, det: Detachment, takeoffs: list[int]) -> Iterator[Shortfall]:
    if det.least is None:
        return
    day_of = dict(zip(det.takeoffs.tolist(), det.day.tolist(), strict=True))
    flown = Counter(day_of[t] for t in takeoffs)
    short = [(day, n - flown[day]) for day, n in enumerate(det.least.tolist()) if flown[day] < n]
    if not short:
        return
    base = f.scenario.bases[f.scenario.aircraft[det.name].base]
    first = (f.clock.start + timedelta(seconds=base.utc_offset_s)).date()
    able = Counter(det.day.tolist())
    days = [
        f"{n} on the local {first + timedelta(days=day):%d %b}" + ("" if able[day] else " (no open take-off)")
        for day, n in short[:SHOWN]
    ]
    more = f" and on {len(short) - SHOWN} more days" if len(short) > SHOWN else ""
    amount = sum(n for _, n in short)
    reason = f"{', '.join(days)}{more}: no better was found at a price of {det.least_price:g} each"
    yield Shortfall(f"{det.name}: at_least", float(amount), "sorties", amount * det.least_price, reason)


def _late(f: Formulation, det: Detachment, takeoffs: list[int]) -> Iterator[Shortfall]:
    wing = f.scenario.aircraft[det.name]
    outside = outside_hours(np.array(takeoffs, np.int32), wing, f.scenario.bases[wing.base], f.clock)
    if outside is None or not outside.any():
        return
    out = [t for t, late in zip(takeoffs, outside.tolist(), strict=True) if late]
    price = hours_price(wing, in_a_day(float(f.water.rates.sum()), f.clock))
    named = ", ".join(format_time(f.clock.at(t)) for t in out[:SHOWN])
    more = f" and {len(out) - SHOWN} more" if len(out) > SHOWN else ""
    reason = f"take-off at {named}{more}: worth more than the price of {price:g} each"
    yield Shortfall(f"{det.name}: hours", float(len(out)), "take-offs", len(out) * price, reason)
