"""What was run, a line of JSON each, so that a long benchmark can be gone on with.

A run counts for the code that it was made with: lines of other sources stay in the file and are passed over.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.flagship.rows import Row
from benchmarks.flagship.run import Measured

PACKAGE = Path(__file__).parents[2] / "patrolplan"


@dataclass(frozen=True)
class Entry:
    """One run: of which row, on what, with which seed, by which code."""

    row: str
    scenario: str
    seed: int
    asked: str
    """Seconds and effort, so that a changed row is run anew."""
    code: str
    measured: Measured

    @property
    def key(self) -> tuple[str, str, int, str, str]:
        """What makes it the same run."""
        return (self.row, self.scenario, self.seed, self.asked, self.code)


def asked_of(row: Row) -> str:
    """A row's seconds and effort in words."""
    return " ".join((f"{row.seconds:g} s", row.effort, row.variant or "whole", *row.sets))


def code_now() -> str:
    """What the sources of the package say, in twelve characters."""
    said = hashlib.blake2b(digest_size=6)
    for file in sorted(PACKAGE.rglob("*.py")):
        said.update(file.relative_to(PACKAGE).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return said.hexdigest()


class Ledger:
    """Entries in a file; None keeps them in memory alone."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.entries: list[Entry] = []
        if path is not None and path.exists():
            self.entries = [_read(line) for line in path.read_text(encoding="utf-8").splitlines() if line]

    def has(self, row: str, scenario: str, seed: int, asked: str, code: str) -> bool:
        """Whether this was run already."""
        return any(entry.key == (row, scenario, seed, asked, code) for entry in self.entries)

    def add(self, entry: Entry) -> None:
        """Keep a run; the file is complete after each."""
        self.entries.append(entry)
        if self._path is not None:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")


def _read(line: str) -> Entry:
    tree = json.loads(line)
    return Entry(**{**tree, "measured": Measured(**tree["measured"])})
