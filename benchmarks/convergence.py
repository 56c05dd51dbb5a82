"""How value and bound close in on each other: `python -m benchmarks.convergence LOG... -o FILE.svg`.

Each LOG is what `patrolplan solve --log` wrote. Above, what plans are worth and what none can be worth more
than, against seconds since the command began; below, the gap on a logarithmic scale. PNG or SVG, by the
name's ending; wants matplotlib (the extra `plots`). The same logs give the same SVG, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

COLOURS = ("#0b5fa5", "#b3541e", "#3f7d3a", "#6b4c9a", "#8a6d1d", "#444444")
LEAST_GAP = 1e-4
"""Drawn as such where the gap is smaller, 0 included."""


@dataclass(frozen=True)
class Curve:
    """One run: seconds, and what was known at each; equal lengths, times in order."""

    name: str
    seconds: tuple[float, ...]
    objective: tuple[float, ...]
    bound: tuple[float, ...]
    ended: str

    @property
    def gap(self) -> tuple[float, ...]:
        """(bound - objective) / objective; infinite where the objective is not above 0."""
        pairs = zip(self.bound, self.objective, strict=True)
        return tuple((b - v) / v if v > 0.0 else float("inf") for b, v in pairs)


def read(path: Path) -> Curve:
    """The curve of a log: states with a plan and a bound, and the end.

    Raises:
        ValueError: it is no log of a run, or none in which there was a plan.

    """
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        head = next(line for line in lines if line["event"] == "begin")
    except (ValueError, KeyError, TypeError, StopIteration):
        raise ValueError(f"{path} is no log of `patrolplan solve --log`") from None
    known = [line for line in lines if line["event"] != "begin" and _has_plan(line)]
    if not known:
        raise ValueError(f"{path}: the run had no plan yet where the log ends")
    words = (head.get("variant") or "", head.get("effort") or "", f"seed {head.get('seed')}")
    end = next((line["stopped_by"] for line in lines if line["event"] == "end"), "still running")
    return Curve(
        ", ".join(filter(None, (head["scenario"], *words))),
        tuple(float(line["seconds"]) for line in known),
        tuple(float(line["objective"]) for line in known),
        tuple(float(line["bound"]) for line in known),
        end,
    )


def _has_plan(line: dict[str, Any]) -> bool:
    return line.get("found_by") is not None and line.get("bound") is not None


def drawing(curves: Sequence[Curve]) -> Any:
    """A matplotlib figure."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    matplotlib.rcParams["svg.hashsalt"] = "patrolplan"
    figure, (above, below) = pyplot.subplots(
        2, 1, sharex=True, figsize=(9, 6.5), height_ratios=(3, 2), layout="constrained"
    )
    for number, curve in enumerate(curves):
        colour = COLOURS[number % len(COLOURS)]
        label = f"{curve.name}: {curve.objective[-1]:.4f} of {curve.bound[-1]:.4f}, {curve.ended}"
        last = curve.seconds[-1]
        above.step(curve.seconds, curve.objective, where="post", color=colour, label=label)
        above.step(curve.seconds, curve.bound, where="post", color=colour, linestyle="--")
        gaps = [max(gap, LEAST_GAP) for gap in curve.gap]
        below.step(curve.seconds, gaps, where="post", color=colour)
        below.plot([last], gaps[-1:], marker="o", markersize=4, color=colour)
        below.annotate(
            _percent(curve.gap[-1]), (last, gaps[-1]), xytext=(6, 0), textcoords="offset points", va="center"
        )
    above.set_ylabel("value (full), bound (dashed)")
    figure.legend(fontsize=8, loc="outside upper left")
    below.set_yscale("log")
    below.yaxis.set_major_formatter(lambda share, _: f"{share:.4%}".rstrip("0%").rstrip(".") + " %")
    below.set_ylabel("gap")
    below.set_xlabel("seconds since the command began")
    below.margins(x=0.1)
    for axes in (above, below):
        axes.grid(alpha=0.3)
    return figure


def _percent(gap: float) -> str:
    return "0" if gap < 1e-6 else f"{gap:.2%}"


@click.command()
@click.argument("logs", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="FILE.svg or FILE.png")
def main(logs: tuple[Path, ...], output: Path) -> None:
    """Draw the LOGS of runs."""
    if output.suffix not in (".svg", ".png"):
        raise click.BadParameter("give a name that ends in .svg or .png", param_hint="-o")
    try:
        figure = drawing([read(path) for path in logs])
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    except ImportError as error:
        raise click.ClickException("plots want matplotlib: pip install 'patrolplan[plots]'") from error
    metadata = {"Date": None} if output.suffix == ".svg" else None
    figure.savefig(output, dpi=150, metadata=metadata)


if __name__ == "__main__":
    main()
