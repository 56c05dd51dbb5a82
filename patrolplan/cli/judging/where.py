"""Where in a plan file a finding is: the line of the task, leg or sortie that it is about."""

from __future__ import annotations

import re
from pathlib import Path

from patrolplan.verify.rules.finding import Finding

_PART = re.compile(r'^"(sectors|sorties|tasks|legs)": \[')
_ITEM = re.compile(r'^\s+\{"id": ("(?:[^"\\]|\\.)*")')


class Lines:
    """Lines of a plan file as patrolplan writes it: one task, leg, sortie or sector a line."""

    def __init__(self, path: Path) -> None:
        self.of: dict[tuple[str, str], int] = {}
        """(part, id) → line, from 1. Empty for a file that is laid out in another way."""
        part = ""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return
        for number, line in enumerate(text.split("\n"), 1):
            if found := _PART.match(line):
                part = found[1]
            elif part and (item := _ITEM.match(line)):
                self.of.setdefault((part, _plain(item[1])), number)
            elif line.startswith("]"):
                part = ""

    def line(self, finding: Finding) -> int | None:
        """The line of the first task that a finding names, else of the first leg; None without either."""
        for part, ids in (("tasks", finding.tasks), ("legs", finding.legs)):
            for one in ids:
                if (part, one) in self.of:
                    return self.of[part, one]
        return None


def _plain(quoted: str) -> str:
    import json

    return str(json.loads(quoted))
