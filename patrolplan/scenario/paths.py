"""Paths to a value in a scenario, as a planner writes them: `ships."HMAS Melbourne".transit`.

A step is a name or the number of an item in a list. A name that is not made of letters, digits,
hyphens and underscores alone is quoted; inside quotes a backslash keeps the next character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Step = str | int
Path = tuple[Step, ...]

_PLAIN = re.compile(r"[^\W\d][\w-]*", re.UNICODE)
_TOKEN = re.compile(
    r"""
    (?P<double>"(?:[^"\\]|\\.)*")
  | (?P<single>'(?:[^'\\]|\\.)*')
  | (?P<plain>[^\s."'=\[\]][^."'=\[\]]*)
    """,
    re.VERBOSE | re.DOTALL,
)


class PathError(ValueError):
    """A path that cannot be read. `column` is the 0-based place in the text where it goes wrong."""

    def __init__(self, message: str, cure: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure
        self.column = column


def quote(name: str) -> str:
    """Name as a step of a path, quoted where it must be."""
    if _PLAIN.fullmatch(name):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def format_path(path: Iterable[Step]) -> str:
    """Path as text: `ships."HMAS Melbourne".spells[1]`; the empty path is "the scenario"."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += ("." if text else "") + quote(step)
    return text or "the scenario"


def parse_path(text: str) -> tuple[tuple[str, ...], int]:
    """Read a path of names from the start of `text`, up to an equals sign outside quotes.

    Returns the names and the 0-based column of the equals sign (or of the end).
    Raises PathError.
    """
    names: list[str] = []
    place = 0
    while True:
        token = _TOKEN.match(text, place)
        if token is None:
            if place < len(text) and text[place] in "\"'":
                raise PathError("a quote is opened and not closed", "close the quoted name", place)
            if place < len(text) and text[place] == "[":
                raise PathError("one item of a list cannot be set", "set the whole list", place)
            raise PathError("a name is missing", "write the path as ships.NAME.transit", place)
        raw = token.group()
        if token.lastgroup == "plain":
            names.append(raw.rstrip())
        else:
            names.append(re.sub(r"\\(.)", r"\1", raw[1:-1], flags=re.DOTALL))
        place = token.end()
        if place == len(text) or text[place] == "=":
            return tuple(names), place
        if text[place] != ".":
            raise PathError(
                "names of a path are joined by dots", "quote a name that holds a dot or an equals sign", place
            )
        place += 1
