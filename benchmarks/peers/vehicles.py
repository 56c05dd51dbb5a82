"""Ships' spells and flights as vehicles of a routing problem."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.plans.board import Board
from benchmarks.plans.reach import Ticks
from benchmarks.plans.rota import programme
from patrolplan.problem.types import NEVER


@dataclass(frozen=True)
class Vehicle:
    """One ship in one spell (`ship`, `spell`) or one flight of a detachment (`detachment`, `day`)."""

    mover: int
    early: int
    """Earliest start at the depot."""
    start_late: int
    late: int
    """Latest end at the depot."""
    longest: int
    """Longest from start to end."""
    out: Ticks
    """(S,) ticks from the start to a first look; NEVER: no way."""
    home: Ticks
    """(S,) ticks from a last look to the end."""
    ship: int = -1
    spell: int = -1
    detachment: int = -1
    day: int = -1


def vehicles_of(board: Board) -> list[Vehicle]:
    """All ships' spells, and as many flights as the quotas allow, spread evenly over days and weeks."""
    return _ships(board) + [v for number in range(len(board.wings)) for v in _flights(board, number)]


def _ships(board: Board) -> list[Vehicle]:
    out: list[Vehicle] = []
    for i, spells in enumerate(board.ships):
        for j, chain in enumerate(spells):
            early, late = int(chain.entry.min()), int(chain.leave.max())
            if early >= NEVER or late <= early:
                continue
            entry = np.where(chain.entry < NEVER, chain.entry - early, NEVER)
            home = np.where(chain.leave >= 0, late - chain.leave, NEVER)
            out.append(Vehicle(chain.mover, early, early, late, late - early, entry, home, ship=i, spell=j))
    return out


def _flights(board: Board, number: int) -> list[Vehicle]:
    """Each flight takes off in its even part of the day, where the base can take it back."""
    wing = board.wings[number]
    det, out = wing.detachment, []
    for day, part in programme(wing):
        takeoffs = det.takeoffs[det.day == day].tolist()
        first = int(part * len(takeoffs))
        mine = takeoffs[first : first + max(1, len(takeoffs) // int(det.per_day[day]))]
        drafts = [d for t in mine if (d := wing.draft(t)) is not None]
        if drafts:
            out.append(
                Vehicle(
                    mover=det.mover,
                    early=drafts[0].takeoff,
                    start_late=drafts[-1].takeoff,
                    late=max(d.latest for d in drafts),
                    longest=wing.longest(),
                    out=wing.out.usual()[0],
                    home=wing.home.usual()[:, 0],
                    detachment=number,
                    day=day,
                )
            )
    return out
