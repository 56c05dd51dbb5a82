"""The section of what changed: in a few words, on the map, on the timeline, by nation, and row by row."""

from __future__ import annotations

from patrolplan.brief.changes.chart import NAMES, chart
from patrolplan.brief.changes.lanes import lanes
from patrolplan.brief.drawing.projection import Projection
from patrolplan.brief.html import Child, Html, tag
from patrolplan.brief.keys import Keys
from patrolplan.brief.page.controls import swatch
from patrolplan.brief.page.table import Row, table
from patrolplan.measures.differences import summary
from patrolplan.measures.differences.difference import Difference, difference
from patrolplan.measures.differences.pairs import Change
from patrolplan.measures.differences.told import notices
from patrolplan.measures.times.dtg import short
from patrolplan.record.types import Record, Task

MANY = 200
"""Rows from which a table is folded until it is asked for."""


def section(old: Record, new: Record, keys: Keys, projection: Projection) -> Html:
    """What changed from the old plan to the new one, which the rest of the page shows."""
    found = difference(old, new)
    title = tag("h2", f"What changed since {old.plan.name}, issue {old.plan.issue}")
    said = tag("p", summary.counts(found), class_="verdict")
    contents: list[Child] = []
    if found.tasks or found.sorties:
        drawn = tag("div", chart(old, new, found, projection), _legend(), class_="chart")
        told = tag("div", _coverage(found), _nations(found), class_="notices")
        contents = [tag("div", drawn, told, class_="both-sides"), lanes(old, new, found), _rows(found, keys)]
    elif not found.empty:
        contents = [_coverage(found)]
    return tag("section", title, said, contents, id="changes")


def _legend() -> Html:
    shades = [swatch(name, words) for name, words in NAMES.items()]
    lines = (swatch("was-key", "no longer"), swatch("now-key", "new"), swatch("both-key", "as it was"))
    return tag(
        "div", tag("p", tag("b", "Coverage "), shades), tag("p", tag("b", "Tracks "), lines), class_="legend"
    )


def _coverage(found: Difference) -> Html:
    rows = [Row(cells) for cells in summary.coverage(found)]
    return table("Coverage", ("Area", ">Before", ">After", ">Points"), rows)


def _nations(found: Difference) -> Html:
    """What each nation must be told, in order of time."""
    parts = [
        tag("div", tag("h4", one.nation), tag("ul", (tag("li", words) for words in one.sentences)))
        if one.sentences
        else tag("p", tag("b", one.nation), " nothing changes")
        for one in notices(found)
    ]
    return tag(
        "div", tag("h3", "What each nation must be told"), tag("p", "Times in Z.", class_="note"), parts
    )


def _rows(found: Difference, keys: Keys) -> Html:
    columns = ("No.", "Change", "Asset", "Nation", "Was", "Is now")
    rows = [
        Row(
            (
                tag("a", str(number + 1), href=f"#c{number}", data_c=number),
                one.kind,
                ", then ".join(one.assets),
                ", ".join(dict.fromkeys(found.nations[asset] for asset in one.assets)),
                _span(one.old),
                _span(one.new),
            ),
            id=f"c{number}",
            change=number,
            leads=_leads(one, keys),
        )
        for number, one in enumerate(found.tasks)
    ]
    rows += [
        Row(
            (
                "–",
                f"sortie {one.kind}",
                one.detachment,
                found.nations[one.detachment],
                "–" if one.old is None else f"{short(one.old.takeoff)} to {short(one.old.landing)}",
                "–" if one.new is None else f"{short(one.new.takeoff)} to {short(one.new.landing)}",
            )
        )
        for one in found.sorties
    ]
    whole = table("Every change", columns, rows, "every")
    return tag("details", tag("summary", f"{len(rows):,} changes"), whole, open=len(rows) <= MANY)


def _span(task: Task | None) -> str:
    return "–" if task is None else f"{task.sector}, {short(task.start)} to {short(task.end)}"


def _leads(change: Change, keys: Keys) -> int | None:
    """The number of the task of the new plan that a change is about."""
    return None if change.new is None else keys.tasks[change.new.id]
