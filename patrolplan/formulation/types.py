"""Frozen types of the formulation: the problem, and what leads from its rows back to names."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.charts import Chart, Pilot, ZoneSet
from patrolplan.formulation.clock import Clock
from patrolplan.problem.types import Arcs, Problem
from patrolplan.scenario.model import Helicopter, Scenario
from patrolplan.sea.types import Water


@dataclass(frozen=True)
class Ways:
    """Arcs, and for each the timed zones that its route goes round (index into `sets`)."""

    arcs: Arcs
    avoids: NDArray[np.int32]
    sets: tuple[ZoneSet, ...]


@dataclass(frozen=True)
class Kind:
    """What the movers of a problem are made from: one for each, at the same index.

    Assets that agree in all of this are alike to the solver.
    """

    medium: str
    """"ship" or "aircraft"."""
    station_kn: float
    transit_kn: float
    min_task_s: int
    day_width_nm: float
    night_width_nm: float
    contact_time_s: int
    binding: ZoneSet
    """Zones that bar it, from passage or from tasks."""
    caveats: frozenset[str]
    """Caveats that bind it."""
    forbids: frozenset[str] = frozenset()
    """Forbidden tasks that bind it."""
    pins: frozenset[str] = frozenset()
    """Its own pins: who has any is alike to nobody else."""
    helicopter: Helicopter | None = None
    """What a ship carries that looks for her."""


@dataclass(frozen=True)
class Sweep:
    """How a mover searches each slot: (S, K) sweep width and effective speed."""

    width_nm: NDArray[np.float64]
    speed_kn: NDArray[np.float64]


@dataclass(frozen=True)
class Fleet:
    """A mover's water: its chart (nodes: the sectors, then points) and ways between sectors."""

    kind: Kind
    sweep: Sweep
    pilot: Pilot
    ways: Ways
    forced: bool = False
    """Somebody else chose the tasks: where they leave too little time to get from one to the next it is gone
    all the same, in the time that there is, and a judge will say so."""

    @property
    def chart(self) -> Chart:
        """Its routes, with the node of each point."""
        return self.pilot.chart


@dataclass(frozen=True)
class Stay:
    """Where and when a ship joins and leaves in one spell. Nodes are those of her fleet's chart."""

    in_node: int | None
    """None: she is in the water already."""
    in_tick: int
    """First tick at which she is there, closures of the port reckoned with."""
    inbound: Ways | None
    """From `in_node` (tail 0) to sectors."""
    out_node: int | None
    out_tick: int
    """Last tick at which she may still arrive; may lie beyond the horizon."""
    out_shut: tuple[tuple[int, int], ...]
    """Ticks strictly between which the port where she leaves is shut."""
    outbound: Ways | None
    """From sectors to `out_node` (head 0)."""
    through: Ways | None
    """From `in_node` to `out_node` without a task between (tail and head 0); None unless both are."""


@dataclass(frozen=True)
class Wing:
    """A detachment's base and its ways out and home."""

    base_node: int
    outbound: Ways
    inbound: Ways


@dataclass(frozen=True)
class Obstacle:
    """Why an asset can do no task in a spell, or cannot keep a rule at all."""

    asset: str
    breaks: bool
    """No itinerary of it keeps the rules, not even an idle one."""
    words: str
    idle: bool = False
    """It can do nothing in the whole horizon."""


@dataclass(frozen=True)
class Formulation:
    """A problem, and everything needed to say its answer in the planner's words."""

    problem: Problem
    scenario: Scenario
    water: Water
    clock: Clock
    fleets: tuple[Fleet, ...]
    """One for each mover."""
    stays: tuple[tuple[Stay, ...], ...]
    """For each ship of the problem, one for each spell."""
    wings: tuple[Wing, ...]
    """One for each detachment of the problem."""
    obstacles: tuple[Obstacle, ...]
