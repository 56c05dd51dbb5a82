"""A scenario less one thing: an asset, a caveat, a zone. What names the thing goes with it.

Each function returns a new scenario and leaves the given one as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeVar

from patrolplan.scenario.model import Detachment, Scenario

T = TypeVar("T")


def without_assets(scenario: Scenario, names: Collection[str]) -> Scenario:
    """Without these ships and detachments; what then binds nobody goes too.

    Raises:
        KeyError: there is no such asset.

    """
    for name in names:
        if name not in scenario.ships and name not in scenario.aircraft:
            raise KeyError(name)
    gone = set(names)
    caveats = {
        name: replace(caveat, assets=tuple(asset for asset in caveat.assets if asset not in gone))
        for name, caveat in scenario.caveats.items()
    }
    forbid = {
        name: replace(entry, assets=tuple(asset for asset in entry.assets if asset not in gone))
        for name, entry in scenario.forbid.items()
    }
    return replace(
        scenario,
        pins={name: pin for name, pin in scenario.pins.items() if pin.asset not in gone},
        forbid={name: entry for name, entry in forbid.items() if entry.assets},
        ships=left(scenario.ships, gone),
        aircraft=left(scenario.aircraft, gone),
        caveats={name: caveat for name, caveat in caveats.items() if caveat.assets},
    )


def fewer_crews(scenario: Scenario, name: str) -> Scenario:
    """With a crew less in a detachment, its last; what that crew had flown goes with it.

    Raises:
        KeyError: there is no such detachment.
        ValueError: it has only one crew.

    """
    asset = scenario.aircraft[name]
    if asset.crews < 2:
        raise ValueError("it has only one crew")
    flown = {entry: crew for entry, crew in asset.flown.items() if crew.crew < asset.crews}
    return _with_detachment(scenario, name, replace(asset, crews=asset.crews - 1, flown=flown))


def fewer_airframes(scenario: Scenario, name: str) -> Scenario:
    """With an airframe less in a detachment, its last; raises as `fewer_crews`."""
    asset = scenario.aircraft[name]
    if asset.airframes < 2:
        raise ValueError("it has only one airframe")
    out = {entry: item for entry, item in asset.unavailable.items() if item.airframe < asset.airframes}
    planned = None if asset.planned is None else min(asset.planned, asset.airframes - 1)
    fewer = replace(asset, airframes=asset.airframes - 1, unavailable=out, planned=planned)
    return _with_detachment(scenario, name, fewer)


def fewer_sorties(scenario: Scenario, name: str) -> Scenario:
    """With a take-off less on every base-local day of a detachment.

    Raises:
        KeyError: there is no such detachment.
        ValueError: it may take off only once a day.

    """
    asset = scenario.aircraft[name]
    if asset.per_day < 2:
        raise ValueError("it may take off only once a day")
    least = min(asset.at_least, asset.per_day - 1)
    return _with_detachment(scenario, name, replace(asset, per_day=asset.per_day - 1, at_least=least))


def more_endurance(scenario: Scenario, name: str) -> Scenario:
    """With an hour more of endurance for all aircraft of a type. Raises KeyError where there is none."""
    kind = scenario.types[name]
    longer = replace(kind, endurance_s=kind.endurance_s + 3600)
    return replace(scenario, types={**scenario.types, name: longer})


def without_requirement(scenario: Scenario, area: str, what: str) -> Scenario:
    """Without `presence`, `max_gap` or `min_coverage` of an area. Raises KeyError where it has none."""
    asked = scenario.areas[area]
    if getattr(asked, what, None) is None:
        raise KeyError(what)
    match what:
        case "presence":
            free = replace(asked, presence=None)
        case "max_gap":
            free = replace(asked, max_gap=None)
        case _:
            free = replace(asked, min_coverage=None)
    return replace(scenario, areas={**scenario.areas, area: free})


def _with_detachment(scenario: Scenario, name: str, asset: Detachment) -> Scenario:
    return replace(scenario, aircraft={**scenario.aircraft, name: asset})


def without_caveat(scenario: Scenario, name: str) -> Scenario:
    """As if nobody had made the caveat. Raises KeyError where there is none by that name."""
    return replace(scenario, caveats=less(scenario.caveats, name))


def without_forbid(scenario: Scenario, name: str) -> Scenario:
    """With those tasks allowed. Raises KeyError where there is no such entry."""
    return replace(scenario, forbid=less(scenario.forbid, name))


def without_zone(scenario: Scenario, name: str) -> Scenario:
    """As if the zone were open. Raises KeyError where there is none by that name."""
    return replace(scenario, zones=less(scenario.zones, name))


def without_closure(scenario: Scenario, name: str) -> Scenario:
    """As if the bases stayed open. Raises KeyError where there is none by that name."""
    return replace(scenario, closures=less(scenario.closures, name))


def left(things: Mapping[str, T], gone: Collection[str]) -> dict[str, T]:
    """Those that are not gone, in order."""
    return {name: thing for name, thing in things.items() if name not in gone}


def less(things: Mapping[str, T], name: str) -> dict[str, T]:
    """All but one. Raises KeyError where there is none by that name."""
    if name not in things:
        raise KeyError(name)
    return left(things, (name,))
