"""Ticks and times: the only place where one becomes the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from patrolplan.scenario.model import Horizon

SECOND = timedelta(seconds=1)
_HAIR = 1e-9
"""Of a tick: a distance that comes out a hair over a whole number of ticks is not one more."""


@dataclass(frozen=True)
class Clock:
    """Integer ticks since the horizon's opening."""

    start: datetime
    tick_s: int
    slot_ticks: int
    steps: int

    @property
    def horizon(self) -> int:
        """Ticks in the horizon."""
        return self.steps * self.slot_ticks

    def seconds(self, when: datetime) -> int:
        """Whole seconds since the opening, rounded down; negative before it."""
        return (when - self.start) // SECOND

    def floor(self, when: datetime) -> int:
        """The last tick at or before a time."""
        return self.seconds(when) // self.tick_s

    def ceil(self, when: datetime) -> int:
        """The first tick at or after a time."""
        return -((self.start - when) // (SECOND * self.tick_s))

    def at(self, tick: int) -> datetime:
        """The time of a tick."""
        return self.start + timedelta(seconds=tick * self.tick_s)

    def floor_span(self, seconds: int) -> int:
        """Ticks in a span, rounded down: for what may last at most so long."""
        return seconds // self.tick_s

    def ceil_span(self, seconds: float) -> int:
        """Ticks in a span, rounded up: for what lasts at least so long."""
        return ceil(seconds / self.tick_s - _HAIR)

    def floor_step(self, tick: int) -> int:
        """The last slot edge at or before a tick."""
        return tick // self.slot_ticks * self.slot_ticks

    def ceil_step(self, tick: int) -> int:
        """The first slot edge at or after a tick."""
        return -(-tick // self.slot_ticks) * self.slot_ticks

    def steps_met(self, start: datetime | None, end: datetime | None) -> slice:
        """The steps that a span of time meets; None is the horizon's opening or end."""
        first = 0 if start is None else max(0, self.floor(start) // self.slot_ticks)
        last = self.steps if end is None else self.ceil_step(self.ceil(end)) // self.slot_ticks
        return slice(min(first, self.steps), max(min(last, self.steps), 0))


def clock_of(horizon: Horizon) -> Clock:
    """The clock of a horizon; its step is whole ticks and its length whole steps (checked on reading)."""
    return Clock(
        horizon.start,
        horizon.tick_s,
        horizon.slot_s // horizon.tick_s,
        horizon.length_s // horizon.slot_s,
    )
