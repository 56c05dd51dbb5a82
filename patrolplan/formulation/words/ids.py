"""Short names: unique within a plan, and the same whenever the same names are planned for."""

from __future__ import annotations

import re
from collections.abc import Iterable

LETTERS = 4
_TITLE = re.compile(r"[A-Z]{2,5}")
"""HMAS, HMCS, USS, JS, ROKS and the like before a ship's own name."""


def short_names(names: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """A short name for each: letters of the ship's own name, or the aircraft's designation.

    `HMAS Melbourne` becomes MELB, `Kadena P-8` P8. Where two would be alike the later one gets more
    letters, then a number.
    """
    used = set(taken)
    found: dict[str, str] = {}
    for name in names:
        short = next(candidate for candidate in _candidates(name) if candidate not in used)
        used.add(short)
        found[name] = short
    return found


def _candidates(name: str) -> Iterable[str]:
    words = [plain for word in name.split() if (plain := "".join(c for c in word if c.isalnum()))]
    designation = [
        word for word in words if any(c.isdigit() for c in word) and any(c.isalpha() for c in word)
    ]
    if designation:
        yield designation[-1].upper()
        first = words[0].upper()
        for length in range(1, len(first) + 1):
            yield first[:length] + designation[-1].upper()
    own = words[1:] if len(words) > 1 and _TITLE.fullmatch(words[0]) else words
    letters = "".join(own).upper() or "X"
    for length in range(min(LETTERS, len(letters)), len(letters) + 1):
        yield letters[:length]
    number = 2
    while True:
        yield f"{letters[:LETTERS]}{number}"
        number += 1


def sortie_ids(detachment: str, count: int) -> list[str]:
    """`Kadena P-8/3`: sorties of a detachment, numbered by take-off."""
    return [f"{detachment}/{n}" for n in range(1, count + 1)]


def ship_task_ids(short: str, count: int) -> list[str]:
    """`MELB-03`: a ship's tasks, numbered by time, at least two digits."""
    digits = max(2, len(str(count)))
    return [f"{short}-{n:0{digits}d}" for n in range(1, count + 1)]


def look_ids(short: str, sortie: int, sorties: int, count: int) -> list[str]:
    """`P8-05/2`: the looks of a detachment's sortie, numbered by time."""
    digits = max(2, len(str(sorties)))
    return [f"{short}-{sortie:0{digits}d}/{n}" for n in range(1, count + 1)]
