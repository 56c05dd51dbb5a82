"""Pins, forbidden tasks, what areas are asked for, and replenishment: beyond what one key can say."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from patrolplan.geo.gars import GarsError
from patrolplan.geo.gars import bounds as gars_bounds
from patrolplan.scenario.language.requirements import Forbid as WrittenForbid
from patrolplan.scenario.language.requirements import Pin as WrittenPin
from patrolplan.scenario.language.requirements import Replenish as WrittenReplenish
from patrolplan.scenario.language.water import Area as WrittenArea
from patrolplan.scenario.model import (
    Area,
    Detachment,
    Forbid,
    LonLat,
    MaxGap,
    MinCoverage,
    Pin,
    Presence,
    Replenish,
    Ring,
    ShipAsset,
)
from patrolplan.scenario.paths import Path
from patrolplan.scenario.resolve.catalogue import Stock
from patrolplan.scenario.resolve.report import Report
from patrolplan.scenario.resolve.spans import Window, inside, ordered, touches
from patrolplan.scenario.shape.validate import Entered
from patrolplan.scenario.text.nodes import Mapping as Drawn
from patrolplan.scenario.text.nodes import find
from patrolplan.scenario.values.duration import format_duration
from patrolplan.scenario.values.problem import shown
from patrolplan.scenario.values.time import format_time


def presence(entered: Entered[WrittenArea], window: Window, report: Report) -> Presence | None:
    """What is asked of presence in an area."""
    value = entered.value.presence
    if value is None:
        return None
    path: Path = (*entered.path, "presence")
    if ordered(value.start, value.end, path, report):
        touches(value.start, value.end, path, window, report)
    return Presence(value.per, value.start, value.end, value.price)


def relief(relief_s: int, slot_s: int | None, asked: bool, report: Report) -> int:
    """How long a ship relieves: no longer than a step where presence is asked for (None: not known)."""
    if asked and slot_s is not None and relief_s > slot_s:
        report.error(
            "relief-long",
            f"a relief of {format_duration(relief_s)} is longer than the step of {format_duration(slot_s)}",
            f"write relief: {format_duration(slot_s)}, or less",
            ("relief",),
            ("horizon", "step"),
            see=((("horizon", "step"), "the step"),),
        )
    return relief_s


def max_gap(entered: Entered[WrittenArea], slot_s: int | None, report: Report) -> MaxGap | None:
    """What is asked of gaps in an area; `slot_s` None: the step is not known."""
    value = entered.value.max_gap
    if value is None:
        return None
    if slot_s is not None and value.length % slot_s:
        low = value.length // slot_s * slot_s
        near = " or ".join(format_duration(item) for item in (low, low + slot_s) if item > 0)
        report.error(
            "gap-steps",
            f"the longest gap of {format_duration(value.length)} is not a whole number of steps of "
            f"{format_duration(slot_s)}",
            f"write {near}",
            (*entered.path, "max_gap", "length"),
            (*entered.path, "max_gap"),
            see=((("horizon", "step"), "the step"),),
        )
    return MaxGap(value.length, value.per, value.price)


def min_coverage(entered: Entered[WrittenArea]) -> MinCoverage | None:
    """What is asked of coverage in an area."""
    value = entered.value.min_coverage
    return None if value is None else MinCoverage(value.share, value.price)


def replenish(value: WrittenReplenish | None, path: Path, stock: Stock, report: Report) -> Replenish | None:
    """How a ship is kept supplied; None where she is not, or the port is wrong."""
    if value is None:
        return None
    if value.takes >= value.every:
        report.error(
            "replenish-order",
            f"{format_duration(value.takes)} every {format_duration(value.every)} leaves no time at sea",
            "write a longer every, or a shorter takes",
            (*path, "takes"),
            see=(((*path, "every"), "how often"),),
        )
    at: LonLat | None = value.at.position
    if value.at.base is not None:
        base = stock.bases.get(value.at.base)
        if base is None:  # told where the base is wrong
            return None
        if base.kind == "airfield":
            report.error(
                "wrong-base",
                f"{value.at.base!r} is an airfield, and a ship replenishes in a port or at sea",
                "name a port, write a position, or any",
                (*path, "at"),
            )
        at = base.position
    return Replenish(value.every, value.takes, at)


def forbid(
    entries: Mapping[str, Entered[WrittenForbid]],
    nations: Mapping[str, str],
    areas: frozenset[str],
    sure: bool,
    grid_min: int | None,
    shapes: Mapping[str, Area],
    window: Window,
    report: Report,
) -> dict[str, Forbid]:
    """Forbidden tasks with nations spelled out as their assets (see `events.caveats`)."""
    made = {}
    for name, entered in entries.items():
        value = entered.value
        if ordered(value.start, value.end, entered.path, report):
            touches(value.start, value.end, entered.path, window, report)
        if value.asset is not None:
            bound = [asset for asset in dict.fromkeys(value.asset) if asset in nations]
        else:
            bound = [asset for asset, nation in nations.items() if nation in (value.nation or ())]
            if not bound and sure:
                report.warning(
                    "binds-nobody",
                    f"no ship or aircraft here is of {' or '.join(value.nation or ())}, so that this binds "
                    "nobody",
                    "check the nation, or delete the entry",
                    (*entered.path, "nation"),
                )
        labels = []
        for number, label in enumerate(value.sectors):
            paths: tuple[Path, ...] = ((*entered.path, "sectors", number), (*entered.path, "sectors"))
            labels.append(_label(label, grid_min, shapes, paths, report))
        inside_areas = tuple(area for area in dict.fromkeys(value.areas) if area in areas)
        moot = bool(value.areas) and not inside_areas and not labels  # a variant took the areas away
        if bound and not moot:
            made[name] = Forbid(
                tuple(bound),
                tuple(dict.fromkeys(labels)),
                inside_areas,
                value.start,
                value.end,
                value.because,
            )
    return made


def pins(
    entries: Mapping[str, Entered[WrittenPin]],
    ships: Mapping[str, ShipAsset],
    aircraft: Mapping[str, Detachment],
    slot_s: int | None,
    grid_min: int | None,
    shapes: Mapping[str, Area],
    window: Window,
    report: Report,
) -> dict[str, Pin]:
    """Pinned tasks; those of an asset that a variant took away, or that is wrong itself, are left out.

    What takes the water to know (whether a sector is closed, or in reach) is for the formulation to say.
    """
    made = {}
    for name, entered in entries.items():
        value, path = entered.value, entered.path
        sector = value.sector
        if sector is not None:
            sector = _label(sector, grid_min, shapes, ((*path, "sector"),), report)
        if value.asset not in ships and value.asset not in aircraft:
            continue
        sound = inside(value.start, (*path, "from"), window, "pin a task within the horizon", report)
        sound &= inside(value.end, (*path, "to"), window, "pin a task within the horizon", report)
        if not sound or not ordered(value.start, value.end, path, report) or not window.known:
            continue
        pin = Pin(value.asset, sector, value.at, value.start, value.end, value.because)
        if value.asset in ships:
            _ship_pin(pin, ships[value.asset], slot_s, path, window, report)
        else:
            _look_pin(pin, aircraft[value.asset], path, report)
        made[name] = pin
    _rivals(made, frozenset(ships), report)
    return made


def _label(
    text: str, grid_min: int | None, shapes: Mapping[str, Area], paths: tuple[Path, ...], report: Report
) -> str:
    """A sector's label in its one form; wrong where no sector can be called so (`grid_min` None: any may)."""
    if grid_min is None:
        return text
    drawn = find(report.root, ("sectors", "drawn"))
    if isinstance(drawn, Drawn) and {text.strip(), text.strip().rpartition(" ")[0]} & set(drawn.entries):
        return text.strip()
    cell, _, part = text.strip().partition(" ")
    cell, part = cell.upper(), part.strip().lower()
    size = {30: "30' cell such as 611KZ", 15: "15' cell such as 611KZ3"}[grid_min]
    try:
        west, south, east, north = gars_bounds(cell)
    except GarsError:
        west = south = east = north = 0.0
    if len(cell) != (5 if grid_min == 30 else 6) or east <= west or (part and not part.isalpha()):
        if find(report.root, ("areas", text.strip())) is not None:
            message = f"{shown(text)} is an area, and one sector is wanted here"
            cure = f"write the label of a {size} in it, or a position as at:"
        else:
            message = f"no sector is called {shown(text)}"
            cure = f"write the label of a {size}; show lists those of a plan"
        report.error("unknown-sector", message, cure, *paths)
        return text
    if not any(_meet((west, south, east, north), area.polygons) for area in shapes.values()):
        report.error(
            "unknown-sector",
            f"sector {shown(text)} lies in no area",
            "write the label of a sector of the areas, as show lists them",
            *paths,
        )
    return f"{cell} {part}" if part else cell


