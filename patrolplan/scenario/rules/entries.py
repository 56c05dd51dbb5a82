"""Reading the entries, and completing an example to a scenario."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any, Final

FILES: Final = ("reading", "files", "values", "keys", "time", "ships", "aircraft", "names", "asked", "water")

BASE: Final = {
    "horizon": "horizon: {start: 240000ZSEP18, length: 7d}\n",
    "areas": "areas:\n  SOUTH: {box: {north: 30-00N, south: 29-00N, west: 124-00E, east: 126-00E},"
    " transfers_per_day: 0.3}\n",
    "ships": "ships:\n  HMAS Melbourne: {nation: AUS, class: adelaide, in_chop: 28-00N 125-00E}\n",
    "aircraft": "aircraft:\n  Kadena P-8: {nation: USA, type: P-8A, base: RODN}\n",
}
"""What an example leaves out: each part stands in where the example says nothing of it."""

_TOP: Final = re.compile(r"^([a-z_]+)\s*:", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A piece of a scenario, and what is given with it."""

    text: str
    args: tuple[str, ...] = ()
    """Of the command line: a variant, a `--set`."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Other files beside the scenario, by name."""

    @property
    def scenario(self) -> str:
        """The example with all that it leaves out put behind it, so that its lines keep their numbers."""
        given = set(_TOP.findall(self.text))
        return self.text + "".join(part for key, part in BASE.items() if key not in given)


@dataclass(frozen=True)
class Entry:
    """One kind of mistake."""

    id: str
    what: str
    """What is wrong, in a sentence."""
    why: str
    """Why it is refused or told, and how it is mended."""
    bad: Example
    good: Example
    severity: str
    made: str | None
    """Of a mistake that no text can show (a folder, a device): how the example comes about."""


@lru_cache(maxsize=1)
def entries() -> dict[str, Entry]:
    """Every entry by its id, in the order of the files."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, Entry] = {}
    for name in FILES:
        text = resources.files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
        data: dict[str, dict[str, Any]] = yaml.load(text, Loader=loader)
        for id, said in data.items():
            if id in found:
                raise ValueError(f"two entries for {id}")
            found[id] = Entry(
                id=id,
                what=said["what"],
                why=said["why"],
                bad=_example(said, "bad"),
                good=_example(said, "good"),
                severity=said.get("severity", "error"),
                made=said.get("made"),
            )
    return found


def titles() -> dict[str, str]:
    """What each kind of mistake is, in a line."""
    return {id: entry.what for id, entry in entries().items()}


def _example(said: Mapping[str, Any], key: str) -> Example:
    args = said.get("args", {}).get(key, [])
    return Example(said[key], tuple(args), dict(said.get("files", {})))
