"""Assets from a CSV file: one ship or detachment a row, the columns in any order.

| column | for | |
| --- | --- | --- |
| name, nation | both | required |
| class | ships | a ship has one |
| type, base | aircraft | a detachment has both |
| in_chop, in_time, out_chop, out_time, transit, patrol, min_task | ships | |
| airframes, crews, per_day, min_look | aircraft | |
| note | both | becomes a remark |
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from patrolplan.scenario.alike import closest
from patrolplan.scenario.starting.slip import SlipError

BOTH: Final = ("name", "nation", "note")
SHIP: Final = ("class", "in_chop", "in_time", "out_chop", "out_time", "transit", "patrol", "min_task")
WING: Final = ("type", "base", "airframes", "crews", "per_day", "min_look")
COLUMNS: Final = (*BOTH, *SHIP, *WING)
_MEANT: Final = {
    "ship": "name", "asset": "name", "unit": "name", "country": "nation", "flag": "nation",
    "ship class": "class",
    "aircraft": "type", "aircraft type": "type", "airfield": "base", "port": "in_chop", "position": "in_chop",
    "at": "in_chop", "join": "in_chop", "joins": "in_time", "from": "in_time", "leave": "out_chop",
    "leaves": "out_time", "to": "out_time", "speed": "transit", "sorties": "per_day", "remarks": "note",
    "remark": "note", "notes": "note",
}  # fmt: skip
MOST_ROWS: Final = 2_000


@dataclass(frozen=True)
class Asset:
    """One row: its name, whether it is a ship, its cells by column, and its remark."""

    name: str
    ship: bool
    cells: dict[str, str] = field(default_factory=dict)
    note: str = ""


def assets(name: str, text: str) -> tuple[Asset, ...]:
    """Every asset of a CSV file called `name`; commas, semicolons or tabs part the cells.

    Raises SlipError: no head, a column that is not known, a row that is neither ship nor detachment.
    """
    head = text.split("\n", 1)[0]
    parts = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=parts, strict=True))
    except csv.Error as error:
        raise SlipError(name, f"it is no CSV ({error})", "save it anew from the spreadsheet") from None
    if not rows or not any(cell.strip() for cell in rows[0]):
        raise SlipError(
            f"{name}:1", "the first row names no columns", f"write {', '.join(COLUMNS[:5])} there"
        )
    if len(rows) > MOST_ROWS:
        raise SlipError(name, f"it has more than {MOST_ROWS:,} rows", "leave out those that do not take part")
    columns = tuple(_columns(name, rows[0]))
    found: dict[str, Asset] = {}
    for number, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row):
            asset = _asset(f"{name}:{number}", columns, row)
            if asset.name in found:
                raise SlipError(f"{name}:{number}", f"{asset.name!r} is given twice", "give it another name")
            found[asset.name] = asset
    if not found:
        raise SlipError(name, "it holds no asset", "write one a row below the names of the columns")
    return tuple(found.values())


def _columns(name: str, head: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for place, cell in enumerate(head, 1):
        text = cell.strip().casefold().replace("_", " ")
        plain = text.replace(" ", "_")
        column = plain if plain in COLUMNS else _MEANT.get(text)
        if column is None and text:
            meant = closest(plain, COLUMNS)
            cure = f"did you mean {meant!r}?" if meant else f"the columns are {', '.join(COLUMNS)}"
            raise SlipError(f"{name}:1", f"no column is called {cell.strip()!r} (the {place}.)", cure)
        if column in seen:
            raise SlipError(f"{name}:1", f"the column {column!r} is there twice", "delete one of the two")
        if column:
            seen.add(column)
        yield column or ""
    for column in ("name", "nation"):
        if column not in seen:
            raise SlipError(f"{name}:1", f"the column {column!r} is missing", f"add a column {column}")


def _asset(where: str, columns: tuple[str, ...], row: list[str]) -> Asset:
    if len(row) > len(columns) and any(cell.strip() for cell in row[len(columns) :]):
        raise SlipError(
            where,
            f"this row has {len(row)} cells, the first has {len(columns)}",
            "quote a cell that holds a comma",
        )
    cells = {
        column: " ".join(cell.split())
        for column, cell in zip(columns, row, strict=False)
        if column and cell.strip()
    }
    note, name = cells.pop("note", ""), cells.pop("name", "")
    if not name:
        raise SlipError(where, "this row names no asset", "write its name")
    if "nation" not in cells:
        raise SlipError(where, f"{name!r} has no nation", "write its ISO code, as in AUS")
    if ("class" in cells) == ("type" in cells):
        has = "neither class nor type" if "class" not in cells else "both class and type"
        raise SlipError(where, f"{name!r} has {has}", "a ship has a class, a detachment of aircraft a type")
    ship = "class" in cells
    if not ship and "base" not in cells:
        raise SlipError(where, f"{name!r} has no base", "write where it flies from, as in RODN")
    wrong = [column for column in cells if column in (WING if ship else SHIP)]
    if wrong:
        what = "a ship" if ship else "a detachment"
        raise SlipError(where, f"{name!r} is {what} and has {wrong[0]!r}", "leave that cell empty")
    return Asset(name, ship, cells, note)
