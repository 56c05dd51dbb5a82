"""Bases, classes and types, with a remark where a figure is an assumption of the catalogue."""

from __future__ import annotations

from typing import Any

from patrolplan.scenario import catalogue
from patrolplan.scenario.model import AircraftType, Base, ShipClass
from patrolplan.scenario.resolve.catalogue import CLASS_KEYS, TYPE_KEYS
from patrolplan.scenario.values.clock import format_clock, format_offset
from patrolplan.scenario.values.distance import format_distance
from patrolplan.scenario.values.duration import format_duration
from patrolplan.scenario.values.speed import format_speed
from patrolplan.scenario.writing.places import exact_position


class Noted(dict[str, Any]):
    """An entry of which some keys carry a remark."""

    notes: dict[str, str]


def base(base: Base) -> dict[str, Any]:
    """An airfield or a port."""
    hours = {"opens": base.opens_s, "closes": base.closes_s}
    return {
        "position": exact_position(base.position),
        "kind": base.kind,
        "utc_offset": format_offset(base.utc_offset_s),
    } | (
        {key: format_clock(seconds) for key, seconds in hours.items() if seconds is not None}
        | ({"gap": format_duration(base.gap_s)} if base.gap_s else {})
    )


def ship_class(kind: ShipClass) -> Noted:
    """A class of ships."""
    stock = catalogue.load()
    about = stock.about.get(("class", kind.name))
    known = stock.classes.get(kind.name)
    return _figures(kind, CLASS_KEYS, known, about.assumed if about is not None else ())


def aircraft_type(kind: AircraftType) -> Noted:
    """A type of aircraft."""
    stock = catalogue.load()
    about = stock.about.get(("type", kind.name))
    known = stock.types.get(kind.name)
    return _figures(kind, TYPE_KEYS, known, about.assumed if about is not None else ())


def _figures(kind: ShipClass | AircraftType, keys: dict[str, str], known: object, assumed: Any) -> Noted:
    made = Noted()
    made.notes = {}
    forms = {"_kn": format_speed, "_nm": format_distance, "_s": format_duration}
    for key, field in keys.items():
        item = getattr(kind, field)
        form = next(form for suffix, form in forms.items() if field.endswith(suffix))
        made[key] = form(item)
        if field in assumed and item == getattr(known, field, None):
            made.notes[key] = "catalogue; assumption"
    if kind.note:
        made["note"] = kind.note
    return made
