"""Ways from node to node as arcs with hours: free while no timed zone lies across, else round it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.charts import FREE, Hours, Pilot
from patrolplan.formulation.clock import Clock
from patrolplan.formulation.types import Ways
from patrolplan.problem.types import NEVER, Arcs
from patrolplan.sea.types import ZoneShape

_HAIR = 1e-9


def zone_hours(zones: Iterable[ZoneShape], clock: Clock) -> Hours:
    """When each zone is closed, rounded outwards to ticks."""
    hours: Hours = {}
    for zone in zones:
        opens = -NEVER if zone.start is None else clock.floor(zone.start)
        hours[zone.name] = (opens, NEVER if zone.end is None else clock.ceil(zone.end))
    return hours


def ways(pilot: Pilot, tails: Sequence[int], heads: Sequence[int]) -> Ways:
    """Every way from `tails` to `heads` (nodes of the chart); arcs name them by their place in the lists.

    A leg that takes T ticks meets a zone closed in [f, u) when it departs at t with f − T < t < u. Each
    way, the free one and those round sets of timed zones, has an arc for every span of departures in
    which it meets none of the zones that it crosses. No way, no arc.
    """
    chart, tick_nm = pilot.chart, pilot.tick_nm
    grid = np.ix_(np.asarray(tails), np.asarray(heads))
    apart = np.asarray(tails)[:, None] != np.asarray(heads)[None, :]
    free = _ticks(np.where(apart, chart.routes.nm[FREE][grid], np.inf), tick_nm)
    bent = chart.bent[grid] & apart
    rows: list[tuple[int, int, int, int, int, int]] = []
    for tail, head in np.argwhere(bent).tolist():
        rows += _round_zones(pilot, tails[tail], heads[head], (tail, head))
    simple = np.argwhere((free < NEVER) & ~bent)
    table = np.zeros((len(simple) + len(rows), 6), dtype=np.int32)
    table[: len(simple), :2] = simple
    table[: len(simple), 2] = free[simple[:, 0], simple[:, 1]]
    table[: len(simple), 4] = NEVER
    if rows:
        table[len(simple) :] = rows
    table = table[np.lexsort((table[:, 5], table[:, 3], table[:, 1], table[:, 0]))]
    columns = [np.ascontiguousarray(table[:, column]) for column in range(6)]
    return Ways(Arcs(*columns[:5]), columns[5], chart.sets)


def _round_zones(
    pilot: Pilot, i: int, j: int, pair: tuple[int, int]
) -> list[tuple[int, int, int, int, int, int]]:
    """Arcs of one pair whose free way a timed zone may bar: tail, head, ticks, opens, closes, set."""
    chart = pilot.chart
    crossed = chart.crosses(i, j, FREE) if _span(pilot, i, j, FREE) < NEVER else FREE
    found = []
    for at, avoiding in enumerate(chart.sets):
        span = _span(pilot, i, j, avoiding)
        if span >= NEVER or (avoiding and not avoiding & crossed):
            continue  # no way, or the free way once more
        hours = pilot.hours if avoiding else _with_passages(pilot, i, j, span, crossed)
        for opens, closes in open_spans(chart.crosses(i, j, avoiding), span, hours):
            found.append((*pair, span, opens, closes, at))
    return found


def _with_passages(pilot: Pilot, i: int, j: int, span: int, crossed: frozenset[str]) -> Hours:
    """Hours of zones in which the free way begins or ends, longer by what keeps passages clear of them.

    The passage of the task after the leg begins where the leg ends; it must not find that place closed.
    If the leg is over by as much before the zone closes as the way round takes longer, and a passage,
    then either the task's passage is over in time too, or the way round would have done: whoever writes
    the itinerary down may take that one. The same before the leg.
    """
    begins, ends = pilot.chart.ends_in(i, j)
    before = begins if pilot.passages[i] else FREE
    after = ends if pilot.passages[j] else FREE
    hours = dict(pilot.hours)
    for zone in crossed & (before | after):
        spans = [_span(pilot, i, j, avoiding) for avoiding in pilot.chart.sets if zone in avoiding]
        round_it = min(spans, default=NEVER)
        longer = round_it - span if round_it < NEVER else 0
        start, end = hours[zone]
        if zone in after:
            start -= longer + int(pilot.passages[j])
        if zone in before:
            end += longer + int(pilot.passages[i])
        hours[zone] = (start, end)
    return hours


def _span(pilot: Pilot, i: int, j: int, avoiding: frozenset[str]) -> int:
    """Ticks of one way, rounded up; NEVER where there is none."""
    spans = float(pilot.chart.routes.nm[avoiding][i, j]) / pilot.tick_nm
    return ceil(spans - _HAIR) if spans < NEVER else NEVER


def _ticks(nm: NDArray[np.float64], tick_nm: float) -> NDArray[np.int64]:
    """Distances [nm] as ticks, rounded up; NEVER where infinite."""
    spans = nm / tick_nm
    there = np.isfinite(spans) & (spans < NEVER)
    return np.where(there, np.ceil(np.where(there, spans, 0.0) - _HAIR), NEVER).astype(np.int64)


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


def choices(arcs: Arcs, tail: int, head: int, ready: int) -> list[tuple[int, int, int]]:
    """Ways from a tail to a head when ready at a tick: (departure, arrival, row), the first to arrive first.

    She leaves as soon as each way allows and waits at the other end.
    """
    found = []
    for row in np.flatnonzero((arcs.tail == tail) & (arcs.head == head)):
        leave = max(ready, int(arcs.opens[row]))
        if leave < arcs.closes[row]:
            found.append((leave + int(arcs.ticks[row]), leave, int(row)))
    return [(leave, arrive, row) for arrive, leave, row in sorted(found)]


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
