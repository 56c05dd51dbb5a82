"""A row of a timeline: bars, chops and shading, as one SVG that is as wide as the page has room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from patrolplan.brief.drawing.scale import Scale, nights, scale
from patrolplan.brief.html import Html, tag
from patrolplan.measures.times.dtg import MONTHS, short
from patrolplan.record.types import Record

ROW_PX: Final = 22
_LETTER_PERCENT: Final = 0.62
"""What a letter takes of a timeline of the usual width; a label that does not fit is left out."""
_HEIGHTS: Final = {"transit": (10, 2), "hold": (9, 4), "wait": (9, 4), "port": (5, 12)}


@dataclass(frozen=True)
class Bar:
    """A span of time that something fills. `kind` is a class of the styles."""

    kind: str
    start: datetime
    end: datetime
    label: str = ""
    told: str = ""
    """What a reader hears or sees when pointing at it; for a task it is the name of its link."""
    task: int | None = None
    change: int | None = None
    """The number of a change that it stands for."""
    cut: bool = False
    """Whether a label that does not fit may be cut short."""


@dataclass(frozen=True)
class Chop:
    """Joining (`into`) or leaving the cell."""

    time: datetime
    into: bool
    told: str


def picture(whole: Scale, bars: Iterable[Bar], chops: Iterable[Chop] = ()) -> Html:
    """One row: night and days behind, then presence, transits, tasks and chops."""
    return tag(
        "svg",
        tag("use", href="#nights"),
        (_bar(whole, bar) for bar in bars),
        (_chop(whole, chop) for chop in chops),
        class_="row", height=ROW_PX,
    )  # fmt: skip


def table(record: Record, caption: str, rows: Iterable[Html], what: str, class_: str) -> Html:
    """A timeline: the axis as its head, then the rows, each a `<tr>` (`line` makes them)."""
    whole = scale(record)
    head = tag("tr", tag("th", what, scope="col"), tag("td", _axis(whole)))
    body = tag(
        "table", tag("caption", caption), tag("thead", head), tag("tbody", rows), class_=f"timeline {class_}"
    )
    now = tag("div", tag("div", class_="now-line"), class_="now-box", aria_hidden="true")
    inner = tag("div", body, now, class_="timeline-inner")
    return tag("div", inner, class_="scroll", tabindex="0", role="region", aria_label=caption)


def line(
    name: Html | str,
    drawn: Html,
    note: str = "",
    told: str = "",
    class_: str | None = None,
    holder: int | None = None,
) -> Html:
    """A row with its name and a note (hours, a share) below or beside it."""
    heading = tag("th", name, tag("small", note) if note else None, scope="row", title=told or None)
    return tag("tr", heading, tag("td", drawn), class_=class_, data_h=holder)


def shading(record: Record) -> Html:
    """What all rows have behind them: nights, and a line at each midnight."""
    whole = scale(record)
    dark = [
        tag(
            "rect",
            x=_pc(whole.at(start)),
            width=_pc(whole.at(end) - whole.at(start)),
            height="100%",
            class_="night",
        )
        for start, end in nights(record)
    ]
    lines = [
        tag("line", x1=_pc(whole.at(day)), x2=_pc(whole.at(day)), y1=0, y2="100%", class_="day")
        for day in whole.days()
    ]
    return tag(
        "svg", tag("symbol", dark, lines, id="nights"), class_="hidden", width=0, height=0, aria_hidden="true"
    )


def _axis(whole: Scale) -> Html:
    days = list(whole.days())
    every = -(-len(days) // 16)
    marks: list[Html] = []
    for number, day in enumerate(days):
        x = _pc(whole.at(day))
        marks.append(tag("line", x1=x, x2=x, y1=0, y2="100%", class_="day"))
        if number % every == 0:
            marks.append(tag("text", f"{day:%d} {MONTHS[day.month - 1]}", x=x, dx=3, y=12))
    if not days:
        marks.append(tag("text", short(whole.start), x=3, y=12))
    marks += _hours(whole, len(days))
    return tag("svg", tag("use", href="#nights"), marks, class_="axis", height=ROW_PX + 6)


def _hours(whole: Scale, days: int) -> Iterator[Html]:
    """Hours within the days, as many as there is room for."""
    from datetime import timedelta

    every = next((hours for most, hours in ((2, 2), (4, 6), (10, 12)) if days <= most), None)
    if every is None:
        return
    moment = whole.start.replace(hour=0, minute=0, second=0, microsecond=0)
    while moment < whole.end:
        if moment >= whole.start and moment.hour:
            x = _pc(whole.at(moment))
            yield tag("text", f"{moment:%H}", x=x, y=24, text_anchor="middle", class_="hour")
        moment += timedelta(hours=every)


def _bar(whole: Scale, bar: Bar) -> Html:
    x, width = whole.at(bar.start), max(0.0, whole.at(bar.end) - whole.at(bar.start))
    y, height = _HEIGHTS.get(bar.kind, (3, 16))
    drawn = tag("rect", x=_pc(x), y=y, width=_pc(width), height=height, class_=bar.kind)
    text = _fitting(bar, width)
    # A label has to fit, since nothing clips it: thousands of clips would slow the page down.
    label = tag("text", text, x=_pc(x), dx=3, y=15) if text else None
    if bar.kind == "flight" and bar.label:
        label = tag("text", bar.label, x=_pc(x), dx=-2, y=15, class_="sortie")
    title = tag("title", bar.told) if bar.told else None
    if bar.change is not None:
        return tag("a", title, drawn, label, href=f"#c{bar.change}", data_c=bar.change, tabindex="-1")
    if bar.task is None:
        return tag("g", title, drawn, label, class_="span")
    return tag("a", title, drawn, label, href=f"#t{bar.task}", data_t=bar.task, tabindex="-1")


def _fitting(bar: Bar, width: float) -> str:
    """The label, or as much of it as there is room for, or nothing."""
    letters = int((width - 0.2) / _LETTER_PERCENT)
    if len(bar.label) <= letters:
        return bar.label
    return f"{bar.label[: letters - 1]}…" if bar.cut and letters >= 4 else ""


def _chop(whole: Scale, chop: Chop) -> Html:
    shape = "M0 3l6 8l-6 8z" if chop.into else "M0 3l-6 8l6 8z"
    drawn = tag("path", tag("title", chop.told), d=shape, class_="chop")
    return tag("svg", drawn, x=_pc(whole.at(chop.time)), overflow="visible")


def _pc(percent: float) -> str:
    return f"{percent:.3f}".rstrip("0").rstrip(".") + "%"
