"""Ships: their spells with the cell, and their speeds."""

from __future__ import annotations

from datetime import timedelta

from geographiclib.geodesic import Geodesic

from patrolplan.scenario.language.assets import Ship, Spell
from patrolplan.scenario.language.leaves import Place
from patrolplan.scenario.model import LonLat, ShipAsset
from patrolplan.scenario.model import Spell as ModelSpell
from patrolplan.scenario.paths import Path
from patrolplan.scenario.resolve.catalogue import Stock
from patrolplan.scenario.resolve.embarked import helicopter
from patrolplan.scenario.resolve.report import Report
from patrolplan.scenario.resolve.requirements import replenish
from patrolplan.scenario.resolve.spans import Window, inside
from patrolplan.scenario.shape.validate import Entered
from patrolplan.scenario.values.duration import format_duration
from patrolplan.scenario.values.time import format_time

_METRES_PER_NM = 1852.0


def ship(
    entered: Entered[Ship], stock: Stock, window: Window, noon_s: int, report: Report
) -> ShipAsset | None:
    """One ship; None where her class or a spell is wrong. `noon_s`: local noon in seconds after 0000Z."""
    value, path = entered.value, entered.path
    before = report.errors
    kind = stock.classes.get(value.ship_class)
    if kind is None:  # told where the class is wrong
        return None
    transit = value.transit or stock.economical_kn[value.ship_class]
    patrol = value.patrol or kind.patrol_kn
    for key, speed in (("transit", value.transit), ("patrol", value.patrol)):
        if speed is not None and speed > kind.max_kn:
            report.error(
                "speed-too-high",
                f"{speed:g}kn is more than ships of class {value.ship_class!r} can do ({kind.max_kn:g}kn)",
                f"write at most {kind.max_kn:g}kn, or another max under classes",
                (*path, key),
            )
    spells: list[ModelSpell] = []
    for number, spell in enumerate(value.stretches):
        at: Path = path if value.spells is None else (*path, "spells", number)
        made = _spell(spell, at, number, len(value.stretches), stock, window, report)
        if made is None:
            return None
        if spells and made.in_time < spells[-1].out_time:
            joins, left = format_time(made.in_time), format_time(spells[-1].out_time)
            report.error(
                "spells-overlap",
                f"she joins ({joins}) before she has left ({left})",
                "list the spells in order, each beginning after the one before has ended",
                (*at, "in_chop", "time"),
                see=(((*path, "spells", number - 1, "out_chop", "time"), "she leaves here"),),
            )
            return None
        if window.known:
            _reachable(made, transit, at, report)
        spells.append(made)
    longest = max((spell.out_time - spell.in_time).total_seconds() for spell in spells)
    sound = entered.whole and window.known and report.errors == before
    if value.min_task > longest and sound:
        report.warning(
            "task-too-long",
            f"no task fits: she is with the cell for {format_duration(int(longest))}, "
            f"and her least time on task is {format_duration(value.min_task)}",
            "shorten min_task, or lengthen her spell",
            (*path, "min_task"),
            path,
        )
    kept = replenish(value.replenish, (*path, "replenish"), stock, report)
    return ShipAsset(
        value.nation,
        value.ship_class,
        tuple(spells),
        transit,
        patrol,
        value.min_task,
        kept,
        tuple(dict.fromkeys(value.release)),
        helicopter(value.helicopter, (*path, "helicopter"), stock, noon_s, report),
    )


def _spell(
    spell: Spell, path: Path, number: int, count: int, stock: Stock, window: Window, report: Report
) -> ModelSpell | None:
    in_time = spell.in_chop.time or window.start
    out = spell.out_chop
    out_time = (out.time if out is not None else None) or window.end
    for key, needed, given in (
        ("in_chop", number > 0, spell.in_chop.time),
        ("out_chop", number < count - 1, out.time if out is not None else None),
    ):
        if needed and given is None:
            report.error(
                "missing-key",
                f"spell {number + 1} of {count} has no time of {key.replace('_', '-')}",
                f"add {key}: {{at: ..., time: {format_time(window.start)}}}",
                (*path, key),
                path,
            )
            return None
    first = inside(
        in_time, (*path, "in_chop", "time"), window, "leave the time out if she is there already", report
    )
    cure = "leave out_chop out if she stays to the end, or lengthen the horizon"
    last = inside(out_time, (*path, "out_chop", "time"), window, cure, report)
    if not (first and last):
        return None
    if in_time >= out_time:
        if window.known:
            report.error(
                "time-order",
                f"she leaves ({format_time(out_time)}) before she has joined ({format_time(in_time)})",
                "write a later time here, or an earlier one under in_chop",
                (*path, "out_chop", "time"),
                (*path, "in_chop", "time"),
                see=(((*path, "in_chop", "time"), "she joins here"),),
            )
        return None
    in_at = _position(spell.in_chop.at, (*path, "in_chop", "at"), stock, report)
    out_at = _position(out.at, (*path, "out_chop", "at"), stock, report) if out is not None else None
    return ModelSpell(in_at, in_time, out_at, out_time)


def _position(place: Place, path: Path, stock: Stock, report: Report) -> LonLat | None:
    if place.base is None:
        return place.position
    base = stock.bases.get(place.base)
    if base is None:  # told where the base is wrong
        return None
    if base.kind == "airfield":
        report.error(
            "wrong-base",
            f"{place.base!r} is an airfield, and a ship joins and leaves at a port or at sea",
            "name a port, or write a position",
            path,
        )
    return base.position


def _reachable(spell: ModelSpell, transit_kn: float, path: Path, report: Report) -> None:
    """Refuse a spell too short for the straight way from its beginning to its end."""
    if spell.in_at is None or spell.out_at is None:
        return
    (lon1, lat1), (lon2, lat2) = spell.in_at, spell.out_at
    way_nm = float(Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"]) / _METRES_PER_NM
    needed = timedelta(hours=way_nm / transit_kn)
    if needed > spell.out_time - spell.in_time:
        hours = format_duration(-(-int(needed.total_seconds()) // 60) * 60)
        report.error(
            "cannot-reach",
            f"she cannot be there in time: {way_nm:.0f} nm at {transit_kn:g}kn take {hours}, and she has "
            f"{format_duration(int((spell.out_time - spell.in_time).total_seconds()))}",
            "write a later out-chop, an earlier in-chop or a higher transit speed",
            (*path, "out_chop", "time"),
            (*path, "out_chop"),
            see=(((*path, "in_chop"), "from here"),),
        )
