"""Blocks of altitude: sorties that are in the air at once are given one each, well apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from patrolplan.record.types import Sortie

LOWEST_FT = 1000
"""Bottom of the lowest block: low enough to read a name. Assumption."""
THICK_FT = 500
APART_FT = 1000
"""Between the top of one block and the bottom of the next: aircraft in one area fly so far apart."""


def block_name(number: int) -> str:
    """`1000-1500 ft` for block 0, and so on upwards."""
    bottom = LOWEST_FT + number * (THICK_FT + APART_FT)
    return f"{bottom}-{bottom + THICK_FT} ft"


def with_blocks(sorties: Sequence[Sortie]) -> list[Sortie]:
    """The sorties, each with the lowest block that none has which is in the air with it, first come first.

    Whoever lands as another takes off is out of its way.
    """
    number: dict[int, int] = {}
    for i in sorted(range(len(sorties)), key=lambda i: (sorties[i].takeoff, i)):
        taken = {
            n
            for j, n in number.items()
            if sorties[j].landing > sorties[i].takeoff and sorties[j].takeoff < sorties[i].landing
        }
        number[i] = next(n for n in range(len(sorties)) if n not in taken)
    return [replace(sortie, block=block_name(number[i])) for i, sortie in enumerate(sorties)]
