"""The scenario, put together."""

from __future__ import annotations

from typing import Any, TypeVar

from patrolplan.scenario.catalogue import Catalogue
from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.language.leaves import Place
from patrolplan.scenario.language.water import Area as WrittenArea
from patrolplan.scenario.model import Area, Marking, PlanName, Scenario, SectorRule, Separation, ShipAsset
from patrolplan.scenario.resolve.aircraft import detachment
from patrolplan.scenario.resolve.catalogue import stock
from patrolplan.scenario.resolve.embarked import noon
from patrolplan.scenario.resolve.events import caveats, closures, weather, zones
from patrolplan.scenario.resolve.known import entry_names, is_unreadable
from patrolplan.scenario.resolve.report import Report
from patrolplan.scenario.resolve.requirements import forbid, max_gap, min_coverage, pins, presence, relief
from patrolplan.scenario.resolve.shapes import MOST_CORNERS, corners, rings
from patrolplan.scenario.resolve.ships import ship
from patrolplan.scenario.resolve.spans import Window, horizon
from patrolplan.scenario.shape.validate import Checked, Entered
from patrolplan.scenario.text.nodes import Mapping

T = TypeVar("T")

_FLEET = ("ships", "aircraft")


def resolve(
    checked: Checked, root: Mapping, catalogue: Catalogue, default_name: str
) -> tuple[Scenario, tuple[Diagnostic, ...]]:
    """The scenario that was meant, and what is wrong with it beyond single keys.

    Meant to be used only where neither this nor the reading before it found an error: entries that are
    wrong are left out.
    """
    top, sections = checked.top, checked.sections
    entered_all = [entered for section in sections.values() for entered in section.values()]
    report = Report(root, frozenset((*entered.path, key) for entered in entered_all for key in entered.wrong))
    made_horizon, window = horizon(top, checked.wrong, report)
    tick = made_horizon.tick_s if "tick" not in checked.wrong and not report.errors else None
    goods = stock(catalogue, sections["classes"], sections["types"], sections["bases"], report)

    noon_s = _noon(sections["areas"])
    ships = {
        name: ship(entered, goods, window, noon_s, report) for name, entered in sections["ships"].items()
    }
    aircraft = {
        name: detachment(entered, goods, catalogue.crew_rules, window, tick, report)
        for name, entered in sections["aircraft"].items()
    }
    _assets(root, report)
    _rates(sections["areas"], report)

    if not _drawable(checked, report):  # nor need be: the scenario is wrong already
        sections = {**sections, "areas": {}, "zones": {}}
    step = made_horizon.slot_s if "horizon" not in checked.wrong and not report.errors else None
    written = {name: _area(entered, step, window, report) for name, entered in sections["areas"].items()}
    area_names = frozenset(entry_names(root, "areas"))
    nations = {name: "" for section in _FLEET for name in entry_names(root, section)}
    for section in _FLEET:
        nations |= {name: entered.value.nation for name, entered in sections[section].items()}
    in_use = _bases_in_use(checked)
    sure = not report.errors and all(_all_read(sections[name], root, name) for name in _FLEET)
    made_closures = closures(sections["closures"], in_use if sure else None, window, report)
    used = {*in_use, *(base for closure in made_closures.values() for base in closure.bases)}
    fleet = {name: value for name, value in ships.items() if value is not None}
    wings = {name: value for name, value in aircraft.items() if value is not None}
    name = top.scenario or default_name
    grid = top.sectors.grid if "sectors" not in checked.wrong else None
    scenario = Scenario(
        name=name,
        plan=PlanName(top.plan.name or name, top.plan.issue),
        marking=Marking(top.marking.classification, tuple(dict.fromkeys(top.marking.release))),
        horizon=made_horizon,
        sectors=SectorRule(
            top.sectors.grid,  # type: ignore[arg-type]
            {name: rings(value) for name, value in top.sectors.drawn.items()},
        ),
        separation=Separation(top.separation.ships, top.separation.aircraft),
        stay_s=top.stay,
        fatigue=top.fatigue,
        areas=written,
        zones=zones(sections["zones"], window, report),
        bases={name: base for name, base in goods.bases.items() if name in used},
        classes=_used(goods.classes, {asset.ship_class for asset in fleet.values()}),
        types=_used(goods.types, {*(asset.type for asset in wings.values()), *_embarked(fleet)}),
        sea_states=catalogue.sea_states,
        ships=fleet,
        aircraft=wings,
        caveats=caveats(sections["caveats"], nations, area_names, sure, window, report),
        closures=made_closures,
        pins=pins(sections["pins"], fleet, wings, step, grid, written, window, report),
        forbid=forbid(sections["forbid"], nations, area_names, sure, grid, written, window, report),
        relief_s=relief(top.relief, step, any(a.presence for a in written.values()), report),
        weather=weather(sections["weather"], area_names, window, report),
        notional=tuple(top.notional),
    )
    return scenario, tuple(report.found)


