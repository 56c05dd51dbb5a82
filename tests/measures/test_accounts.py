"""Accounts of the sample, checked against what was placed by hand."""

import pytest

from patrolplan.measures.accounts import by_holder, by_water
from patrolplan.measures.accounts.hours import hours
from patrolplan.measures.nations import UNKNOWN, nations
from tests.record.sample_scenario import scenario
from tests.record.sample_tasks import FLIGHTS, SHIPS, sector_id
from tests.record.samples import sample


def test_hours_are_those_of_the_tasks():
    """Each ship's hours on task, and each detachment's hours in the air."""
    found = {one.name: one for one in by_holder.by_asset(sample())}
    for ship, looks in SHIPS.items():
        assert found[ship].on_task_h == pytest.approx(sum(end - start for _, start, end in looks))
        assert found[ship].held == found[ship].on_task_h  # whole hours, whole slots
        assert found[ship].flying_h == 0
    for detachment in ("Kadena P-8", "Kadena CP-140"):
        flights = [flight for flight in FLIGHTS if flight[1] == detachment]
        assert found[detachment].flying_h == pytest.approx(sum(flight[5] - flight[4] for flight in flights))
        assert found[detachment].sorties == len(flights)


def test_a_look_across_the_hour_holds_both_slots():
    """K1 looks at N11 from 0245 to 0345: two slots for one hour."""
    [account] = [one for one in by_holder.by_task(sample()) if one.task.sector == sector_id("N11")][:1]
    assert (account.hours, account.held) == (1.0, 2)


def test_transit_is_what_the_legs_say():
    """Calgary's sectors touch, so she is never in transit; Vendémiaire goes home for 17 hours."""
    found = {one.name: one for one in by_holder.by_asset(sample())}
    assert found["HMCS Calgary"].transit_h == 0
    assert found["FS Vendémiaire"].transit_h == pytest.approx(17.4, abs=0.1)
    assert hours(sample()).transit == pytest.approx(sum(one.transit_h for one in found.values()))
    assert hours(sample(), asset="HMAS Melbourne").holding > 0
    assert hours(sample(), sortie="Kadena P-8/1").flying == pytest.approx(6.25)


def test_nations_are_the_scenarios():
    """Two assets of one nation are one account."""
    assert nations(sample())["Kadena CP-140"] == "CAN"
    found = {one.name: one for one in by_holder.by_nation(sample())}
    assert list(found) == ["AUS", "CAN", "FRA", "USA"]
    assert (found["CAN"].assets, found["CAN"].tasks) == (2, 8)
    assert UNKNOWN not in found


def test_assets_that_the_scenario_does_not_know():
    """A plan that was tampered with is still counted."""
    from dataclasses import replace

    ghost = replace(sample().tasks[0], asset="GHOST")
    record = replace(sample(), tasks=(ghost, *sample().tasks[1:]))
    assert nations(record)["GHOST"] == UNKNOWN
    assert {one.name for one in by_holder.by_nation(record)} >= {UNKNOWN}


def test_areas_keep_their_order_and_totals():
    """What an area expects is its rate times the days; a sector of two areas counts in both, shared."""
    found = by_water.by_area(sample())
    assert [one.name for one in found] == list(scenario().areas)
    for one, area in zip(found, scenario().areas.values(), strict=True):
        assert one.expected == pytest.approx(area.transfers_per_day * 2)
        assert 0 <= one.coverage < 1
    shared = [sector for sector in sample().sectors if len(sector.areas) == 2]
    assert [sector.id for sector in shared] == [sector_id("S01")]
    assert sum(by_water.area_share(shared[0], name) for name in shared[0].areas) == pytest.approx(1)


def test_periods_cover_the_horizon():
    """Eight periods of six hours; hours on task of all of them are those of the plan."""
    found = by_water.by_period(sample())
    assert len(found) == 8
    assert all(span.last - span.first == 6 for span, _ in found)
    assert sum(one.on_task_h for _, one in found) == pytest.approx(hours(sample()).on_task)
    assert sum(one.held for _, one in found) == sum(one.held for one in by_water.by_sector(sample()))
    assert sum(one.slots for _, one in found) == len(sample().sectors) * 48


def test_sorties_are_by_take_off():
    assert [sortie.id for sortie, _ in by_holder.by_sortie(sample())] == [
        "Kadena P-8/1",
        "Kadena P-8/2",
        "Kadena CP-140/1",
        "Kadena P-8/3",
    ]
    assert sum(one.tasks for _, one in by_holder.by_sortie(sample())) == sum(len(f[6]) for f in FLIGHTS)
