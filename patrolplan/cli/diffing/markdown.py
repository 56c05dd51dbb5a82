"""The difference as markdown: for a message, a log, a page of the brief."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from patrolplan.measures.differences import summary
from patrolplan.measures.differences.difference import Difference
from patrolplan.measures.differences.told import notices
from patrolplan.measures.marking import marking
from patrolplan.record.types import Record


def markdown(old: Record, new: Record, difference: Difference, nation: str | None = None) -> str:
    """The same as the terminal's page, as markdown that ends with a newline."""
    lines = [f"**{marking(new)}**", "", f"# {summary.title(old, new)}", "", summary.counts(difference), ""]
    if difference.empty:
        return "\n".join(lines)
    lines += _table(("coverage", "before", "after", "points"), summary.coverage(difference))
    rows = summary.by_asset(difference)
    if rows:
        head = ("asset", "nation", *summary.KINDS, "sorties")
        lines += _table(head, [(a, n, *(str(k) for k in kinds), str(f)) for a, n, kinds, f in rows])
    lines += ["## What each nation must be told", "", "Times in Z.", ""]
    for notice in notices(difference):
        if nation is not None and notice.nation != nation:
            continue
        lines += [f"### {notice.nation}", ""]
        lines += [f"- {words}" for words in notice.sentences] or ["Nothing changes."]
        lines.append("")
    lines += [f"Old plan {difference.old[:12]}, new plan {difference.new[:12]} (SHA-256).", ""]
    return "\n".join(lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    rule = ["---"] + ["---:" if number > 0 else "---" for number in range(1, len(head))]
    lines = [_row(head), _row(rule)]
    return [*lines, *(_row(row) for row in rows), ""]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
