"""From a scenario's water to the distances and ways between its sectors and points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import shapely
from numpy.typing import NDArray

from patrolplan.geo.geodesy import LonLat
from patrolplan.scenario.model import Scenario
from patrolplan.sea.routes.chart import Chart, draw
from patrolplan.sea.routes.closed import Closed, Kind, closed_to, sets_at_once
from patrolplan.sea.routes.ends import Ends, open_water
from patrolplan.sea.routes.harbours import harbour
from patrolplan.sea.routes.obstacles import Corners, in_plane, joined
from patrolplan.sea.routes.types import Routes, meeting_point
from patrolplan.sea.routes.ways import Web, crossings, spin
from patrolplan.sea.types import Water

_WIDER_DEG = (1.5, 8.0, 25.0)
"""How far beyond the theatre ships may go round: the next only if some node is cut off without it."""

_DETOUR = 1.5
"""No voyage takes more than this many times the longest free way: what it may meet of timed zones follows."""


def build_routes(
    water: Water, scenario: Scenario, kind: Kind, nation: str, points: tuple[LonLat, ...]
) -> Routes:
    """Distances and ways between all sectors of the water (nodes 0 to S-1) and the points (from S on).

    Ships keep off land and zones closed to "ships", aircraft off zones closed to "aircraft", unless the
    nation is exempt. A way joins the nearest points of two nodes; 0 nm where they touch. What a closed zone
    or land leaves of a sector is its largest piece; a sector with nothing left has no ways. A point inside a
    closed zone has it lifted until its way has left the zone. Ships may go round land outside the
    theatre, but zones are only drawn within it. Lengths are exact geodesics [nm]; which way is shortest is
    decided among corners some 2 nm off coasts, 1 nm off islands and 0.5 nm off zones.
    """
    closed = closed_to(water.zones, scenario.horizon, kind, nation)
    made = None
    for wider in _WIDER_DEG if kind == "ship" else _WIDER_DEG[:1]:
        chart = draw(water.bounds, closed, kind == "ship", wider)
        made = _routes(water, scenario, kind, nation, points, closed, chart)
        if not _cut_off(made):
            break
    assert made is not None
    return made


@dataclass(frozen=True, eq=False)
class _Places:
    """Where ways begin before any timed zone is closed, and the fine corners near them."""

    shapes: NDArray[np.object_]
    lent: Corners
    helped: NDArray[np.bool_]
    """(N,) nodes whose way out has been looked for."""


def _routes(
    water: Water,
    scenario: Scenario,
    kind: Kind,
    nation: str,
    points: tuple[LonLat, ...],
    closed: Closed,
    chart: Chart,
) -> Routes:
    always = tuple(sorted(closed.always))
    places = _places(water, points, chart, always)
    sheltered = _sheltered(places.shapes, chart)
    places = _help_out(places, sheltered, chart)
    free = spin(chart, always, _ends(places, chart, always, ()), places.lent)
    stuck = _stuck(free) & ~places.helped
    if kind == "ship" and stuck.any():
        places = _help_out(places, stuck, chart)
        free = spin(chart, always, _ends(places, chart, always, ()), places.lent)
    timed = dict(zip(closed.timed, _timed_in_plane(closed, chart), strict=True))
    crossed = {name: _crossed(free, name, timed, chart) for name in sorted(timed)}
    webs = {frozenset[str](): free}
    for names in sets_at_once(closed.timed, scenario.horizon, _longest(free, scenario, kind, nation)):
        if names:
            webs[names] = _avoiding(names, places, chart, always, free, crossed)
    return Routes(
        {names: web.nm for names, web in webs.items()},
        _points(places.shapes[len(water.sectors) :], points, chart),
        tuple(np.flatnonzero(_stuck(free)).tolist()),
        timed,
        crossed,
        chart.plane,
        webs,
    )


def _places(water: Water, points: tuple[LonLat, ...], chart: Chart, always: tuple[str, ...]) -> _Places:
    sectors = in_plane(np.asarray([sector.polygon for sector in water.sectors], dtype=object), chart.plane)
    closed = [chart.zones[name] for name in always] + ([] if chart.land is None else [chart.land])
    at = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    x, y = chart.plane.forward(at[:, 0], at[:, 1])
    ports = np.asarray(shapely.points(x, y), dtype=object)
    shapes = np.concatenate((open_water(sectors, closed, chart.plane), ports))
    nobody = chart.coasts.take(np.zeros(len(chart.coasts), dtype=bool))
    return _Places(shapes, nobody, np.zeros(len(shapes), dtype=bool))


def _sheltered(shapes: NDArray[np.object_], chart: Chart) -> NDArray[np.bool_]:
    """Which nodes lie wholly within the outlines of land: on it, or in waters too narrow for its corners."""
    tree = shapely.STRtree([block.outline for block in chart.land_blocks])
    sheltered = np.zeros(len(shapes), dtype=bool)
    present = np.flatnonzero([shape is not None for shape in shapes])
    sheltered[present[tree.query(shapes[present], predicate="within")[0]]] = True
    return sheltered


def _help_out(places: _Places, nodes: NDArray[np.bool_], chart: Chart) -> _Places:
    """Look for the ways out of these nodes; a point on land is moved to the water, or to nowhere."""
    shapes, lent = places.shapes.copy(), [places.lent]
    for node in np.flatnonzero(nodes):
        if shapes[node] is None or chart.land is None:
            continue
        start = shapely.get_coordinates(shapely.point_on_surface(shapes[node]))[0]
        found = harbour(start, chart.land, chart.coasts, chart.plane)
        lent.append(found.corners)
        if shapes[node].geom_type == "Point":
            shapes[node] = None if found.start is None else shapely.Point(found.start)
    return replace(places, shapes=shapes, lent=joined(lent), helped=places.helped | nodes)


def _ends(places: _Places, chart: Chart, always: tuple[str, ...], timed: tuple[str, ...]) -> Ends:
    """The nodes while the timed zones are closed too."""
    shapes = places.shapes.copy()
    if timed:
        areas = np.asarray([shape is not None and shape.geom_type != "Point" for shape in shapes])
        shapes[areas] = open_water(shapes[areas], [chart.zones[name] for name in timed], chart.plane)
    shapely.prepare(shapes)
    lifted = np.zeros((len(shapes), len(always) + len(timed)), dtype=bool)
    for node, shape in enumerate(shapes):
        if shape is not None and shape.geom_type == "Point":
            lon, lat = chart.plane.inverse(shape.x, shape.y)
            lifted[node] = [shapely.intersects_xy(chart.zones[name], lon, lat) for name in always + timed]
    return Ends(shapes, lifted)


def _avoiding(
    names: frozenset[str],
    places: _Places,
    chart: Chart,
    always: tuple[str, ...],
    free: Web,
    crossed: dict[str, NDArray[np.bool_]],
) -> Web:
    """The web while `names` are closed: only ways that cross one, or whose sector loses water, change."""
    timed = tuple(sorted(names))
    ends = _ends(places, chart, always, timed)
    changed = np.asarray([one is not other for one, other in zip(ends.shapes, places.shapes, strict=True)])
    stale = changed[:, None] | changed[None, :]
    for name in timed:
        stale |= crossed[name]
    np.fill_diagonal(stale, False)
    return spin(chart, always + timed, ends, places.lent, free, stale)


def _crossed(free: Web, name: str, timed: dict[str, shapely.Geometry], chart: Chart) -> NDArray[np.bool_]:
    crossed = crossings(free, chart.zones[name])
    meets = np.asarray(shapely.intersects(timed[name], free.shapes), dtype=bool)
    for i, j in np.argwhere(free.touching & meets[:, None] & meets[None, :]).tolist():
        if free.shapes[i] is not None:
            lon, lat = meeting_point(free.shapes[min(i, j)], free.shapes[max(i, j)], timed, chart.plane)
            crossed[i, j] = bool(shapely.intersects_xy(chart.zones[name], lon, lat))
    return crossed


def _timed_in_plane(closed: Closed, chart: Chart) -> list[shapely.Geometry]:
    shapes = in_plane(np.asarray([chart.zones[name] for name in closed.timed], dtype=object), chart.plane)
    shapely.prepare(shapes)
    return list(shapes)


def _longest(free: Web, scenario: Scenario, kind: Kind, nation: str) -> timedelta:
    """How long a voyage may take: a long detour at the speed of the slowest asset of this kind and nation."""
    speeds = (
        [ship.transit_kn for ship in scenario.ships.values() if ship.nation == nation]
        if kind == "ship"
        else [
            scenario.types[unit.type].cruise_kn
            for unit in scenario.aircraft.values()
            if unit.nation == nation
        ]
    )
    finite = free.nm[np.isfinite(free.nm)]
    nm = float(finite.max()) if finite.size else 0.0
    return timedelta(hours=_DETOUR * nm / min(speeds)) if speeds else timedelta.max


def _stuck(web: Web) -> NDArray[np.bool_]:
    return np.asarray((np.isfinite(web.nm).sum(axis=1) <= 1) & (len(web.nm) > 1), dtype=bool)


def _cut_off(routes: Routes) -> bool:
    """Whether some node that has water cannot be reached from some other."""
    web = routes.webs[frozenset()]
    present = np.asarray([shape is not None for shape in web.shapes], dtype=bool)
    return not bool(np.all(np.isfinite(web.nm[np.ix_(present, present)])))


def _points(shapes: NDArray[np.object_], points: tuple[LonLat, ...], chart: Chart) -> tuple[LonLat, ...]:
    """The points as given, those that were moved where they are now."""
    found = []
    for shape, (lon, lat) in zip(shapes, points, strict=True):
        x, y = chart.plane.forward(lon, lat)
        if shape is None or (shape.x, shape.y) == (float(x), float(y)):
            found.append((lon, lat))
        else:
            at = chart.plane.inverse(shape.x, shape.y)
            found.append((float(at[0]), float(at[1])))
    return tuple(found)
