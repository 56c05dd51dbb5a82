"""How much is done at each effort: all of it counted, none of it timed."""

from __future__ import annotations

from dataclasses import dataclass

from patrolplan.solver.days import Effort


@dataclass(frozen=True)
class Plan:
    """One effort in rounds. A run is `slices` slices; in each, levels and two lanes of search work side
    by side and then tell one another what they found."""

    slices: int
    rounds: int
    """Level rounds a slice."""
    refreshes: int
    """Fillings of the flight pools a slice."""
    ship_moves: int
    """Moves of ships a lane and slice, where ships sail."""
    flight_moves: int
    """Moves of flights a lane and slice, where aircraft fly."""
    middle: Effort
    """Of the first certificate."""
    final: Effort
    """Of the last one."""
    nodes: int
    """Branching nodes on a small fleet."""


EFFORTS = {
    "quick": Plan(2, 60, 3, 600, 400, Effort(4, 2, 0.02), Effort(10, 30, 0.025, 12, 2), 200),
    "standard": Plan(6, 90, 3, 1100, 900, Effort(2, 1, 0.02), Effort(10, 120, 0.025, 24, 3), 2000),
    "thorough": Plan(40, 60, 3, 2000, 1500, Effort(4, 2, 0.02), Effort(40, 300, 0.004, 72, 8), 20000),
}
