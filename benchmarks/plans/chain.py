"""One holder's looks in order, and where and when that holder may look at all."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.plans.reach import Reach, Ticks
from patrolplan.problem.types import NEVER, Look


@dataclass
class Chain:
    """A ship in one spell, or a flight: looks joined by ways, between an entry and an exit by sector."""

    mover: int
    entry: Ticks
    """(S,) earliest start of a first look."""
    leave: Ticks
    """(S,) latest end of a last look."""
    looks: list[Look] = field(default_factory=list)

    def ready(self, place: int, reach: Reach) -> tuple[Ticks, int]:
        """(S,) when a look could start if it stood at `place`, and the tick when the holder comes free."""
        if place == 0:
            return self.entry, int(self.entry.min(initial=NEVER))
        before = self.looks[place - 1]
        out = reach.arrivals(before.sector, before.end)
        out[before.sector] = before.end
        return out, before.end

    def until(self, place: int, reach: Reach) -> Ticks:
        """(S,) when a look at `place` would have to end."""
        if place == len(self.looks):
            return self.leave
        after = self.looks[place]
        out = reach.departures(after.sector, after.start)
        out[after.sector] = after.start
        return out


@dataclass
class Draft:
    """A flight that is being laid out: take-off, its day, and the last tick it may land."""

    detachment: int
    takeoff: int
    day: int
    latest: int
    chain: Chain
