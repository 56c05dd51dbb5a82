"""One finding a line, as `check` writes its diagnostics: `file:line:column: severity[id]: words`."""

from __future__ import annotations

from collections.abc import Iterator

from patrolplan.cli.judging.report import Report, otherwise
from patrolplan.cli.judging.where import Lines
from patrolplan.verify.rules.finding import Finding

WORDS = {"violation": "error", "advice": "warning"}


def concise(report: Report) -> Iterator[str]:
    """Lines without their ends."""
    lines = Lines(report.path)
    for finding in report.verdict.findings:
        number = lines.line(finding)
        where = report.path if number is None else f"{report.path}:{number}:1"
        yield f"{where}: {WORDS[finding.severity]}[{finding.id}]: {clean(bare(finding))}"
    for id, words in otherwise(report):
        yield f"{report.path}: error[{id}]: {clean(words)}"


def bare(finding: Finding) -> str:
    """A finding's message without the rule's id before it."""
    return finding.message.removeprefix(f"{finding.id}: ")


def clean(text: str) -> str:
    """Text without what would steer a terminal."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)
