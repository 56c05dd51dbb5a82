"""What the plan before leaves to the next one: where ships are, what crews have flown, which airframes are
out.

All of it is put into the scenario, in its own words, so that the new plan embeds it and the judge holds it
to it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from patrolplan.planning.replan.cut import position
from patrolplan.record.types import Record, Sortie
from patrolplan.scenario.model import CrewHours, Detachment, Scenario, ShipAsset, Unavailable

WEEK, MONTH = timedelta(days=7), timedelta(days=30)


def carried(scenario: Scenario, previous: Record) -> Scenario:
    """The scenario with what the plan before leaves to it.

    - A ship that is in the water already when the horizon opens, wherever that is, and was with the cell
      to the end of the plan before, is where that plan left her.
    - A crew has behind it the hours flown in the 7 and 30 days before the opening, and its rest; what the
      planner wrote of a crew under `flown` stands.
    - An airframe that is not turned round by then is out until it is.

    Ships and detachments are the same if their names are.

    Raises:
        ValueError: the plan before begins after this scenario does.

    """
    opens = scenario.horizon.start
    if previous.model.start > opens:
        raise ValueError("the plan before begins later than this scenario: is it the other way round?")
    return replace(
        scenario,
        ships={name: _ship(ship, name, previous, opens) for name, ship in scenario.ships.items()},
        aircraft={
            name: _wing(scenario, wing, name, previous, opens) for name, wing in scenario.aircraft.items()
        },
    )


def _ship(ship: ShipAsset, name: str, previous: Record, opens: datetime) -> ShipAsset:
    """Where the plan before left her, if she is to be had anywhere."""
    if not ship.spells or ship.spells[0].in_at is not None or ship.spells[0].in_time > opens:
        return ship
    ended = previous.model.start + timedelta(seconds=previous.model.slot_s * previous.model.steps)
    last = min(opens, ended)
    left = [one.end for one in previous.events if one.asset == name and one.kind == "leave"]
    if not left or max(left) < last:
        return ship
    place = position(previous, name, last)
    first = replace(ship.spells[0], in_at=place, in_time=opens)
    return replace(ship, spells=(first, *ship.spells[1:]))


def _wing(scenario: Scenario, wing: Detachment, name: str, previous: Record, opens: datetime) -> Detachment:
    mine = [one for one in previous.sorties if one.detachment == name and one.takeoff < opens]
    turnaround = timedelta(seconds=scenario.types[wing.type].turnaround_s)
    out, flown = dict(wing.unavailable), dict(wing.flown)
    for airframe in range(1, wing.airframes + 1):
        back = [one.landing + turnaround for one in mine if one.airframe == airframe]
        if back and max(back) > opens:
            out[f"airframe {airframe}, plan before"] = Unavailable(
                airframe, None, max(back), "turned round after the plan before"
            )
    told = {crew.crew for crew in wing.flown.values()}
    for crew in range(1, wing.crews + 1):
        theirs = [one for one in mine if one.crew == crew]
        if crew not in told and theirs:
            flown[f"crew {crew}, plan before"] = _behind(wing, crew, theirs, opens)
    return replace(wing, unavailable=out, flown=flown)


def _behind(wing: Detachment, crew: int, flights: list[Sortie], opens: datetime) -> CrewHours:
    rules = wing.crew_rules
    rested = max(one.landing + timedelta(seconds=rules.debrief_s + _rest_s(wing, one)) for one in flights)
    return CrewHours(
        crew,
        _hours(flights, opens - WEEK, opens),
        _hours(flights, opens - MONTH, opens),
        rested if rested > opens - timedelta(seconds=rules.brief_s) else None,
    )


def _rest_s(wing: Detachment, one: Sortie) -> int:
    rules = wing.crew_rules
    duty = (one.landing - one.takeoff).total_seconds() + rules.brief_s + rules.debrief_s
    return rules.long_rest_s if duty > rules.long_duty_s else rules.rest_s


def _hours(flights: list[Sortie], start: datetime, end: datetime) -> float:
    """Flight hours within a span."""
    inside = (min(one.landing, end) - max(one.takeoff, start) for one in flights)
    return sum(max(span, timedelta(0)).total_seconds() for span in inside) / 3600
