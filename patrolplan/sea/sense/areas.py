"""Areas that hold no water to watch, or that nobody may enter."""

from __future__ import annotations

import shapely

from patrolplan.geo import coast
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.paths import Path
from patrolplan.scenario.resolve.report import Report
from patrolplan.sea.ground import Ground
from patrolplan.sea.sense.allowed import Allowed
from patrolplan.sea.theatre import WaterError, areas_only, drawn, theatre
from patrolplan.sea.zones import zone_shapes

_MOST = 0.9
"""Share of an area's sea in closed zones from which it is said."""


def without_water(scenario: Scenario, report: Report) -> None:
    """Why no area of a scenario has any water, area by area; nothing where that cannot be told."""
    try:
        _dry(scenario, list(scenario.areas), report, small=False)
    except WaterError:  # told as it is
        return


def check(scenario: Scenario, ground: Ground, allowed: Allowed, report: Report) -> None:
    """Areas of a scenario that has water."""
    held = ground.parts.held.sum(axis=1)
    dry = [name for a, name in enumerate(scenario.areas) if held[a] == 0]
    if dry:
        _dry(scenario, dry, report)
    cut = ground.parts.share_cut
    for a, (name, area) in enumerate(scenario.areas.items()):
        if name in dry:
            continue
        path: Path = ("areas", name)
        if cut[a] >= _MOST:
            report.warning(
                "area-mostly-closed",
                f"{100 * cut[a]:.0f}% of what begins in {name!r} lies in zones closed to "
                "everybody, and is not planned for",
                "draw the area where it may be watched, or open the zone",
                path,
                see=tuple((("zones", zone.name), "closed to everybody") for zone in ground.zones if zone.cut),
            )
        if not allowed.who(name) and (area.transfers_per_day or area.priority):
            report.warning(
                "area-barred",
                f"no ship and no aircraft here may be tasked in {name!r}, at any time",
                "delete the area, or what bars them",
                path,
                see=allowed.reasons(name)[:5],
            )


def _dry(scenario: Scenario, names: list[str], report: Report, *, small: bool = True) -> None:
    """Say of each area whether land or closed zones leave nothing of it, or (`small`) too little."""
    bounds = theatre(scenario)
    land = coast.land(bounds)
    zones = [zone for zone in zone_shapes(scenario, bounds) if zone.cut]
    closed = areas_only(shapely.union_all([zone.shape for zone in zones]))
    for name in names:
        path: Path = ("areas", name)
        sea = areas_only(shapely.difference(drawn(scenario.areas[name].polygons, f"area {name}"), land))
        if sea.is_empty:
            report.error(
                "area-on-land",
                f"{name!r} lies wholly on land",
                "check its positions: latitude comes first",
                path,
            )
        elif areas_only(shapely.difference(sea, closed)).is_empty:
            report.error(
                "area-closed",
                f"{name!r} lies wholly within what is closed to everybody",
                "move the area, or open the zone to somebody",
                path,
                see=tuple(
                    (("zones", zone.name), "closed to everybody")
                    for zone in zones
                    if shapely.intersects(zone.shape, sea)
                ),
            )
        elif small:
            report.error(
                "area-small",
                f"{name!r} holds so little water that no sector is made of it",
                "draw it larger, or delete it",
                path,
            )
