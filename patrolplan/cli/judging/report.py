"""All that `patrolplan verify` has to say, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from patrolplan.record.types import Record
from patrolplan.verify.rules.finding import Finding
from patrolplan.verify.rules.judge import Verdict

if TYPE_CHECKING:
    from patrolplan.verify.bound.confirm import Confirmation


@dataclass(frozen=True)
class Comparison:
    """The plan's scenario against a file that is said to be its source."""

    file: Path
    same_bytes: bool
    """The file's sha256 is the one that the plan names."""
    differences: tuple[str, ...]
    """Where what the file resolves to differs from what the plan embeds, in words."""


@dataclass(frozen=True)
class Report:
    """What was asked of a plan and what came of it."""

    path: Path
    record: Record
    verdict: Verdict
    bound: Confirmation | None = None
    comparison: Comparison | None = None

    @property
    def unconfirmed(self) -> str | None:
        """Why the bound does not stand, where the oracle was asked and it does not."""
        return None if self.bound is None else self.bound.fault

    @property
    def kept(self) -> bool:
        """Whether nothing that was asked fails the plan."""
        differs = self.comparison is not None and bool(self.comparison.differences)
        return not (self.verdict.violations or self.unconfirmed or differs)


def differences(one: object, other: object, path: str = "") -> list[str]:
    """Where two JSON values differ, one sentence each: the first is the plan's, the second the file's."""
    if isinstance(one, dict) and isinstance(other, dict):
        found: list[str] = []
        for key in [*one, *(key for key in other if key not in one)]:
            below = f"{path}.{key}" if path else str(key)
            if key not in other:
                found.append(f"{below} is in the plan alone")
            elif key not in one:
                found.append(f"{below} is in the file alone")
            else:
                found += differences(one[key], other[key], below)
        return found
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [
            words
            for n, (mine, theirs) in enumerate(zip(one, other, strict=True))
            for words in differences(mine, theirs, f"{path}[{n}]")
        ]
    return [] if one == other else [f"{path}: the plan has {_short(one)}, the file {_short(other)}"]


def otherwise(report: Report) -> Iterator[tuple[str, str]]:
    """What fails a plan and is not the rules' to say, with an id: the bound, and the scenario's file."""
    if report.unconfirmed is not None:
        yield "bound", report.unconfirmed
    if report.comparison is not None:
        for words in report.comparison.differences:
            yield "scenario", words


def as_json(report: Report) -> dict[str, Any]:
    """The report for other programs, unrounded and whole."""
    score, figures = report.record.score, report.verdict.figures
    return {
        "plan": str(report.path),
        "kept": report.kept,
        "rules": [
            {
                "id": one.rule.id,
                "clause": one.rule.clause,
                "severity": one.rule.severity,
                "checked": one.checked,
                "counts": one.rule.counts,
                "findings": len(one.findings),
            }
            for one in report.verdict.rules
        ],
        "findings": [finding_json(finding) for finding in report.verdict.findings],
        "claimed": {
            "value": score.value,
            "total": score.total,
            "coverage": score.coverage,
            "bound": score.bound,
            "gap": score.gap,
        },
        "judged": None
        if figures is None
        else {
            "value": figures.value,
            "total": figures.total,
            "coverage": figures.coverage,
            "value_flown": figures.value_flown,
            "value_by_moments": figures.value_by_moments,
        },
        "tallies": None if report.verdict.tallies is None else asdict(report.verdict.tallies),
        "bound": None
        if report.bound is None
        else {
            "claimed": report.bound.claimed,
            "confirmed": report.bound.confirmed,
            "gap": report.bound.gap,
            "fault": report.bound.fault,
        },
        "scenario": None
        if report.comparison is None
        else {
            "file": str(report.comparison.file),
            "same_bytes": report.comparison.same_bytes,
            "differences": list(report.comparison.differences),
        },
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as JSON values."""
    return {
        "id": finding.id,
        "severity": finding.severity,
        "message": finding.message,
        "clause": finding.clause,
        "tasks": list(finding.tasks),
        "legs": list(finding.legs),
        "place": None if finding.place is None else list(finding.place),
        "start": None if finding.start is None else finding.start.isoformat().replace("+00:00", "Z"),
        "end": None if finding.end is None else finding.end.isoformat().replace("+00:00", "Z"),
        "measured": finding.measured,
        "limit": finding.limit,
        "unit": finding.unit,
    }


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
