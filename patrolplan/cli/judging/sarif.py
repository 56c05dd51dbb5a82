"""A verdict as SARIF 2.1.0 (OASIS), so that editors and code hosts show findings at the task's line."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from patrolplan import __version__
from patrolplan.cli.judging.concise import bare
from patrolplan.cli.judging.report import Report, finding_json, otherwise
from patrolplan.cli.judging.where import Lines
from patrolplan.verify.rules.explain import EXPLAINED
from patrolplan.verify.rules.finding import Finding

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: Final = {"violation": "error", "advice": "note"}


def sarif(report: Report) -> dict[str, Any]:
    """One run: every rule of the judge, a result for each finding."""
    lines, ids = Lines(report.path), list(EXPLAINED)
    others = list(otherwise(report))
    rules = [
        {
            "id": one.id,
            "shortDescription": {"text": one.clause},
            "fullDescription": {"text": one.holds},
            "defaultConfiguration": {"level": LEVELS[one.severity]},
        }
        for one in EXPLAINED.values()
    ]
    rules += [
        {"id": "bound", "shortDescription": {"text": "The oracle confirms the plan's bound."}},
        {
            "id": "scenario-file",
            "shortDescription": {"text": "The file still resolves to the plan's scenario."},
        },
    ]
    results = [_result(report, finding, ids.index(finding.id), lines) for finding in report.verdict.findings]
    for id, words in others:
        rule = "bound" if id == "bound" else "scenario-file"
        results.append(
            {
                "ruleId": rule,
                "ruleIndex": len(ids) + (rule == "scenario-file"),
                "level": "error",
                "message": {"text": words},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(report)}}}],
            }
        )
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "patrolplan", "version": __version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }


def _result(report: Report, finding: Finding, index: int, lines: Lines) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(report)}}
    number = lines.line(finding)
    if number is not None:
        physical["region"] = {"startLine": number, "startColumn": 1}
    location: dict[str, Any] = {"physicalLocation": physical}
    names = [("task", one) for one in finding.tasks] + [("leg", one) for one in finding.legs]
    if names:
        location["logicalLocations"] = [
            {"name": name, "kind": kind, "fullyQualifiedName": f"{kind}s/{name}"} for kind, name in names
        ]
    return {
        "ruleId": finding.id,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": bare(finding)},
        "locations": [location],
        "properties": {
            key: value
            for key, value in finding_json(finding).items()
            if key in ("place", "start", "end", "measured", "limit", "unit") and value not in (None, "")
        },
    }


def _uri(report: Report) -> str:
    return quote(PurePath(report.path).as_posix())
