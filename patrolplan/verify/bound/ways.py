"""Arcs sorted by where they start, as the kernels walk them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Arcs

IntArray = NDArray[np.int64]


class Ways(NamedTuple):
    """Arcs from node i are `first[i]` … `first[i + 1] - 1` of the other arrays."""

    first: IntArray
    head: IntArray
    ticks: IntArray
    opens: IntArray
    closes: IntArray


def ways_of(arcs: Arcs, nodes: int) -> Ways:
    """The arcs by tail, for tails 0 … nodes - 1."""
    order = np.argsort(arcs.tail, kind="stable")
    first = np.searchsorted(np.asarray(arcs.tail)[order], np.arange(nodes + 1))
    columns = (
        np.asarray(c)[order].astype(np.int64) for c in (arcs.head, arcs.ticks, arcs.opens, arcs.closes)
    )
    return Ways(first.astype(np.int64), *columns)
