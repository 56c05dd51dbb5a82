"""Zones: their shapes, and which are cut from the sectors."""

from datetime import timedelta
from typing import Any

import pytest
from shapely import Point

from patrolplan.sea.build import build_water
from patrolplan.sea.theatre import theatre
from patrolplan.sea.zones import zone_shapes
from tests.sea.scenarios import START, WEEK_S, area, box, scenario, ship, zone

END = START + timedelta(seconds=WEEK_S)
AREA = {"A": area(box(125, 29, 126, 30))}

CUT = {
    "tasks, for good": ({}, True),
    "tasks and aircraft": ({"closed_to": ("aircraft", "tasks")}, True),
    "ships and aircraft": ({"closed_to": ("aircraft", "ships")}, True),
    "ships only": ({"closed_to": ("ships",)}, False),
    "aircraft only": ({"closed_to": ("aircraft",)}, False),
    "from a day later": ({"start": START + timedelta(days=1)}, False),
    "until a day earlier": ({"end": END - timedelta(days=1)}, False),
    "times that hold all of the horizon": ({"start": START - timedelta(days=1), "end": END}, True),
    "except a nation that is there": ({"except_nations": ("AUS",)}, False),
    "except a nation that is not": ({"except_nations": ("KOR",)}, True),
}


@pytest.mark.parametrize("case", CUT)
def test_what_is_cut(case: str) -> None:
    """Only what is closed to everybody who takes part, for the whole horizon, leaves the plan."""
    changes: dict[str, Any]
    changes, cut = CUT[case]
    plain = scenario(AREA, zones={"Z": zone(box(125.5, 29, 126, 30), **changes)})
    (shape,) = zone_shapes(plain, theatre(plain))
    assert shape.cut is cut
    water = build_water(plain)
    covered = any(s.polygon.intersects(Point(125.75, 29.5)) for s in water.sectors)
    assert covered is not cut
    assert (water.cut["A"] > 0) is cut


def test_shapes_are_clipped_and_carry_what_the_zone_says() -> None:
    """Drawn zones, belts, and one that lies elsewhere."""
    plain = scenario(
        {"A": area(box(121, 25.5, 123, 27))},
        ships={"S": ship("KOR")},
        zones={
            "DRAWN": zone(box(122, 26, 170, 80), box(121, 26, 121.5, 26.5), end=END, except_nations=("KOR",)),
            "BELT": zone(coast_buffer_nm=12.0, of=("TWN",), closed_to=("aircraft", "tasks")),
            "ELSEWHERE": zone(box(0, 0, 1, 1)),
        },
    )
    bounds = theatre(plain)
    drawn, belt, elsewhere = zone_shapes(plain, bounds)
    assert drawn.shape.bounds == (121, 26, bounds[2], bounds[3])
    assert drawn.end == END
    assert drawn.exempt == {"KOR"}
    assert belt.closed_to == {"aircraft", "tasks"}
    assert belt.shape.contains(Point(121.56, 25.4))
    assert not belt.shape.contains(Point(121.56, 25.55))
    assert elsewhere.shape.is_empty
