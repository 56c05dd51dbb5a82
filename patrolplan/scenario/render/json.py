"""Diagnostics as JSON values, for programs and editors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.text.source import Span


def as_json(found: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """One object for each; lines and columns count from 1, ends are exclusive, null where all is meant."""
    return [
        {
            "id": item.id,
            "severity": item.severity,
            "message": item.message,
            **_place(item.span),
            "cure": item.cure,
            "replacement": item.replacement,
            "safe": item.safe,
            "note": item.note,
            "related": [{"message": label.text, **_place(label.span)} for label in item.labels],
        }
        for item in found
    ]


def _place(span: Span) -> dict[str, Any]:
    names = ("line", "column", "end_line", "end_column")
    return {"file": span.source.name} | {name: None if span.whole else getattr(span, name) for name in names}
