"""The names that one part of a scenario may use for another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from itertools import takewhile
from typing import Literal

from patrolplan.scenario.values.problem import BadValueError, shown

Kind = Literal["area", "asset", "base", "class", "type"]

_WHAT: dict[Kind, str] = {
    "area": "area",
    "asset": "ship or aircraft detachment",
    "base": "base or port",
    "class": "ship class",
    "type": "aircraft type",
}
_LISTS: dict[Kind, str] = {
    "area": "name one under areas",
    "asset": "name one under ships or aircraft",
    "base": "patrolplan catalogue lists them; others are given under bases",
    "class": "patrolplan catalogue lists them; others are given under classes",
    "type": "patrolplan catalogue lists them; others are given under types",
}


@dataclass(frozen=True)
class Names:
    """For each kind of thing, what a planner may call it, and the one name that we use."""

    known: Mapping[Kind, Mapping[str, str]] = field(default_factory=dict)

    def find(self, kind: Kind, text: str) -> str:
        """The one name for `text`; capitals do not matter for what the catalogue names.

        Raises BadValueError where nothing is called so.
        """
        names = self.known.get(kind, {})
        name = text.strip()
        if name in names:
            return names[name]
        folded = {key.casefold(): value for key, value in names.items()}
        if kind in ("base", "class", "type") and name.casefold() in folded:
            return folded[name.casefold()]
        meant = closest(name, names)
        cure = f"did you mean {meant!r}?" if meant else _LISTS[kind]
        raise BadValueError(f"unknown-{kind}", f"there is no {_WHAT[kind]} {shown(name)}", cure, meant)


def closest(name: str, names: Iterable[str]) -> str | None:
    """The name that is most like another, whatever the capitals; None where none is alike."""
    folded = {known.casefold(): known for known in sorted(names, reverse=True)}
    wanted = name.casefold()
    close = get_close_matches(wanted, list(folded), 5, 0.6)

    def likeness(known: str) -> tuple[float, int]:
        # Of two equally alike the one that begins alike is meant: RODM is RODN rather than ROTM.
        return SequenceMatcher(None, known, wanted).ratio(), _shared_beginning(known, wanted)

    return folded[max(close, key=likeness)] if close else None


def _shared_beginning(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