def _drawable(checked: Checked, report: Report) -> bool:
    """Whether there are no more corners than can be drawn while a planner waits; reported where there are."""
    shaped = {(section, name): entered.value for section in ("areas", "zones")
              for name, entered in checked.sections[section].items()}  # fmt: skip
    counts = {path: corners(value) for path, value in shaped.items()}
    drawable = sum(counts.values()) <= MOST_CORNERS
    if not drawable:
        largest = max(counts, key=lambda path: counts[path])
        report.error(
            "too-many",
            f"the shapes of all areas and zones have more than {MOST_CORNERS:,} corners together",
            "draw them with fewer: boxes rather than circles, shorter lines",
            (largest[0],),
            see=((largest, "this one has most"),),
        )
    return drawable


def _noon(areas: dict[str, Entered[WrittenArea]]) -> int:
    """Local noon over the areas, in seconds after 0000Z."""
    return noon([lon for entered in areas.values() for ring in rings(entered.value) for lon, _ in ring])


def _embarked(fleet: dict[str, ShipAsset]) -> set[str]:
    """Types of the helicopters that ships carry."""
    return {asset.helicopter.type for asset in fleet.values() if asset.helicopter is not None}


def _used(items: dict[str, T], names: set[str]) -> dict[str, T]:
    return {name: item for name, item in items.items() if name in names}


def _all_read(entries: dict[str, Entered[Any]], root: Mapping, section: str) -> bool:
    """Whether everything under a section could be read: only then is what is not there truly absent."""
    return (
        not is_unreadable(root, section)
        and len(entries) == len(entry_names(root, section))
        and all(item.whole for item in entries.values())
    )


def _area(entered: Entered[WrittenArea], slot_s: int | None, window: Window, report: Report) -> Area:
    value = entered.value
    return Area(
        polygons=rings(value),
        transfers_per_day=value.transfers_per_day,
        priority=value.priority,
        night=value.night,
        contacts_per_1000nm2=value.contacts_per_1000nm2,
        presence=presence(entered, window, report),
        max_gap=max_gap(entered, slot_s, report),
        min_coverage=min_coverage(entered),
    )


def _bases_in_use(checked: Checked) -> frozenset[str]:
    places: list[Place] = []
    for entered in checked.sections["ships"].values():
        for spell in entered.value.stretches:
            places.append(spell.in_chop.at)
            if spell.out_chop is not None:
                places.append(spell.out_chop.at)
        if entered.value.replenish is not None:
            places.append(entered.value.replenish.at)
    wings = [entered.value for entered in checked.sections["aircraft"].values()]
    flown = {wing.base for wing in wings} | {wing.alternate for wing in wings if wing.alternate is not None}
    return frozenset(flown | {place.base for place in places if place.base is not None})


def _assets(root: Mapping, report: Report) -> None:
    """Somebody must be there, and no two of one name."""
    ships, aircraft = entry_names(root, "ships"), entry_names(root, "aircraft")
    unreadable = any(is_unreadable(root, section) for section in _FLEET)
    if not ships and not aircraft and not unreadable:
        report.error(
            "no-assets",
            "there is no ship and no aircraft detachment to plan for",
            "add one under ships or aircraft",
            ("ships",),
            ("aircraft",),
            (),
        )
    if not entry_names(root, "areas") and "areas" in root.entries and not is_unreadable(root, "areas"):
        report.error("no-areas", "there is no area to watch", "add one under areas", ("areas",))
    for name in aircraft:
        if name in ships:
            report.error(
                "same-name",
                f"a ship and a detachment are both called {name!r}",
                "give one of them another name",
                ("aircraft", name),
                see=((("ships", name), "the ship"),),
            )


def _rates(areas: dict[str, Entered[WrittenArea]], report: Report) -> None:
    """Every area a rate, or every area a priority."""
    rated = [(name, area.value.transfers_per_day is not None) for name, area in areas.items()]
    if not rated:
        return
    first, has_rate = rated[0]
    key, other = ("transfers_per_day", "priority") if has_rate else ("priority", "transfers_per_day")
    odd = [name for name, rate in rated if rate != has_rate]
    if odd:
        report.error(
            "mixed-rates",
            f"{odd[0]!r} has {other} and {first!r} has {key}: the two cannot be compared",
            f"give every area {key}, or every area {other}",
            ("areas", odd[0], other),
            see=(
                (("areas", first, key), f"{first!r} has {key}"),
                *((("areas", name, other), f"{name!r} has {other} too") for name in odd[1:]),
            ),
        )
