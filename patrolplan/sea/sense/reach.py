"""Ships and sorties that come to no water that they may watch, with the time or the fuel that they have."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import shapely
from numpy.typing import NDArray

from patrolplan.geo import coast
from patrolplan.geo.geodesy import distances_nm
from patrolplan.scenario.fuel import longest_flight_s
from patrolplan.scenario.model import Detachment, LonLat, Scenario, ShipAsset, Spell
from patrolplan.scenario.paths import Path
from patrolplan.scenario.resolve.report import Report
from patrolplan.scenario.values.duration import format_duration
from patrolplan.sea.ground import Ground
from patrolplan.sea.sense.allowed import Allowed
from patrolplan.sea.theatre import theatre
from patrolplan.sea.types import Water
from patrolplan.sea.zones import zone_shapes

_SHORTEST = 0.99
"""A mile of the ellipsoid is no less than this part of a minute of arc, wherever it lies."""
_PIECE_NM = 10.0
"""Outlines are measured to points at most this far apart: a distance is over by half of it at most."""
_DETOUR = 2.5
"""A spell with time for this many times the straight way is not looked at."""


def check(scenario: Scenario, ground: Ground, allowed: Allowed, report: Report) -> None:
    """Warn of each asset that can do nothing; an error where that is all of them."""
    places = _Places(ground)
    masks = _masks(scenario, ground, allowed)
    idle = 0
    for name, ship in scenario.ships.items():
        idle += not _ship(name, ship, masks[name], places, report)
    for name, wing in scenario.aircraft.items():
        idle += not _wing(name, wing, scenario, masks[name], places, report)
    if idle == len(scenario.ships) + len(scenario.aircraft):
        report.error(
            "nobody-in-reach",
            "no ship and no aircraft here can do a single task",
            "mend what the warnings about each of them say",
            ("areas",),
            see=tuple(((section, name), "can do none") for section in ("ships", "aircraft")
                      for name in getattr(scenario, section))[:5],
        )  # fmt: skip
    _by_sea(scenario, report)


class _Places:
    """Distances from points to every sector, each measured once."""

    def __init__(self, ground: Ground) -> None:
        outlines = [shapely.segmentize(polygon, _PIECE_NM / 60).exterior for _, polygon in ground.cells]
        corners = [shapely.get_coordinates(line) for line in outlines]
        self.lon, self.lat = np.radians(np.concatenate(corners)).T
        self.first = np.cumsum([0, *(len(each) for each in corners[:-1])])
        self.polygons = np.asarray([polygon for _, polygon in ground.cells], dtype=object)
        self.known: dict[LonLat, NDArray[np.float64]] = {}

    def nm(self, point: LonLat | None) -> NDArray[np.float64]:
        """(S,) a lower bound of the way to each sector; 0 where the point lies in it, or is anywhere."""
        if point is None:
            return np.zeros(len(self.first))
        if point not in self.known:
            nearest = np.minimum.reduceat(self._sphere_nm(point), self.first) * _SHORTEST - _PIECE_NM / 2
            inside = shapely.intersects(self.polygons, shapely.Point(point))
            self.known[point] = np.where(inside, 0.0, np.maximum(nearest, 0.0))
        return self.known[point]

    def _sphere_nm(self, point: LonLat) -> NDArray[np.float64]:
        """Great circles to every corner by the haversine formula, a minute of arc being a mile."""
        lon, lat = np.radians(point)
        half = np.sin((self.lat - lat) / 2) ** 2
        half = half + np.cos(lat) * np.cos(self.lat) * np.sin((self.lon - lon) / 2) ** 2
        return np.asarray(2 * np.degrees(np.arcsin(np.sqrt(np.clip(half, 0, 1)))) * 60)


def _masks(scenario: Scenario, ground: Ground, allowed: Allowed) -> dict[str, NDArray[np.bool_]]:
    """For each asset (S,): sectors with a part in an area that it may enter."""
    held = ground.parts.held > 0
    made = {}
    for asset in allowed.assets:
        free = np.asarray([not allowed.barred[area, asset] for area in scenario.areas])
        made[asset] = np.asarray(held[free].any(axis=0))
    return made


def _ship(name: str, ship: ShipAsset, mask: NDArray[np.bool_], places: _Places, report: Report) -> bool:
    """Whether she can do a task in some spell, by the straight way."""
    path: Path = ("ships", name)
    if not mask.any():
        _barred(name, path, report)
        return False
    ways = [(places.nm(spell.in_at) + places.nm(spell.out_at))[mask].min() for spell in ship.spells]
    spare = [
        (spell.out_time - spell.in_time).total_seconds() - way / ship.transit_kn * 3600
        for spell, way in zip(ship.spells, ways, strict=True)
    ]
    if max(spare) >= ship.min_task_s:
        return True
    best = int(np.argmax(spare))
    length = int((ship.spells[best].out_time - ship.spells[best].in_time).total_seconds())
    if length < ship.min_task_s:  # told without the water
        return False
    report.warning(
        "ship-out-of-reach",
        f"{name!r} can do no task: to the nearest water that she may watch and on to where she leaves are "
        f"{ways[best]:.0f} nm at {ship.transit_kn:g}kn, her least time on task is "
        f"{format_duration(ship.min_task_s)}, and she is with the cell for {format_duration(length)}",
        "lengthen her spell, shorten min_task, or let her join nearer",
        (*path, "out_chop", "time"),
        (*path, "in_chop"),
        (*path, "spells"),
        path,
        see=(((*path, "in_chop"), "from here"), ((*path, "min_task"), "her least time on task")),
    )
    return False


def _wing(
    name: str,
    wing: Detachment,
    scenario: Scenario,
    mask: NDArray[np.bool_],
    places: _Places,
    report: Report,
) -> bool:
    """Whether a sortie can come to some sector, look, and be back."""
    path: Path = ("aircraft", name)
    if not mask.any():
        _barred(name, path, report)
        return False
    kind, base = scenario.types[wing.type], scenario.bases[wing.base]
    alternate = None if wing.alternate is None else scenario.bases[wing.alternate]
    rules = wing.crew_rules
    longest = min(
        longest_flight_s(kind, base, alternate),
        rules.duty_s - rules.brief_s - rules.debrief_s,
        int((wing.end - wing.start).total_seconds()),
    )
    way = float(places.nm(base.position)[mask].min())
    needed = 2 * way / kind.cruise_kn * 3600 + wing.min_look_s
    if needed > longest:
        report.warning(
            "sortie-out-of-reach",
            f"no sortie of {name!r} can look at any area and return: the nearest water that it may watch is "
            f"{way:.0f} nm from {wing.base}; there, a look of {format_duration(wing.min_look_s)} and back "
            f"take {format_duration(_minutes(needed))}, and its longest flight is {format_duration(longest)}",
            "name a nearer base, or shorten min_look",
            (*path, "base"),
            path,
            see=(((*path, "min_look"), "the least look"),),
        )
        return False
    return True


def _barred(name: str, path: Path, report: Report) -> None:
    report.warning(
        "asset-barred",
        f"{name!r} may not be tasked in any area, at any time",
        "delete it, or what bars it",
        path,
    )


def _minutes(seconds: float) -> int:
    return -(-int(seconds) // 60) * 60


def _by_sea(scenario: Scenario, report: Report) -> None:
    """Refuse a spell too short for the way by sea from its beginning to its end.

    Looked at only where land lies on the straight way and little time is left beyond it.
    """
    tight = [
        (name, number, spell)
        for name, ship in scenario.ships.items()
        for number, spell in enumerate(ship.spells)
        if _tight(spell, ship.transit_kn)
    ]
    if not tight:
        return
    from patrolplan.sea.routes.build import build_routes  # loads networkx, which most scenarios do without

    bounds = theatre(scenario)
    land = coast.land(bounds)
    water = _no_sectors(scenario, bounds)
    for name, number, spell in tight:
        assert spell.in_at is not None
        assert spell.out_at is not None
        if not shapely.LineString([spell.in_at, spell.out_at]).intersects(land):
            continue
        ship = scenario.ships[name]
        ends = (spell.in_at, spell.out_at)
        routes = build_routes(water, scenario, "ship", ship.nation, ends)
        way = float(routes.nm[frozenset()][-2, -1])
        has = spell.out_time - spell.in_time
        if np.isfinite(way) and timedelta(hours=way / ship.transit_kn) <= has:
            continue
        path: Path = ("ships", name) if len(ship.spells) == 1 else ("ships", name, "spells", number)
        needs = (
            f"the way by sea is {way:.0f} nm and takes "
            f"{format_duration(_minutes(way / ship.transit_kn * 3600))} at {ship.transit_kn:g}kn"
            if np.isfinite(way)
            else "there is no way by sea from where she joins to where she leaves"
        )
        report.error(
            "cannot-reach",
            f"she cannot be there in time: {needs}, and she has {format_duration(int(has.total_seconds()))}",
            "write a later out-chop, an earlier in-chop or a higher transit speed",
            (*path, "out_chop", "time"),
            (*path, "out_chop"),
            path,
            see=(((*path, "in_chop"), "from here"),),
        )


def _no_sectors(scenario: Scenario, bounds: tuple[float, float, float, float]) -> Water:
    """The water with its zones alone, for ways that pass no sector by name."""
    none = np.zeros((0, 1))
    return Water(
        sectors=(),
        zones=zone_shapes(scenario, bounds),
        night=none.astype(np.bool_),
        sea_state=none.astype(np.int8),
        rates=none,
        beginnings={},
        contacts=none[:, 0],
        cut={},
        bounds=bounds,
    )


def _tight(spell: Spell, transit_kn: float) -> bool:
    if spell.in_at is None or spell.out_at is None or spell.in_at == spell.out_at:
        return False
    straight = float(distances_nm(*spell.in_at, *spell.out_at))
    return straight * _DETOUR / transit_kn > (spell.out_time - spell.in_time).total_seconds() / 3600
