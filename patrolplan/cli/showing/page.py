"""Puts the parts of `show` on a rich console: styled on a terminal, plain text elsewhere."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from rich import box
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from patrolplan.cli.showing import parts
from patrolplan.cli.showing.figures import Clock
from patrolplan.cli.showing.gantt import FILLS, IDLE, NIGHT, PLAIN, SIGNS, Row, gantt
from patrolplan.cli.showing.programme import flying
from patrolplan.cli.showing.tables import Sheet, sheet
from patrolplan.measures.marking import marking
from patrolplan.record.types import Record

NARROWEST: Final = 80
"""Narrower, tables would hide figures: rather let the terminal break the lines."""
ROOMY: Final = 110
"""From here on two zones fit side by side."""
WIDEST: Final = 160
"""Wider lines are not read more easily."""
GUTTER: Final = 2


def show(record: Record, by: str, zone: str | None, console: Console) -> None:
    """Print the plan.

    Args:
        record: the plan.
        by: which table; one of `tables.SHEETS`.
        zone: a military zone letter to show times in beside Z.
        console: where to; it is set to a width between `NARROWEST` and `WIDEST`.

    """
    console.width = min(max(console.width, NARROWEST), WIDEST)
    clock = Clock(zone, stacked=console.width < ROOMY)
    plain = not console.encoding.lower().startswith("utf")
    banner = Text(marking(record).center(console.width).rstrip(), style="bold")
    console.print(banner)
    console.print()
    for number, line in enumerate(parts.heading(record, clock)):
        console.print(Text(line, style="bold" if number == 0 else ""))
    _timeline(record, zone, console, plain)
    _sheet(sheet(record, by, clock), console)
    if by == "sortie" and record.sorties:
        _title("The flying programme", console)
        for line in flying(record, clock, console.width):
            console.print(Text(line), no_wrap=True)
    _title("Water that nobody watches", console)
    for line in parts.nobody_watches(record):
        console.print(Text(line))
    below = (
        parts.worst_gaps(record, clock),
        parts.best_chances(record, clock),
        parts.first_reliefs(record, clock),
    )
    for table in below:
        if table.rows:
            _sheet(table, console)
    console.print()
    for line in parts.small_print(record):
        console.print(Text(line, style="dim"))
    console.print()
    console.print(banner)


def _timeline(record: Record, zone: str | None, console: Console, plain: bool) -> None:
    _title("Who is where", console)
    panels = gantt(record, console.width, zone)
    names = max((len(row.name) for panel in panels for row in (*panel.rulers, *panel.rows)), default=0)
    for number, panel in enumerate(panels):
        if number:
            console.print()
        for row in (*panel.rulers, *panel.rows):
            console.print(_line(row, names, plain), no_wrap=True, overflow="crop")
    legend = (
        f"608LA{FILLS[0]} on task in 608LA  {SIGNS['transit']} transit  {SIGNS['hold']} waiting  "
        f"{IDLE} no task  {NIGHT} night{'  /1 sortie' if record.sorties else ''}"
    )
    console.print()
    console.print(Text(legend.translate(PLAIN) if plain else legend, style="dim"))
    if idle := parts.untasked(record):
        console.print(Text(idle))


def _line(row: Row, names: int, plain: bool) -> Text:
    line = Text(f"{row.name.ljust(names)} ")
    text = row.text.translate(PLAIN) if plain else row.text
    for style, run in groupby(zip(text, row.styles, strict=True), key=lambda pair: pair[1]):
        line.append("".join(character for character, _ in run), style=style)
    return line


def _title(text: str, console: Console) -> None:
    console.print()
    console.print(Text(text, style="bold underline"))


def _sheet(found: Sheet, console: Console) -> None:
    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.show_footer = bool(found.last)
    kept = _fitting(found, console.width)
    for column in kept:
        heading = found.columns[column].lstrip("?")
        side: JustifyMethod = "right" if heading.startswith(">") else "left"
        foot = found.last[column] if found.last else ""
        names = heading.startswith("~")
        table.add_column(Text(heading.lstrip(">~")), Text(foot), justify=side, no_wrap=not names)
    for row in found.rows:
        table.add_row(*(Text(row[column]) for column in kept))
    _title(found.title, console)
    console.print(table)
    if found.note:
        console.print(Text(found.note, style="dim"))


def _fitting(found: Sheet, width: int) -> list[int]:
    """Columns that fit side by side; those marked `?` go first, from the right."""
    lines = (*found.rows, found.last) if found.last else found.rows
    needs = [
        max(_widest(text) for text in (heading.strip("?>~"), *(line[column] for line in lines)))
        for column, heading in enumerate(found.columns)
    ]
    kept = list(range(len(found.columns)))
    for column in reversed(kept[:]):
        needed = sum(needs[one] + GUTTER for one in kept) - GUTTER
        if needed > width and found.columns[column].startswith("?"):
            kept.remove(column)
    return kept


def _widest(text: str) -> int:
    return max((len(line) for line in text.split("\n")), default=0)
