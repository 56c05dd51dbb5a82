"""The judge: every rule on one record, and the figures that it computed itself."""

from __future__ import annotations

from dataclasses import dataclass

from patrolplan.record.types import Record
from patrolplan.scenario.resolved import ResolvedError, from_json
from patrolplan.verify.rules.accounts.tallies import Tallies, tallies
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Finding
from patrolplan.verify.rules.table import RULES, Rule


@dataclass(frozen=True)
class Checked:
    """What one rule came to."""

    rule: Rule
    checked: int
    """How many things it looked at."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Figures:
    """What the judge computed from the tasks alone."""

    value: float
    total: float
    coverage: float
    value_flown: float
    """The same from the tracks as flown: what search and passage sweep."""
    value_by_moments: float
    """The same without slots: at each moment of beginning the looks' exponents add up."""


@dataclass(frozen=True)
class Verdict:
    """What the judge has to say of a plan."""

    rules: tuple[Checked, ...]
    figures: Figures | None
    """None where the embedded scenario cannot be read."""
    tallies: Tallies | None = None
    """The same."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the rules."""
        return tuple(finding for checked in self.rules for finding in checked.findings)

    @property
    def violations(self) -> tuple[Finding, ...]:
        """Those that fail the plan."""
        return tuple(finding for finding in self.findings if finding.severity == "violation")


def judge(record: Record) -> tuple[Finding, ...]:
    """Everything that is wrong with a plan, or worth a look; empty for a plan that keeps every rule.

    A pure function of the record and of the packaged coastline. It raises nothing: a rule that cannot be
    evaluated on a record fails the plan by that.
    """
    return examine(record).findings


def examine(record: Record) -> Verdict:
    """Judge a record, with what each rule looked at and the figures that were computed again."""
    try:
        scenario = from_json(record.scenario)
    except ResolvedError as error:
        first = RULES[0]
        breach = Breach(f"the embedded scenario cannot be read: {error}")
        return Verdict((Checked(first, 1, (_stamp(first, breach),)),), None)
    case = Case(record, scenario)
    figures = _figures(case)
    counted = None if figures is None else _tallies(case)
    return Verdict(tuple(_apply(rule, case) for rule in RULES), figures, counted)


def _apply(rule: Rule, case: Case) -> Checked:
    try:
        result = rule.check(case)
    except Exception as error:  # a record may be odd in ways nobody foresaw: never pass what was not judged
        breach = Breach(f"cannot be judged on this record ({type(error).__name__}: {error})")
        return Checked(rule, 0, (_stamp(rule, breach, fails=True),))
    return Checked(rule, result.checked, tuple(_stamp(rule, breach) for breach in result.breaches))


def _figures(case: Case) -> Figures | None:
    try:
        value, total, flown = case.worth.value, case.worth.total, case.worth_flown.value
        moments = case.value_by_moments
    except Exception:  # said by the rule `score`
        return None
    return Figures(value, total, value / total if total > 0 else 0.0, flown, moments)


def _tallies(case: Case) -> Tallies | None:
    try:
        return tallies(case)
    except Exception:  # what cannot be counted is said by the rules
        return None


def _stamp(rule: Rule, breach: Breach, fails: bool = False) -> Finding:
    return Finding(
        id=rule.id,
        clause=rule.clause,
        message=f"{rule.id}: {breach.message}",
        severity="violation" if fails else rule.severity,
        tasks=breach.tasks,
        legs=breach.legs,
        place=breach.place,
        start=breach.start,
        end=breach.end,
        measured=breach.measured,
        limit=breach.limit,
        unit=breach.unit,
    )