def _meet(box: tuple[float, float, float, float], polygons: tuple[Ring, ...]) -> bool:
    """Whether a cell may meet some of the polygons, by the boxes round them."""
    west, south, east, north = box
    for ring in polygons:
        lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
        if min(lons) < east and west < max(lons) and min(lats) < north and south < max(lats):
            return True
    return False


def _ship_pin(
    pin: Pin, ship: ShipAsset, slot_s: int | None, path: Path, window: Window, report: Report
) -> None:
    for key, time in (("from", pin.start), ("to", pin.end)):
        off = int((time - window.start).total_seconds()) % slot_s if slot_s is not None else 0
        if off and slot_s is not None:
            report.error(
                "pin-steps",
                f"{format_time(time)} is no edge of a step: ships' tasks begin and end on steps of "
                f"{format_duration(slot_s)}",
                "write a time on the step",
                (*path, key),
                see=((("horizon", "step"), "the step"),),
            )
    if not any(spell.in_time <= pin.start and pin.end <= spell.out_time for spell in ship.spells):
        report.error(
            "pin-away",
            f"{pin.asset!r} is not with the cell all the while",
            "pin a task between her in-chop and her out-chop",
            (*path, "from"),
            see=((("ships", pin.asset), "she joins and leaves here"),),
        )


