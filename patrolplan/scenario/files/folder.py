"""Paths that a scenario names: relative to the file that names them, within the folder of the scenario."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.text.source import Source, Span

_ABSOLUTE = re.compile(r"(/|~|\\|[A-Za-z]:[\\/])")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True)
class Folder:
    """The folder tree that a scenario may read from: that of its own file."""

    root: str
    """As the planner's path gives it; empty where we stand."""

    @staticmethod
    def of(source: Source) -> Folder:
        """The folder of a scenario's file."""
        return Folder(str(Path(source.name).parent))

    def near(self, source: Source) -> str:
        """The folder that paths in a text are relative to: its own, or for `--set` that of the scenario."""
        return self.root if source.name.startswith("--") else str(Path(source.name).parent)

    def find(self, written: str, span: Span) -> tuple[str | None, Diagnostic | None]:
        """The path as messages show it, or why it is not read."""
        text = written.strip()
        if not text or "\0" in text:
            return None, _refused(span, "a path to a file is missing here", "write it like shared/areas.yaml")
        if _ADDRESS.match(text):
            return None, _refused(
                span, f"{text!r} is an address, and nothing is fetched", "save the file beside the scenario"
            )
        if _ABSOLUTE.match(text) or "\\" in text:
            return None, _refused(
                span,
                f"{text!r} is no path within the scenario's folder",
                "write it relative to this file with forward slashes, as in shared/areas.yaml",
            )
        path = os.path.normpath(os.path.join(self.near(span.source), text))  # noqa: PTH118
        real, root = os.path.realpath(path), os.path.realpath(self.root or ".")
        if real != root and not real.startswith(root.rstrip(os.sep) + os.sep):
            return None, _refused(
                span,
                f"{text!r} leads out of the scenario's folder ({self.root or '.'})",
                "copy the file into that folder or one below it",
            )
        return path, None


def _refused(span: Span, message: str, cure: str) -> Diagnostic:
    return Diagnostic("path-outside", "error", message, span, cure)
