"""Both plans on one timeline: for each asset that must do something else, what it had to do and has now."""

from __future__ import annotations

from collections.abc import Iterator

from patrolplan.brief.drawing.scale import Scale, scale
from patrolplan.brief.drawing.timelines.rows import Bar, line, picture, table
from patrolplan.brief.html import Html, tag
from patrolplan.measures.differences.difference import Difference
from patrolplan.measures.differences.told import sentence
from patrolplan.record.types import Record, Task


def lanes(old: Record, new: Record, found: Difference) -> Html:
    """Two rows to an asset, in the scenario's order; what stays as it was is pale."""
    whole = scale(new)
    touched = {asset for change in found.tasks for asset in change.assets}
    rows: list[Html] = []
    was = {change.old.id: number for number, change in enumerate(found.tasks) if change.old is not None}
    now = {change.new.id: number for number, change in enumerate(found.tasks) if change.new is not None}
    for asset in (name for name in found.nations if name in touched):
        nation = found.nations[asset]
        before = picture(whole, _bars(old, asset, was, found, whole, "was"))
        after = picture(whole, _bars(new, asset, now, found, whole, "now"))
        rows.append(line(asset, before, f"{nation}, was", asset, class_="lane-was"))
        rows.append(line(tag("span", asset, class_="unseen"), after, "is now", asset, class_="lane-now"))
    return table(new, "What changed, by asset", rows, "Asset", "changes")


def _bars(
    record: Record, asset: str, numbers: dict[str, int], found: Difference, whole: Scale, kind: str
) -> Iterator[Bar]:
    mine = [task for task in record.tasks if task.asset == asset]
    for task in sorted(mine, key=lambda task: (task.start, task.id)):
        if task.end > whole.start and task.start < whole.end:
            yield _bar(task, numbers.get(task.id), found, kind)


def _bar(task: Task, number: int | None, found: Difference, kind: str) -> Bar:
    if number is None:
        return Bar("kept", task.start, task.end, task.sector)
    told = f"{number + 1}: {sentence(found.tasks[number])}"
    return Bar(f"bar-{kind}", task.start, task.end, task.sector, told, change=number)
