"""Who may be tasked in which area at all, whenever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import shapely

from patrolplan.scenario.model import Caveat, Scenario
from patrolplan.scenario.paths import Path
from patrolplan.sea.ground import Ground
from patrolplan.sea.types import ZoneShape

Because = tuple[Path, str]


@dataclass(frozen=True)
class Allowed:
    """For each area and asset what keeps the asset out of it for the whole horizon; () where nothing does."""

    barred: dict[tuple[str, str], tuple[Because, ...]]
    areas: tuple[str, ...]
    assets: tuple[str, ...]

    @staticmethod
    def of(scenario: Scenario, ground: Ground) -> Allowed:
        """From caveats, forbidden tasks and zones that hold throughout; what holds for a time bars nobody."""
        assets = (*scenario.ships, *scenario.aircraft)
        barred: dict[tuple[str, str], list[Because]] = {
            (area, asset): [] for area in scenario.areas for asset in assets
        }
        for name, caveat in scenario.caveats.items():
            if _always(scenario, caveat.start, caveat.end):
                for area, asset in _pairs(caveat):
                    barred[area, asset].append((("caveats", name), "this caveat"))
        for name, ban in scenario.forbid.items():
            if _always(scenario, ban.start, ban.end) and not ban.sectors:
                for area in ban.areas or scenario.areas:
                    for asset in ban.assets:
                        barred[area, asset].append((("forbid", name), "this is forbidden"))
        zones = [zone for zone in ground.zones if _always(scenario, zone.start, zone.end) and not zone.cut]
        for a, area in enumerate(scenario.areas):
            covering = _covering(a, zones, ground)
            for asset in assets:
                kind = "ships" if asset in scenario.ships else "aircraft"
                nation = (scenario.ships.get(asset) or scenario.aircraft[asset]).nation
                barred[area, asset] += [
                    (("zones", zone.name), "this zone is closed to them")
                    for zone in covering
                    if {kind, "tasks"} & zone.closed_to and nation not in zone.exempt
                ]
        return Allowed({key: tuple(why) for key, why in barred.items()}, tuple(scenario.areas), assets)

    def who(self, area: str) -> tuple[str, ...]:
        """Assets that may be tasked there at some time."""
        return tuple(asset for asset in self.assets if not self.barred[area, asset])

    def reasons(self, area: str) -> tuple[Because, ...]:
        """What bars those that are barred, each once."""
        return tuple(dict.fromkeys(why for asset in self.assets for why in self.barred[area, asset]))


def _pairs(caveat: Caveat) -> list[tuple[str, str]]:
    return [(area, asset) for area in caveat.not_in for asset in caveat.assets]


def _covering(area: int, zones: list[ZoneShape], ground: Ground) -> list[ZoneShape]:
    """Zones that cover all of an area's water."""
    if not zones:
        return []
    sea = [ground.cells[s][1] for s in np.flatnonzero(ground.parts.held[area])]
    if not sea:
        return []
    return [zone for zone in zones if all(shapely.covers(zone.shape, polygon) for polygon in sea)]


def _always(scenario: Scenario, start: datetime | None, end: datetime | None) -> bool:
    opens = scenario.horizon.start
    closes = opens + timedelta(seconds=scenario.horizon.length_s)
    return (start is None or start <= opens) and (end is None or end >= closes)
