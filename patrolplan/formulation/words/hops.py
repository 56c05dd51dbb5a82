"""From one place to the next: which way an itinerary takes, and over what points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from shapely import Point, intersects_xy

from patrolplan.formulation.charts import FREE
from patrolplan.formulation.types import Fleet, Stay, Ways, Wing
from patrolplan.formulation.ways import choices
from patrolplan.formulation.words.meeting import pass_right
from patrolplan.problem.types import Flight, Look
from patrolplan.record.types import LonLat
from patrolplan.sea.types import Sector, Water


@dataclass(frozen=True)
class Hop:
    """A way that was taken. `path` has both ends; a single point where two sectors touch."""

    depart: int
    arrive: int
    path: tuple[LonLat, ...]


class NoWayError(RuntimeError):
    """An answer moves where the problem has no arc: the solver and the formulation disagree."""


def hop(
    fleet: Fleet,
    ways: Ways,
    rows: tuple[int, int],
    nodes: tuple[int, int],
    ready: int,
    due: int,
    early: int = 0,
) -> Hop:
    """The way that arrives first of those that leave passages clear of timed zones; of all, if none does.

    Args:
        fleet: whose routes they are.
        ways: the arcs to choose from.
        rows: tail and head as `ways` numbers them.
        nodes: tail and head as the routes number them.
        ready: first tick at which it may depart: where the tail is a sector, a task ends there then.
        due: last tick at which it may arrive: where the head is a sector, a task starts there then.
        early: ticks before `due` by which it must be there.

    Raises:
        NoWayError: there is no way in time; where the fleet is forced, no way at all.

    """
    hops = []
    found = choices(ways.arcs, *rows, ready)
    for depart, arrive, row in found:
        if arrive <= due - early:
            path = fleet.chart.routes.path(*nodes, ways.sets[ways.avoids[row]])
            hops.append(Hop(depart, arrive, tuple((float(lon), float(lat)) for lon, lat in path)))
            if _passages_clear(fleet, hops[-1], nodes, ready, due):
                return hops[-1]
    if not hops and fleet.forced:
        avoiding = ways.sets[ways.avoids[found[0][2]]] if found else FREE
        path = fleet.chart.routes.path(*nodes, avoiding)
        if path:
            return Hop(ready, max(ready, due), tuple((float(lon), float(lat)) for lon, lat in path))
    if not hops:
        raise NoWayError(f"no way from node {nodes[0]} at tick {ready} to node {nodes[1]} by tick {due}")
    return hops[0]


def _passages_clear(fleet: Fleet, way: Hop, nodes: tuple[int, int], ready: int, due: int) -> bool:
    """Whether the passages before and after a hop do not begin or end in a zone while it is closed."""
    pilot = fleet.pilot
    out, into = int(pilot.passages[nodes[0]]), int(pilot.passages[nodes[1]])
    for place, start, end in ((way.path[0], ready - out, ready), (way.path[-1], due, due + into)):
        for name, shape in pilot.chart.zones.items():
            closed, opened = pilot.hours[name]
            if start < end and closed < end and start < opened and intersects_xy(shape, *place):
                return False
    return True


def ship_hops(
    fleet: Fleet,
    stay: Stay,
    looks: Sequence[Look],
    water: Water,
    early: Sequence[int] = (),
    ready: Sequence[int] = (),
) -> list[Hop | None]:
    """One more hop than tasks: from joining to the first, between them, from the last to leaving.

    None where there is nothing to cover: she joins or leaves wherever she is. `early`: for each task the
    ticks by which she is there before it, `ready`: for each hop the tick before which she does not set out;
    none where left out.
    """
    ready = ready or [0] * (len(looks) + 1)
    if not looks:
        if stay.through is None or stay.in_node is None or stay.out_node is None:
            return [None]
        return [_out(fleet, stay, stay.through, 0, stay.in_node, max(stay.in_tick, ready[0]))]
    first, last = looks[0], looks[-1]
    early = early or [0] * len(looks)
    hops: list[Hop | None] = [None]
    if stay.inbound is not None and stay.in_node is not None:
        here = max(stay.in_tick, ready[0])
        nodes = (stay.in_node, first.sector)
        hops = [hop(fleet, stay.inbound, (0, first.sector), nodes, here, first.start, early[0])]
    hops += between(fleet, looks, water, early, ready)
    if stay.outbound is None:
        return [*hops, None]
    here = max(last.end, ready[-1])
    return [*hops, _out(fleet, stay, stay.outbound, last.sector, last.sector, here)]


def _out(fleet: Fleet, stay: Stay, ways: Ways, row: int, node: int, ready: int) -> Hop:
    """The hop to where a ship leaves: at once, unless she would find the port shut: then to be there as
    it opens.
    """
    assert stay.out_node is not None
    way = hop(fleet, ways, (row, 0), (node, stay.out_node), ready, stay.out_tick)
    for start, end in stay.out_shut:
        if start < way.arrive < end <= stay.out_tick:
            later = max(ready, end - (way.arrive - way.depart))
            way = hop(fleet, ways, (row, 0), (node, stay.out_node), later, stay.out_tick)
    return way


def flight_hops(fleet: Fleet, wing: Wing, flight: Flight, water: Water) -> list[Hop | None]:
    """One more hop than looks: out, between them, home."""
    looks, base = flight.looks, wing.base_node
    first, last = looks[0], looks[-1]
    out = hop(fleet, wing.outbound, (0, first.sector), (base, first.sector), flight.takeoff, first.start)
    home = hop(fleet, wing.inbound, (last.sector, 0), (last.sector, base), last.end, flight.landing)
    return [out, *between(fleet, looks, water), home]


def between(
    fleet: Fleet,
    looks: Sequence[Look],
    water: Water,
    early: Sequence[int] = (),
    ready: Sequence[int] = (),
) -> list[Hop]:
    """The hops from each look to the next. From one look to another in the same sector there is no way to
    go: the holder makes room at the sector's edge and comes back. `early` and `ready` as for `ship_hops`.
    """
    hops = []
    for n, (here, there) in enumerate(pairwise(looks), start=1):
        if here.sector == there.sector:
            edge = _edge(water.sectors[here.sector])
            then = max(here.end, ready[n]) if ready else here.end
            hops.append(Hop(then, then, (edge,)))
        else:
            pair = (here.sector, there.sector)
            then = max(here.end, ready[n]) if ready else here.end
            way = hop(fleet, fleet.ways, pair, pair, then, there.start, early[n] if early else 0)
            if len(way.path) == 1:
                way = replace(way, path=(pass_right(fleet, water, *pair, way.path[0]),))
            hops.append(way)
    return hops


def _edge(sector: Sector) -> LonLat:
    """The point of a sector's edge that is nearest to its middle."""
    ring = sector.polygon.exterior
    point = ring.interpolate(ring.project(Point(sector.point)))
    return float(point.x), float(point.y)
