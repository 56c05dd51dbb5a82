"""What a detachment's flights may do: windows of take-offs, landings, quotas, airframes and crews."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.plans.chain import Chain, Draft
from benchmarks.plans.reach import Reach
from patrolplan.problem.types import Detachment, Problem
from patrolplan.solver.crewing import name_crews


class Wing:
    """One detachment."""

    def __init__(self, problem: Problem, number: int) -> None:
        self.detachment: Detachment = problem.detachments[number]
        self.number = number
        self.horizon = problem.grid.horizon
        S = problem.grid.sectors
        self.out = Reach(self.detachment.outbound, 1, S, self.horizon)
        self.home = Reach(self.detachment.inbound, S, 1, self.horizon)
        self._days = dict(zip(self.detachment.takeoffs.tolist(), self.detachment.day.tolist(), strict=True))

    def longest(self) -> int:
        """Longest take-off to landing that endurance and a crew's duty allow."""
        c = self.detachment.crewing
        return min(self.detachment.max_block, c.duty - c.brief - c.debrief)

    def draft(self, takeoff: int, latest: int | None = None) -> Draft | None:
        """An empty flight that lands by `latest`; None where no landing is open in time."""
        last = min(takeoff + self.longest(), self.horizon, self.horizon if latest is None else latest)
        while last > takeoff and not self.detachment.landing[last]:
            last -= 1
        if last <= takeoff:
            return None
        entry = self.out.arrivals(0, takeoff)
        leave = self.home.departures(0, last)
        if not np.any(entry < leave):
            return None
        return Draft(
            self.number, takeoff, self._days[takeoff], last, Chain(self.detachment.mover, entry, leave)
        )

    def landing(self, draft: Draft) -> int:
        """Earliest open tick at which the flight can be home after its last look."""
        look = draft.chain.looks[-1]
        tick = int(self.home.arrivals(look.sector, look.end)[0])
        while not self.detachment.landing[tick]:
            tick += 1
        return tick

    def can_fly(self, drafts: Sequence[Draft]) -> bool:
        """Whether quotas, airframes and crews allow these flights of the detachment together."""
        det = self.detachment
        days = [d.day for d in drafts]
        if any(days.count(day) > det.per_day[day] for day in set(days)):
            return False
        weeks = [int(det.week[day]) for day in days]
        if any(weeks.count(week) > det.per_week for week in set(weeks)):
            return False
        return self.names(drafts) is not None

    def names(self, drafts: Sequence[Draft]) -> list[tuple[int, int]] | None:
        """(airframe, crew) for each of the flights, reckoned to their latest landings: sooner ones only
        make it easier. The flights stand in order of take-off.
        """
        return name_crews(self.detachment.crewing, [(d.takeoff, d.latest) for d in drafts])
