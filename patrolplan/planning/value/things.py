"""What a planner can ask the worth of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from patrolplan.planning import without
from patrolplan.scenario.model import Scenario

Kind = Literal[
    "asset", "sortie", "crew", "airframe", "endurance", "caveat", "zone", "closure", "requirement", "forbid"
]
ASKED = ("presence", "max_gap", "min_coverage")


@dataclass(frozen=True)
class Thing:
    """Something whose worth is the difference between two scenarios: the plan's, and `changed` of it."""

    kind: Kind
    name: str
    """Unique within a scenario, and what a planner types."""
    gives: bool
    """True: the change gives freedom (a caveat dropped, an hour of endurance more), and the worth is what
    the best plan gains. False: it takes freedom (an asset away): the worth is what the best plan loses."""
    words: str
    """The change, for a sentence: `without HMAS Melbourne`, `with an hour more of endurance for P-8A`."""
    change: Callable[[Scenario], Scenario]
    assets: tuple[str, ...] = ()
    """Whose tasks go with it, where an asset is taken away."""

    def changed(self, scenario: Scenario) -> Scenario:
        """The scenario with the change."""
        return self.change(scenario)


def things(scenario: Scenario) -> tuple[Thing, ...]:
    """Everything there is: assets first, then what aircraft live on, then what binds."""
    return (*_assets(scenario), *_flying(scenario), *_bonds(scenario))


def _assets(scenario: Scenario) -> Iterator[Thing]:
    for name in (*scenario.ships, *scenario.aircraft):
        change = partial(without.without_assets, names=(name,))
        yield Thing("asset", name, False, f"without {name}", change, (name,))


def _flying(scenario: Scenario) -> Iterator[Thing]:
    for name, asset in scenario.aircraft.items():
        if asset.per_day > 1:
            change: Callable[[Scenario], Scenario] = partial(without.fewer_sorties, name=name)
            yield Thing(
                "sortie", f"{name}: sortie a day", False, f"with a sortie a day less for {name}", change
            )
        if asset.crews > 1:
            change = partial(without.fewer_crews, name=name)
            yield Thing("crew", f"{name}: crew", False, f"with a crew less for {name}", change)
        if asset.airframes > 1:
            change = partial(without.fewer_airframes, name=name)
            yield Thing("airframe", f"{name}: airframe", False, f"with an airframe less for {name}", change)
    for kind in dict.fromkeys(asset.type for asset in scenario.aircraft.values()):
        change = partial(without.more_endurance, name=kind)
        words = f"with an hour more of endurance for {kind}"
        yield Thing("endurance", f"{kind}: hour of endurance", True, words, change)


def _bonds(scenario: Scenario) -> Iterator[Thing]:
    for name in scenario.caveats:
        change: Callable[[Scenario], Scenario] = partial(without.without_caveat, name=name)
        yield Thing("caveat", name, True, f"without the caveat {name}", change)
    for name in scenario.forbid:
        yield Thing("forbid", name, True, f"with {name} allowed", partial(without.without_forbid, name=name))
    for name in scenario.zones:
        yield Thing("zone", name, True, f"with {name} open", partial(without.without_zone, name=name))
    for name in scenario.closures:
        yield Thing(
            "closure", name, True, f"without the closure {name}", partial(without.without_closure, name=name)
        )
    for area, asked in scenario.areas.items():
        for what in ASKED:
            if getattr(asked, what) is not None:
                change = partial(without.without_requirement, area=area, what=what)
                yield Thing(
                    "requirement", f"{area}: {what}", True, f"without {what} asked for in {area}", change
                )
