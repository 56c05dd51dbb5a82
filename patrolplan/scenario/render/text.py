"""Diagnostics for people: place, message, the line with a caret under it, what to write instead."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.render.concise import clean, location
from patrolplan.scenario.text.source import Span

_WIDEST = 100
"""Columns of a source line that are shown; a longer one is cut to a window round the caret."""
_COLOURS = {"error": "31", "warning": "33"}


def text(found: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """Every diagnostic as a block, with an empty line between two."""
    return "\n".join(_block(item, colour) for item in found)


def tally(found: Iterable[Diagnostic]) -> str:
    """`3 errors, 1 warning`; empty where there is nothing to tell."""
    kinds = [item.severity for item in found]
    counts = [(kinds.count("error"), "error"), (kinds.count("warning"), "warning")]
    return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for count, name in counts if count)


def _block(item: Diagnostic, colour: bool) -> str:
    hue = _COLOURS[item.severity]
    head = f"{location(item.span)}: {_paint(item.severity, hue, colour)}: {clean(item.message)}"
    lines = [f"{head}  [{item.id}]"]
    gutter = max([len(str(item.span.line)), *(len(str(label.span.line)) for label in item.labels)])
    lines += _excerpt(item.span, gutter, hue, colour)
    for label in item.labels:
        lines += _label(label.span, item.span, label.text, gutter, colour)
    pad = " " * (gutter + 2)
    lines += [f"{pad}= {clean(text)}" for text in (item.cure, item.note) if text]
    return "\n".join(lines) + "\n"


def _label(span: Span, main: Span, text: str, gutter: int, colour: bool) -> list[str]:
    where = "" if span.source is main.source else f"{location(span)}: "
    excerpt = _excerpt(span, gutter, "36", colour)
    if not excerpt:
        return [f"{' ' * (gutter + 2)}= {where}{clean(text)}"]
    excerpt[-1] += f" {where}{clean(text)}"
    return excerpt


def _excerpt(span: Span, gutter: int, hue: str, colour: bool) -> list[str]:
    """The line and a row of carets; nothing where there is no line to show."""
    if span.whole or span.line > len(span.source.lines):
        return []
    line = span.source.lines[span.line - 1]
    start, end = span.column - 1, max(span.end_column - 1, span.column)
    first = 0
    if _width(line) > _WIDEST and start > _WIDEST * 2 // 3:
        first = start - _WIDEST // 3
    shown = clean(line[first : first + _WIDEST].replace("\t", " "))
    before = ("... " if first else "") + clean(line[first:start].replace("\t", " "))
    marked = line[start : min(end, first + _WIDEST)]
    carets = "^" * max(1, _width(marked))
    cut = "..." if len(line) > first + _WIDEST else ""
    number = str(span.line).rjust(gutter + 1)
    return [
        f"{number} | {'... ' if first else ''}{shown.rstrip()}{cut}",
        f"{' ' * (gutter + 1)} | {' ' * _width(before)}{_paint(carets, hue, colour)}",
    ]


def _width(text: str) -> int:
    """Columns of a terminal: wide signs of East Asian scripts take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def _paint(text: str, hue: str, colour: bool) -> str:
    return f"\x1b[1;{hue}m{text}\x1b[0m" if colour else text
