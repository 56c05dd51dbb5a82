"""Replacements that can mean nothing else, made in the text: every other character stays as it is."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.text.source import Source, Span
from patrolplan.scenario.writing.yaml import scalar

ROUNDS: Final = 10
"""Mending one thing can bring another to light: a blank after a colon, then what stands behind it."""


@dataclass(frozen=True)
class Fixed:
    """A file with its safe replacements made."""

    name: str
    before: str
    after: str
    count: int

    @property
    def diff(self) -> str:
        """Unified diff, as `diff -u` prints it."""
        old, new = (text.splitlines(keepends=True) for text in (self.before, self.after))
        lines = difflib.unified_diff(old, new, self.name, f"{self.name} (mended)", n=2)
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
        )


def mended(source: Source, again: Callable[[str], Iterable[Diagnostic]]) -> Fixed:
    """One file with all safe replacements made, and those that come to light once they are.

    `again` reads a changed text of the file and says what is wrong in it. A round that does not make
    mistakes fewer is not kept.
    """
    text, count = source.text, 0
    found = [item for item in again(text) if item.severity == "error"]
    for _ in range(ROUNDS):
        changed, made = replaced(text, found)
        if not made:
            break
        left = [item for item in again(changed) if item.severity == "error"]
        # A file that could not be read at all tells its other mistakes only now.
        if len(left) >= len(found) and not any(item.id.startswith("yaml") for item in found):
            break
        text, found, count = changed, left, count + made
    return Fixed(source.name, source.text, text, count)


def replaced(text: str, found: Iterable[Diagnostic]) -> tuple[str, int]:
    """The text with the safe replacements of diagnostics about it, and how many were made."""
    lines = Source("", text).lines
    starts, place = [], 0
    for line in lines:
        starts.append(place)
        place += len(line)
        place += 2 if text.startswith("\r\n", place) else 1
    spots: dict[tuple[int, int], str] = {}
    for item in found:
        edit = _edit(item, lines, starts)
        if edit is not None:
            spots.setdefault(edit[0], edit[1])
    made, end = 0, len(text) + 1
    for (first, last), new in sorted(spots.items(), reverse=True):
        if last <= end:  # two that overlap: the earlier one waits for the next round
            text, end, made = text[:first] + new + text[last:], first, made + 1
    return text, made


def _edit(item: Diagnostic, lines: list[str], starts: list[int]) -> tuple[tuple[int, int], str] | None:
    span: Span = item.span
    if not item.safe or item.replacement is None or span.whole or span.line != span.end_line:
        return None
    line = lines[span.line - 1]
    old = line[span.column - 1 : span.end_column - 1]
    new = item.replacement
    if item.id != "yaml-syntax" and ": " not in new and not _is_number(new):
        new = scalar(new)
    if not old or "\n" in new or old[:1] in "|>":
        return None
    start = starts[span.line - 1]
    return (start + span.column - 1, start + span.end_column - 1), new


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("-", "", 1).isdigit()
