"""The whole page as text."""

from __future__ import annotations

from patrolplan.brief import inline
from patrolplan.brief.changes.section import section as changes
from patrolplan.brief.drawing.chart import chart
from patrolplan.brief.drawing.projection import WIDE, Projection, fit
from patrolplan.brief.drawing.timelines.rows import shading
from patrolplan.brief.drawing.tracks import tracks
from patrolplan.brief.html import Html, joined, raw, tag
from patrolplan.brief.keys import keys
from patrolplan.brief.page import controls, sections, words
from patrolplan.brief.page.payload import block, payload
from patrolplan.measures.marking import marking
from patrolplan.record.types import Record


def page(record: Record, older: Record | None = None) -> str:
    """The brief of a plan: one HTML text that asks for nothing else, the same each time for the same plan.

    With an older plan it also says what changed since.
    """
    numbers, projection = keys(record), fit(record)
    lines = tracks(record, projection)
    mark = marking(record)
    body = tag(
        "body",
        tag("a", "To the timeline", href="#timelines", class_="skip"),
        tag("div", mark, class_="marking", id="top"),
        words.head(record),
        tag(
            "main",
            controls.controls(record),
            _stage(chart(record, projection, lines)),
            changes(older, record, numbers, projection) if older is not None else None,
            shading(record),
            sections.sections(record, numbers, projection, lines),
        ),
        tag("div", mark, class_="marking", id="bottom"),
        tag("script", block(payload(record, numbers, projection, lines)), type="application/json", id="plan"),
        tag("script", raw(inline.script())),
    )  # fmt: skip
    return "<!DOCTYPE html>\n" + tag("html", _head(record, mark, projection), body, lang="en") + "\n"


def _stage(drawn: Html) -> Html:
    """The map with its buttons and legend, and the panel beside it."""
    framed = tag("div", drawn, controls.zoom(), class_="map-frame")
    left = tag("div", framed, controls.legend(), class_="chart")
    return tag(
        "section",
        tag("h2", "Map", class_="unseen"),
        tag("div", left, controls.panel(), class_="stage"),
        id="now",
    )


def _head(record: Record, mark: str, projection: Projection) -> Html:
    aspect = f":root{{--aspect:{WIDE / projection.high:.4f}}}\n"
    style = aspect + inline.style().replace("MARKING", inline.css_string(mark))
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"script-src {inline.sha256(inline.script())}; style-src {inline.sha256(style)}"
    )
    return joined(
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", http_equiv="Content-Security-Policy", content=policy),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("title", f"{record.plan.name}, issue {record.plan.issue}: patrol plan"),
            tag("style", raw(style)),
        )
    )
