"""A rule in words, for `patrolplan rule ID` and for reports."""

from __future__ import annotations

import inspect
from dataclasses import dataclass

from patrolplan.verify.rules.finding import Severity
from patrolplan.verify.rules.table import RULES


@dataclass(frozen=True)
class Explained:
    """What a reader wants to know of a rule."""

    id: str
    severity: Severity
    clause: str
    """What the plan promises."""
    holds: str
    """How the judge reads it."""
    module: str
    """Where its code is: module and function."""


def explain(id: str) -> Explained | None:
    """The rule of an id; None where there is none."""
    return EXPLAINED.get(id)


def _explained() -> dict[str, Explained]:
    return {
        rule.id: Explained(
            rule.id,
            rule.severity,
            rule.clause,
            " ".join(inspect.cleandoc(rule.check.__doc__ or rule.clause).split()),
            f"{rule.check.__module__}.{rule.check.__name__}",
        )
        for rule in RULES
    }


EXPLAINED = _explained()
"""Every rule by its id, in the judge's order."""
