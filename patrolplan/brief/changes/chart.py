"""Both plans on one map: where coverage rises and falls, what is no longer flown, what is flown instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from patrolplan.brief.drawing import shapes
from patrolplan.brief.drawing.chart import outline
from patrolplan.brief.drawing.projection import WIDE, Projection
from patrolplan.brief.html import Html, tag
from patrolplan.measures.accounts.by_water import by_sector
from patrolplan.measures.differences.difference import Difference
from patrolplan.record.types import Leg, Record, Task

STEPS = ((-0.1, "less2"), (-0.01, "less1"), (0.01, "same"), (0.1, "more1"))
"""Up to which change of coverage a sector has which colour; above the last it is `more2`."""
CROWD = 60
"""Changes from which their tracks are drawn thin: they lie over each other."""
NAMES = {
    "less2": "10 points less, or worse",
    "less1": "1 to 10 points less",
    "more1": "1 to 10 points more",
    "more2": "10 points more, or better",
}


def shade(change: float) -> str:
    """The colour of a change of coverage, in parts of one."""
    return next((name for edge, name in STEPS if change < edge), "more2")


def chart(old: Record, new: Record, found: Difference, projection: Projection) -> Html:
    """The map; a track bears the number of its change, those that both plans have are grey."""
    high = projection.high
    was = {change.old.id for change in found.tasks if change.old is not None}
    both = [leg for leg in old.legs if leg.task is not None and leg.task not in was]
    before, after = _by_task(old), _by_task(new)
    lines = [
        tag("path", d=_line(projection, before[task.id]), class_="was", data_c=number)
        for number, task in _old(found)
    ] + [
        tag("path", d=_line(projection, after[task.id]), class_="now", data_c=number)
        for number, task in _new(found)
    ]
    return tag(
        "svg",
        tag("title", "Map of what changed: coverage by sector, and tracks of both plans"),
        tag("rect", class_="sea", width=WIDE, height=high),
        tag("g", _sectors(old, new, projection)),
        tag("use", href="#land"),
        tag("path", d=_line(projection, both), class_="both"),
        tag("g", lines),
        tag("g", _points(old, new, projection)),
        viewBox=f"0 0 {WIDE} {high}", role="img",
        class_="map change-map crowded" if len(found.tasks) > CROWD else "map change-map",
    )  # fmt: skip


def _old(found: Difference) -> Iterator[tuple[int, Task]]:
    return ((number, one.old) for number, one in enumerate(found.tasks) if one.old is not None)


def _new(found: Difference) -> Iterator[tuple[int, Task]]:
    return ((number, one.new) for number, one in enumerate(found.tasks) if one.new is not None)


def _by_task(record: Record) -> dict[str, list[Leg]]:
    legs: dict[str, list[Leg]] = defaultdict(list)
    for leg in record.legs:
        if leg.task is not None:
            legs[leg.task].append(leg)
    return legs


def _line(projection: Projection, legs: list[Leg]) -> str:
    return shapes.path([projection.line((point.lon, point.lat) for point in leg.points) for leg in legs])


def _moved(old: Record, new: Record) -> list[float]:
    """By how much the coverage of each sector of the new plan changed; 0 where the old one had it not."""
    before = {one.name: one.coverage for one in by_sector(old)}
    return [one.coverage - before.get(one.name, one.coverage) for one in by_sector(new)]


def _sectors(old: Record, new: Record, projection: Projection) -> Iterator[Html]:
    for row, change in enumerate(_moved(old, new)):
        yield tag("path", d=outline(new, projection, row), class_=f"sector {shade(change)}")


def _points(old: Record, new: Record, projection: Projection) -> Iterator[Html]:
    """Points of coverage gained or lost, where that can be seen."""
    for sector, change in zip(new.sectors, _moved(old, new), strict=True):
        if shade(change) != "same":
            x, y = projection.xy(sector.point)
            yield tag("text", f"{change * 100:+.0f}".replace("-", "−"), x=x, y=y, class_="points")
