"""The theatre and what cannot be drawn in it."""

from dataclasses import replace

import pytest

from patrolplan.sea.build import build_water
from patrolplan.sea.theatre import MARGIN_DEG, WaterError, drawn, theatre
from tests.sea.scenarios import area, box, scenario, ship, zone


def test_the_theatre_holds_areas_bases_and_chop_points() -> None:
    """With its margin, and no further than the earth goes."""
    plain = scenario({"A": area(box(125, 29, 126, 30))}, ships={"S": ship("AUS", (139.67, 35.29))})
    assert theatre(plain) == (125 - MARGIN_DEG, 29 - MARGIN_DEG, 139.67 + MARGIN_DEG, 35.29 + MARGIN_DEG)
    east = scenario({"A": area(box(178.5, -89, 179.5, -85))})
    assert theatre(east)[2] == 180
    assert theatre(east)[1] == -90


def test_both_sides_of_the_antimeridian_are_refused() -> None:
    """Nothing half works there: one scenario for each side."""
    with pytest.raises(WaterError, match="antimeridian") as caught:
        theatre(scenario({"A": area(box(177, -18, 179, -17)), "B": area(box(-179, -18, -177, -17))}))
    assert "each side" in caught.value.cure
    with pytest.raises(WaterError, match="area A crosses the antimeridian"):
        drawn((((179, 0), (-179, 0), (-179, 1), (179, 1)),), "area A")


def test_outlines_that_cross_themselves_are_refused() -> None:
    """By name, for areas and zones."""
    bow = ((125.0, 29.0), (126.0, 30.0), (126.0, 29.0), (125.0, 30.0))
    with pytest.raises(WaterError, match="area BOW") as caught:
        build_water(scenario({"BOW": area(bow)}))
    assert "in order" in caught.value.cure
    plain = scenario({"A": area(box(125, 29, 126, 30))})
    with pytest.raises(WaterError, match="zone BOW"):
        build_water(replace(plain, zones={"BOW": zone(bow)}))


def test_a_zone_round_no_coast_is_refused_by_name() -> None:
    """The zone's name stands in the message."""
    plain = scenario({"A": area(box(125, 29, 126, 30))})
    with pytest.raises(WaterError, match="zone Z: no coast is known for ATLANTIS"):
        build_water(replace(plain, zones={"Z": zone(coast_buffer_nm=12.0, of=("ATLANTIS",))}))


def test_no_water_is_said() -> None:
    """All land, or all closed."""
    with pytest.raises(WaterError, match="no water is left"):
        build_water(scenario({"A": area(box(116, 33, 117, 34))}))
    with pytest.raises(WaterError, match="no water is left"):
        build_water(scenario({"A": area(box(125, 29, 126, 30))}, zones={"Z": zone(box(124, 28, 127, 31))}))
