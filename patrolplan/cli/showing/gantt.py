"""The timeline in characters: a row for each ship and each airframe, an hour or less to a column.

A long horizon is cut into panels of whole days, so that the name of a sector fits into the time that is
spent in it: a planner reads where each one is, not only that he is busy. Panels overlap a little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from patrolplan.cli.showing.figures import sortie_mark
from patrolplan.geo.sun import night
from patrolplan.measures.times.dtg import MONTHS, local
from patrolplan.measures.times.periods import horizon_end
from patrolplan.measures.times.timeline import Span, Timeline, timelines
from patrolplan.record.types import Record

NIGHT: Final = "░"
SIGNS: Final = {"transit": "·", "hold": "~", "wait": "~", "replenish": "R", "port": "P", "relief": "="}
IDLE: Final = "-"
FILLS: Final = ("━", "═")
"""Neighbouring tasks take turns, so that the edge between them shows."""
PLAIN: Final = str.maketrans({"░": ":", "·": ".", "━": "#", "═": "="})
"""For terminals without these characters."""
WIDEST_NAME: Final = 18
HOURS_A_DAY: Final = 24
OVERLAP_H: Final = 6
"""A panel runs into the next, so that a task across midnight is seen whole in one of them."""


@dataclass(frozen=True)
class Row:
    """One line: a name, and text with a style for each character."""

    name: str
    text: str
    styles: tuple[str, ...]


@dataclass(frozen=True)
class Scale:
    """Columns of a panel: the first starts at `start`, each is `step` long."""

    start: datetime
    step: timedelta
    columns: int

    def edge(self, column: int) -> datetime:
        """When a column begins."""
        return self.start + self.step * column


@dataclass(frozen=True)
class Panel:
    """Some days of the horizon: rulers first, then a row for everybody who is there."""

    scale: Scale
    rulers: tuple[Row, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class _Line:
    name: str
    timelines: tuple[Timeline, ...]


def gantt(record: Record, width: int, zone: str | None = None) -> tuple[Panel, ...]:
    """The whole plan as panels that are at most `width` characters wide.

    Args:
        record: the plan.
        width: characters to a line, at least 40.
        zone: a military zone letter; hours are ruled in it as well as in Z.

    """
    lines = _lines(record)
    names = max((len(line.name) for line in lines), default=0)
    room = max(HOURS_A_DAY + OVERLAP_H, width - min(names, WIDEST_NAME) - 1)
    found = []
    for scale in _scales(record, room):
        rows = tuple(row for line in lines for row in _rows(line, scale))
        found.append(Panel(scale, _rulers(record, scale, zone), rows))
    return tuple(found)


def _lines(record: Record) -> list[_Line]:
    """Ships in the scenario's order, then the airframes of each detachment."""
    found: list[_Line] = []
    airframes: dict[tuple[str, int], list[Timeline]] = {}
    for one in timelines(record):
        if one.sortie is None:
            found.append(_Line(one.asset, (one,)))
        else:
            airframes.setdefault((one.asset, one.sortie.airframe), []).append(one)
    order = {name: number for number, name in enumerate(record.scenario.get("aircraft", {}))}
    for asset, airframe in sorted(airframes, key=lambda key: (order.get(key[0], len(order)), key)):
        found.append(_Line(f"{asset} #{airframe}", tuple(airframes[asset, airframe])))
    return found


