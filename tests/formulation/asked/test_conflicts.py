"""Pins that nobody can keep are told before any search, with the rules that stand against them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from patrolplan.formulation.build import formulate
from patrolplan.scenario.model import Caveat, Forbid, Pin, Scenario
from patrolplan.sea.build import build_water
from tests.scenarios import at, box, tiny, zone

MELBOURNE, GREEN_BAY = "HMAS Melbourne", "USS Green Bay"
NEAR, FAR = (124.25, 28.25), (125.75, 28.75)


def told(scenario: Scenario) -> list[str]:
    return [o.words for o in formulate(scenario, build_water(scenario)).obstacles if o.breaks]


def pin(asset: str = GREEN_BAY, where: tuple[float, float] = NEAR, start: float = 6, end: float = 9) -> Pin:
    return Pin(asset, None, where, at(start), at(end), "asked for")


def test_pins_that_can_be_kept_are_not_told() -> None:
    """Two pins of one ship with time for the way between, and one of another."""
    pins = {"A": pin(), "B": pin(where=FAR, start=18, end=23), "C": pin(MELBOURNE, start=12, end=15)}
    assert told(tiny(aircraft={}, pins=pins)) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pins": {"A": replace(pin(), at=(100.0, 0.0))}}, "there is no sector at that position"),
        ({"pins": {"A": replace(pin(), at=None, sector="001AA")}}, "there is no sector 001AA"),
        (
            {"forbid": {"F": Forbid((GREEN_BAY,), ("001AA",), (), None, None, "")}},
            "forbid F: there is no sector",
        ),
        (
            {
                "pins": {"A": pin()},
                "forbid": {"F": Forbid((GREEN_BAY,), (), ("WEST",), at(8), None, "drill")},
            },
            "closed to USS Green Bay by forbid F (drill)",
        ),
        (
            {"pins": {"A": pin()}, "caveats": {"C": Caveat((GREEN_BAY,), ("WEST",), None, None, "no")}},
            "closed to USS Green Bay by caveat C (no)",
        ),
        (
            {
                "pins": {"A": pin()},
                "zones": {"Z": zone(box(124.0, 28.0, 124.5, 28.5), start=at(7), end=at(8))},
            },
            "closed to USS Green Bay by zone Z",
        ),
        (
            {"pins": {"A": pin(), "B": pin(MELBOURNE, start=8, end=12)}},
            "pins A and B put USS Green Bay and HMAS",
        ),
        ({"pins": {"A": pin(), "B": pin(where=FAR, start=9, end=16)}}, "can be on task in"),
        ({"pins": {"A": pin(MELBOURNE, FAR, 5, 6)}}, "after she joins"),
        ({"pins": {"A": pin(MELBOURNE, FAR, 1, 2)}}, "is nowhere on task then"),
        (
            {
                "pins": {"A": pin()},
                "forbid": {
                    "F": Forbid((GREEN_BAY,), (), ("WEST",), None, at(6), ""),
                    "G": Forbid((GREEN_BAY,), (), ("WEST",), at(9), None, ""),
                },
            },
            "needs 6 h on task",
        ),
    ],
)
def test_what_stands_against_a_pin_is_named(changes: dict, words: str) -> None:
    """Unknown sectors, forbidden tasks, caveats, zones, rivals, ways too long, too little time."""
    found = told(tiny(aircraft={}, **changes))
    assert found
    assert any(words in line for line in found), found


def test_looks_that_no_flight_can_make_are_told() -> None:
    """Out of reach within the span, or not home in time."""
    far = {"A": Pin("Kadena P-8", None, NEAR, at(0), at(0.5), "asked for")}
    (line,) = told(tiny(pins=far))
    assert "pin A: no flight of Kadena P-8 can look into" in line
    assert told(tiny(pins={"A": replace(far["A"], end=at(6))})) == []


def test_what_hems_a_pin_in_is_named() -> None:
    """An hour between two pins of another ship in the same sector is too short for a task: they are named."""
    pins = {
        "A": pin(start=6, end=7),
        "B": pin(MELBOURNE, start=7, end=8),
        "C": pin(start=8, end=9),
    }
    words = [w for w in told(tiny(aircraft={}, pins=pins)) if w.startswith("pin B")]
    assert len(words) == 1
    assert words[0].endswith(f"beside pin A of {GREEN_BAY} and pin C of {GREEN_BAY}")
