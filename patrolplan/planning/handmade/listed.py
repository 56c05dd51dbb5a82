"""A list of tasks in CSV, as people keep it in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import shapely

from patrolplan.geo.positions import PositionError, parse_position
from patrolplan.planning.handmade.drafts import Draft, DraftError, DraftSortie, DraftTask
from patrolplan.scenario.alike import closest
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.values.problem import BadValueError, shown
from patrolplan.scenario.values.time import format_time, parse_time
from patrolplan.sea.types import Sector

COLUMNS: Final = (
    "asset",
    "sector",
    "position",
    "start",
    "end",
    "sortie",
    "takeoff",
    "landing",
    "airframe",
    "crew",
)
LONGEST: Final = 4_000_000
"""Characters of a list of tasks: more is another kind of file."""


def read_csv(text: str, name: str, scenario: Scenario, sectors: Sequence[Sector]) -> Draft:
    """The tasks in a table with a heading, divided by commas, semicolons or tabs.

    Columns: `asset`, `sector` or `position`, `start`, `end`; for aircraft also `sortie` (any name that the
    looks of one flight share), `takeoff`, `landing`, `airframe`, `crew`. Empty lines do not count, nor do
    those that begin with #.

    Raises:
        DraftError: with every mistake by line and column.

    """
    if len(text) > LONGEST:
        raise DraftError((f"{name}: {len(text):,} characters are no list of tasks",))
    rows = [
        (number, line)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip(" ,;\t") and not line.lstrip().startswith("#")
    ]
    if not rows:
        raise DraftError((f"{name}: is empty; its first line names the columns: asset,sector,start,end",))
    (first, heading), body = rows[0], rows[1:]
    sign = max(",;\t", key=heading.count)
    heads = [head.strip().casefold() for head in next(csv.reader([heading], delimiter=sign))]
    faults = _heading_faults(heads, f"{name}:{first}")
    if not body and not faults:
        faults = [f"{name}: has no task under its heading"]
    if faults:
        raise DraftError(tuple(faults))
    table = _Table(name, scenario, sectors)
    for number, line in body:
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=sign))]
        if len(cells) > len(heads) and any(cells[len(heads) :]):
            table.faults.append(f"{name}:{number}: has {len(cells)} cells under {len(heads)} columns")
            continue
        table.row(number, dict(zip(heads, cells, strict=False)))
    if table.faults:
        raise DraftError(tuple(table.faults))
    return Draft(tuple(table.tasks), tuple(table.sorties.values()))


def _heading_faults(heads: list[str], where: str) -> list[str]:
    faults = []
    for head in heads:
        if head and head not in COLUMNS:
            near = closest(head, COLUMNS)
            hint = f"is {near!r} meant?" if near else f"there are {', '.join(COLUMNS)}"
            faults.append(f"{where}: there is no column {shown(head)}; {hint}")
    twice = sorted({head for head in heads if head and heads.count(head) > 1})
    faults += [f"{where}: the column {head!r} stands there twice" for head in twice]
    for head in ("asset", "start", "end"):
        if head not in heads:
            faults.append(f"{where}: the column {head!r} is missing")
    if not {"sector", "position"} & set(heads):
        faults.append(f"{where}: a column 'sector' or 'position' is missing")
    return faults


@dataclass
class _Table:
    """Reads rows one by one and gathers what is wrong with them."""

    name: str
    scenario: Scenario
    sectors: Sequence[Sector]
    tasks: list[DraftTask] = field(default_factory=list)
    sorties: dict[tuple[str, str], DraftSortie] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def row(self, number: int, cells: Mapping[str, str]) -> None:
        """One line under the heading."""
        before = len(self.faults)

        def get(column: str, read: Callable[[str], Any], needed: bool = False) -> Any:
            text = cells.get(column, "")
            if not text:
                if needed:
                    self.faults.append(f"{self.name}:{number}: {column} is missing")
                return None
            try:
                return read(text)
            except (BadValueError, PositionError) as error:
                self.faults.append(f"{self.name}:{number}: {column}: {error.message}; {error.cure}")
                return None

        asset = get("asset", self._asset, needed=True)
        start, end = get("start", parse_time, needed=True), get("end", parse_time, needed=True)
        column = "sector" if cells.get("sector") or not cells.get("position") else "position"
        sector = get(column, self._sector, needed=True)
        name = cells.get("sortie") or None
        flight = {
            "takeoff": get("takeoff", parse_time),
            "landing": get("landing", parse_time),
            "airframe": get("airframe", _count),
            "crew": get("crew", _count),
        }
        if len(self.faults) > before:
            return
        where = f"{self.name}:{number}"
        self._span(where, start, end)
        known = {key: value for key, value in flight.items() if value is not None}
        if asset in self.scenario.ships and (name or known):
            self.faults.append(
                f"{where}: {asset} is a ship: it has no {'sortie' if name else next(iter(known))}"
            )
        elif known and not name:
            self.faults.append(f"{where}: {next(iter(known))} is given, but no sortie; name the flight")
        elif name:
            self._flight(where, asset, name, known)
        if len(self.faults) == before:
            self.tasks.append(DraftTask(asset, sector, start, end, name))

    def _span(self, where: str, start: datetime, end: datetime) -> None:
        horizon = self.scenario.horizon
        opens, closes = horizon.start, horizon.start.timestamp() + horizon.length_s
        if start >= end:
            self.faults.append(f"{where}: ends at {format_time(end)}, no later than it starts")
        elif start < opens or end.timestamp() > closes:
            self.faults.append(
                f"{where}: {format_time(start)} to {format_time(end)} is outside the horizon, which opens "
                f"at {format_time(opens)} for {horizon.length_s / 3600:g} h; cut the task, or widen the "
                "scenario's horizon"
            )

    def _flight(self, where: str, detachment: str, name: str, known: dict[str, Any]) -> None:
        """What this line says of a flight, beside what others said."""
        have = self.sorties.get((detachment, name), DraftSortie(name, detachment))
        for key, value in known.items():
            said = getattr(have, key)
            if said is not None and said != value:
                self.faults.append(f"{where}: {key} of {name} is another than on an earlier line")
        merged = {
            key: known.get(key, getattr(have, key)) for key in ("takeoff", "landing", "airframe", "crew")
        }
        self.sorties[detachment, name] = DraftSortie(name, detachment, **merged)

    def _asset(self, text: str) -> str:
        names = [*self.scenario.ships, *self.scenario.aircraft]
        if text in names:
            return text
        near = closest(text, names)
        cure = f"is {near!r} meant?" if near else f"there are {', '.join(names)}"
        raise BadValueError("unknown-asset", f"the scenario has no asset {shown(text)}", cure)

    def _sector(self, text: str) -> str:
        """A sector by its id, or the one in which a position or a GARS cell's centre lies."""
        ids = [sector.id for sector in self.sectors]
        same = [one for one in ids if one.casefold() == text.casefold()]
        if same:
            return same[0]
        parts = [one for one in ids if one.casefold().startswith(f"{text.casefold()} ")]
        if parts:
            cure = f"it is in parts: {', '.join(parts)}"
            raise BadValueError("unknown-sector", f"there is no sector {shown(text)}", cure)
        try:
            place = shapely.Point(parse_position(text))
        except PositionError:
            near = closest(text, ids)
            cure = (
                f"is {near!r} meant?"
                if near
                else "write a sector's id as `patrolplan show --by sector` has it"
            )
            raise BadValueError("unknown-sector", f"there is no sector {shown(text)}", cure) from None
        held = [sector.id for sector in self.sectors if sector.polygon.intersects(place)]
        if held:
            return held[0]
        nearest = min(self.sectors, key=lambda sector: float(sector.polygon.distance(place)))
        raise BadValueError("no-water", f"{shown(text)} lies in no sector", f"the nearest is {nearest.id}")


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 10_000:
        raise BadValueError("bad-number", f"{shown(text)} is no number of one", "write 1, 2, 3 ...")
    return int(text)
