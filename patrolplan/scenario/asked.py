"""What holds for the requirements of every resolved scenario (see `invariants`)."""

from __future__ import annotations

from collections.abc import Iterator

from patrolplan.scenario.model import Area, Scenario, ShipAsset
from patrolplan.scenario.paths import Path

Finding = tuple[Path, str]


def asked(scenario: Scenario) -> Iterator[Finding]:
    """What breaks an invariant in pins, forbidden tasks, areas' requirements and replenishment."""
    if scenario.relief_s < 0:
        yield ("relief_s",), "should not be negative"
    for name, area in scenario.areas.items():
        yield from _area(("areas", name), area, scenario.horizon.slot_s)
    for name, ship in scenario.ships.items():
        yield from _ship(("ships", name, "replenish"), ship)
    assets = {*scenario.ships, *scenario.aircraft}
    for name, pin in scenario.pins.items():
        path: Path = ("pins", name)
        if pin.asset not in assets:
            yield (*path, "asset"), f"names {pin.asset!r}, which is no asset of the scenario"
        if (pin.sector is None) == (pin.at is None):
            yield path, "should have either sector or at"
        if pin.at is not None and not (-180 <= pin.at[0] <= 180 and -90 <= pin.at[1] <= 90):
            yield (*path, "at"), "should be longitude and latitude in degrees"
        if not pin.start < pin.end:
            yield (*path, "end"), "should be later than start"
    for name, forbid in scenario.forbid.items():
        path = ("forbid", name)
        for asset in forbid.assets:
            if asset not in assets:
                yield (*path, "assets"), f"names {asset!r}, which is no asset of the scenario"
        for area_name in forbid.areas:
            if area_name not in scenario.areas:
                yield (*path, "areas"), f"names {area_name!r}, which is no area of the scenario"
        if forbid.start is not None and forbid.end is not None and not forbid.start < forbid.end:
            yield (*path, "end"), "should be later than start"


def _area(path: Path, area: Area, slot_s: int) -> Iterator[Finding]:
    presence, gap, least = area.presence, area.max_gap, area.min_coverage
    for key, price in (
        ("presence", presence.price if presence else None),
        ("max_gap", gap.price if gap else None),
        ("min_coverage", least.price if least else None),
    ):
        if price is not None and price < 0:
            yield (*path, key, "price"), "should not be negative"
    span = (presence.start, presence.end) if presence is not None else (None, None)
    if span[0] is not None and span[1] is not None and not span[0] < span[1]:
        yield (*path, "presence", "end"), "should be later than start"
    if gap is not None and (gap.length_s <= 0 or gap.length_s % slot_s):
        yield (*path, "max_gap", "length_s"), "should be a multiple of slot_s"
    if least is not None and not 0 < least.share <= 1:
        yield (*path, "min_coverage", "share"), "should lie between 0 and 1"


def _ship(path: Path, ship: ShipAsset) -> Iterator[Finding]:
    item = ship.replenish
    if item is None:
        return
    if not 0 < item.takes_s < item.every_s:
        yield (*path, "takes_s"), "should be more than nothing and less than every_s"
    if item.at is not None and not (-180 <= item.at[0] <= 180 and -90 <= item.at[1] <= 90):
        yield (*path, "at"), "should be longitude and latitude in degrees"
