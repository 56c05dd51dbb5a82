"""The difference as a page in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from patrolplan.measures.differences import summary
from patrolplan.measures.differences.difference import Difference
from patrolplan.measures.differences.told import notices
from patrolplan.measures.marking import marking
from patrolplan.record.types import Record


def show(old: Record, new: Record, difference: Difference, nation: str | None, console: Console) -> None:
    """Print it: how much changed, coverage before and after, by asset, and what each nation must be told."""
    console.print(marking(new), justify="center")
    console.print(f"\n{summary.title(old, new)}")
    console.print(summary.counts(difference), soft_wrap=True)
    if difference.empty:
        return
    console.print()
    console.print(_table(("coverage", "before", "after", "points"), summary.coverage(difference)))
    rows = summary.by_asset(difference)
    if rows:
        console.print()
        head = ("asset", "", *summary.KINDS, "sorties")
        cells = [(a, n, *(str(k or "") for k in kinds), str(f or "")) for a, n, kinds, f in rows]
        console.print(_table(head, cells))
    console.print("\nWhat each nation must be told (times in Z)")
    for notice in notices(difference):
        if nation is not None and notice.nation != nation:
            continue
        if not notice.sentences:
            console.print(f"{notice.nation}  nothing changes")
            continue
        for number, words in enumerate(notice.sentences):
            console.print(f"{notice.nation if number == 0 else '   '}  {words}", soft_wrap=True)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for number, column in enumerate(head):
        table.add_column(column, justify="left" if number == 0 or not column else "right", no_wrap=number > 0)
    for row in rows:
        table.add_row(*row)
    return table
