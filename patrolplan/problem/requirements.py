"""What is asked of an answer beyond its rules: rows over looks, each with the price of missing it.

The objective is value less, for every row, price × what is missing. A row whose price is infinite is a
rule: an answer that misses it is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


def _empty(dtype: type[np.generic]) -> NDArray[np.generic]:
    array = np.zeros(0, dtype=dtype)
    array.flags.writeable = False
    return array


@dataclass(frozen=True)
class Meetings:
    """R rows; each asks that one look or more meet it, and is missed by 1 if none does.

    A look meets row r if it lies in one of the row's sectors, its holder's mover is the row's, and it
    meets a step in [first, last).
    """

    first: NDArray[np.int32]
    """(R,) steps."""
    last: NDArray[np.int32]
    begin: NDArray[np.int64]
    """(R + 1,) row r's sectors are `sector[begin[r] : begin[r + 1]]`."""
    sector: NDArray[np.int32]
    price: NDArray[np.float64]
    """(R,) at least 0; infinite for a rule."""
    mover: NDArray[np.int32]
    """(R,) -1: looks of any mover count."""
    within: NDArray[np.bool_]
    """(R,) whether only looks count that lie wholly within [first_tick, last_tick)."""
    first_tick: NDArray[np.int32]
    last_tick: NDArray[np.int32]
    group: NDArray[np.int32]
    """(R,) index into `Requirements.names`, ascending."""

    def __len__(self) -> int:
        return len(self.first)


@dataclass(frozen=True)
class Coverage:
    """Asks that Σ over slots of `weight` × (1 − Π (1 − POD)) reach `need`; missed by what it falls short."""

    sector: NDArray[np.int32]
    """(n,) rows of the problem, each once."""
    weight: NDArray[np.float64]
    """(n, K) at least 0."""
    need: float
    price: float
    group: int


def _no_meetings() -> Meetings:
    i, x, b = _empty(np.int32), _empty(np.float64), _empty(np.bool_)
    begin = np.zeros(1, dtype=np.int64)
    return Meetings(i, i, begin, i, x, i, b, i, i, i)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Requirements:
    """All that is asked. Prices of a certificate are numbered: meetings first, then coverages."""

    names: tuple[str, ...] = ()
    """Of the groups that rows belong to; for messages and the plan file."""
    meetings: Meetings = field(default_factory=_no_meetings)
    coverages: tuple[Coverage, ...] = ()

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.meetings) + len(self.coverages)

    def groups(self) -> NDArray[np.int32]:
        """(rows,) the group of each, in the order of a certificate's prices."""
        return np.concatenate(
            [self.meetings.group, np.array([c.group for c in self.coverages], dtype=np.int32)]
        ).astype(np.int32)


NOTHING_ASKED = Requirements()
