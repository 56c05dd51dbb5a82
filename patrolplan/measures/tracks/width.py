"""The sweep width that a task's search is made with."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import shapely

from patrolplan.geo import sun
from patrolplan.measures.times.holds import slots_of
from patrolplan.measures.times.periods import step_start
from patrolplan.record.types import LonLat, Record, Sector, Task


def width_nm(record: Record, task: Task, sector: Sector) -> float | None:
    """Mean identification width over a task in a sector [nm]: by day or night, sea state and fatigue.

    Light and sea state are those of the middle of each slot at the sector's point, as in the model (docs:
    model, Seeing); slots count by the time that the task spends in them. None where the scenario does not
    know the asset.
    """
    kind, medium = _kind(record.scenario, task.asset)
    if kind is None:
        return None
    model = record.model
    half = timedelta(seconds=model.slot_s / 2)
    middles = [step_start(model, step) + half for step in slots_of(model, task)]
    if not middles:
        return None
    dark = sun.night([sector.point], middles)[0]
    fatigue = float(record.scenario.get("fatigue", 1.0))
    swept = hours = 0.0
    for middle, night in zip(middles, dark, strict=True):
        inside = min(middle + half, task.end) - max(middle - half, task.start)
        width = float(kind["night_width_nm" if night else "day_width_nm"])
        width *= _sea_factor(record.scenario, sector, middle, medium) * fatigue
        if medium == "ship":
            width += widening_nm(record, task.asset, sector, middle, bool(night))
        swept += width * inside.total_seconds()
        hours += inside.total_seconds()
    return swept / hours


def widening_nm(record: Record, ship: str, sector: Sector, middle: datetime, night: bool) -> float:
    """What a ship's helicopter adds to her width in the slot about `middle` [nm]: what it sweeps in an hour,
    for its share of the slot, over the way that she makes in one (docs: programme, Ships' helicopters); the
    time that contacts take either of them is left out, since a record does not say how many there are.
    """
    scenario = record.scenario
    item = scenario["ships"][ship].get("helicopter")
    if item is None:
        return 0.0
    half = timedelta(seconds=record.model.slot_s / 2)
    midnight = middle.replace(hour=0, minute=0, second=0, microsecond=0)
    flown = 0.0
    for day in (-1, 0, 1):
        for launch in item["launches_s"]:
            start = midnight + timedelta(days=day, seconds=launch)
            end = min(middle + half, start + timedelta(seconds=item["length_s"]))
            flown += max(0.0, (end - max(middle - half, start)).total_seconds())
    kind = scenario["types"][item["type"]]
    width = float(kind["night_width_nm" if night else "day_width_nm"])
    width *= _sea_factor(scenario, sector, middle, "aircraft") * float(scenario.get("fatigue", 1.0))
    over = float(kind["station_kn"]) / float(scenario["ships"][ship]["patrol_kn"])
    return flown / record.model.slot_s * width * over


def _kind(scenario: dict[str, Any], asset: str) -> tuple[dict[str, Any] | None, str]:
    """The ship class or aircraft type of an asset, and which of the two it is."""
    if asset in scenario.get("ships", {}):
        return scenario.get("classes", {}).get(scenario["ships"][asset].get("ship_class")), "ship"
    if asset in scenario.get("aircraft", {}):
        return scenario.get("types", {}).get(scenario["aircraft"][asset].get("type")), "aircraft"
    return None, "ship"


def _sea_factor(scenario: dict[str, Any], sector: Sector, middle: datetime, medium: str) -> float:
    """What the worst sea state declared there then does to the width."""
    worst = 0
    for weather in scenario.get("weather", {}).values():
        if _time(weather["start"]) <= middle < _time(weather["end"]) and (
            weather.get("area") is None or _in(scenario, weather["area"], sector.point)
        ):
            worst = max(worst, int(weather["sea_state"]))
    states = scenario.get("sea_states", [])
    return float(states[worst][f"{medium}_width"]) if worst < len(states) else 1.0


def _in(scenario: dict[str, Any], area: str, point: LonLat) -> bool:
    polygons = scenario.get("areas", {}).get(area, {}).get("polygons", [])
    return any(shapely.Polygon(ring).intersects(shapely.Point(point)) for ring in polygons)


def _time(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
