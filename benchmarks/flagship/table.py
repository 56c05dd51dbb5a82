"""Medians of what was run, in Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from benchmarks.flagship.ledger import Entry
from benchmarks.flagship.rows import Row

HEAD = (
    "row", "runs", "value", "bound", "gap", "worst gap", "wanted", "held", "wall s", "most", "processor s",
    "first plan s", "peak MiB", "stopped by",
)  # fmt: skip


def markdown(rows: Sequence[Row], entries: Sequence[Entry]) -> str:
    """A line for each row that has runs: medians over its runs, and the largest gap, memory and wall seconds.

    Value and bound of rows over several scenarios have no median that means anything: they stand in `each`.
    """
    lines = ["| " + " | ".join(HEAD) + " |", "| --- " * len(HEAD) + "|"]
    for row in rows:
        mine = [entry for entry in entries if entry.row == row.name]
        if mine:
            lines.append("| " + " | ".join(_cells(row, mine)) + " |")
    return "\n".join(lines)


def each(entries: Sequence[Entry]) -> str:
    """A line for every run."""
    head = ("row", "scenario", "seed", "sectors", "value", "coverage", "bound", "gap", "wall s", "peak MiB")
    lines = ["| " + " | ".join(head) + " |", "| --- " * len(head) + "|"]
    for entry in entries:
        m = entry.measured
        cells = (
            entry.row, entry.scenario, str(entry.seed), str(m.sectors), f"{m.value:.4f}",
            _percent(m.value / m.total if m.total > 0 else 0.0), f"{m.bound:.4f}", _percent(m.gap),
            f"{m.wall_s:.1f}", f"{m.peak_mib:.0f}",
        )  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cells(row: Row, entries: Sequence[Entry]) -> tuple[str, ...]:
    runs = [entry.measured for entry in entries]
    gaps = [float("inf") if m.gap is None else m.gap for m in runs]
    middle = statistics.median(gaps)
    one = len({entry.scenario for entry in entries}) == 1
    return (
        row.name,
        str(len(runs)),
        f"{statistics.median(m.value for m in runs):.4f}" if one else "-",
        f"{statistics.median(m.bound for m in runs):.4f}" if one else "-",
        _percent(middle),
        _percent(max(gaps)),
        "-" if row.wanted is None else f"{row.wanted:.1%}",
        _held(row, middle),
        f"{statistics.median(m.wall_s for m in runs):.1f}",
        f"{max(m.wall_s for m in runs):.1f} of {row.seconds:g}",
        f"{statistics.median(m.processor_s for m in runs):.1f}",
        f"{statistics.median(m.first_s for m in runs):.1f}",
        f"{max(m.peak_mib for m in runs):.0f}",
        ", ".join(sorted({m.stopped_by for m in runs})),
    )


def _held(row: Row, gap: float) -> str:
    if row.wanted is None:
        return "-"
    if gap > row.wanted:
        return "no"
    return "goal" if row.goal is not None and gap <= row.goal else "yes"


def _percent(share: float | None) -> str:
    return "-" if share is None or share == float("inf") else f"{share:.2%}"
