"""An instance as a packing problem: each prize a slot that any visit sees with certainty.

The horizon has two steps, each as long as a tour may last. All that there is to see begins in the first
and stays; flights take off when it is over. Each customer is a sector of which one look, as long as the
service, sees everything (coverage 60); the next flight to it finds the slot held. A window is kept by the
hours of the ways into the sector: none arrives before it opens, none after it closes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.toptw.reader import Instance
from patrolplan.problem.types import NEVER, Arcs, Crewing, Detachment, Grid, Mover, Problem

CERTAIN = 60.0


def as_problem(instance: Instance, tours: int) -> Problem:
    """The rows; one tick is the unit to which the instance's distances are rounded."""
    unit, nodes = instance.unit, instance.nodes
    n = len(nodes) - 1
    span = round(nodes[0].closes * unit)
    grid = Grid(sectors=n, steps=2, slot_ticks=span, stay_steps=2)
    weight = np.zeros((n, 2))
    weight[:, 0] = [node.score for node in nodes[1:]]
    service = np.array([max(1, round(node.service * unit)) for node in nodes[1:]], np.int32)
    rate = np.ascontiguousarray(np.repeat((CERTAIN / service)[:, None], 2, axis=1))
    pairs = [(i, j) for i in range(1, n + 1) for j in range(1, n + 1) if i != j]
    mover = Mover(rate, np.ones((n, 2), np.bool_), service, 1, _arcs(instance, pairs, span))
    crewing = Crewing(tours, 0, tours, 0, 0, NEVER, 0, NEVER, 0, NEVER, NEVER, NEVER, NEVER)
    detachment = Detachment(
        name=instance.name,
        mover=0,
        takeoffs=np.array([span], np.int32),
        day=np.zeros(1, np.int32),
        per_day=np.array([tours], np.int32),
        week=np.zeros(1, np.int32),
        per_week=NEVER,
        outbound=_arcs(instance, [(0, j) for j in range(1, n + 1)], span),
        inbound=_arcs(instance, [(i, 0) for i in range(1, n + 1)], span),
        landing=np.arange(2 * span + 1) >= span,
        max_block=span,
        crewing=crewing,
    )
    return Problem(grid, weight, (mover,), (), (detachment,))


def _arcs(instance: Instance, pairs: list[tuple[int, int]], start: int) -> Arcs:
    unit = instance.unit
    ticks = np.array([instance.ticks(i, j) for i, j in pairs], np.int32)
    opens, closes = np.zeros(len(pairs), np.int32), np.full(len(pairs), NEVER, np.int32)
    for row, (_, j) in enumerate(pairs):
        if j:
            node = instance.nodes[j]
            opens[row] = start + round(node.opens * unit) - ticks[row]
            closes[row] = start + round(node.closes * unit) - ticks[row] + 1

    def column(values: list[int]) -> NDArray[np.int32]:
        return np.array([max(0, v - 1) for v in values], np.int32)

    return Arcs(column([i for i, _ in pairs]), column([j for _, j in pairs]), ticks, opens, closes)
