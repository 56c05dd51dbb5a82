"""How `show` writes figures and times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from patrolplan.measures.times.dtg import dtg, short
from patrolplan.record.types import Task


@dataclass(frozen=True)
class Clock:
    """Times in Z, and in a second zone where one was asked for."""

    zone: str | None = None
    stacked: bool = False
    """The second zone on a line of its own, where a column is narrow."""

    def full(self, moment: datetime) -> str:
        """With month and year."""
        if self.zone in (None, "Z"):
            return dtg(moment)
        return f"{dtg(moment)} ({short(moment, str(self.zone))})"

    def brief(self, moment: datetime) -> str:
        """Day and time only."""
        if self.zone in (None, "Z"):
            return short(moment)
        return f"{short(moment)}{chr(10) if self.stacked else ' '}{short(moment, str(self.zone))}"


def amount(count: float) -> str:
    """Three figures or so: 1,204 or 35.1 or 4.27 or 0.031; a dash for none."""
    if not count:
        return "-"
    if count >= 99.95:
        return f"{count:,.0f}"
    if count >= 9.995:
        return f"{count:.1f}"
    return f"{count:.2f}" if count >= 0.9995 else f"{count:.3f}"


def percent(share: float) -> str:
    """38.2 %."""
    return f"{share * 100:.1f} %"


def hours(count: float) -> str:
    """26.0; a dash for none."""
    return f"{count:.1f}" if count else "-"


def number(count: int) -> str:
    """26; a dash for none."""
    return str(count) if count else "-"


def holder(task: Task) -> str:
    """Who holds a sector during a task: a ship by her name, a sortie with its detachment's."""
    if task.sortie is None:
        return task.asset
    return task.sortie if task.sortie.startswith(task.asset) else f"{task.asset} {task.sortie}"


def sortie_mark(sortie: str, detachment: str) -> str:
    """A sortie's id without the name of its detachment, where that stands beside it: `/3`."""
    return sortie.removeprefix(detachment).strip() or sortie


def span(hours_: float) -> str:
    """Days where there are whole ones of them: 7 days, 36 hours."""
    if hours_ >= 48 and hours_ % 24 == 0:
        return f"{hours_ / 24:.0f} days"
    return f"{hours_:g} hours"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 ship`, `3 ships`."""
    return f"{count} {one if count == 1 else many or one + 's'}"
