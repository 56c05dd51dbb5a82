"""Requirements of a resolved scenario, as a planner would write them."""

from __future__ import annotations

from typing import Any

from patrolplan.scenario.language.leaves import Place
from patrolplan.scenario.model import Area, Forbid, Pin, Replenish
from patrolplan.scenario.values.duration import format_duration
from patrolplan.scenario.writing.places import exact_position, span, where


def of_area(area: Area) -> dict[str, Any]:
    """Presence, longest gap and least coverage of an area, those that are asked for."""
    made: dict[str, Any] = {}
    if (one := area.presence) is not None:
        made["presence"] = {"per": one.per} | span(one.start, one.end) | _price(one.price)
    if (gap := area.max_gap) is not None:
        made["max_gap"] = {"length": format_duration(gap.length_s), "per": gap.per} | _price(gap.price)
    if (least := area.min_coverage) is not None:
        made["min_coverage"] = {"share": least.share} | _price(least.price)
    return made


def of_ship(item: Replenish | None, at: Place | None) -> dict[str, Any]:
    """A ship's replenishment, if she has any; `at` as it was written."""
    if item is None or at is None:
        return {}
    place = where(at) if at.base is not None or at.position is not None else "any"
    spans = {"every": format_duration(item.every_s), "takes": format_duration(item.takes_s)}
    return {"replenish": spans | {"at": place}}


def pin(item: Pin) -> dict[str, Any]:
    """One pin."""
    water = {"sector": item.sector} if item.at is None else {"at": exact_position(item.at)}
    return {"asset": item.asset} | water | span(item.start, item.end) | {"because": item.because}


def forbid(item: Forbid) -> dict[str, Any]:
    """Forbidden tasks."""
    made: dict[str, Any] = {"asset": item.assets}
    if item.sectors:
        made["sectors"] = item.sectors
    if item.areas:
        made["areas"] = item.areas
    return made | span(item.start, item.end) | {"because": item.because}


def _price(price: float | None) -> dict[str, float]:
    return {} if price is None else {"price": price}
