"""A scenario as understood, in the planner's own language: defaults, catalogue and variant filled in.

What it prints is a scenario again, and resolves to the very same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from patrolplan.geo.positions import PositionError, format_ddm, parse_position
from patrolplan.scenario import catalogue
from patrolplan.scenario.language.leaves import Place
from patrolplan.scenario.language.shapes import SHAPES
from patrolplan.scenario.model import AircraftType, Base, Detachment, LonLat, Scenario, ShipAsset, ShipClass
from patrolplan.scenario.read import Loaded
from patrolplan.scenario.render import requirements
from patrolplan.scenario.render.yaml import as_written, scalar, value
from patrolplan.scenario.resolve.catalogue import CLASS_KEYS, TYPE_KEYS
from patrolplan.scenario.resolve.stretches import origin
from patrolplan.scenario.text.nodes import Mapping, find
from patrolplan.scenario.values.clock import format_clock, format_offset
from patrolplan.scenario.values.distance import format_distance
from patrolplan.scenario.values.duration import format_duration
from patrolplan.scenario.values.speed import format_speed
from patrolplan.scenario.values.time import format_time

_SHAPES = (*SHAPES, "coast_buffer")


def resolved_yaml(loaded: Loaded) -> str:
    """YAML text. Raises ValueError where the scenario has errors."""
    if loaded.scenario is None or loaded.root is None or loaded.checked is None:
        raise ValueError("a scenario with errors is not resolved")
    return "".join(f"{line}\n" for line in _lines(loaded, loaded.scenario, loaded.root))


def _lines(loaded: Loaded, scenario: Scenario, root: Mapping) -> Iterator[str]:
    yield f"# As understood from {loaded.file}, defaults and catalogue filled in."
    if loaded.variant is not None:
        yield f"# Variant {scalar(loaded.variant)} is laid over it."
    for text in loaded.sets:
        yield f"# Set: {' '.join(text.split())}"
    yield from _top(scenario, root)
    yield from _section("areas", _areas(scenario, root))
    yield from _section("zones", _zones(scenario, root))
    yield from _section("bases", {name: _base(base) for name, base in scenario.bases.items()})
    yield from _section("classes", {name: _class(kind) for name, kind in scenario.classes.items()})
    yield from _section("types", {name: _type(kind) for name, kind in scenario.types.items()})
    yield from _section("ships", {name: _ship(ship, name, loaded) for name, ship in scenario.ships.items()})
    yield from _section("aircraft", {name: _wing(wing) for name, wing in scenario.aircraft.items()})
    yield from _section(
        "caveats",
        {
            name: {"asset": item.assets, "not_in": item.not_in}
            | _span(item.start, item.end)
            | {"because": item.because}
            for name, item in scenario.caveats.items()
        },
    )
    pins = {name: requirements.pin(item, _span, exact_position) for name, item in scenario.pins.items()}
    yield from _section("pins", pins)
    banned = {name: requirements.forbid(item, _span) for name, item in scenario.forbid.items()}
    yield from _section("forbid", banned)
    yield from _section(
        "closures",
        {
            name: {"bases": item.bases} | _span(item.start, item.end) | {"because": item.because}
            for name, item in scenario.closures.items()
        },
    )
    yield from _section(
        "weather",
        {
            name: ({"area": item.area} if item.area is not None else {})
            | _span(item.start, item.end)
            | {"sea_state": item.sea_state}
            for name, item in scenario.weather.items()
        },
    )
    if scenario.notional:
        yield ""
        yield "notional:"
        yield from (f"  - {scalar(text)}" for text in scenario.notional)


class Noted(dict[str, Any]):
    """An entry of which some keys carry a remark."""

    notes: dict[str, str]


def _section(name: str, entries: dict[str, Any]) -> Iterator[str]:
    if not entries:
        return
    yield ""
    yield f"{name}:"
    for entry, keys in entries.items():
        yield f"  {scalar(entry)}:"
        notes = keys.notes if isinstance(keys, Noted) else {}
        for key, item in keys.items():
            remark = f"  # {notes[key]}" if key in notes else ""
            if key in ("polygon", "polygons", "spells"):
                yield f"    {key}:"
                yield from (f"      - {value(inner)}" for inner in item)
            else:
                yield f"    {key}: {value(item)}{remark}"


def _top(scenario: Scenario, root: Mapping) -> Iterator[str]:
    horizon, seconds = scenario.horizon, format_duration
    yield f"scenario: {scalar(scenario.name)}"
    yield "horizon: " + value(
        {
            "start": format_time(horizon.start),
            "length": seconds(horizon.length_s),
            "step": seconds(horizon.slot_s),
        }
    )
    yield from _sectors(scenario, root)
    yield "plan: " + value({"name": scenario.plan.name, "issue": scenario.plan.issue})
    marking = scenario.marking
    yield "marking: " + value({"classification": marking.classification, "release": marking.release})
    yield f"stay: {seconds(scenario.stay_s)}"
    yield f"tick: {seconds(horizon.tick_s)}"
    yield f"takeoff_step: {seconds(horizon.takeoff_step_s)}"
    yield f"period: {seconds(horizon.period_s)}"
    yield f"fatigue: {value(scenario.fatigue)}"
    ships, aircraft = scenario.separation.ships_nm, scenario.separation.aircraft_nm
    yield f"relief: {seconds(scenario.relief_s)}"
    yield "separation: " + value({"ships": format_distance(ships), "aircraft": format_distance(aircraft)})


def _sectors(scenario: Scenario, root: Mapping) -> Iterator[str]:
    grid = f"{scenario.sectors.grid_min}min"
    if not scenario.sectors.drawn:
        yield f"sectors: {{grid: {grid}}}"
        return
    yield "sectors:"
    yield f"  grid: {grid}"
    yield "  drawn:"
    for name in scenario.sectors.drawn:
        yield f"    {scalar(name)}: {value(_shape(root, ('sectors', 'drawn'), name))}"


def _shape(root: Mapping, section: tuple[str, ...], name: str) -> dict[str, Any]:
    """The shape as it was written: a circle stays a circle. What recurs has that of its entry."""
    entries = find(root, section)
    name = origin(name, entries.entries) if isinstance(entries, Mapping) else name
    nodes = {key: find(root, (*section, name, key)) for key in _SHAPES}
    return {key: as_written(node) for key, node in nodes.items() if node is not None}


def _areas(scenario: Scenario, root: Mapping) -> dict[str, Any]:
    made = {}
    for name, area in scenario.areas.items():
        rate = {"transfers_per_day": area.transfers_per_day, "priority": area.priority}
        made[name] = (
            _shape(root, ("areas",), name)
            | {key: item for key, item in rate.items() if item is not None}
            | {"night": area.night, "contacts_per_1000nm2": area.contacts_per_1000nm2}
            | requirements.of_area(area, _span)
        )
    return made


def _zones(scenario: Scenario, root: Mapping) -> dict[str, Any]:
    return {
        name: _shape(root, ("zones",), name)
        | ({"of": zone.of} if zone.of else {})
        | _span(zone.start, zone.end)
        | {"closed_to": zone.closed_to}
        | ({"except": zone.except_nations} if zone.except_nations else {})
        for name, zone in scenario.zones.items()
    }


def _span(start: datetime | None, end: datetime | None) -> dict[str, str]:
    times = {"from": start, "to": end}
    return {key: format_time(time) for key, time in times.items() if time is not None}


def _base(base: Base) -> dict[str, Any]:
    hours = {"opens": base.opens_s, "closes": base.closes_s}
    return {
        "position": exact_position(base.position),
        "kind": base.kind,
        "utc_offset": format_offset(base.utc_offset_s),
    } | (
        {key: format_clock(seconds) for key, seconds in hours.items() if seconds is not None}
        | ({"gap": format_duration(base.gap_s)} if base.gap_s else {})
    )


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


def _class(kind: ShipClass) -> Noted:
    stock = catalogue.load()
    about = stock.about.get(("class", kind.name))
    known = stock.classes.get(kind.name)
    return _figures(kind, CLASS_KEYS, known, about.assumed if about is not None else ())


def _type(kind: AircraftType) -> Noted:
    stock = catalogue.load()
    about = stock.about.get(("type", kind.name))
    known = stock.types.get(kind.name)
    return _figures(kind, TYPE_KEYS, known, about.assumed if about is not None else ())


def _ship(ship: ShipAsset, name: str, loaded: Loaded) -> dict[str, Any]:
    assert loaded.checked is not None
    entry = loaded.checked.sections["ships"][name].value
    written = entry.stretches
    supply_at = entry.replenish.at if entry.replenish is not None else None
    spells = []
    for given, spell in zip(written, ship.spells, strict=True):
        out = given.out_chop.at if given.out_chop is not None else Place()
        spells.append(
            {
                "in_chop": {"at": _at(given.in_chop.at), "time": format_time(spell.in_time)},
                "out_chop": {"at": _at(out), "time": format_time(spell.out_time)},
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
        | requirements.of_ship(ship.replenish, supply_at, _at)
        | ({"release": list(ship.release)} if ship.release else {})
    )


def _wing(wing: Detachment) -> dict[str, Any]:
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
        **_span(wing.start, wing.end),
    } | {
        key: item
        for key, item in {
            "callsign": wing.callsign,
            "alternate": wing.alternate,
            "release": list(wing.release),
            "serviceability": {key: item for key, item in fit.items() if item is not None},
            "unavailable": {
                name: {"airframe": item.airframe} | _span(item.start, item.end) | {"because": item.because}
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


def _at(place: Place) -> str:
    if place.base is not None:
        return place.base
    return "anywhere" if place.position is None else exact_position(place.position)


def exact_position(position: LonLat) -> str:
    """Degrees and minutes to a tenth where that is exact, else decimal degrees to the last bit."""
    text = format_ddm(position)
    try:
        if parse_position(text) == position:
            return text
    except PositionError:
        pass
    lon, lat = position
    return f"{_decimal(lat, 'NS')} {_decimal(lon, 'EW')}"


def _decimal(degrees: float, letters: str) -> str:
    number = format(Decimal(repr(abs(degrees))), "f")
    return f"{number}{letters[degrees < 0]}"
