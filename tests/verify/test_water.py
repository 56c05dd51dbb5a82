"""The judge draws a real coast as the sea room does: zones, sectors, shares and rates agree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from patrolplan.formulation.words.places import record_sectors, record_zones
from patrolplan.record.types import Record
from patrolplan.scenario import model
from patrolplan.scenario.resolved import to_json
from patrolplan.sea.build import build_water
from patrolplan.verify.rules.judge import judge
from tests.record.sample_scenario import at, box, scenario
from tests.verify.plans import sound

BOXES = {
    "TAIWAN STRAIT": (box(120.6, 25.2, 122.4, 26.8), 1.3),
    "KOREA": (box(125.4, 33.4, 127.2, 34.5), 0.7),
    "OKINAWA": (box(127.2, 25.9, 128.4, 26.9), 1.0),
    "OVER OKINAWA": (box(127.8, 26.3, 128.9, 27.2), 1.0),
}


def coastal(priorities: bool) -> model.Scenario:
    """Areas over islets and bays, two of them overlapping; belts of three states, one of them for hours."""
    areas = {
        name: model.Area(
            (ring,), None if priorities else 0.4, 1.0 + n % 3 if priorities else None, night, 2.0 * n
        )
        for n, (name, (ring, night)) in enumerate(BOXES.items())
    }
    belt = ("aircraft", "tasks")
    zones = {
        "FOREIGN": model.Zone((), 12.0, ("CHN", "TWN"), None, None, belt, ()),
        "KOREAN": model.Zone((), 12.0, ("KOR",), None, None, belt, ("KOR",)),
        "JAPANESE": model.Zone((), 12.0, ("JPN",), at(10), at(20), belt, ("JPN",)),
    }
    return replace(
        scenario(),
        areas=areas,
        zones=zones,
        caveats={},
        weather={"SWELL": model.Weather("KOREA", at(3), at(9), 6)},
    )


def empty_plan(made: model.Scenario) -> Record:
    """A plan without a task on the water of a scenario."""
    water = build_water(made)
    total = float(water.rates.sum())
    return replace(
        sound(),
        scenario=to_json(made),
        zones=record_zones(water),
        sectors=record_sectors(water),
        score=replace(
            sound().score, value=0.0, total=total, coverage=0.0, objective=0.0, bound=None, gap=None
        ),
        tasks=(),
        sorties=(),
        legs=(),
        events=(),
        handovers=(),
        prices=None,
    )


@pytest.mark.parametrize("priorities", [False, True])
def test_an_empty_plan_on_a_real_coast_keeps_every_rule(priorities: bool) -> None:
    """Two rooms that share no code draw the same water and reckon the same rates."""
    record = empty_plan(coastal(priorities))
    assert len(record.sectors) > 20
    assert judge(record) == ()


def test_a_sector_that_runs_ashore_is_found() -> None:
    """The coastline is looked at: a clipped sector that is drawn as its whole cell lies on land."""
    record = empty_plan(coastal(False))
    clipped = min(record.sectors, key=lambda sector: sector.area_nm2)
    lons, lats = [x for x, _ in clipped.polygon[0]], [y for _, y in clipped.polygon[0]]
    whole = replace(clipped, polygon=(box(min(lons), min(lats), max(lons), max(lats)),))
    drawn = replace(record, sectors=tuple(whole if s is clipped else s for s in record.sectors))
    assert "sectors" in {finding.id for finding in judge(drawn)}
