"""Diagnostics as SARIF 2.1.0 (OASIS), so that editors and code hosts show them in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.text.source import Span

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_COLUMNS: Final = "unicodeCodePoints"


def sarif(found: Iterable[Diagnostic], version: str, titles: Mapping[str, str]) -> dict[str, Any]:
    """One run with a result for each diagnostic; `titles` says in a line what each kind of mistake is.

    Columns count code points from 1, ends are exclusive, as SARIF has them. A place in what stood on the
    command line has no file: such a result has a logical location.
    """
    found = list(found)
    ids = list(dict.fromkeys(item.id for item in found))
    rules = [{"id": id, "shortDescription": {"text": titles.get(id, id)}} for id in ids]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "patrolplan", "version": version, "rules": rules}},
                "columnKind": _COLUMNS,
                "results": [_result(item, ids.index(item.id)) for item in found],
            }
        ],
    }


def _result(item: Diagnostic, index: int) -> dict[str, Any]:
    text = ". ".join(part for part in (item.message, item.cure, item.note) if part)
    made: dict[str, Any] = {
        "ruleId": item.id,
        "ruleIndex": index,
        "level": item.severity,
        "message": {"text": text},
        "locations": [_location(item.span)],
    }
    if item.labels:
        made["relatedLocations"] = [
            {"id": number, **_location(label.span), "message": {"text": label.text}}
            for number, label in enumerate(item.labels, 1)
        ]
    if item.replacement is not None and not item.span.whole and _is_file(item.span):
        made["fixes"] = [
            {
                "description": {"text": item.cure or f"write {item.replacement}"},
                "artifactChanges": [
                    {
                        "artifactLocation": {"uri": _uri(item.span.source.name)},
                        "replacements": [
                            {
                                "deletedRegion": _region(item.span),
                                "insertedContent": {"text": item.replacement},
                            }
                        ],
                    }
                ],
            }
        ]
    return made


def _location(span: Span) -> dict[str, Any]:
    if not _is_file(span):
        return {"logicalLocations": [{"fullyQualifiedName": span.source.name}]}
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(span.source.name)}}
    if not span.whole:
        physical["region"] = _region(span)
    return {"physicalLocation": physical}


def _is_file(span: Span) -> bool:
    return not span.source.name.startswith("--")


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _uri(name: str) -> str:
    return quote(PurePath(name).as_posix())
