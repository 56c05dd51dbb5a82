"""The cases of a sweep as a picture: coverage and what no plan can exceed, case by case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from patrolplan.cli.sweeping.table import Summary

MOST_ROWS = 60
"""Cases shown: the first; a taller picture is no picture."""
DOT, REACH = "#1f4e79", "#b8c7d9"


def plot(summaries: Sequence[Summary], title: str, marking: str, path: Path) -> str | None:
    """Draw the picture as PNG; returns why there is none, in words, or None.

    A dot is a plan's coverage; the line from it ends where no plan goes beyond. A case without a plan has a
    cross.
    """
    try:
        import matplotlib
    except ImportError:
        return "no picture: matplotlib is not installed (pip install 'patrolplan[plots]')"
    matplotlib.use("Agg")
    from matplotlib.figure import Figure

    shown = list(summaries)[:MOST_ROWS]
    figure = Figure(figsize=(9, 1.5 + 0.28 * len(shown)), layout="constrained")
    axes = figure.add_subplot()
    for row, one in enumerate(shown):
        _draw(axes, row, one)
    axes.set_yticks(range(len(shown)), [_short(one["name"]) for one in shown], fontsize=8)
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.xaxis.set_major_formatter("{x:.0f} %")
    axes.grid(axis="x", color="#e5e5e5")
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel("coverage (dot) and what no plan can exceed (end of the line)")
    axes.set_title(title, loc="left", fontsize=10)
    figure.suptitle(marking, fontsize=8)
    left = len(summaries) - len(shown)
    if left > 0:
        figure.text(0.01, 0.0, f"and {left} more cases: see table.csv", fontsize=8)
    figure.savefig(path, dpi=120, metadata={"Software": None})
    return None


def _draw(axes: Any, row: int, one: Summary) -> None:
    if one["status"] != "done":
        axes.plot([0], [row], marker="x", color="#b00020", clip_on=False)
        return
    coverage = one["coverage"] * 100
    most = coverage
    if one["bound"] is not None and one["total"] > 0:
        most = min(1.0, one["bound"] / one["total"]) * 100
    axes.plot([coverage, most], [row, row], color=REACH, linewidth=4, solid_capstyle="butt")
    axes.plot([coverage], [row], marker="o", color=DOT, markersize=5)


def _short(name: str) -> str:
    return name if len(name) <= 60 else name[:57] + "..."
