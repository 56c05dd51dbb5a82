"""Which nation an asset belongs to."""

from __future__ import annotations

from typing import Final

from patrolplan.record.types import Record

UNKNOWN: Final = "unknown"


def nations(record: Record) -> dict[str, str]:
    """ISO 3166-1 alpha-3 of every ship and detachment of the scenario, and of every asset tasked.

    An asset that the scenario does not know is of nation `UNKNOWN`; the judge will say more of it.
    """
    found: dict[str, str] = {}
    for collection in ("ships", "aircraft"):
        for name, asset in record.scenario.get(collection, {}).items():
            found[name] = str(asset.get("nation", UNKNOWN))
    for task in record.tasks:
        found.setdefault(task.asset, UNKNOWN)
    for sortie in record.sorties:
        found.setdefault(sortie.detachment, UNKNOWN)
    return found
