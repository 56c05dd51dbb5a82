"""How long a ship's tasks must last, and how long she is there before them."""

from __future__ import annotations

from datetime import timedelta

from patrolplan.formulation.asked.relief import relief_ticks
from patrolplan.formulation.clock import clock_of
from patrolplan.formulation.kinds import min_task_ticks, ship_kind
from patrolplan.record.types import Task
from patrolplan.scenario.model import Scenario
from patrolplan.sea.types import Water


class Spans:
    """Spans that a scenario asks for, task by task."""

    def __init__(self, scenario: Scenario, water: Water) -> None:
        self._scenario, self._water = scenario, water
        self._clock = clock_of(scenario.horizon)
        self._rows = {sector.id: row for row, sector in enumerate(water.sectors)}
        self._relief = relief_ticks(scenario, water, self._clock)

    def least(self, task: Task) -> timedelta:
        """The shortest time that a ship's task may last in its sector."""
        kind = ship_kind(task.asset, self._scenario.ships[task.asset], self._scenario, self._water)
        ticks = min_task_ticks(kind, self._water, self._clock, self._clock.slot_ticks)
        return timedelta(seconds=int(ticks[self._rows[task.sector]]) * self._clock.tick_s)

    def early(self, task: Task) -> timedelta:
        """How long she is in the sector before it, to relieve; nothing where no presence is asked for."""
        return timedelta(seconds=int(self._relief[self._rows[task.sector]]) * self._clock.tick_s)
