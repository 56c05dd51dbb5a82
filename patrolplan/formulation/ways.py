"""Ways from node to node as arcs with hours: free while no timed zone lies across, else round it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.clock import Clock
from patrolplan.formulation.types import Ways, ZoneSet
from patrolplan.problem.types import NEVER, Arcs
from patrolplan.sea.routes import Routes
from patrolplan.sea.types import ZoneShape

Hours = dict[str, tuple[int, int]]
"""For each timed zone, the ticks [from, until) in which it is closed."""
FREE: ZoneSet = frozenset()
_HAIR = 1e-9


def zone_hours(zones: Iterable[ZoneShape], clock: Clock) -> Hours:
    """When each zone is closed, rounded outwards to ticks."""
    hours: Hours = {}
    for zone in zones:
        opens = -NEVER if zone.start is None else clock.floor(zone.start)
        hours[zone.name] = (opens, NEVER if zone.end is None else clock.ceil(zone.end))
    return hours


def ways(
    routes: Routes,
    tails: Sequence[int],
    heads: Sequence[int],
    speed_kn: float,
    clock: Clock,
    hours: Hours,
) -> Ways:
    """Every way from `tails` to `heads` (nodes of `routes`); arcs name them by their place in the lists.

    A leg that takes T ticks meets a zone closed in [f, u) when it departs at t with f − T < t < u. The
    free way has an arc for each span of departures that meets none of the zones it crosses. A way round
    a set of zones has one for each span that meets no timed zone outside the set, so that whatever the
    other zones' shapes the leg is legal; round all of them it is open always. No way, no arc.
    """
    sets = tuple(sorted(routes.nm, key=lambda zones: (len(zones), sorted(zones))))
    timed = frozenset().union(*sets)
    grid = np.ix_(np.asarray(tails), np.asarray(heads))
    apart = np.asarray(tails)[:, None] != np.asarray(heads)[None, :]
    tick_nm = speed_kn * clock.tick_s / 3600.0

    def ticks_of(avoiding: ZoneSet) -> NDArray[np.int64]:
        spans = np.where(apart, routes.nm[avoiding][grid] / tick_nm, np.inf)
        return np.where(np.isfinite(spans), np.ceil(np.minimum(spans, NEVER / 2) - _HAIR), NEVER).astype(int)

    free = ticks_of(FREE)
    crossing = _crossings(routes, tails, heads, free < NEVER) if timed else {}
    blocked = np.zeros(free.shape, dtype=np.bool_)
    for pair in crossing:
        blocked[pair] = True
    rows: list[tuple[int, int, int, int, int, int]] = []
    for pair, zones in crossing.items():
        for at, avoiding in enumerate(sets):
            if avoiding and not avoiding & zones:
                continue  # that is the free way
            span = int(free[pair]) if not avoiding else _span(routes, tails, heads, pair, avoiding, tick_nm)
            if span >= NEVER:
                continue
            others = zones if not avoiding else timed - avoiding
            for opens, closes in open_spans(others, span, hours):
                rows.append((pair[0], pair[1], span, opens, closes, at))
    simple = np.argwhere((free < NEVER) & ~blocked)
    table = np.zeros((len(simple) + len(rows), 6), dtype=np.int32)
    table[: len(simple), :2] = simple
    table[: len(simple), 2] = free[simple[:, 0], simple[:, 1]]
    table[: len(simple), 4] = NEVER
    if rows:
        table[len(simple) :] = rows
    table = table[np.lexsort((table[:, 5], table[:, 3], table[:, 1], table[:, 0]))]
    columns = [np.ascontiguousarray(table[:, column]) for column in range(6)]
    return Ways(Arcs(*columns[:5]), columns[5], sets)


def _span(
    routes: Routes,
    tails: Sequence[int],
    heads: Sequence[int],
    pair: tuple[int, int],
    avoiding: ZoneSet,
    tick_nm: float,
) -> int:
    nm = float(routes.nm[avoiding][tails[pair[0]], heads[pair[1]]])
    return int(np.ceil(nm / tick_nm - _HAIR)) if np.isfinite(nm) else NEVER


def _crossings(
    routes: Routes, tails: Sequence[int], heads: Sequence[int], there: NDArray[np.bool_]
) -> dict[tuple[int, int], ZoneSet]:
    """Pairs whose free way crosses a timed zone, and which."""
    found = {}
    for i, j in np.argwhere(there):
        zones = routes.crosses(tails[i], heads[j])
        if zones:
            found[int(i), int(j)] = zones
    return found


def open_spans(zones: Iterable[str], span: int, hours: Hours) -> list[tuple[int, int]]:
    """Departures [opens, closes) of a leg of `span` ticks that meet none of the zones' hours."""
    spans: list[tuple[int, int]] = []
    opens = 0
    for start, end in sorted(hours[zone] for zone in zones):
        last = start - span + 1
        if last > opens:
            spans.append((opens, last))
        opens = max(opens, end)
    if opens < NEVER:
        spans.append((opens, NEVER))
    return spans


def earliest(arcs: Arcs, tail: int, head: int, ready: int) -> tuple[int, int, int] | None:
    """The way that arrives first when ready at a tick: (departure, arrival, row); None if there is none.

    She leaves as soon as that way allows and waits at the other end.
    """
    best: tuple[int, int, int] | None = None
    for row in np.flatnonzero((arcs.tail == tail) & (arcs.head == head)):
        leave = max(ready, int(arcs.opens[row]))
        if leave >= arcs.closes[row]:
            continue
        option = (leave, leave + int(arcs.ticks[row]), int(row))
        if best is None or (option[1], option[0], option[2]) < (best[1], best[0], best[2]):
            best = option
    return best


def earliest_arrivals(arcs: Arcs, ready: int, heads: int) -> NDArray[np.int64]:
    """(heads,) first tick at which each head can be reached from tail 0; NEVER where it cannot."""
    leave = np.maximum(ready, arcs.opens)
    arrive = np.where(leave < arcs.closes, leave + arcs.ticks, NEVER)
    first = np.full(heads, NEVER, dtype=np.int64)
    np.minimum.at(first, arcs.head, arrive)
    return first


def latest_departures(arcs: Arcs, due: int, tails: int) -> NDArray[np.int64]:
    """(tails,) last tick at which each tail may be left to reach head 0 by `due`; -1 where it cannot."""
    leave = np.minimum(due - arcs.ticks, arcs.closes - 1)
    last = np.full(tails, -1, dtype=np.int64)
    np.maximum.at(last, arcs.tail, np.where(leave >= arcs.opens, leave, -1))
    return last
