"""What a reader handles: time, what the colours tell, the choice of an asset or a sector, and the legend.

All of it is hidden until the scripts run; without them the map shows the whole horizon.
"""

from __future__ import annotations

from patrolplan.brief.drawing.palette import NAMES
from patrolplan.brief.html import Html, tag
from patrolplan.measures.times.dtg import dtg
from patrolplan.record.types import Record

_SPEEDS = ((1, "1 h/s"), (3, "3 h/s"), (6, "6 h/s"), (12, "12 h/s"))


def controls(record: Record) -> Html:
    """The bar above the map."""
    seconds = record.model.slot_s * record.model.steps
    slider = tag(
        "input",
        type="range", id="time", min=0, max=seconds, step=min(600, record.model.slot_s), value=0,
        aria_label="Time",
    )  # fmt: skip
    speeds = [tag("option", name, value=value, selected=value == 3) for value, name in _SPEEDS]
    options = (
        tag("label", "Speed ", tag("select", speeds, id="speed")),
        _choice("colour", "Colours", (("watch", "Watch"), ("slot", "Coverage now"), ("whole", "Whole plan"))),
        tag("label", "Find ", tag("select", tag("option", "nothing", value=""), id="find")),
        _choice("theme", "Light", (("auto", "auto"), ("day", "day"), ("night", "night"))),
    )
    return tag(
        "div",
        tag(
            "div",
            tag("button", "Play", type="button", id="play", aria_pressed="false"),
            tag("output", dtg(record.model.start), id="clock", for_="time"),
            tag("div", slider, tag("div", id="watched", aria_hidden="true"), class_="slide"),
            class_="time",
        ),
        tag("div", options, class_="options"),
        class_="controls", id="controls", hidden=True, role="group", aria_label="Time and map",
    )  # fmt: skip


def zoom() -> Html:
    """Buttons on the map."""
    return tag(
        "div",
        tag("button", "+", type="button", id="closer", aria_label="Closer"),
        tag("button", "−", type="button", id="wider", aria_label="Wider"),
        tag("button", "All", type="button", id="all"),
        class_="zoom", id="zoom", hidden=True, role="group", aria_label="Size of the map",
    )  # fmt: skip


def _choice(name: str, label: str, values: tuple[tuple[str, str], ...]) -> Html:
    options = [tag("option", text, value=value) for value, text in values]
    return tag("label", f"{label} ", tag("select", options, id=name))


def panel() -> Html:
    """Beside the map: who does what at the time shown, and what was chosen. Scripts fill it."""
    return tag(
        "aside",
        tag("p", id="said", role="status", class_="unseen"),
        tag("div", id="chosen-told"),
        tag("h3", "Who is where"),
        tag("div", id="who"),
        tag("h3", "Next hand-overs"),
        tag("div", id="next"),
        class_="panel", id="panel", hidden=True, aria_label="At the time shown", tabindex="0",
    )  # fmt: skip


def legend() -> Html:
    """What the map's colours and lines mean."""
    shades = [swatch(f"c{number}", name) for number, name in enumerate(NAMES)]
    watch = [
        swatch("w2", "held: somebody is on task there"),
        swatch("w1", "seen within the stay"),
        swatch("w0", "unseen"),
    ]
    lines = [
        swatch("line-sea", "ship's track"),
        swatch("line-air", "aircraft's track"),
        swatch("zone-key", "closed"),
        swatch("dark-key", "twilight and night"),
    ]
    return tag(
        "div",
        tag("p", tag("b", "Coverage "), shades, class_="by-coverage"),
        tag("p", tag("b", "Watch "), watch, class_="by-watch"),
        tag("p", lines, " Not for navigation."),
        class_="legend",
    )


def swatch(class_: str, name: str) -> Html:
    """A colour of the styles and what it stands for."""
    box = tag("svg", tag("rect", width=14, height=12, class_=class_), width=14, height=12, aria_hidden="true")
    return tag("span", box, f" {name} ")
