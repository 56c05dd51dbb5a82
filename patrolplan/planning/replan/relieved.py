"""Who relieves whom in a plan put together from what is frozen and what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from patrolplan.record.types import Event, Task


def relieved(
    events: Iterable[Event], tasks: Sequence[Task], early: Callable[[Task], timedelta]
) -> tuple[Event, ...]:
    """The events with the time before each ship's task called `relief` where another ship is on task there
    then, `wait` where none is.
    """
    ships = [task for task in tasks if task.sortie is None]
    due = {(task.asset, task.start): task for task in ships if early(task)}
    found: list[Event] = []
    for event in events:
        task = due.get((event.asset, event.end)) if event.kind in ("wait", "relief") else None
        if task is None:
            found.append(event)
            continue
        begins = task.start - early(task)
        meets = any(
            one.asset != task.asset
            and one.sector == task.sector
            and one.start < task.start
            and one.end > begins
            for one in ships
        )
        if not meets:
            found.append(replace(event, kind="wait"))
        elif event.kind == "wait" and event.start < begins:
            found += [replace(event, end=begins), replace(event, kind="relief", start=begins)]
        else:
            found.append(replace(event, kind="relief"))
    return tuple(found)
