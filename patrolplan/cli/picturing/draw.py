"""The whole picture: the water and who sails and flies there, and below it who does what when.

Everything is drawn from the plan file and the packaged coast. Sectors are shaded by the share of what begins
there over the horizon that the plan identifies.
"""

from __future__ import annotations

import io
import textwrap
import warnings
from typing import Any, Final

import numpy as np

from patrolplan.cli.picturing.chart import chart
from patrolplan.cli.picturing.gantt import gantt, rows_of
from patrolplan.cli.picturing.look import CLOSED, DARKEST, DOTS, colours, darkest_share
from patrolplan.cli.picturing.turn import together
from patrolplan.measures.marking import marking
from patrolplan.measures.verdict import limit_percent
from patrolplan.record.types import Record

WIDE_IN, HEAD_IN, MAP_IN, ROW_IN, FOOT_IN, DPI = 10.0, 0.95, 6.9, 0.165, 0.3, 150
FORMATS: Final = ("png", "svg")
_CJK: Final = ("Noto Sans CJK JP", "IPAexGothic", "TakaoGothic", "Hiragino Sans", "Yu Gothic", "MS Gothic")


def draw(record: Record, kind: str) -> bytes:
    """The picture as a PNG of few colours or as SVG; the same bytes each time with the same libraries.

    Args:
        record: the plan.
        kind: one of `FORMATS`.

    Raises:
        ModuleNotFoundError: matplotlib is not installed.

    """
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import font_manager, pyplot

    known = {font.name for font in font_manager.fontManager.ttflist}
    style: Any = {
        "font.size": 9.0,
        "font.family": ["DejaVu Sans", *(name for name in _CJK if name in known)],
        "axes.linewidth": 0.6,
        "text.parse_math": False,  # a name with two dollar signs is a name
        "svg.fonttype": "none",
        "svg.hashsalt": "patrolplan",
    }
    record = together(record)
    buffer = io.BytesIO()
    with pyplot.rc_context(style), warnings.catch_warnings():
        # A letter that no font here has is drawn as a box; the picture stands all the same.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font", category=UserWarning)
        figure = _figure(record, pyplot)
        metadata: dict[str, Any] = {"Software": None} if kind == "png" else {"Date": None, "Creator": None}
        figure.savefig(buffer, format=kind, dpi=DPI, metadata=metadata)
        pyplot.close(figure)
    return _few_colours(buffer) if kind == "png" else buffer.getvalue()


def _figure(record: Record, pyplot: Any) -> Any:
    rows = rows_of(record)
    lanes = sum(max(1, len(each)) for _, _, each in rows)
    gantt_in = ROW_IN * lanes + 0.85
    high = HEAD_IN + MAP_IN + gantt_in + FOOT_IN
    figure = pyplot.figure(figsize=(WIDE_IN, high), dpi=DPI, facecolor="white")
    _heading(figure, record, high)
    axes = figure.add_axes((0.05, (gantt_in + FOOT_IN) / high, 0.61, MAP_IN / high))
    chart(axes, record)
    _panel(figure, record, high)
    axes = figure.add_axes((0.205, (FOOT_IN + 0.2) / high, 0.76, ROW_IN * lanes / high))
    gantt(axes, record, rows)
    return figure


def _few_colours(buffer: io.BytesIO) -> bytes:
    """A PNG with a palette: a third of the size, and nobody sees it."""
    from PIL import Image

    buffer.seek(0)
    image = Image.open(buffer).convert("RGB").quantize(160, dither=Image.Dither.NONE)
    found = io.BytesIO()
    image.save(found, format="PNG", optimize=True)
    return found.getvalue()


def _heading(figure: Any, record: Record, high: float) -> None:
    score = record.score
    figure.text(0.5, 1 - 0.12 / high, marking(record), ha="center", va="top", weight="bold")
    figure.text(
        0.055,
        1 - 0.36 / high,
        str(record.scenario.get("name", record.source.file)),
        va="top",
        size=14,
        weight="bold",
    )
    said = f"Plan {record.plan.name}, issue {record.plan.issue}: "
    said += f"{score.coverage:.1%} of what is expected is identified"
    if score.bound is not None and score.total > 0:
        said += f"; no plan can reach more than {limit_percent(score.bound / score.total):.1f}%"
    figure.text(0.055, 1 - 0.66 / high, said, va="top", size=10)
    foot = f"{marking(record)}     NOT FOR NAVIGATION"
    figure.text(0.5, 0.1 / high, foot, ha="center", va="bottom", weight="bold")


def _panel(figure: Any, record: Record, high: float) -> None:
    """What the signs mean, and what is notional."""
    from matplotlib import colormaps
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    left, top = 0.685, 1 - (HEAD_IN + 0.1) / high
    bar = figure.add_axes((left, top - 0.16 / high, 0.29, 0.14 / high))
    most = 100 * darkest_share(record)
    ramp = np.linspace(0, DARKEST, 64)[None, :]
    bar.imshow(ramp, cmap=colormaps["Greys"], vmin=0, vmax=1, aspect="auto", extent=(0, most, 0, 1))
    bar.set_yticks([])
    bar.set_xticks([0, most / 2, most], ["0", f"{most / 2:.0f}", f"{most:.0f} %"])
    bar.tick_params(labelsize=8, length=2, pad=2)
    bar.set_title("Identified, % of what begins in the sector", size=9, loc="left", pad=4)
    dark: dict[str, Any] = {"color": "#444444"}
    signs: list[Any] = [
        Line2D([], [], linewidth=1.5, label="ship in transit", **dark),
        Line2D([], [], linewidth=0.4, label="ship searching", **dark),
        Line2D([], [], linewidth=0.3, label="sortie", **dark),
        Line2D([], [], marker="^", linestyle="none", markersize=6, label="joins (in-chop)", **dark),
        Line2D([], [], marker="v", linestyle="none", markersize=6, label="leaves (out-chop)", **dark),
        Line2D([], [], marker="s", linestyle="none", markersize=3.5, label="base or port", **dark),
        Line2D([], [], color=CLOSED, linewidth=0.9, linestyle=DOTS, label="zone"),
        Patch(facecolor="none", edgecolor="#333333", linewidth=0.9, label="area of interest"),
    ]
    signs += [
        Line2D([], [], color=each, linewidth=4, label=nation) for nation, each in colours(record).items()
    ]
    corner: dict[str, Any] = {"loc": "upper left", "bbox_to_anchor": (left - 0.012, top - 0.45 / high)}
    space: dict[str, Any] = {"handlelength": 1.6, "columnspacing": 1.0, "labelspacing": 0.45}
    figure.legend(handles=signs, ncols=2, frameon=False, fontsize=8.5, **corner, **space)
    indent: dict[str, Any] = {"initial_indent": "· ", "subsequent_indent": "  "}
    lines = [textwrap.fill(item, 45, **indent) for item in record.scenario.get("notional", ())]
    if lines:
        said = "NOTIONAL OR ASSUMED\n" + "\n".join(lines)
        figure.text(left, (high - HEAD_IN - 2.75) / high, said, va="top", size=7.8, linespacing=1.3)
