"""Why a text is no YAML, in a planner's words.

libyaml names what it missed, often some lines after the slip. The usual slips (a tab, a blank missing
after a colon, a bracket or quote never closed, an indentation that fits nothing) are looked for by name.
"""

from __future__ import annotations

import re
from typing import Any

from patrolplan.scenario.diagnostics import Diagnostic, Label
from patrolplan.scenario.text.source import Source, Span

_NO_BLANK = re.compile(r"\s*(?:- )?(?P<key>[^\s#'\"{\[][^:#]*):(?P<value>[^\s:/][^:]*)$")
_BRACKET = {"flow sequence": ("[", "]"), "flow mapping": ("{", "}")}


def explain(source: Source, error: Any) -> Diagnostic:
    """A parser's error (yaml.MarkedYAMLError) as a diagnostic."""
    problem = error.problem or ""
    context = error.context or ""
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark
    line = _line(source, mark.line)
    tab = _tabbed(source, mark.line)
    if tab is not None:
        number, column = tab
        return _found(
            source,
            number,
            column,
            "this line is indented with a tab",
            "indent with blanks only",
            id="yaml-tab",
        )
    if "quoted scalar" in context and "end of stream" in problem:
        return _found(
            source, opened.line, opened.column, "this quote is opened and never closed", "close the quote"
        )
    if "escape" in problem:
        return _found(
            source,
            mark.line,
            mark.column,
            "a backslash in double quotes begins an escape, and this is none that YAML knows",
            "use single quotes, or write two backslashes",
        )
    for name, (left, right) in _BRACKET.items():
        if name in context:
            return _bracket(source, mark, opened, left, right)
    slip = _missing_blank(source, mark.line)
    if slip is not None:
        return slip
    if "mapping values are not allowed" in problem:
        return _colon(source, mark, line)
    if "cannot start any token" in problem:
        sign = line[mark.column : mark.column + 1]
        return _found(
            source,
            mark.line,
            mark.column,
            f"a value cannot begin with {sign}" if sign else "a value cannot begin like this",
            "put the whole value in quotes",
        )
    if "expected node content" in problem:
        return _found(
            source, mark.line, mark.column, "a value is missing here", "write it, or delete the comma"
        )
    if ("did not find expected" in problem or "expected <block end>" in problem) and "block" in context:
        return _block(source, mark, opened, line, problem)
    said = ": ".join(part for part in (context, problem) if part)
    return _found(source, mark.line, mark.column, f"this is no YAML ({said})", "check the lines just above")


def _bracket(source: Source, mark: Any, opened: Any, left: str, right: str) -> Diagnostic:
    labels: tuple[Label, ...] = ()
    if mark.line != opened.line:
        labels = (Label(_span(source, mark.line, mark.column), "reading stopped here"),)
    return _found(
        source,
        opened.line,
        opened.column,
        f"this {left} is not closed, or a comma is missing after one of its entries",
        f"part the entries by commas and close with {right}; put a text that holds commas in quotes",
        labels=labels,
    )


def _colon(source: Source, mark: Any, line: str) -> Diagnostic:
    before = line[: mark.column]
    if ":" in before.strip():
        return _found(
            source,
            mark.line,
            mark.column,
            "a second colon on this line makes it unreadable",
            "put a value that holds a colon and a blank in quotes",
        )
    return _found(
        source,
        mark.line,
        _indent(line),
        "this line is indented further than the one it belongs beside",
        "begin it under the first letter of the key above, or give the key above no value",
    )


def _block(source: Source, mark: Any, opened: Any, line: str, problem: str) -> Diagnostic:
    if line[: mark.column].strip():
        return _found(
            source,
            mark.line,
            mark.column,
            "something stands here after a value that has already ended",
            "put the whole value in quotes",
        )
    if line.lstrip().startswith("- "):
        return _found(
            source,
            mark.line,
            mark.column,
            "an item of a list stands where a key is expected",
            "indent the list under its key",
        )
    kind = "item" if "'-'" in problem else "key"
    return _found(
        source,
        mark.line,
        mark.column,
        f"this line begins in a column where no {kind} of the lines above begins",
        "indent it exactly like the lines it belongs with",
        labels=(Label(_span(source, opened.line, opened.column), "they begin here"),),
    )


def _missing_blank(source: Source, last: int) -> Diagnostic | None:
    """`transit:15kn` on the line of the error or the one before."""
    for number in (last, last - 1):
        match = _NO_BLANK.fullmatch(_line(source, number).rstrip())
        if match:
            key, value = match["key"], match["value"]
            return _found(
                source,
                number,
                match.start("value") - 1,
                "a blank is missing after the colon",
                f"write {key.strip()}: {value}",
                replacement=": ",
            )
    return None


def _tabbed(source: Source, last: int) -> tuple[int, int] | None:
    """The first line with a tab in its indentation, up to just past the error."""
    for number, line in enumerate(source.lines[: last + 2]):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            return number, indent.index("\t")
    return None


def _line(source: Source, number: int) -> str:
    return source.lines[number] if 0 <= number < len(source.lines) else ""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _span(source: Source, line: int, column: int) -> Span:
    return Span(source, line + 1, column + 1, line + 1, column + 2)


def _found(
    source: Source,
    line: int,
    column: int,
    message: str,
    cure: str,
    *,
    id: str = "yaml-syntax",
    labels: tuple[Label, ...] = (),
    replacement: str | None = None,
) -> Diagnostic:
    safe = replacement is not None
    return Diagnostic(
        id, "error", message, _span(source, line, column), cure, replacement, labels=labels, safe=safe
    )
