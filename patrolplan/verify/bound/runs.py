"""Runs of allowed slots, and why a holder's successive looks in one of them count as one.

Successive looks in one sector with no forbidden slot between them are left out of every bid. **Why
that is valid.** Take two looks [a1, b1), [a2, b2) of one holder in one sector, b1 <= a2, that meet
no slot in common, all slots between allowed. The one look [a1, b2) is allowed too and is no shorter
than it must be. In slot k let X1(u), X2(u) be the two looks' exposures of what begins at u. If the
slot begins at or after b1, X1 is nought. Otherwise it ends no later than the slot that holds
a2 begins, so u <= a2 and X2(u) is the part of E over [a2, min(u + D, b2)), which never falls in u. Where it
is not nought all over the slot, the slot's end + D passes the beginning of a2's slot, hence, both
being multiples of the slot, the slot's beginning + D is at or after it, hence at or after b1: X1(u)
is E(b1) - E(max(u, a1)) or nought and never rises. exp(-X1) then never falls and exp(-X2) never rises,
and the mean of their product is at most the product of their means (Chebyshev). The one look
misses exp(-X1 - X2) or less, so its POD is at least the joint POD of the two. A plan with such
a pair is therefore worth no more than the plan with the one look instead, to which the bound
applies: the bound ignores what other holders hold, so nothing forbids the longer look there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .compiled import compiled

IntArray = NDArray[np.int64]


@compiled
def run_ends(allowed: NDArray[np.bool_], slot_ticks: int) -> IntArray:
    """(S, K + 1) for a look that starts in step k: the tick at which the first forbidden slot begins."""
    sectors, steps = allowed.shape
    ends = np.empty((sectors, steps + 1), dtype=np.int64)
    for s in range(sectors):
        ends[s, steps] = steps * slot_ticks
        for k in range(steps - 1, -1, -1):
            ends[s, k] = ends[s, k + 1] if allowed[s, k] else k * slot_ticks
    return ends


@compiled
def _after_forbidden(allowed: NDArray[np.bool_], slot_ticks: int) -> IntArray:
    """(S, K + 1): the tick at which the first forbidden slot from step k on ends; past the end if none."""
    sectors, steps = allowed.shape
    beyond = 2 * steps * slot_ticks + 1
    after = np.empty((sectors, steps + 1), dtype=np.int64)
    for s in range(sectors):
        after[s, steps] = beyond
        for k in range(steps - 1, -1, -1):
            after[s, k] = after[s, k + 1] if allowed[s, k] else (k + 1) * slot_ticks
    return after


def again_edges(allowed: NDArray[np.bool_], slot_ticks: int, step: int, edges: int) -> IntArray:
    """(S, edges): for a look that ends at edge i (tick i × step), the first edge behind the next
    forbidden slot of its sector; `edges` or more where no such slot follows.
    """
    slot = -(-(np.arange(edges) * step) // slot_ticks)
    return -(-_after_forbidden(allowed, slot_ticks)[:, slot] // step)
