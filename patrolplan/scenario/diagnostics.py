"""What is wrong with a scenario, as data. How it is shown is left to render/."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from patrolplan.scenario.text.source import Span

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Label:
    """A second place that matters, and why."""

    span: Span
    text: str


@dataclass(frozen=True)
class Diagnostic:
    """One mistake, told once, at the place where it is mended."""

    id: str
    """Kind of mistake, in kebab case: stable, for tests and for looking up."""
    severity: Severity
    message: str
    """What is wrong, in the planner's words, without a full stop."""
    span: Span
    cure: str | None = None
    """What to write instead."""
    replacement: str | None = None
    """Text to put in place of the span, where there is one that is probably meant."""
    note: str | None = None
    labels: tuple[Label, ...] = ()
    safe: bool = False
    """Whether the replacement can mean nothing else: `check --fix` makes it."""


def errors(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those that stop the scenario from being used."""
    return tuple(item for item in found if item.severity == "error")


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each once, by source (as first met), line and column."""
    unique = list(dict.fromkeys(found))
    rank: dict[int, int] = {}
    for item in unique:
        rank.setdefault(id(item.span.source), len(rank))
    return tuple(
        sorted(unique, key=lambda item: (rank[id(item.span.source)], item.span.line, item.span.column))
    )
