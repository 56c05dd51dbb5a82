"""Words: names, one of some words, names of other parts, nations, files."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ValidationInfo

from patrolplan.scenario.language.leaves.leaf import Read, leaf, string
from patrolplan.scenario.language.names import Kind, Names
from patrolplan.scenario.text.nodes import Written
from patrolplan.scenario.values import nation
from patrolplan.scenario.values.problem import BadValueError, shown


def _name(text: Written, info: ValidationInfo) -> str:
    if not text.strip():
        raise BadValueError("empty-value", "the text is empty", "write it, or delete the key")
    if len(text) > 200 or any(ord(sign) < 32 for sign in text):
        raise BadValueError("bad-name", f"{shown(text)} is no name of one line", "write at most 200 letters")
    return str(text.strip())


Name = Annotated[str, *leaf("a text", _name, {"type": ["string", "number"]})]


def _file(text: Written, info: ValidationInfo) -> str:
    return str(text.strip())


FilePath = Annotated[str, *leaf("the path of a file", _file, string())]


def choice(*options: str) -> Any:
    """One of some words."""

    def read(text: Written, info: ValidationInfo) -> str:
        clean = text.strip().casefold()
        if clean not in options:
            listed = ", ".join(options)
            raise BadValueError("bad-choice", f"{shown(text)} is none of {listed}", f"write one of {listed}")
        return clean

    return Annotated[str, *leaf("a word", read, {"enum": list(options)})]


def _reference(kind: Kind) -> Read[str]:
    def read(text: Written, info: ValidationInfo) -> str:
        names = info.context
        return names.find(kind, text) if isinstance(names, Names) else str(text)

    return read


def reference(kind: Kind) -> Any:
    """The name of another part of the scenario, or of the catalogue."""
    article = "an" if kind[0] in "aeiou" else "a"
    return Annotated[str, *leaf("a name", _reference(kind), string(), f"name of {article} {kind}")]


def _grid(text: Written, info: ValidationInfo) -> int:
    cells = {"30min": 30, "30'": 30, "15min": 15, "15'": 15}
    clean = text.replace(" ", "").replace("′", "'")
    if clean not in cells:
        message = f"{shown(text)} is no grid that sectors are cut by"
        raise BadValueError("bad-choice", message, "write 30min or 15min (minutes of arc)")
    return cells[clean]


Grid = Annotated[int, *leaf("a grid", _grid, {"enum": ["30min", "15min"]})]
Nation = Annotated[
    str, *leaf("a nation such as JPN", lambda text, _: nation.parse_nation(text), string(r"^[A-Za-z]{3}$"))
]
