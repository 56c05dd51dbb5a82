"""Which name was meant by one that is misspelt."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from itertools import takewhile

_SURE = 0.82
"""Likeness from which a misspelt name is mended unasked: one wrong in six, or two swapped in six."""


def closest(name: str, names: Iterable[str]) -> str | None:
    """The name that is most like another, whatever the capitals; None where none is alike."""
    folded = {known.casefold(): known for known in sorted(names, reverse=True)}
    wanted = name.casefold()
    close = get_close_matches(wanted, list(folded), 5, 0.6)

    def likeness(known: str) -> tuple[float, int]:
        # Of two equally alike the one that begins alike is meant: RODM is RODN rather than ROTM.
        return SequenceMatcher(None, known, wanted).ratio(), _shared_beginning(known, wanted)

    return folded[max(close, key=likeness)] if close else None


@lru_cache(maxsize=512)
def sure(name: str, meant: str) -> bool:
    """Whether a name is another but for a slip of a letter or two."""
    return len(name) > 3 and SequenceMatcher(None, name.casefold(), meant.casefold()).ratio() >= _SURE


def _shared_beginning(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
