"""A table of text and figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from patrolplan.brief.html import Child, Html, tag


@dataclass(frozen=True)
class Row:
    """Cells, the first of which names the row; `id` and one number by which scripts find it."""

    cells: Sequence[Child]
    id: str | None = None
    task: int | None = None
    holder: int | None = None
    sector: int | None = None
    change: int | None = None
    leads: int | None = None
    """The task that a row of a change leads to."""


def table(caption: str, columns: Sequence[str], rows: Iterable[Row], class_: str | None = None) -> Html:
    """A table that scrolls sideways on its own; a heading that starts with `>` stands over figures."""
    figures = [column.startswith(">") for column in columns]
    head = tag(
        "tr",
        (
            tag("th", column.lstrip(">"), scope="col", class_="n" if right else None)
            for column, right in zip(columns, figures, strict=True)
        ),
    )
    body = [_row(row, figures) for row in rows]
    whole = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", body), class_=class_)
    return tag("div", whole, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _row(row: Row, figures: Sequence[bool]) -> Html:
    cells = [
        tag("th", cell, scope="row") if place == 0 else tag("td", cell, class_="n" if right else None)
        for place, (cell, right) in enumerate(zip(row.cells, figures, strict=True))
    ]
    return tag(
        "tr",
        cells,
        id=row.id,
        data_t=row.task,
        data_h=row.holder,
        data_s=row.sector,
        data_c=row.change,
        data_leads=row.leads,
    )
