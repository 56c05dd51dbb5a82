"""The programme's keys: mistakes in them are told at their place, what is right resolves and reads back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from patrolplan.scenario.fuel import diversion_s, longest_flight_s
from patrolplan.scenario.model import CrewHours, TakeoffHours, Unavailable
from patrolplan.scenario.resolved import from_json, to_json
from tests.scenario import test_mistakes
from tests.scenario.mistakes import SOUND
from tests.scenario.mistakes_programme import PROGRAMME

FULL = SOUND.replace(
    "    crews: 4\n    sorties: {per_day: 2}\n",
    """\
    crews: 4
    callsign: MAKO
    alternate: RJOI
    unavailable: {PHASE: {airframe: 2, from: 250000ZSEP18, because: phase inspection}}
    serviceability: {planned: 2, expected: 80%}
    flown: {SECOND: {crew: 2, last_7d: 22, last_30d: 80, rested: 240900ZSEP18}, THIRD: {crew: 3, last_7d: 5}}
    sorties: {per_day: 2, at_least: 1, price: 0.2, hours: {from: "06:00", to: "10:00"}, gap: 1h}
""",
)


@pytest.mark.parametrize("mistake", PROGRAMME, ids=[f"{m.id}-{n}" for n, m in enumerate(PROGRAMME)])
def test_mistake(mistake):
    """One mistake, one diagnostic, at its place, with what to write instead."""
    test_mistakes.test_mistake(mistake)


def test_what_is_written_is_meant():
    """Each key arrives in the scenario in its unit, and the plan file gives it back."""
    scenario = test_mistakes.read(FULL).scenario
    assert scenario is not None
    wing = scenario.aircraft["Kadena P-8"]
    assert (wing.callsign, wing.alternate, wing.planned, wing.expected) == ("MAKO", "Iwakuni", 2, 0.8)
    start = datetime(2018, 9, 25, tzinfo=UTC)
    assert wing.unavailable == {"PHASE": Unavailable(2, start, None, "phase inspection")}
    rested = datetime(2018, 9, 24, 9, tzinfo=UTC)
    assert wing.flown == {"SECOND": CrewHours(2, 22, 80, rested), "THIRD": CrewHours(3, 5, 5, None)}
    assert (wing.at_least, wing.short_price, wing.gap_s) == (1, 0.2, 3600)
    assert wing.hours == TakeoffHours(6 * 3600, 10 * 3600, None)
    assert from_json(to_json(scenario)) == scenario


def test_an_alternate_shortens_the_longest_flight():
    """Fuel for the way from base to alternate stays in the tanks: to Iwakuni 72 minutes at 440 kn."""
    scenario = test_mistakes.read(FULL).scenario
    assert scenario is not None
    kind, bases = scenario.types["P-8A"], scenario.bases
    assert diversion_s(kind, bases["Kadena"], None) == 0
    way = diversion_s(kind, bases["Kadena"], bases["Iwakuni"])
    assert 70 * 60 < way < 75 * 60
    assert longest_flight_s(kind, bases["Kadena"], bases["Iwakuni"]) == 8 * 3600 - way