def _scales(record: Record, room: int) -> Iterator[Scale]:
    """Four, two or one column to the hour where the horizon fits; else panels of whole days."""
    start, end = record.model.start, horizon_end(record.model)
    hours = -(-(end - start) // timedelta(hours=1))
    for columns_an_hour in (4, 2, 1):
        if hours * columns_an_hour <= room:
            yield Scale(start, timedelta(hours=1) / columns_an_hour, hours * columns_an_hour)
            return
    days = -(-hours // HOURS_A_DAY)
    panels = -(-days // ((room - OVERLAP_H) // HOURS_A_DAY))
    length = -(-days // panels) * HOURS_A_DAY
    for first in range(0, hours, length):
        last = min(first + length + OVERLAP_H, hours)
        yield Scale(start + timedelta(hours=first), timedelta(hours=1), last - first)
        if last == hours:
            return


def _rulers(record: Record, scale: Scale, zone: str | None) -> tuple[Row, ...]:
    """Dates and hours in Z, hours in the zone asked for, and where it is night in the middle of the water."""
    zones = ["Z"] if zone in (None, "Z") else ["Z", str(zone)]
    hours = {1: 6, 2: 3, 4: 2}[round(timedelta(hours=1) / scale.step)]
    dates, ticks = [" "] * scale.columns, {letter: [" "] * scale.columns for letter in zones}
    for column in range(scale.columns):
        moment = local(scale.edge(column))
        if column == 0 or (moment.hour, moment.minute) == (0, 0):
            _write(dates, column, f"{moment:%d} {MONTHS[moment.month - 1]}")
        if moment.hour % hours == 0 and moment.minute == 0:
            for letter in zones:
                _write(ticks[letter], column, f"{local(scale.edge(column), letter):%H}")
    rows = [_row("", "".join(dates), "bold")]
    rows += [_row(letter, "".join(ticks[letter]), "") for letter in zones]
    shade = _night(record, scale)
    return (*rows, _row("night", shade, "dim")) if shade.strip() else tuple(rows)


def _night(record: Record, scale: Scale) -> str:
    points = [sector.point for sector in record.sectors]
    middle = (sum(lon for lon, _ in points) / len(points), sum(lat for _, lat in points) / len(points))
    moments = [scale.edge(column) + scale.step / 2 for column in range(scale.columns)]
    return "".join(NIGHT if dark else " " for dark in night([middle], moments)[0])


def _write(characters: list[str], column: int, text: str) -> None:
    """Put text into a line where it fits whole."""
    if column + len(text) <= len(characters):
        characters[column : column + len(text)] = text


def _row(name: str, text: str, style: str) -> Row:
    return Row(name, text.rstrip(), (style,) * len(text.rstrip()))


def _rows(line: _Line, scale: Scale) -> Iterator[Row]:
    """The line's row, unless nothing of it falls into the panel."""
    text, styles = [" "] * scale.columns, [""] * scale.columns
    for one in line.timelines:
        _paint(one, scale, text, styles)
    shown = "".join(text).rstrip()
    if shown:
        yield Row(clipped(line.name), shown, tuple(styles[: len(shown)]))


def _paint(one: Timeline, scale: Scale, text: list[str], styles: list[str]) -> None:
    present = [Span("present", start, end) for start, end in one.presence]
    idle = [owner is not None for owner in _owners(present, scale)]
    owners = _owners(one.spans, scale)
    turn = {id(span): number % 2 for number, span in enumerate(_tasks(one.spans))}
    for first, last, span in _runs(owners):
        if span is None:
            for column in range(first, last):
                if idle[column]:
                    text[column], styles[column] = IDLE, "dim"
        elif span.kind == "task":
            label = (span.sector or "").replace(" ", "")
            label = label if len(label) <= last - first else ""
            text[first:last] = label.ljust(last - first, FILLS[turn[id(span)]])
            styles[first:last] = [("cyan", "green")[turn[id(span)]]] * (last - first)
        else:
            text[first:last] = SIGNS.get(span.kind, "?") * (last - first)
            styles[first:last] = ["dim"] * (last - first)
    if one.sortie is not None:
        _name_sortie(sortie_mark(one.sortie.id, one.asset), one, scale, text, styles)


def _name_sortie(name: str, one: Timeline, scale: Scale, text: list[str], styles: list[str]) -> None:
    """Write the sortie's mark where it takes off, over signs but never over a sector's name."""
    first = (one.presence[0][0] - scale.start) // scale.step
    place = slice(first, first + len(name))
    free = {*SIGNS.values(), *FILLS, IDLE}
    if first >= 0 and len(text[place]) == len(name) and set(text[place]) <= free:
        text[place] = name
        styles[place] = ["bold"] * len(name)


def _tasks(spans: Iterable[Span]) -> list[Span]:
    return [span for span in spans if span.kind == "task"]


def _owners(spans: Iterable[Span], scale: Scale) -> list[Span | None]:
    """For each column the span that takes most of it, and a quarter at least."""
    best = [scale.step / 4 - timedelta(microseconds=1)] * scale.columns
    found: list[Span | None] = [None] * scale.columns
    for span in spans:
        first = max(0, (span.start - scale.start) // scale.step)
        last = min(scale.columns, -((scale.start - span.end) // scale.step))
        for column in range(first, last):
            part = min(span.end, scale.edge(column + 1)) - max(span.start, scale.edge(column))
            if part > best[column]:
                best[column], found[column] = part, span
    return found


def _runs(owners: list[Span | None]) -> Iterator[tuple[int, int, Span | None]]:
    first = 0
    for column in range(1, len(owners) + 1):
        if column == len(owners) or owners[column] is not owners[first]:
            yield first, column, owners[first]
            first = column


def clipped(name: str) -> str:
    """A name that is not wider than the column of names."""
    return name if len(name) <= WIDEST_NAME else name[: WIDEST_NAME - 1] + "…"
