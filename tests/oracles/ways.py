"""Who gets where when: the arcs of a mover or a base, looked up by pair."""

from __future__ import annotations

from patrolplan.problem.types import NEVER, Arcs


class Ways:
    """All arcs from one node to another, as plain tuples (ticks, opens, closes)."""

    def __init__(self, arcs: Arcs) -> None:
        self._by_pair: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
        columns = (arcs.tail, arcs.head, arcs.ticks, arcs.opens, arcs.closes)
        for tail, head, ticks, opens, closes in zip(*(c.tolist() for c in columns), strict=True):
            self._by_pair.setdefault((tail, head), []).append((ticks, opens, closes))

    def arrival(self, tail: int, head: int, ready: int) -> int:
        """Earliest tick of arrival for one who is ready at `ready`; waiting is free. NEVER: no way."""
        best = NEVER
        for ticks, opens, closes in self._by_pair.get((tail, head), ()):
            leaves = max(ready, opens)
            if leaves < closes:
                best = min(best, leaves + ticks)
        return best
