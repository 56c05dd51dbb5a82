"""What people give: who is where from when to when, and perhaps in which flight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class DraftTask:
    """One task."""

    asset: str
    sector: str
    start: datetime
    end: datetime
    sortie: str | None = None
    """Which flight of a detachment, by any name; None: it is found."""


@dataclass(frozen=True)
class DraftSortie:
    """What is known of a flight; None: it is found."""

    name: str
    detachment: str
    takeoff: datetime | None = None
    landing: datetime | None = None
    airframe: int | None = None
    crew: int | None = None


@dataclass(frozen=True)
class Draft:
    """A plan as people made it."""

    tasks: tuple[DraftTask, ...]
    sorties: tuple[DraftSortie, ...] = ()


class DraftError(Exception):
    """It cannot be completed. `problems`: every reason, in words, each with the place to mend."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems
