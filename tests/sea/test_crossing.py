"""How far it is across a sector."""

from __future__ import annotations

import pytest
import shapely
from shapely import box

from patrolplan.geo.geodesy import distance_nm
from patrolplan.sea.crossing import crossing_nm
from patrolplan.verify.rules.water.across import across_nm

ELL = shapely.Polygon([(125, 29), (126, 29), (126, 29.2), (125.2, 29.2), (125.2, 30), (125, 30)])
POND = shapely.Polygon(
    box(125, 29, 125.5, 29.5).exterior.coords, [box(125.05, 29.05, 125.45, 29.45).exterior.coords]
)


def test_a_convex_sector_is_crossed_along_its_diagonal() -> None:
    """Points in the middle of an edge change nothing."""
    cell = shapely.Polygon([(125, 29), (125.3, 29), (125.5, 29), (125.5, 29.5), (125, 29.5)])
    assert crossing_nm(cell, (125.2, 29.2)) == pytest.approx(distance_nm((125, 29.5), (125.5, 29)), rel=1e-6)


def test_round_a_corner_is_farther_than_the_diagonal() -> None:
    """From one end of an L to the other by way of its inner corner."""
    inner = (125.2, 29.2)
    assert crossing_nm(ELL, (125.1, 29.1)) == pytest.approx(
        distance_nm((126, 29), inner) + distance_nm(inner, (125, 30)), rel=1e-6
    )


@pytest.mark.parametrize("polygon", [ELL, POND, box(125, 29, 125.5, 29.5)])
def test_the_judge_finds_the_same_by_its_own_way(polygon: shapely.Polygon) -> None:
    """To a thousandth of a second at 14 kn, or a minimum that is rounded up to the slot would differ."""
    point = polygon.point_on_surface()
    assert across_nm(polygon) == pytest.approx(crossing_nm(polygon, (point.x, point.y)), abs=4e-6)
