"""A scenario less one thing: an asset, a caveat, a zone. What names the thing goes with it.

Each function returns a new scenario and leaves the given one as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeVar

from patrolplan.scenario.model import Scenario

T = TypeVar("T")


def without_assets(scenario: Scenario, names: Collection[str]) -> Scenario:
    """Without these ships and detachments; caveats that then bind nobody go too.

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
    return replace(
        scenario,
        ships=left(scenario.ships, gone),
        aircraft=left(scenario.aircraft, gone),
        caveats={name: caveat for name, caveat in caveats.items() if caveat.assets},
    )


def without_caveat(scenario: Scenario, name: str) -> Scenario:
    """As if nobody had made the caveat. Raises KeyError where there is none by that name."""
    return replace(scenario, caveats=less(scenario.caveats, name))


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
