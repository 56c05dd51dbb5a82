"""The heat map: coverage by sector and period, for the water that somebody looks at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from patrolplan.brief.drawing.palette import shade
from patrolplan.brief.html import Html, tag
from patrolplan.measures.seen.matrix import Matrix, matrix
from patrolplan.measures.times.dtg import MONTHS, short
from patrolplan.record.types import Record

_TALL: Final = 10


def heat(record: Record) -> Html:
    """A table: a row for each sector that some task looks at, by area, a column of shades for each period."""
    found = matrix(record)
    tasked = {task.sector for task in record.tasks}
    rows = [row for row, sector in enumerate(record.sectors) if sector.id in tasked]
    rows.sort(key=lambda row: (_main(record, row), record.sectors[row].id))
    head = tag(
        "tr", tag("th", "Sector", scope="col"), tag("td", _axis(found)), tag("th", "Coverage", scope="col")
    )
    body = [_row(record, found, row) for row in rows]
    caption = "Coverage by sector and period"
    whole = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", body), class_="heat")
    return tag("div", whole, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _main(record: Record, row: int) -> int:
    """The place among the scenario's areas of the one in which most begins in a sector."""
    areas = record.sectors[row].areas
    names = list(record.scenario.get("areas", {}))
    best = max(areas, key=lambda name: areas[name], default="")
    return names.index(best) if best in names else len(names)


def _row(record: Record, found: Matrix, row: int) -> Html:
    expected, identified = float(found.expected[row].sum()), float(found.identified[row].sum())
    share = identified / expected if expected > 0 else 0.0
    link = tag("a", record.sectors[row].id, href=f"#s{row}", data_s=row)
    told = f"{record.sectors[row].id}: coverage in each of {len(found.periods)} periods"
    cells = tag(
        "svg",
        tag("title", told),
        _cells([float(one) for one in found.coverage[row]]),
        viewBox=f"0 0 {len(found.periods)} {_TALL}",
        preserveAspectRatio="none",
        role="img",
        data_s=row,
        class_="cells",
    )
    areas = tag("small", ", ".join(record.sectors[row].areas))
    return tag("tr", tag("th", link, areas, scope="row"), tag("td", cells), tag("td", f"{share * 100:.0f} %"))


def _cells(coverages: list[float]) -> Iterator[Html]:
    column = 0
    for shade_, run in groupby(coverages, key=shade):
        wide = len(list(run))
        yield tag("rect", x=column, width=wide, height=_TALL, class_=f"c{shade_}")
        column += wide


def _axis(found: Matrix) -> Html:
    days = [
        (column, span)
        for column, span in enumerate(found.periods)
        if column == 0 or span.start.date() != found.periods[column - 1].start.date()
    ]
    every = -(-len(days) // 16)
    marks = []
    for _, (column, span) in [one for one in enumerate(days) if one[0] % every == 0]:
        name = (
            f"{span.start:%d} {MONTHS[span.start.month - 1]}" if span.start.hour == 0 else short(span.start)
        )
        x = f"{100 * column / len(found.periods):.3f}%"
        marks.append(tag("text", name, x=x, dx=2, y=12))
    return tag("svg", marks, class_="axis", height=16)
