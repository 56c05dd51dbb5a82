"""One line for each diagnostic: `file:line:column: severity[id]: message; cure`."""

from __future__ import annotations

from collections.abc import Iterable

from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.text.source import Span


def location(span: Span) -> str:
    """`file:line:column`, or the file alone where all of it is meant."""
    return span.source.name if span.whole else f"{span.source.name}:{span.line}:{span.column}"


def concise(found: Iterable[Diagnostic]) -> str:
    """Lines with their ends."""
    return "".join(f"{_line(item)}\n" for item in found)


def _line(item: Diagnostic) -> str:
    cure = f"; {item.cure}" if item.cure else ""
    return f"{location(item.span)}: {item.severity}[{item.id}]: {clean(item.message + cure)}"


def clean(text: str) -> str:
    """Text without what would steer a terminal: control characters become visible marks."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)
