"""Ships and detachments in the planner's own language."""

from __future__ import annotations

from typing import Any

from patrolplan.scenario.language.leaves import Place
from patrolplan.scenario.model import Detachment, ShipAsset
from patrolplan.scenario.read import Loaded
from patrolplan.scenario.values.clock import format_clock
from patrolplan.scenario.values.duration import format_duration
from patrolplan.scenario.values.speed import format_speed
from patrolplan.scenario.values.time import format_time
from patrolplan.scenario.writing import requirements
from patrolplan.scenario.writing.places import span, where


def ship(ship: ShipAsset, name: str, loaded: Loaded) -> dict[str, Any]:
    """A ship, her places as they were written."""
    assert loaded.checked is not None
    entry = loaded.checked.sections["ships"][name].value
    written = entry.stretches
    supply_at = entry.replenish.at if entry.replenish is not None else None
    spells = []
    for given, spell in zip(written, ship.spells, strict=True):
        out = given.out_chop.at if given.out_chop is not None else Place()
        spells.append(
            {
                "in_chop": {"at": where(given.in_chop.at), "time": format_time(spell.in_time)},
                "out_chop": {"at": where(out), "time": format_time(spell.out_time)},
            }
        )
    return (
        {"nation": ship.nation, "class": ship.ship_class}
        | (spells[0] if len(spells) == 1 else {"spells": spells})
        | {
            "transit": format_speed(ship.transit_kn),
            "patrol": format_speed(ship.patrol_kn),
            "min_task": format_duration(ship.min_task_s),
        }
        | requirements.of_ship(ship.replenish, supply_at)
        | _helicopter(ship)
        | ({"release": list(ship.release)} if ship.release else {})
    )


def _helicopter(ship: ShipAsset) -> dict[str, Any]:
    item = ship.helicopter
    if item is None:
        return {}
    launch = [format_clock(one) for one in item.launches_s]
    return {"helicopter": {"type": item.type, "length": format_duration(item.length_s), "launch": launch}}


def detachment(wing: Detachment) -> dict[str, Any]:
    """A detachment, its crew rules spelled out."""
    rules = wing.crew_rules
    spans = ("brief", "debrief", "duty", "rest", "long_duty", "long_rest")
    hours = wing.hours
    preferred: dict[str, Any] | None = None
    if hours is not None:
        preferred = {"from": format_clock(hours.start_s), "to": format_clock(hours.end_s)}
        preferred |= {} if hours.price is None else {"price": hours.price}
    sorties = {
        "per_day": wing.per_day,
        "per_week": wing.per_week,
        "at_least": wing.at_least or None,
        "price": wing.short_price,
        "hours": preferred,
        "gap": format_duration(wing.gap_s) if wing.gap_s else None,
    }
    fit = {"planned": wing.planned, "expected": wing.expected if wing.expected < 1 else None}
    return {
        "nation": wing.nation,
        "type": wing.type,
        "base": wing.base,
        "airframes": wing.airframes,
        "crews": wing.crews,
        "crew_rules": {key: format_duration(getattr(rules, f"{key}_s")) for key in spans}
        | {"hours_7d": rules.hours_7d, "hours_30d": rules.hours_30d},
        "sorties": {key: item for key, item in sorties.items() if item is not None},
        "min_look": format_duration(wing.min_look_s),
        **span(wing.start, wing.end),
    } | {
        key: item
        for key, item in {
            "callsign": wing.callsign,
            "alternate": wing.alternate,
            "release": list(wing.release),
            "serviceability": {key: item for key, item in fit.items() if item is not None},
            "unavailable": {
                name: {"airframe": item.airframe} | span(item.start, item.end) | {"because": item.because}
                for name, item in wing.unavailable.items()
            },
            "flown": {
                name: {"crew": item.crew, "last_7d": item.hours_7d, "last_30d": item.hours_30d}
                | ({} if item.rested is None else {"rested": format_time(item.rested)})
                for name, item in wing.flown.items()
            },
        }.items()
        if item
    }
