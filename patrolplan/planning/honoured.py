"""Keys that this version reads and checks but cannot plan with yet: refused by name, never ignored."""

from __future__ import annotations

from collections.abc import Iterator

from patrolplan.planning.errors import NoPlanError
from patrolplan.scenario.model import Scenario


def refuse_unhonoured(scenario: Scenario) -> None:
    """Stop where the scenario asks for what the search does not know.

    Raises:
        NoPlanError: naming each such key.

    """
    keys = tuple(
        f"{key} is not honoured yet: delete it, or the plan would not know of it"
        for key in _unhonoured(scenario)
    )
    if keys:
        raise NoPlanError("this version cannot plan for all that is asked", keys)


def _unhonoured(scenario: Scenario) -> Iterator[str]:
    for name, ship in scenario.ships.items():
        if ship.replenish is not None and ship.replenish.at is not None:
            yield f"ships: {name}: replenish: at a place (any is honoured)"
