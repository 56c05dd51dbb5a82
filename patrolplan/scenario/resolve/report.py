"""Collecting what is wrong, by path."""

from __future__ import annotations

from dataclasses import dataclass, field

from patrolplan.scenario.diagnostics import Diagnostic, Label, Severity
from patrolplan.scenario.paths import Path
from patrolplan.scenario.text.nodes import Mapping, find, place
from patrolplan.scenario.text.source import Span


@dataclass
class Report:
    """Diagnostics about one tree. The only thing in resolve/ that changes."""

    root: Mapping
    muted: frozenset[Path] = frozenset()
    """Keys that are known to be wrong: nothing more is said about what stands in for them."""
    found: list[Diagnostic] = field(default_factory=list)
    stretches: int = 0
    """How many stretches of time all that recurs has stood for so far."""

    def error(
        self, id: str, message: str, cure: str, *paths: Path, see: tuple[tuple[Path, str], ...] = ()
    ) -> None:
        """A mistake at the first of the paths that was written; `see` names other places and why."""
        self._add("error", id, message, cure, paths, see)

    def warning(
        self, id: str, message: str, cure: str, *paths: Path, see: tuple[tuple[Path, str], ...] = ()
    ) -> None:
        """Something that is probably not meant."""
        self._add("warning", id, message, cure, paths, see)

    @property
    def errors(self) -> int:
        """How many mistakes were reported so far."""
        return sum(item.severity == "error" for item in self.found)

    def given(self, path: Path) -> bool:
        """Whether the planner wrote something at this path."""
        return find(self.root, path) is not None

    def at(self, *paths: Path) -> Span:
        """Place of the first path that was written; of the last as far as it was written."""
        return place(self.root, next((path for path in paths if self.given(path)), paths[-1]))

    def _add(
        self,
        severity: Severity,
        id: str,
        message: str,
        cure: str,
        paths: tuple[Path, ...],
        see: tuple[tuple[Path, str], ...],
    ) -> None:
        if any(paths[0][: len(path)] == path for path in self.muted):
            return
        span = self.at(*paths)
        labels = tuple(Label(self.at(path), why) for path, why in see if self.given(path))
        labels = tuple(label for label in labels if label.span != span)
        self.found.append(Diagnostic(id, severity, message, span, cure, labels=labels))
