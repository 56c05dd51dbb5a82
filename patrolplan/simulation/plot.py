"""A picture of a simulation: what runs identified, and areas beside the plan's figures."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from patrolplan.simulation.types import Simulated

MOST_BARS = 60
INK, SEEN, SAID = "#1b2a3a", "#3b7ea1", "#c8553d"


def plot(made: Simulated, title: str, path: Path) -> None:
    """Write the picture; its kind follows from the suffix (png, svg, pdf).

    Left: how often runs identified how many, with the mean and what the plan says. Right: each area's mean
    with its 95 % interval, and what the plan says of it.

    Raises:
        ModuleNotFoundError: matplotlib is not installed.
        OSError: it cannot be written there.
        ValueError: no such kind of picture.

    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 4.6), layout="constrained")
    FigureCanvasAgg(figure)
    runs, areas = figure.subplots(1, 2, width_ratios=(1, 1.25))
    runs.hist(made.per_run, bins=edges(made), color=SEEN, alpha=0.75, weights=_percent(made.runs))
    runs.axvline(made.seen.mean, color=INK, linewidth=1.6, label=f"mean {made.seen.mean:.4g}")
    if made.seen.expected is not None:
        label = f"the plan says {made.seen.expected:.4g}"
        runs.axvline(made.seen.expected, color=SAID, linewidth=1.6, linestyle="--", label=label)
    runs.set_xlabel("identified in a run")
    runs.set_ylabel("% of runs")
    runs.legend(frameon=False)

    rows = np.arange(len(made.areas))[::-1]
    means = [row.seen.mean for row in made.areas]
    errors = [
        [row.seen.mean - row.seen.low for row in made.areas],
        [row.seen.high - row.seen.mean for row in made.areas],
    ]
    areas.barh(rows, [row.begun for row in made.areas], height=0.7, color="#e4e9ee", label="begins")
    areas.errorbar(means, rows, xerr=errors, fmt="o", color=SEEN, capsize=3, label="identified, 95 %")
    if any(row.seen.expected is not None for row in made.areas):
        said = [row.seen.expected or 0.0 for row in made.areas]
        areas.plot(said, rows, "|", color=SAID, markersize=16, markeredgewidth=2, label="the plan says")
    areas.set_yticks(rows, [row.name for row in made.areas])
    areas.legend(frameon=False, loc="lower right")
    for axes in (runs, areas):
        axes.spines[["top", "right"]].set_visible(False)
    figure.suptitle(title, color=INK)
    figure.savefig(path, dpi=130, metadata=None if path.suffix != ".png" else {"Software": None})


def edges(made: Simulated) -> list[float]:
    """Edges of some sixty bars at most, each of equally many whole things, so that none stands out."""
    fewest, most = (round(float(end) / made.worth) for end in (made.per_run.min(), made.per_run.max()))
    things = -(-(most - fewest + 1) // MOST_BARS)
    return [(count - 0.5) * made.worth for count in range(fewest, most + things + 1, things)]


def _percent(runs: int) -> list[float]:
    return [100.0 / runs] * runs
