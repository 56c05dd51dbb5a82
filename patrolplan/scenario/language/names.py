"""The names that one part of a scenario may use for another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from patrolplan.scenario.alike import closest, sure
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

MOST_GUESSES = 100
MOST_COMPARED = 8_000
"""Names that are compared with misspelt ones, in all."""


@dataclass(frozen=True)
class Names:
    """For each kind of thing, what a planner may call it, and the one name that we use."""

    known: Mapping[Kind, Mapping[str, str]] = field(default_factory=dict)
    unread: frozenset[Kind] = frozenset()
    """Kinds whose names could not be read: any may be right, and nothing is said."""
    unknown: list[str] = field(default_factory=list, compare=False)
    """Names that were looked for in vain so far: in the end nothing is suggested any more, since
    looking for what is like takes long where there are thousands of either. The only thing that changes.
    """

    def find(self, kind: Kind, text: str) -> str:
        """The one name for `text`; capitals do not matter for what the catalogue names.

        Raises BadValueError where nothing is called so.
        """
        names = self.known.get(kind, {})
        name = text.strip()
        if name in names:
            return names[name]
        if kind in self.unread:
            return name
        folded = {key.casefold(): value for key, value in names.items()}
        if kind in ("base", "class", "type") and name.casefold() in folded:
            return folded[name.casefold()]
        self.unknown.append(name)
        tired = len(self.unknown) > MOST_GUESSES or len(self.unknown) * len(names) > MOST_COMPARED
        meant = None if tired else closest(name, names)
        cure = f"did you mean {meant!r}?" if meant else _LISTS[kind]
        # Of several that are as like none is surely meant.
        rivals = {names[other] for other in names if sure(name, other)} if meant is not None else set()
        safe = meant is not None and rivals == {names[meant]}
        raise BadValueError(
            f"unknown-{kind}", f"there is no {_WHAT[kind]} {shown(name)}", cure, meant, safe=safe
        )
