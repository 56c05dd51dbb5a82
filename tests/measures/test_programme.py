"""The flying programme: times from brief to debrief, names, and how many sorties are expected to fly."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from patrolplan.measures.flying.programme import expected_sorties, programme
from patrolplan.record.types import Record
from tests.record.samples import sample

HOUR = timedelta(hours=1)


def changed(**changes: Any) -> Record:
    """The sample plan with figures of its first detachment changed."""
    record = sample()
    name = record.sorties[0].detachment
    wings = record.scenario["aircraft"]
    scenario = {**record.scenario, "aircraft": {**wings, name: {**wings[name], **changes}}}
    return replace(record, scenario=scenario)


def test_each_sortie_from_brief_to_debrief() -> None:
    """Brief and debrief are those of the detachment's crews; on station from the first look to the last."""
    record = sample()
    lines = programme(record)
    assert {line.sortie.id for line in lines} == {sortie.id for sortie in record.sorties}
    assert [line.sortie.takeoff for line in lines] == sorted(s.takeoff for s in record.sorties)
    for line in lines:
        rules = record.scenario["aircraft"][line.sortie.detachment]["crew_rules"]
        assert line.sortie.takeoff - line.brief == timedelta(seconds=rules["brief_s"])
        assert line.debrief - line.sortie.landing == timedelta(seconds=rules["debrief_s"])
        assert line.duty_h == pytest.approx(
            line.flying_h + (rules["brief_s"] + rules["debrief_s"]) / 3600, abs=1e-9
        )
        mine = [task for task in record.tasks if task.sortie == line.sortie.id]
        assert set(line.looks) == set(mine)
        assert line.on_station == min(task.start for task in mine)
        assert line.off_station == max(task.end for task in mine)
        assert line.sortie.takeoff < line.on_station < line.off_station < line.sortie.landing


def test_callsigns_count_by_takeoff() -> None:
    """A detachment's own callsign where it has one, else its name; numbers follow its take-offs."""
    record = changed(callsign="MAKO")
    name = record.sorties[0].detachment
    mine = [line.callsign for line in programme(record) if line.sortie.detachment == name]
    assert mine == [f"MAKO {n}" for n in range(1, len(mine) + 1)]
    others = [line for line in programme(record) if line.sortie.detachment != name]
    assert all(line.callsign.startswith(line.sortie.detachment) for line in others)


def test_days_are_the_bases() -> None:
    """A take-off at 1600Z is one of the next day in Japan."""
    for line in programme(sample()):
        assert line.day == (line.sortie.takeoff + 9 * HOUR).date()


def test_expected_sorties() -> None:
    """All fit: nothing is told. Two airframes fit half the time: of the first day's two sorties, which
    want both, one is expected, of the second day's one three quarters. Spares help, those away do not.
    """
    assert expected_sorties(sample()) == ()
    two = expected_sorties(changed(airframes=2, expected=0.5))[0]
    assert two.planned == 3
    assert two.expected == pytest.approx(1.75, abs=1e-9)
    spare = expected_sorties(changed(airframes=3, expected=0.5))[0]
    assert two.expected < spare.expected < 3
    away = {"A": {"airframe": 1, "start": None, "end": None, "because": ""}}
    fewer = expected_sorties(changed(airframes=3, expected=0.5, unavailable=away))[0]
    assert fewer.expected == pytest.approx(1.75, abs=1e-9)
