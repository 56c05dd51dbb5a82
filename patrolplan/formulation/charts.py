"""Routes shared by all movers that the same zones bar from passage, and what those routes cross."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

from patrolplan.formulation.clock import Clock
from patrolplan.scenario.model import LonLat, Scenario
from patrolplan.sea.routes import Kind, Routes, build_routes
from patrolplan.sea.types import Water

ZoneSet = frozenset[str]
FREE: ZoneSet = frozenset()
Hours = dict[str, tuple[int, int]]
"""For each timed zone, the ticks [from, until) in which it is closed."""
_HAIR_NM = 1e-9


@dataclass(frozen=True)
class Chart:
    """Routes, the node of each point on them, and which timed zones each way crosses."""

    routes: Routes
    nodes: dict[LonLat, int]
    sets: tuple[ZoneSet, ...]
    """The sets of timed zones that routes go round; the first is empty."""
    bent: NDArray[np.bool_]
    """(N, N) pairs whose way is another one for some of the sets: the others cross no timed zone."""
    zones: dict[str, Geometry] = field(repr=False)
    """The timed zones that bind here, in longitude and latitude."""
    _crossed: dict[tuple[int, int, ZoneSet], ZoneSet] = field(default_factory=dict, repr=False)
    _ended: dict[tuple[int, int], tuple[ZoneSet, ZoneSet]] = field(default_factory=dict, repr=False)

    def crosses(self, i: int, j: int, avoiding: ZoneSet) -> ZoneSet:
        """Timed zones that the way from node i to node j round some of them still crosses."""
        key = (min(i, j), max(i, j), avoiding)
        if key not in self._crossed:
            self._crossed[key] = self._crossing(*key)
        return self._crossed[key]

    def ends_in(self, i: int, j: int) -> tuple[ZoneSet, ZoneSet]:
        """Timed zones in which the free way from node i to node j begins, and those in which it ends."""
        if i > j:
            return self.ends_in(j, i)[::-1]
        if (i, j) not in self._ended:
            path = self.routes.path(i, j)
            self._ended[i, j] = (self._holding(path[0]), self._holding(path[-1]))
        return self._ended[i, j]

    def _holding(self, place: LonLat) -> ZoneSet:
        """Timed zones in which a place lies."""
        return frozenset(n for n, shape in self.zones.items() if shapely.intersects_xy(shape, *place))

    def _crossing(self, i: int, j: int, avoiding: ZoneSet) -> ZoneSet:
        if not avoiding:
            return self.routes.crosses(i, j)
        path = self.routes.path(i, j, avoiding)
        line = shapely.LineString(path) if len(path) > 1 else shapely.Point(path[0])
        others = (name for name in self.zones if name not in avoiding)
        return frozenset(name for name in others if shapely.intersects(self.zones[name], line))


@dataclass(frozen=True)
class Pilot:
    """What turns a chart into arcs for one kind of mover."""

    chart: Chart
    speed_kn: float
    clock: Clock
    hours: Hours
    passages: NDArray[np.int64]
    """(N,) for each node the ticks that a passage between its edge and a search track may take; 0 for
    points."""

    @property
    def tick_nm(self) -> float:
        """Distance made good in a tick."""
        return self.speed_kn * self.clock.tick_s / 3600.0


def charts(scenario: Scenario, water: Water) -> dict[tuple[Kind, ZoneSet], Chart]:
    """One chart for each medium and set of barring zones, with every point that its movers touch."""
    nations: dict[tuple[Kind, ZoneSet], str] = {}
    points: dict[tuple[Kind, ZoneSet], dict[LonLat, None]] = {}
    for ship in scenario.ships.values():
        key = chart_key(water, "ship", ship.nation)
        nations.setdefault(key, ship.nation)
        for spell in ship.spells:
            places = [place for place in (spell.in_at, spell.out_at) if place is not None]
            points.setdefault(key, {}).update(dict.fromkeys(places))
    for detachment in scenario.aircraft.values():
        key = chart_key(water, "aircraft", detachment.nation)
        nations.setdefault(key, detachment.nation)
        points.setdefault(key, {})[scenario.bases[detachment.base].position] = None
    found = {}
    for key, nation in nations.items():
        where = tuple(points.get(key, {}))
        found[key] = chart_of(build_routes(water, scenario, key[0], nation, where), where, water)
    return found


def chart_key(water: Water, medium: Kind, nation: str) -> tuple[Kind, ZoneSet]:
    """The chart of such a mover: the zones that bar its passage (not only its tasks)."""
    word = "ships" if medium == "ship" else "aircraft"
    return medium, frozenset(z.name for z in water.zones if word in z.closed_to and nation not in z.exempt)


def chart_of(routes: Routes, points: tuple[LonLat, ...], water: Water) -> Chart:
    """The chart of routes made for these points."""
    sets = tuple(sorted(routes.nm, key=lambda zones: (len(zones), sorted(zones))))
    free = routes.nm[FREE]
    bent = np.zeros(free.shape, dtype=np.bool_)
    for avoiding in sets:
        same = np.isclose(free, routes.nm[avoiding], rtol=0.0, atol=_HAIR_NM)  # inf is close to inf
        bent |= ~same
    first = len(free) - len(points)
    timed = frozenset().union(*sets)
    zones: dict[str, Geometry] = {zone.name: zone.shape for zone in water.zones if zone.name in timed}
    return Chart(routes, {point: first + n for n, point in enumerate(points)}, sets, bent, zones)
