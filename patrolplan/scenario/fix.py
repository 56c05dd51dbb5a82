"""Replacements that can mean nothing else, made in the text: every other character stays as it is."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
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


Reading = tuple[Sequence[Source], Sequence[Diagnostic]]
"""The files of a scenario, and what is wrong in them."""


def mended(again: Callable[[Mapping[str, str]], Reading]) -> list[Fixed]:
    """The files of a scenario with all safe replacements made, and those that come to light once they are.

    `again` reads the scenario with these texts in place of those files. A round that leaves as it is what it
    was to mend, or makes of a file what is no YAML, is not kept.
    """
    texts: dict[str, str] = {}
    counts: Counter[str] = Counter()
    sources, found = _errors(again(texts))
    before = {source.name: source.text for source in sources}
    for _ in range(ROUNDS):
        changed, made = dict(texts), Counter[str]()
        for source in sources:
            text, made[source.name] = replaced(
                source.text, [item for item in found if item.span.source.name == source.name]
            )
            if made[source.name]:
                changed[source.name] = text
        if not made.total():
            break
        sources, left = _errors(again(changed))
        if not _better(found, left):
            break
        for source in sources:
            before.setdefault(source.name, source.text)
        texts, found = changed, left
        counts += made
    return [Fixed(name, before[name], text, counts[name]) for name, text in texts.items()]


def _errors(reading: Reading) -> tuple[Sequence[Source], list[Diagnostic]]:
    sources, found = reading
    return sources, [item for item in found if item.severity == "error"]


def _better(found: list[Diagnostic], left: list[Diagnostic]) -> bool:
    """Whether there is less of what was to be mended, and no file is harder to read than it was."""
    safe = {(item.id, item.message) for item in found if item.safe}
    was, still = (sum((item.id, item.message) in safe for item in each) for each in (found, left))
    broken, more = (sum(item.id.startswith("yaml") for item in each) for each in (found, left))
    return still < was and more <= broken


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
