"""A report in words: what was looked at, what was found, and the figures."""

from __future__ import annotations

from collections.abc import Iterator

from patrolplan.cli.judging.report import Report
from patrolplan.verify.rules.finding import Finding
from patrolplan.verify.rules.judge import Checked

MOST = 5
"""Findings of one rule that are written out; `--format json` has them all."""


def lines(report: Report, tallies: bool = False) -> Iterator[str]:
    """The whole verdict, line by line; with the tallies if they are wanted."""
    plan, source = report.record.plan, report.record.source
    yield f"{plan.name}, issue {plan.issue} (from {source.file})"
    yield ""
    yield from _found(report, "violation")
    yield from _found(report, "advice")
    for words in _otherwise(report):
        yield f"  {words}"
        yield ""
    yield from _looked_at(report)
    yield ""
    yield from _figures(report)
    if tallies:
        yield from _tallies(report)
    yield ""
    yield _verdict(report)


def _found(report: Report, severity: str) -> Iterator[str]:
    for checked in report.verdict.rules:
        findings = [finding for finding in checked.findings if finding.severity == severity]
        if not findings:
            continue
        word = "Broken" if severity == "violation" else "Advice"
        yield f"{word}: {checked.rule.clause}"
        yield from (f"  {_with_place(finding)}" for finding in findings[:MOST])
        if len(findings) > MOST:
            yield f"  and {len(findings) - MOST} more of {checked.rule.id} (--format json has all)"
        yield ""


def _with_place(finding: Finding) -> str:
    from patrolplan.verify.rules.words import place

    if finding.place is None:
        return finding.message
    where = place(finding.place)
    return finding.message if where in finding.message else f"{finding.message} [{where}]"


def _otherwise(report: Report) -> Iterator[str]:
    """What is not the rules' to say: the bound and the scenario file."""
    if report.unconfirmed is not None:
        yield f"bound: {report.unconfirmed}"
    if report.comparison is not None:
        differences = report.comparison.differences
        for words in differences[:MOST]:
            yield f"scenario: {words}"
        if len(differences) > MOST:
            yield f"scenario: and {len(differences) - MOST} more differences from {report.comparison.file}"


def _looked_at(report: Report) -> Iterator[str]:
    """Every rule with what it looked at, several to a line."""
    hard = [one for one in report.verdict.rules if one.rule.severity == "violation"]
    soft = [one for one in report.verdict.rules if one.rule.severity == "advice"]
    for title, group in (("Hard rules", hard), ("Rules of advice", soft)):
        if group:
            yield f"{title}, and how many things each looked at:"
            yield from _columns([_count(one) for one in group])


def _count(one: Checked) -> str:
    found = f" ({len(one.findings)} found)" if one.findings else ""
    return f"{one.rule.id} {one.checked:,}{found}"


def _columns(cells: list[str], width: int = 96) -> Iterator[str]:
    """Cells in as many columns as fit."""
    widest = max(len(cell) for cell in cells) + 2
    across = max(1, width // widest)
    for first in range(0, len(cells), across):
        yield "  " + "".join(f"{cell:<{widest}}" for cell in cells[first : first + across]).rstrip()


def _figures(report: Report) -> Iterator[str]:
    score, figures = report.record.score, report.verdict.figures
    if figures is None:
        yield "Value: could not be computed again."
    else:
        yield (
            f"Value    {figures.value:.6g} of {figures.total:.6g}, coverage {figures.coverage:.2%} "
            f"(the plan says {score.value:.6g}, {score.coverage:.2%})"
        )
        if figures.value > 0:
            share = figures.value_flown / figures.value
            yield f"As flown {figures.value_flown:.6g}, {share:.1%} of it: what the tracks sweep"
            share = figures.value_by_moments / figures.value
            moments = f"{figures.value_by_moments:.6g}, {share:.1%} of it"
            yield f"Moments  {moments}: looks put together before slots are averaged"
    if report.bound is not None:
        yield (
            f"Bound    {_number(report.bound.confirmed)} confirmed by the oracle, gap "
            f"{_percent(report.bound.gap)} (the plan says {_number(score.bound)}, {_percent(score.gap)})"
        )
    elif score.bound is not None:
        yield f"Bound    {score.bound:.6g}, gap {_percent(score.gap)}, says the plan; --bound proves it"
    else:
        yield "Bound    none: nothing is claimed of how near to the best the plan is"
    if report.comparison is not None and not report.comparison.differences:
        same = "" if report.comparison.same_bytes else ", though the file has changed since"
        yield f"Scenario {report.comparison.file} still resolves to the same{same}"


def _tallies(report: Report) -> Iterator[str]:
    """By asset, nation, area and period, as counted again."""
    counted = report.verdict.tallies
    if counted is None:
        return
    names = [one.name for holders in (counted.assets, counted.nations) for one in holders]
    names += [part.name for water in (counted.areas, counted.periods) for part in water]
    wide = max((len(name) for name in names), default=0)
    for title, holders in (("asset", counted.assets), ("nation", counted.nations)):
        yield ""
        yield f"{'By ' + title:<{wide}}{'Sorties':>9}{'Tasks':>7}{'On task h':>11}{'Sees':>10}{'Loss':>10}"
        for one in holders:
            seen, lost = _number(one.seen), _number(one.loss)
            counts = f"{one.sorties:>9}{one.tasks:>7}{one.on_task_h:>11.1f}"
            yield f"{one.name:<{wide}}{counts}{seen:>10}{lost:>10}"
    for title, water in (("area", counted.areas), ("period", counted.periods)):
        yield ""
        yield f"{'By ' + title:<{wide}}{'Begins':>10}{'Identified':>12}{'Coverage':>10}"
        for part in water:
            share = f"{part.identified / part.begins:.1%}" if part.begins > 0 else "–"
            yield f"{part.name:<{wide}}{_number(part.begins):>10}{_number(part.identified):>12}{share:>10}"


def _verdict(report: Report) -> str:
    rules = [one for one in report.verdict.rules if one.rule.severity == "violation"]
    broken = [one for one in report.verdict.rules if any(f.severity == "violation" for f in one.findings)]
    count = len(report.verdict.violations)
    if broken:
        return f"BROKEN: {len(broken)} of {len(rules)} hard rules, {count} finding{'s' if count > 1 else ''}."
    if not report.kept:
        return f"BROKEN: all {len(rules)} hard rules are kept, but not all that the plan says stands."
    return f"KEPT: all {len(rules)} hard rules."


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:.6g}"


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{share:.3%}"
