"""RTZ beyond the ordinary: long routes, no routes, several ships."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import etree

from patrolplan.export.errors import ExportError
from patrolplan.export.formats import rtz
from patrolplan.export.view.build import narrowed
from patrolplan.record.types import Leg, Point
from tests.export.plans import shown
from tests.export.readers import members, read_rtz
from tests.record.sample_scenario import START

MELBOURNE = "HMAS Melbourne"


def test_a_long_route_comes_in_parts():
    """ECDIS refuse more than 400 kB: parts stay under it, each begins where the one before ends."""
    seen = narrowed(shown("sample"), MELBOURNE)
    points = tuple(
        Point(124 + 0.01 * (k % 7), 28 + 0.0005 * k, START + timedelta(minutes=k)) for k in range(2400)
    )
    leg = Leg("L", MELBOURNE, None, None, "transit", points)
    mover = replace(seen.movers[0], legs=(leg,))
    seen = replace(seen, movers=(mover,))
    with pytest.raises(ExportError, match="are 2: name a ship"):
        rtz.rtz(seen)
    files = list(members(rtz.rtz_zip(seen)).items())
    assert [name for name, _ in files] == [f"HMAS-Melbourne-ECC-SAMPLE-2-{k}.rtz" for k in (1, 2)]
    for _, data in files:
        read_rtz(data)
    ends = [etree.fromstring(data).findall(".//{*}position") for _, data in files]
    assert dict(ends[0][-1].attrib) == dict(ends[1][0].attrib)
    assert sum(map(len, ends)) == len(points) + 1


@pytest.mark.parametrize("name", [None, "melbourne"])
def test_a_route_bears_its_files_name(name):
    """Some ECDIS refuse a route whose name is not that of its file."""
    seen = narrowed(shown("sample"), MELBOURNE)
    for stem, data in rtz.routes(seen, "1.2", name).items():
        assert etree.fromstring(data).find("{*}routeInfo").get("routeName") + ".rtz" == stem
        assert name is None or stem == "melbourne.rtz"


def test_a_wait_is_one_waypoint_with_two_times():
    """Where a ship stays she arrives and departs; no waypoint repeats the place of the one before."""
    way = rtz.waypoints(narrowed(shown("sample"), MELBOURNE).movers[0])
    assert all((a.lon, a.lat) != (b.lon, b.lat) for a, b in itertools.pairwise(way))
    assert all(one.eta <= one.etd for one in way)
    assert any(one.eta < one.etd for one in way)
    assert [one.name for one in way if one.name.endswith("CSP")] == ["T001 CSP", "T002 CSP", "T003 CSP"]


@pytest.mark.parametrize("make", [rtz.rtz, rtz.rtz_zip])
def test_aircraft_have_no_route(make):
    """The message says what to use instead."""
    with pytest.raises(ExportError, match="aircraft fly by GPX or KML"):
        make(narrowed(shown("sample"), "Kadena P-8"))


def test_several_ships_need_a_zip():
    with pytest.raises(ExportError, match="are 3: name a ship"):
        rtz.rtz(shown("sample"))


def test_a_plan_without_tracks_has_no_route():
    with pytest.raises(ExportError, match="there is none here"):
        rtz.rtz(shown("bare"))
