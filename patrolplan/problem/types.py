"""Frozen types of the packing problem and of its answer.

Time is counted in ticks from the horizon's opening. A *step* is `Grid.slot_ticks` long; a *slot* is
one sector during one step. Every array is read-only and C-contiguous; S is the number of sectors,
K the number of steps.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.requirements import NOTHING_ASKED, Requirements

NEVER = 2**30
"""A tick beyond any horizon: stands for "cannot"."""


MOST_GROUPS = 6
"""Groups of sectors that private levels may be paid by: a proof keeps every subset of them apart."""


@dataclass(frozen=True)
class Grid:
    """Sizes of the horizon: everything else is measured against these."""

    sectors: int
    steps: int
    slot_ticks: int
    stay_steps: int
    """D: how many whole steps a thing of interest stays to be seen."""

    @property
    def horizon(self) -> int:
        """Ticks in the horizon."""
        return self.steps * self.slot_ticks

    @property
    def stay(self) -> int:
        """D in ticks."""
        return self.stay_steps * self.slot_ticks


@dataclass(frozen=True)
class Arcs:
    """Ways from one node to another. One pair may have several (a zone's hours make the way longer).

    Arc i may be entered at tick t with `opens[i] <= t < closes[i]` and arrives at `t + ticks[i]`.
    Waiting before departure is always allowed. A sector has no arc to itself.
    """

    tail: NDArray[np.int32]
    head: NDArray[np.int32]
    ticks: NDArray[np.int32]
    opens: NDArray[np.int32]
    closes: NDArray[np.int32]


@dataclass(frozen=True)
class Mover:
    """How a kind of holder sees and moves. Holders that are alike share one."""

    rate: NDArray[np.float64]
    """(S, K) coverage factor gained per tick on station; constant within a slot."""
    allowed: NDArray[np.bool_]
    """(S, K) slots that this mover's tasks may meet (caveats, zones)."""
    min_task: NDArray[np.int32]
    """(S,) shortest task in ticks."""
    step: int
    """Tasks start and end on multiples of this many ticks (ships: slot_ticks; aircraft: 1)."""
    arcs: Arcs
    """Sector to sector."""


@dataclass(frozen=True)
class Spell:
    """One stretch of a ship with the cell: a task in sector s lies within [entry[s], exit[s]]."""

    entry: NDArray[np.int32]
    """(S,) earliest tick at which a first task may start there (NEVER: not reachable); on the step."""
    exit: NDArray[np.int32]
    """(S,) latest tick at which a last task may end there (-1: no way out from there); on the step."""


@dataclass(frozen=True)
class Supply:
    """A ship replenishes wherever she is: for `takes` ticks she is on no task and under no way.

    From joining, and from the end of one replenishment, it is at most `every` ticks to the beginning of the
    next, or to leaving.
    """

    every: int
    takes: int
    joins: tuple[int, ...]
    """For each spell the tick from which the first interval counts."""
    leaves: tuple[int, ...]
    """For each spell the tick by which the last interval ends."""


@dataclass(frozen=True)
class Ship:
    """A holder that stays at sea: in each spell, in order, a chain of tasks joined by arcs."""

    name: str
    mover: int
    spells: tuple[Spell, ...]
    supply: Supply | None = None


@dataclass(frozen=True)
class Crewing:
    """What one flight costs an airframe and a crew, in ticks. A resource is taken for
    [takeoff - before, landing + after); crews rest longer after a long duty."""

    airframes: int
    turnaround: int
    crews: int
    brief: int
    debrief: int
    duty: int
    """Longest duty, brief and debrief included."""
    rest: int
    long_duty: int
    long_rest: int
    """Rest that follows a duty longer than `long_duty`."""
    hours_7d: int
    """Most flight ticks of one crew within any 7 days; `week` gives the days in ticks."""
    hours_30d: int
    week: int
    """Ticks in 7 days."""
    month: int
    """Ticks in 30 days."""
    line: int = NEVER
    """Most airframes that may be in the air or in their turnaround at once."""
    grounded: tuple[tuple[int, int, int], ...] = ()
    """(airframe, start, end): that airframe is not in the air within [start, end)."""
    ready: tuple[int, ...] = ()
    """For each crew the first tick at which a duty may begin (a brief may lie before tick 0); empty: any."""
    flown_7d: tuple[int, ...] = ()
    """For each crew the flight ticks behind it when the horizon opens: they count in full in every 7 days
    that begin before tick 0. Empty: none."""
    flown_30d: tuple[int, ...] = ()
    """The same for 30 days."""


@dataclass(frozen=True)
class Detachment:
    """Aircraft of one kind at one base. A flight takes off at one of `takeoffs`, makes looks joined
    by arcs, and lands on any open tick at most `max_block` later and within the horizon."""

    name: str
    mover: int
    takeoffs: NDArray[np.int32]
    """(n,) allowed take-off ticks, ascending."""
    day: NDArray[np.int32]
    """(n,) base-local day of each."""
    per_day: NDArray[np.int32]
    """(days,) most take-offs on each base-local day."""
    week: NDArray[np.int32]
    """(days,) the base-local week of each day."""
    per_week: int
    """Most take-offs in one week (NEVER: no such rule)."""
    outbound: Arcs
    """Base to sector (tail is 0)."""
    inbound: Arcs
    """Sector to base (head is 0)."""
    landing: NDArray[np.bool_]
    """(horizon + 1,) ticks at which the base takes a landing."""
    max_block: int
    """Longest take-off to landing: endurance less reserve."""
    crewing: Crewing
    gap: int = 0
    """Least ticks between two of its take-offs."""
    field: int = -1
    """Detachments that fly from one airfield have one number (-1: none shares it)."""
    field_gap: int = 0
    """Least ticks between any two take-offs from that airfield; the same for all that share it."""
    least: NDArray[np.int32] | None = None
    """(days,) take-offs asked for on each base-local day; None: none."""
    least_price: float = 0.0
    """Of each that is missing."""
    toll: NDArray[np.float64] | None = None
    """(n,) what each take-off costs by its hour; None: nothing."""

    @property
    def asks(self) -> bool:
        """Whether the objective of its flights is other than what they see."""
        return self.least is not None or self.toll is not None


@dataclass(frozen=True)
class Problem:
    """Everything the solver and the oracle know."""

    grid: Grid
    weight: NDArray[np.float64]
    """(S, K) expected beginnings in each slot (lambda times the step)."""
    movers: tuple[Mover, ...]
    ships: tuple[Ship, ...]
    detachments: tuple[Detachment, ...]
    requirements: Requirements = NOTHING_ASKED

    @property
    def priced(self) -> bool:
        """Whether an answer may be worth less than what it sees: something is asked for, at a price."""
        return len(self.requirements) > 0 or any(det.asks for det in self.detachments)


@dataclass(frozen=True, order=True)
class Look:
    """On station in `sector` for [start, end) ticks: a ship's task or an aircraft's look."""

    sector: int
    start: int
    end: int


@dataclass(frozen=True)
class Flight:
    """One sortie. `airframe` and `crew` are numbers within the detachment, -1 before naming."""

    detachment: int
    takeoff: int
    landing: int
    looks: tuple[Look, ...]
    airframe: int = -1
    crew: int = -1


@dataclass(frozen=True)
class Choice:
    """An answer: for each ship its tasks in order, and the flights by take-off."""

    ships: tuple[tuple[Look, ...], ...]
    flights: tuple[Flight, ...]


@dataclass(frozen=True)
class Private:
    """Levels that hold for one take-off of one detachment only: never below the common ones.

    `claim`: the bid (in units of `Certificate.scale`) that these levels are to prove for that
    take-off; the oracle may drop states that cannot beat it under the common levels.

    `group`: of each slot listed, the number (from 0, at most `MOST_GROUPS` of them) of the group of sectors
    that its sector belongs to, -1 for none; None: all -1. What its level costs is paid only by flights that
    come into the group, and only where it can still be seen then; in no group, by every flight.
    """

    detachment: int
    takeoff: int
    claim: int
    sector: NDArray[np.int32]
    step: NDArray[np.int32]
    level: NDArray[np.int64]
    group: NDArray[np.int32] | None = None


@dataclass(frozen=True)
class Leaf:
    """One case of a proof by cases, with levels of its own.

    A decision (ship, sector, step, held) says that the ship holds the slot (then she meets no other
    slot of that step, and no other holder meets this one) or that she does not meet it. The leaves'
    decisions form a binary tree: each node splits on one (ship, sector, step), both ways.
    """

    decisions: tuple[tuple[int, int, int, bool], ...]
    level: NDArray[np.int64]
    """(S, K)."""


@dataclass(frozen=True)
class Certificate:
    """Levels as integers: level / scale lies in [0, 1]. Bids and values are rounded up to 1/scale."""

    scale: int
    level: NDArray[np.int64]
    """(S, K)."""
    private: tuple[Private, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    """Where there are any, the bound is the worst leaf's, and `level` is not used."""
    requirements: NDArray[np.int64] | None = None
    """(rows,) price of each requirement over `scale`, between 0 and the price of missing it; None: all 0."""


@dataclass(frozen=True)
class Phase:
    """One line of the run's story: what a phase did, what it found and why it stopped."""

    name: str
    rounds: int
    value: float
    bound: float
    stopped_by: str


@dataclass(frozen=True)
class Result:
    """What the solver hands back; value (less cost of shortfalls) and bound in units of `Problem.weight`."""

    choice: Choice
    certificate: Certificate
    value: float
    bound: float
    rounds: int
    stopped_by: str
    phases: tuple[Phase, ...] = field(default=())
