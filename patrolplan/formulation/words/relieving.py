"""Who relieves whom in water with presence: for each ship's task how long she is there before it."""

from __future__ import annotations

from dataclasses import dataclass

from patrolplan.formulation.asked.relief import relief_ticks
from patrolplan.formulation.types import Formulation
from patrolplan.problem.types import Choice, Look


@dataclass(frozen=True)
class Relief:
    """The span before a task in which the ship is in its sector already."""

    ticks: int
    """0: none is asked for."""
    relieves: bool
    """Whether another ship is on task there then."""


def reliefs(f: Formulation, choice: Choice) -> list[list[Relief]]:
    """For each ship the relief before each of her tasks."""
    spans = relief_ticks(f.scenario, f.water, f.clock).tolist()
    there: dict[int, list[tuple[int, Look]]] = {}
    for ship, looks in enumerate(choice.ships):
        for look in looks:
            there.setdefault(look.sector, []).append((ship, look))

    def relieves(ship: int, look: Look, ticks: int) -> bool:
        return any(
            other != ship and one.start < look.start and one.end > look.start - ticks
            for other, one in there[look.sector]
        )

    return [
        [Relief(spans[x.sector], bool(spans[x.sector]) and relieves(n, x, spans[x.sector])) for x in looks]
        for n, looks in enumerate(choice.ships)
    ]
