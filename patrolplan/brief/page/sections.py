"""The page below the map: timelines, heat map, maps by period, unwatched water, tables, small print."""

from __future__ import annotations

from typing import Any, Final

from patrolplan.brief.drawing.heat import heat
from patrolplan.brief.drawing.maps import maps
from patrolplan.brief.drawing.projection import Projection
from patrolplan.brief.drawing.timelines.by_area import by_area_timeline
from patrolplan.brief.drawing.timelines.by_asset import by_asset
from patrolplan.brief.drawing.timelines.by_nation import by_nation_timeline
from patrolplan.brief.drawing.tracks import Track
from patrolplan.brief.html import Child, Html, joined, tag
from patrolplan.brief.keys import Keys
from patrolplan.brief.page import tables, unwatched, words
from patrolplan.brief.page.binds import bindings
from patrolplan.brief.page.controls import swatch
from patrolplan.brief.page.searches import searches
from patrolplan.measures.accounts.by_holder import by_nation
from patrolplan.record.types import Record

_LONG: Final = 200
"""Tables with more rows than this are folded until they are asked for; what is folded is not printed."""


def sections(record: Record, keys: Keys, projection: Projection, tracks: dict[Any, Track]) -> Html:
    """Everything below the map, in the order in which it is asked for."""
    return joined(
        _section("timelines", "Timeline", _timelines(record, keys)),
        _section("heat", "Coverage by sector and period", heat(record)),
        _section("unwatched", "Water that nobody watches", unwatched.unwatched(record, keys)),
        _section("maps", "Maps by period", tag("div", maps(record, projection, tracks), class_="maps")),
        _section("told", "How good the plan is", words.explained(record), words.shortfalls(record)),
        _section("binds", "What binds the plan", bindings(record)),
        _section("assets", "Assets", tables.assets(record, keys), tag("p", tables.SHARED, class_="note")),
        _section("sorties", "Sorties", _long(len(record.sorties), "sorties", tables.sorties(record, keys))),
        _section(
            "handovers",
            "Hand-overs",
            _long(len(record.handovers), "hand-overs", tables.handovers(record, keys)),
        ),
        _section("tasks", "Tasks", _long(len(record.tasks), "tasks", tables.tasks(record, keys))),
        _section("searches", "Search patterns", _long(len(record.tasks), "patterns", searches(record, keys))),
        _section("sectors-table", "Sectors", _long(len(record.sectors), "sectors", tables.sectors(record))),
        _section("assumptions", "Assumptions", words.assumptions(record)),
        _section("made", "How this plan was made", words.made(record)),
    )


def _section(name: str, title: str, *contents: Child) -> Html:
    return tag("section", tag("h2", title), contents, id=name)


def _timelines(record: Record, keys: Keys) -> Html:
    """Three timelines of which one shows; the buttons are radio buttons and work without scripts."""
    views = (
        ("asset", "By asset", by_asset(record, keys)),
        ("area", "By area", by_area_timeline(record, keys)),
        ("nation", "By nation", by_nation_timeline(record, by_nation(record))),
    )
    inputs = [
        tag("input", type="radio", name="timeline", id=f"by-{name}", checked=name == "asset", class_="pick")
        for name, _, _ in views
    ]
    labels = [tag("label", text, for_=f"by-{name}") for name, text, _ in views]
    panels = [tag("div", drawn, class_=f"view view-{name}") for name, _, drawn in views]
    key = tag(
        "p",
        swatch("line-sea", "ship on task"),
        swatch("line-air", "aircraft's look, /3 its sortie"),
        swatch("rest", "transit (thin), waits, in port"),
        swatch("w2", "part of an area held"),
        swatch("w1", "and seen within the stay"),
        swatch("night", "night in the middle of the water"),
        " Triangles: in-chop, out-chop.",
        class_="note legend",
    )
    return tag("div", inputs, tag("div", labels, class_="tabs"), panels, key, class_="views")


def _long(rows: int, what: str, table: Html) -> Html:
    """A table that is folded where it is long."""
    return tag("details", tag("summary", f"{rows:,} {what}"), table, open=rows <= _LONG)