def _look_pin(pin: Pin, wing: Detachment, path: Path, report: Report) -> None:
    span = (min(pin.end, wing.end) - max(pin.start, wing.start)).total_seconds()
    if span < wing.min_look_s:
        report.error(
            "pin-short",
            f"no look of {format_duration(wing.min_look_s)} fits: {pin.asset!r} has "
            f"{format_duration(max(int(span), 0)) if span > 0 else 'no time'} between from and to",
            "write a longer span, or a shorter min_look",
            (*path, "to"),
            see=((("aircraft", pin.asset), "the detachment"),),
        )


def _rivals(made: Mapping[str, Pin], ships: frozenset[str], report: Report) -> None:
    """Two pins that no plan can keep: one ship in two sectors at once, or two ships in one."""
    for (one, a), (other, b) in combinations(made.items(), 2):
        if a.asset not in ships or b.asset not in ships or not (a.start < b.end and b.start < a.end):
            continue
        named = a.sector is not None and b.sector is not None
        if a.asset == b.asset and named and a.sector != b.sector:
            why = f"{a.asset!r} cannot be in {a.sector} for {one!r} and in {b.sector} for {other!r} at once"
        elif a.asset != b.asset and named and a.sector == b.sector:
            why = f"{one!r} and {other!r} put two ships into {a.sector} at once"
        else:
            continue
        report.error(
            "pins-conflict",
            why,
            "write another time, or delete one of the two",
            ("pins", other),
            see=((("pins", one), "the other pin"),),
        )
