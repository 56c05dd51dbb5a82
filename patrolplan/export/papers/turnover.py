"""The turnover of one asset: what it does next, whom it relieves, who relieves it, and what has changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from patrolplan.export.errors import ExportError
from patrolplan.export.papers.steps import Step, steps
from patrolplan.export.text import plain
from patrolplan.export.view.types import Mover, Stamp, View
from patrolplan.measures.differences.pairs import Change, changes
from patrolplan.measures.times.dtg import short
from patrolplan.record.types import Record, Sortie, Task

MOST_STEPS: Final = 8
MOST_CHANGES: Final = 8
"""More of either would not fit on a page; what is left out is counted."""


@dataclass(frozen=True)
class Turnover:
    """One page for one asset."""

    stamp: Stamp
    asset: str
    nation: str
    at: datetime
    now: tuple[Step, ...]
    """What is under way then."""
    ahead: tuple[Step, ...]
    """What comes next, most of a page."""
    later: int
    """How many steps follow those."""
    compared: str | None
    """The older plan, `ECC WEEK 39, issue 1`; None where none was given."""
    changed: tuple[str, ...]
    more_changes: int


def turnover(view: View, at: datetime | None = None, older: Record | None = None) -> Turnover:
    """The turnover of the one asset that a view shows.

    Args:
        view: of one asset.
        at: from when; the horizon's start where it is left out.
        older: the plan that this one replaces; only what it says of this asset is used.

    Raises:
        ExportError: the view shows several assets or none.

    """
    if len(view.assets) != 1:
        raise ExportError(
            f"a turnover is for one asset, and here are {len(view.assets)}: name one (--asset), or use --all"
        )
    asset, moment = view.assets[0], at or view.stamp.start
    own = [step for mover in view.movers for step in _told(mover)]
    own.sort(key=lambda step: (step.start, step.end))
    ahead = [step for step in own if step.start >= moment]
    said = _changes(view, asset, older) if older is not None else ()
    return Turnover(
        stamp=view.stamp,
        asset=plain(asset),
        nation=plain(view.movers[0].nation),
        at=moment,
        now=tuple(step for step in own if step.start < moment < step.end),
        ahead=tuple(ahead[:MOST_STEPS]),
        later=max(0, len(ahead) - MOST_STEPS),
        compared=f"{plain(older.plan.name)}, issue {older.plan.issue}" if older is not None else None,
        changed=said[:MOST_CHANGES],
        more_changes=max(0, len(said) - MOST_CHANGES),
    )


def _told(mover: Mover) -> tuple[Step, ...]:
    """Steps worth a line: not each wait; a flight's begin with its id."""
    found = tuple(step for step in steps(mover) if not step.words.startswith("wait"))
    if mover.sortie is None:
        return found
    return tuple(
        Step(step.start, step.end, step.job, f"{plain(mover.sortie.id)}: {step.words}") for step in found
    )


def _changes(view: View, asset: str, older: Record) -> tuple[str, ...]:
    """What is different for this asset, in sentences that name nobody else."""
    mine = [job.task for job in view.jobs]
    before = [task for task in older.tasks if task.asset == asset]
    stay = timedelta(seconds=older.model.stay_s)
    said = [(one.start, _sentence(one)) for one in changes(before, mine, stay)]
    now = {mover.sortie.takeoff: mover.sortie for mover in view.movers if mover.sortie is not None}
    then = {sortie.takeoff: sortie for sortie in older.sorties if sortie.detachment == asset}
    for takeoff in now.keys() | then.keys():
        old, new = then.get(takeoff), now.get(takeoff)
        if old is None or new is None or _flown(old) != _flown(new):
            said.append((takeoff, _flight(old, new)))
    return tuple(words for _, words in sorted(said))


def _sentence(change: Change) -> str:
    old, new = change.old, change.new
    if old is None:
        assert new is not None
        return f"added: {_span(new)}"
    if new is None:
        return f"dropped: {_span(old)}"
    return f"{change.kind}: {_span(new)}, was {_span(old)}"


def _span(task: Task) -> str:
    return f"{plain(task.sector)} {short(task.start)} to {short(task.end)}"


def _flight(old: Sortie | None, new: Sortie | None) -> str:
    if old is None:
        assert new is not None
        return f"sortie added: {_flown(new)}"
    if new is None:
        return f"sortie dropped: {_flown(old)}"
    return f"sortie changed: {_flown(new)}, was {_flown(old)}"


def _flown(one: Sortie) -> str:
    return f"{short(one.takeoff)} to {short(one.landing)}, airframe {one.airframe}, crew {one.crew}"
