"""What begins where and when: nothing is lost, nights move it, overlaps add or take the highest."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patrolplan.geo.geodesy import area_nm2
from patrolplan.scenario.model import Horizon, Weather
from patrolplan.sea.build import build_water
from patrolplan.sea.theatre import drawn
from tests.sea.scenarios import START, area, box, priority, scenario, zone

WEST, EAST = box(125, 29, 126, 30), box(126, 29, 127, 30)


@settings(deadline=None, max_examples=25)
@given(
    st.floats(0.01, 5),
    st.floats(0, 3),
    st.floats(124, 128),
    st.floats(26, 30),
    st.floats(0.2, 3),
    st.integers(1, 60),
    st.sampled_from([1800, 3600, 7200]),
)
def test_everything_that_begins_is_counted_once(
    per_day: float, night: float, west: float, south: float, size: float, steps: int, slot_s: int
) -> None:
    """Sectors and what zones cut make up transfers_per_day × days for each area, whatever night, place, slot
    and horizon; shares make up what is not cut.
    """
    a = area(box(west, south, west + size, south + size), per_day=per_day, night=night)
    b = area(box(west - 0.4, south, west + 0.7, south + 0.6), per_day=0.3, night=1.5)
    plain = scenario(
        {"A": a, "B": b},
        horizon=Horizon(START, steps * slot_s, slot_s, 300, 900, 21600),
        zones={"Z": zone(box(west + 0.1, south + 0.1, west + 0.3, south + 0.4))},
    )
    water = build_water(plain)
    days = steps * slot_s / 86400
    for name, daily in (("A", per_day), ("B", 0.3)):
        whole = water.beginnings[name].sum() + water.cut[name]
        assert whole == pytest.approx(daily * days, rel=1e-9)
        assert water.cut[name] > 0
        share = sum(sector.shares.get(name, 0) for sector in water.sectors)
        assert share == pytest.approx(1 - water.cut[name] / (daily * days), rel=1e-9)
    assert np.allclose(water.rates, water.beginnings["A"] + water.beginnings["B"])
    assert water.rates.shape == (len(water.sectors), steps)


def test_nothing_is_cut_where_no_zone_is() -> None:
    """Exactly nought, though land and splinters are left out: islands of the Ryukyus."""
    water = build_water(scenario({"A": area(box(126.1, 24.1, 128.9, 27.3))}))
    assert water.cut == {"A": 0.0}
    assert water.rates.sum() == pytest.approx(7.0, rel=1e-12)


def test_nights_move_but_add_nothing() -> None:
    """A slot at night has `night` times the rate of one by day; the week's sum stays, in each sector."""
    plain = build_water(scenario({"A": area(WEST)}))
    water = build_water(scenario({"A": area(WEST, night=1.2)}))
    assert water.night.any()
    assert not water.night.all()
    day, night = water.rates[~water.night], water.rates[water.night]
    assert np.allclose(night.mean() / day.mean(), 1.2, rtol=1e-3)
    assert np.allclose(water.rates.sum(axis=1), plain.rates.sum(axis=1), rtol=1e-12)


def test_nothing_by_night_where_it_is_always_night() -> None:
    """A rhythm without a beat is even, not a division by nought."""
    dark = scenario(
        {"A": area(box(20, 75, 22, 76), night=0.0)},
        horizon=Horizon(START + timedelta(days=88), 86400, 3600, 300, 900, 21600),
    )
    water = build_water(dark)
    assert water.night.all()
    assert water.rates.sum() == pytest.approx(1.0)


def test_rates_of_overlapping_areas_add() -> None:
    """Two areas over the same water see both."""
    both = build_water(scenario({"A": area(WEST, per_day=1.0), "B": area(WEST, per_day=0.5)}))
    assert both.rates.sum() == pytest.approx(7 * 1.5)
    assert all(set(sector.shares) == {"A", "B"} for sector in both.sectors)


def test_rates_follow_the_sea_in_each_sector() -> None:
    """Spread evenly: per nm² the same everywhere, and land counts for nothing."""
    water = build_water(scenario({"A": area(box(127.5, 26, 128.5, 27.5), per_day=1.0)}))
    per_nm2 = water.rates.sum(axis=1) / np.array([sector.area_nm2 for sector in water.sectors])
    assert np.allclose(per_nm2, per_nm2[0], rtol=1e-6)


def test_priorities_take_the_highest() -> None:
    """Overlapping water counts once, for the area of the highest priority, per nm² and day."""
    low, high = priority(box(125, 29, 127, 30), value=1.0), priority(EAST, value=3.0)
    water = build_water(scenario({"LOW": low, "HIGH": high}))
    half = area_nm2(drawn((EAST,), ""))
    assert water.beginnings["HIGH"].sum() == pytest.approx(3 * half * 7, rel=1e-6)
    assert water.beginnings["LOW"].sum() == pytest.approx(1 * half * 7, rel=1e-6)
    twin = build_water(scenario({"A": priority(EAST), "B": priority(EAST)}))
    assert twin.beginnings["A"].sum() == pytest.approx(half * 7, rel=1e-6)
    assert twin.beginnings["B"].sum() == 0
    cut = build_water(scenario({"LOW": low, "HIGH": high}, zones={"Z": zone(EAST)}))
    assert cut.cut["HIGH"] == pytest.approx(3 * half * 7, rel=1e-6)
    assert cut.cut["LOW"] == pytest.approx(0, abs=1e-3)


def test_contacts_are_weighted_by_area() -> None:
    """A sector in two areas has the mean of both; one in one area has that area's."""
    areas = {"A": area(box(125, 29, 125.75, 30), contacts=8.0), "B": area(box(125.75, 29, 126.5, 30))}
    water = build_water(scenario(areas))
    found = {sector.id[:3]: contacts for sector, contacts in zip(water.sectors, water.contacts, strict=True)}
    assert found["611"] == pytest.approx(0.008)
    assert found["612"] == pytest.approx(0.004, rel=1e-4)
    assert found["613"] == pytest.approx(0)


def test_the_worst_weather_counts() -> None:
    """In its area and hours only, taken at the slot's middle; where several meet, the highest."""
    hour = timedelta(hours=1)
    plain = scenario({"WEST": area(WEST), "EAST": area(EAST)})
    weather = {
        "SWELL": Weather("WEST", START + 2 * hour, START + 4.5 * hour, 5),
        "WIND": Weather(None, START + 3 * hour, START + 6.4 * hour, 4),
        "CALM": Weather("EAST", START, START + 3 * hour, 1),
    }
    water = build_water(replace(plain, weather=weather))
    west = np.array(["WEST" in sector.shares for sector in water.sectors])
    assert (water.sea_state[west, :8] == [0, 0, 5, 5, 4, 4, 0, 0]).all()
    assert (water.sea_state[~west, :8] == [1, 1, 1, 4, 4, 4, 0, 0]).all()
    assert not water.sea_state[:, 8:].any()


def test_a_brush_is_no_touch() -> None:
    """An edge that rounding puts a hair's breadth into the next cell does not make the sector the area's."""
    areas = {"A": area(WEST), "B": area(box(125.999999, 29, 127, 30))}
    water = build_water(scenario(areas))
    assert {tuple(sector.shares) for sector in water.sectors} == {("A",), ("B",)}
    assert water.beginnings["B"].sum() == pytest.approx(7, rel=1e-12)
