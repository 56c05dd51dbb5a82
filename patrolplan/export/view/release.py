"""What a nation may see of the others' assets.

The plan as a whole is released to the nations of the marking. Of an asset of another nation, a product for
a nation shows the water and the time that are reserved and nothing else, unless the scenario releases that
asset to it by name (`release` of a ship or detachment). Zones are shown to all: everybody has to keep clear
of them. A zone's or an area's name that has such an asset's name in it is withheld.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from patrolplan.export.errors import ExportError
from patrolplan.measures.nations import nations
from patrolplan.record.types import Record, Sector, Zone

WITHHELD: Final = "name withheld"
"""What stands for the name of a zone or an area that tells of an asset that may not be disclosed."""


def disclosed(record: Record, nation: str | None) -> frozenset[str]:
    """Assets that a product for this nation shows in full; all of them where `nation` is None.

    Raises:
        ExportError: the nation has no asset in the plan, or the plan's marking does not release it to
            that nation.

    """
    of = nations(record)
    if nation is None:
        return frozenset(of)
    released = tuple(record.marking.get("release", ()))
    if nation not in of.values():
        known = ", ".join(sorted(set(of.values())))
        raise ExportError(f"{nation} has no asset in this plan; its nations are {known}")
    if released and nation not in released:
        raise ExportError(
            f"this plan is not released to {nation}: its marking releases it to {', '.join(released)}"
        )
    return frozenset(asset for asset, owner in of.items() if owner == nation or nation in _to(record, asset))


def _to(record: Record, asset: str) -> tuple[str, ...]:
    """Nations to which the scenario releases one asset's tasking."""
    for collection in ("ships", "aircraft"):
        found = record.scenario.get(collection, {}).get(asset)
        if found is not None:
            return tuple(found.get("release") or ())
    return ()


class Names:
    """Names of water as a product may tell them: none that has an undisclosed asset's name in it."""

    def __init__(self, record: Record, open_to: frozenset[str]) -> None:
        assets = {*nations(record), *(sortie.detachment for sortie in record.sorties)}
        self.hidden = {_bare(asset) for asset in assets if asset not in open_to} - {""}

    def told(self, name: str) -> str:
        """The name, or that it is withheld."""
        bare = _bare(name)
        return WITHHELD if any(f" {word} " in f" {bare} " for word in self.hidden) else name

    def zones(self, zones: Iterable[Zone]) -> tuple[Zone, ...]:
        """Zones with names that may be told; their water and hours stay."""
        return tuple(replace(zone, name=self.told(zone.name)) for zone in zones)

    def sectors(self, sectors: Iterable[Sector]) -> tuple[Sector, ...]:
        """Sectors with names of their areas that may be told; what begins in areas of one name is added."""
        return tuple(replace(sector, areas=self._areas(sector)) for sector in sectors)

    def _areas(self, sector: Sector) -> dict[str, float]:
        found: dict[str, float] = {}
        for name, share in sector.areas.items():
            told = self.told(name)
            found[told] = found.get(told, 0.0) + share
        return found


def _bare(name: str) -> str:
    """Words alone, in small letters, one space between: however it is written, it is found."""
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))
