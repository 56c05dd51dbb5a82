"""What holds of every detachment's programme, whoever wrote it: a part of `invariants`."""

from __future__ import annotations

from collections.abc import Iterator

from patrolplan.scenario.model import Detachment
from patrolplan.scenario.paths import Path


def programme_problems(asset: Detachment) -> Iterator[tuple[Path, str]]:
    """What breaks an invariant, each with its path below the detachment."""
    if not 0 < asset.expected <= 1:
        yield ("expected",), "should lie between 0 and 1"
    if asset.planned is not None and not 0 <= asset.planned <= asset.airframes:
        yield ("planned",), "should lie between 0 and airframes"
    for name in ("at_least", "short_price", "gap_s"):
        value = getattr(asset, name)
        if value is not None and value < 0:
            yield (name,), "should not be negative"
    hours = asset.hours
    if hours is not None:
        for name in ("start_s", "end_s"):
            if not 0 <= getattr(hours, name) <= 86400:
                yield ("hours", name), "should lie within a day"
        if hours.price is not None and hours.price < 0:
            yield ("hours", "price"), "should not be negative"
    for entry, item in asset.unavailable.items():
        if not 1 <= item.airframe <= asset.airframes:
            yield ("unavailable", entry, "airframe"), "should be one of the airframes"
        if item.start is not None and item.end is not None and not item.start < item.end:
            yield ("unavailable", entry, "end"), "should be later than start"
    seen: set[int] = set()
    for entry, crew in asset.flown.items():
        if not 1 <= crew.crew <= asset.crews or crew.crew in seen:
            yield ("flown", entry, "crew"), "should be one of the crews, each once"
        seen.add(crew.crew)
        if not 0 <= crew.hours_7d <= crew.hours_30d:
            yield ("flown", entry, "hours_7d"), "should lie between 0 and hours_30d"
