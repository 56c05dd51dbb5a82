"""Which task of the new plan has become of which task of the old one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from patrolplan.record.types import Task

Kind = Literal["added", "dropped", "moved", "retimed", "handed over"]
NONE = timedelta(0)


@dataclass(frozen=True)
class Change:
    """One task that is not as it was. At least one of `old` and `new` is there."""

    kind: Kind
    old: Task | None
    new: Task | None

    @property
    def asset(self) -> str:
        """Whose task it is now; whose it was, where it is no more."""
        one = self.new if self.new is not None else self.old
        assert one is not None
        return one.asset

    @property
    def assets(self) -> tuple[str, ...]:
        """Everybody who has to do with it, the giver first."""
        found = dict.fromkeys(one.asset for one in (self.old, self.new) if one is not None)
        return tuple(found)

    @property
    def start(self) -> datetime:
        """When it first matters."""
        return min(one.start for one in (self.old, self.new) if one is not None)


def same_task(one: Task, other: Task) -> bool:
    """Whether the same asset is in the same sector from the same time to the same time."""
    return _key(one) == _key(other)


def _key(task: Task) -> tuple[str, str, datetime, datetime]:
    return task.asset, task.sector, task.start, task.end


def overlap(one: Task, other: Task) -> timedelta:
    """The time that two tasks share; negative by the time between them where they share none."""
    return min(one.end, other.end) - max(one.start, other.start)


def changes(old: Iterable[Task], new: Iterable[Task], near: timedelta) -> tuple[Change, ...]:
    """Every task that changed, each counted once, by time.

    Tasks that are the same in asset, sector, start and end have not changed, whatever their ids. Of the rest,
    each is paired with at most one of the other plan, the pair that shares most time first:

    - *retimed*: the same asset and sector, no further apart than `near`;
    - *handed over*: the same sector and time, another asset, where the giver has no task in the new plan at
      that time and the taker had none in the old;
    - *moved*: the same asset and time, another sector;
    - *handed over*: the same sector and time, another asset.

    What is left was *dropped* or *added*.

    Args:
        old: tasks of the old plan.
        new: tasks of the new plan.
        near: how far apart in time a task may move and still be the same one (the stay).

    """
    was = {_key(task): task for task in old}
    now = {_key(task): task for task in new}
    gone = [task for key, task in was.items() if key not in now]
    come = [task for key, task in now.items() if key not in was]
    busy_before, busy_after = _busy(was.values()), _busy(now.values())
    found: list[Change] = []

    def pair(kind: Kind, fits: Callable[[Task, Task], bool]) -> None:
        pairs = [
            (-overlap(one, other), one.start, _key(one), _key(other), one, other)
            for one in gone
            for other in come
            if fits(one, other)
        ]
        for *_, one, other in sorted(pairs, key=lambda row: row[:4]):
            if one in gone and other in come:
                gone.remove(one)
                come.remove(other)
                found.append(Change(kind, one, other))

    def freed(one: Task, other: Task) -> bool:
        return not busy_after(one.asset, one) and not busy_before(other.asset, other)

    pair("retimed", lambda a, b: (a.asset, a.sector) == (b.asset, b.sector) and overlap(a, b) > -near)
    pair("handed over", lambda a, b: _relieves(a, b) and freed(a, b))
    pair("moved", lambda a, b: a.asset == b.asset and overlap(a, b) > NONE)
    pair("handed over", _relieves)
    found += [Change("dropped", task, None) for task in gone]
    found += [Change("added", None, task) for task in come]
    return tuple(sorted(found, key=lambda one: (one.start, one.asset, one.kind)))


def _relieves(one: Task, other: Task) -> bool:
    return one.sector == other.sector and one.asset != other.asset and overlap(one, other) > NONE


def _busy(tasks: Iterable[Task]) -> Callable[[str, Task], bool]:
    """Whether an asset has a task that shares time with another one."""
    by_asset: dict[str, list[Task]] = {}
    for task in tasks:
        by_asset.setdefault(task.asset, []).append(task)

    def busy(asset: str, at: Task) -> bool:
        rows: Sequence[Task] = by_asset.get(asset, ())
        return any(overlap(task, at) > NONE for task in rows)

    return busy
