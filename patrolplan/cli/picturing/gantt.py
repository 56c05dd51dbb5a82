"""Who does what when: one row for each ship, and for each detachment as many as keep its sorties apart."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from patrolplan.cli.picturing.look import colours
from patrolplan.geo.sun import night
from patrolplan.measures.times.dtg import dtg
from patrolplan.measures.times.periods import horizon_end
from patrolplan.measures.times.timeline import Timeline, timelines
from patrolplan.record.types import Record

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Row = tuple[str, str, list[list[Timeline]]]
"""An asset, its nation, and its timelines in lanes."""


def rows_of(record: Record) -> list[Row]:
    """For each asset of the scenario: name, nation, and its timelines in as few lanes as keep them apart."""
    found = []
    lines = timelines(record)
    for part in ("ships", "aircraft"):
        for name, asset in record.scenario.get(part, {}).items():
            lanes: list[list[Timeline]] = [[]]
            for line in (line for line in lines if line.asset == name):
                for lane in lanes:
                    if not lane or lane[-1].presence[-1][1] <= line.presence[0][0]:
                        lane.append(line)
                        break
                else:
                    lanes.append([line])
            found.append((name, str(asset["nation"]), lanes))
    return found


def gantt(axes: Axes, record: Record, rows: list[Row]) -> None:
    """Draw the timeline; x is hours from the horizon's opening, y the lane."""
    start, end = record.model.start, horizon_end(record.model)

    def hours(moment: datetime) -> float:
        return (moment - start).total_seconds() / 3600

    of, at, labels, total = colours(record), 0, [], hours(end)
    _nights(axes, record, total)
    for name, nation, lanes in rows:
        middle = at + (len(lanes) - 1) / 2
        labels.append((middle, f"{name}  {nation}", of[nation]))
        base = record.scenario.get("aircraft", {}).get(name, {}).get("base")
        for closure in record.scenario.get("closures", {}).values():
            if base in closure["bases"]:
                since, until = (hours(datetime.fromisoformat(closure[key])) for key in ("start", "end"))
                shut: dict[str, Any] = {
                    "facecolor": "none",
                    "edgecolor": "#999999",
                    "hatch": "////",
                    "linewidth": 0,
                }
                axes.barh(middle, until - since, left=since, height=len(lanes), zorder=1, **shut)
        for lane in lanes:
            for span in (span for line in lane for span in line.spans):
                _span(axes, span.kind, at, hours(span.start), hours(span.end), of[nation])
            at += 1
    axes.set(xlim=(0, total), ylim=(at - 0.4, -0.6))
    axes.set_yticks([place for place, _, _ in labels], [label for _, label, _ in labels])
    for tick, (_, _, colour) in zip(axes.get_yticklabels(), labels, strict=True):
        tick.set(color=colour, size=8, weight="bold")
    step = next(each for each in (1, 3, 6, 12, 24, 48, 168) if total / each <= 9)
    ticks = list(range(0, int(total) + 1, step))
    axes.set_xticks(ticks, [dtg(start + timedelta(hours=each))[:7] for each in ticks])
    axes.tick_params(axis="x", labelsize=7.5, length=2, pad=2)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#CCCCCC", linewidth=0.5, zorder=0)
    axes.set_axisbelow(True)
    said = (
        "On task (bars), in transit (lines), waiting or in port (dots); night is shaded; hatched: base closed"
    )
    axes.set_title(said, size=8.5, loc="left", pad=4)


def _span(axes: Axes, kind: str, row: int, since: float, until: float, colour: str) -> None:
    if kind == "task":
        edge: dict[str, Any] = {"edgecolor": "white", "linewidth": 0.35}
        axes.barh(row, until - since, left=since, height=0.74, color=colour, zorder=3, **edge)
    else:
        style = "-" if kind in ("transit", "hold") else ":"
        axes.plot([since, until], [row, row], style, color=colour, linewidth=1.1, zorder=2)


def _nights(axes: Axes, record: Record, total: float) -> None:
    """Shade the hours in which the sun is down in the middle of the water."""
    points = np.array([sector.point for sector in record.sectors])
    middle = (float(np.median(points[:, 0])), float(np.median(points[:, 1])))
    quarters = np.arange(0.0, total, 0.25)
    dark = night([middle], [record.model.start + timedelta(hours=float(each) + 0.125) for each in quarters])[
        0
    ]
    for each in quarters[dark]:
        axes.axvspan(each, each + 0.25, color="#E8E8EE", linewidth=0, zorder=0)
