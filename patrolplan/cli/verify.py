"""`patrolplan verify`: the independent judge of a plan file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from patrolplan.cli import exits, target

if TYPE_CHECKING:
    from patrolplan.cli.judging.report import Comparison, Report
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
    type=click.Choice(["text", "concise", "json", "sarif"]),
    default="text",
    show_default=True,
    help="The verdict in words, one finding a line, everything as JSON, or SARIF 2.1.0.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--tallies", is_flag=True, help="Count again by asset, nation, area and period too.")
@click.option(
    "--map",
    "chart",
    metavar="OUT.geojson",
    type=click.Path(path_type=Path),
    help="Write the findings as GeoJSON, with the legs and sectors that they are about.",
)
@click.option("--force", is_flag=True, help="Replace the map if it is there already.")
@click.option("--rules", is_flag=True, help="List the rules and end.")
def command(
    plan: Path | None,
    bound: bool,
    source: Path | None,
    form: str,
    as_json: bool,
    tallies: bool,
    chart: Path | None,
    force: bool,
    rules: bool,
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

    if chart is not None and (fault := target.fault(chart, force)) is not None:
        click.echo(fault, err=True)
        return exits.INPUT_WRONG
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
    report = _judged(plan, record, bound, comparison)
    _say(report, form, tallies)
    if chart is not None and not _charted(report, chart):
        return exits.INPUT_WRONG
    return exits.DONE if report.kept else exits.RULES_BROKEN


def _judged(path: Path, record: Record, bound: bool, comparison: Comparison | None) -> Report:
    """Judge, and ask the oracle where that is wanted."""
    from patrolplan.cli.judging.report import Report
    from patrolplan.verify.rules.judge import examine

    verdict = examine(record)
    confirmed = _confirm(record) if bound and verdict.figures is not None else None
    return Report(path, record, verdict, confirmed, comparison)


def _say(report: Report, form: str, tallies: bool) -> None:
    """Print the verdict in one of its forms."""
    from patrolplan.cli.judging import text
    from patrolplan.cli.judging.concise import concise
    from patrolplan.cli.judging.report import as_json

    if form == "json":
        click.echo(json.dumps(as_json(report), ensure_ascii=False, indent=1))
    elif form == "sarif":
        from patrolplan.cli.judging.sarif import sarif

        click.echo(json.dumps(sarif(report), ensure_ascii=False, indent=1))
    else:
        for line in concise(report) if form == "concise" else text.lines(report, tallies):
            click.echo(line)


def _charted(report: Report, chart: Path) -> bool:
    """Write the map; False, with the reason told, where that cannot be done."""
    from patrolplan.cli.judging.map import geojson

    try:
        chart.write_text(json.dumps(geojson(report), ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        click.echo(f"{chart}: cannot be written: {error.strerror or error}", err=True)
        return False
    click.echo(f"Map: {chart}", err=True)
    return True


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
