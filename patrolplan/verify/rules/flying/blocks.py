"""Blocks of altitude: sorties that are in the air at once keep apart by height."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from patrolplan.record.types import Sortie
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.flying.sortie import name_of
from patrolplan.verify.rules.words import from_to

APART_FT = 1000
_BLOCK = re.compile(r"(\d{1,5})-(\d{1,5}) ?ft")


def blocks(case: Case) -> Outcome:
    """Sorties in the air at once have blocks 1,000 ft apart or more; blocks that are given as names (`A10`)
    differ.
    """
    given = [sortie for sortie in case.sorties.values() if sortie.block is not None]
    return outcome(len(given), _close(case, given))


def heights(block: str) -> tuple[int, int] | None:
    """Bottom and top in feet of `1000-1500 ft`; None where it is a name."""
    found = _BLOCK.fullmatch(block.strip())
    if found is None or int(found[1]) >= int(found[2]):
        return None
    return int(found[1]), int(found[2])


def _close(case: Case, sorties: list[Sortie]) -> Iterator[Breach]:
    ordered = sorted(sorties, key=lambda s: (s.takeoff, s.id))
    for one, other in combinations(ordered, 2):
        if other.takeoff >= one.landing:
            continue
        a, b = heights(one.block or ""), heights(other.block or "")
        if a is None or b is None:
            between = APART_FT if one.block != other.block else 0
        else:
            between = max(a[0] - b[1], b[0] - a[1])
        if between < APART_FT:
            until = min(one.landing, other.landing)
            yield Breach(
                f"{name_of(case, one)} in block {one.block} and {name_of(case, other)} in block "
                f"{other.block} are in the air at once {from_to(other.takeoff, until)}, "
                f"{max(between, 0)} ft apart; {APART_FT} ft are wanted",
                start=other.takeoff,
                end=until,
                measured=float(between),
                limit=float(APART_FT),
                unit="ft",
            )
