"""Whether a record hangs together well enough for things to be drawn by it."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from patrolplan.record.types import Record
from patrolplan.scenario.model import Scenario
from patrolplan.simulation.draw import Rates

MOST = 1_000_000.0
"""Things that a run may draw: what fits into memory at once."""


class UnfitError(ValueError):
    """Nothing can be drawn by a record; its words say why, one reason a line."""


def require_fit(record: Record, scenario: Scenario, rates: Rates) -> None:
    """Refuse a record that contradicts its own scenario in what a simulation goes by: time, sectors, assets,
    areas, and how much begins. Whether it keeps its rules is the judge's to say.

    Raises:
        UnfitError: with every reason.

    """
    faults = [*_time(record, scenario), *_water(record, scenario), *_assets(record, scenario)]
    if not rates.per_run <= MOST:
        faults.append(
            f"{rates.per_run:.3g} transfers begin in each run, more than {MOST:,.0f} cannot be drawn"
        )
    if faults:
        raise UnfitError("\n".join(faults))


def _time(record: Record, scenario: Scenario) -> Iterator[str]:
    model, horizon = record.model, scenario.horizon
    said = (model.start, model.slot_s, model.slot_s * model.steps, model.stay_s)
    if said != (horizon.start, horizon.slot_s, horizon.length_s, scenario.stay_s):
        yield "it cuts time otherwise than its scenario: opening, step, length or stay differ"


def _water(record: Record, scenario: Scenario) -> Iterator[str]:
    for sector in record.sectors:
        rings = sector.polygon
        if any(len(ring) < 3 for ring in rings) or not _is_water(shapely.Polygon(rings[0], rings[1:])):
            yield f"sector {sector.id} has an outline that is no polygon"
        for area in sector.areas:
            if area not in scenario.areas:
                yield f"sector {sector.id} lies in {area}, an area that its scenario has not"


def _is_water(polygon: shapely.Polygon) -> bool:
    return bool(polygon.is_valid and polygon.area > 0.0)


def _assets(record: Record, scenario: Scenario) -> Iterator[str]:
    for task in record.tasks:
        if task.asset not in scenario.ships and task.asset not in scenario.aircraft:
            yield f"task {task.id} is of {task.asset}, an asset that its scenario has not"
