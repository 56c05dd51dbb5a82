"""`patrolplan verify`: the independent judge of a plan file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from patrolplan.cli import exits

if TYPE_CHECKING:
    from patrolplan.cli.judging.report import Comparison
    from patrolplan.record.types import Record
    from patrolplan.verify.bound.confirm import Confirmation


@click.command("verify")
@click.argument("plan", metavar="PLAN.json", required=False, type=click.Path(path_type=Path))
@click.option(
    "--bound", is_flag=True, help="Recompute the bound from the plan's prices too (up to a minute)."
)
@click.option(
    "--scenario",
    "source",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Check too that this scenario still resolves to the plan's.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "concise", "json"]),
    default="text",
    show_default=True,
    help="The verdict in words, one finding a line, or everything as JSON.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--rules", is_flag=True, help="List the rules and end.")
def command(
    plan: Path | None, bound: bool, source: Path | None, form: str, as_json: bool, rules: bool
) -> int:
    """Judge a plan independently of what made it: every hard rule, every figure.

    It computes all from the scenario that the plan embeds, the coastline and the plan's tasks and tracks.
    Ends with 0 when all is kept, 3 when a rule is broken or the bound does not stand, 1 when the file
    cannot be read.
    """
    form = "json" if as_json else form
    if rules:
        _list(form)
        return exits.DONE
    if plan is None:
        raise click.UsageError("Missing argument 'PLAN.json'.")
    from patrolplan.record import file
    from patrolplan.record.errors import RecordError

    try:
        record = file.read(plan)
    except RecordError as error:
        click.echo(str(error), err=True)
        return exits.INPUT_WRONG
    comparison = None
    if source is not None:
        comparison = _compare(record, source)
        if comparison is None:
            return exits.INPUT_WRONG
    return _judge(plan, record, bound, comparison, form)


def _judge(path: Path, record: Record, bound: bool, comparison: Comparison | None, form: str) -> int:
    """Judge, say it, and tell the exit code."""
    from patrolplan.cli.judging import text
    from patrolplan.cli.judging.report import Report, as_json
    from patrolplan.verify.rules.judge import examine

    verdict = examine(record)
    confirmed = _confirm(record) if bound and verdict.figures is not None else None
    report = Report(path, record, verdict, confirmed, comparison)
    if form == "json":
        click.echo(json.dumps(as_json(report), ensure_ascii=False, indent=1))
    else:
        for line in text.concise(report) if form == "concise" else text.lines(report):
            click.echo(line)
    return exits.DONE if report.kept else exits.RULES_BROKEN


def _confirm(record: Record) -> Confirmation:
    """Ask the oracle; on a terminal say meanwhile what the wait is for."""
    from rich.console import Console

    from patrolplan.verify.bound.confirm import confirm

    with Console(stderr=True).status("recomputing the bound from the prices"):
        return confirm(record)


def _compare(record: Record, source: Path) -> Comparison | None:
    """Resolve the file as the plan's source was; None, with the reason told, where that cannot be done."""
    from patrolplan.cli.check import report
    from patrolplan.cli.judging.report import Comparison, differences
    from patrolplan.scenario.read import load
    from patrolplan.scenario.resolved import to_json

    loaded = load(source, variant=record.source.variant, sets=record.source.sets)
    if loaded.scenario is None:
        report(loaded)
        return None
    found = differences(record.scenario, to_json(loaded.scenario))
    return Comparison(source, loaded.sha256 == record.source.sha256, tuple(found))


def _list(form: str) -> None:
    """Every rule with its clause."""
    from patrolplan.verify.rules.table import RULES

    if form == "json":
        rows = [{"id": rule.id, "severity": rule.severity, "clause": rule.clause} for rule in RULES]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    widest = max(len(rule.id) for rule in RULES)
    for rule in RULES:
        mark = " (advice)" if rule.severity == "advice" else ""
        click.echo(f"{rule.id:<{widest}}  {rule.clause}{mark}")
