"""The cases of a sweep as a table: for the terminal, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from rich.table import Table

Summary = dict[str, Any]
COLUMNS = (
    "name", "status", "coverage", "value", "total", "bound", "gap", "tasks", "sorties", "stopped_by",
    "variant", "lost", "sets", "seed", "effort", "plan", "reasons",
)  # fmt: skip
BAR = 16
"""Cells of a bar; the longest stands for the highest bound."""


def table(summaries: Sequence[Summary]) -> Table:
    """Every case in order: coverage, what no plan can exceed, and both as a bar."""
    made = Table(box=None, pad_edge=False, expand=True)
    made.add_column("case", overflow="fold", ratio=1)
    for column in ("coverage", "at most", "gap", "points"):
        made.add_column(column, justify="right", no_wrap=True)
    made.add_column("", no_wrap=True, width=BAR)
    first = next((one["coverage"] for one in summaries if one["status"] == "done"), 0.0)
    top = max((_most(one) for one in summaries if one["status"] == "done"), default=0.0)
    for one in summaries:
        if one["status"] != "done":
            made.add_row(one["name"], "failed", "", "", "", "")
            continue
        gap = "" if one["gap"] is None else f"{one['gap']:.1%}"
        by = f"{(one['coverage'] - first) * 100:+.1f}"
        row = (f"{one['coverage']:.1%}", f"{_most(one):.1%}", gap, "" if by in ("+0.0", "-0.0") else by)
        made.add_row(one["name"], *row, bar(one["coverage"], _most(one), top))
    return made


def failures(summaries: Sequence[Summary]) -> list[str]:
    """A line for each case without a plan: which, and why."""
    return [f"{one['name']}: {'; '.join(one['reasons'])}" for one in summaries if one["status"] != "done"]


def _most(summary: Summary) -> float:
    """The bound as coverage; the coverage itself where there is no bound."""
    if summary["bound"] is None or summary["total"] <= 0:
        return float(summary["coverage"])
    return float(min(1.0, summary["bound"] / summary["total"]))


def bar(coverage: float, most: float, top: float) -> str:
    """`█████░░`: what is covered, what may be left, and where no plan goes beyond."""
    if top <= 0:
        return ""
    full = round(coverage / top * BAR)
    return "█" * full + "░" * max(0, round(most / top * BAR) - full)


def as_csv(summaries: Sequence[Summary]) -> str:
    """A row for each case, every figure unrounded; lists are joined by semicolons."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in summaries:
        flat = {**one, **one["case"]}
        rows.writerow([_cell(flat.get(column)) for column in COLUMNS])
    return text.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else value
