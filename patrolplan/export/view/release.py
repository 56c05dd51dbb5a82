"""What a nation may see of the others' assets.

The plan as a whole is released to the nations of the marking. Of an asset of another nation, a product for
a nation shows the water and the time that are reserved and nothing else, unless the scenario releases that
asset to it by name (`release` of a ship or detachment).
"""

from __future__ import annotations

from patrolplan.export.errors import ExportError
from patrolplan.measures.nations import nations
from patrolplan.record.types import Record


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
