"""Search patterns read off the recorded tracks."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patrolplan.geo.geodesy import area_nm2, destination, distance_nm
from patrolplan.measures.tracks.pattern import pattern, patterns
from patrolplan.measures.tracks.runs import runs
from patrolplan.measures.tracks.width import width_nm
from patrolplan.measures.tracks.words import course, lines
from patrolplan.record.types import Leg, Point, Sector, Task
from tests.record.sample_scenario import START
from tests.record.sample_tasks import SHIPS, sector_id, speed_and_width
from tests.record.samples import sample

KNOTS = 12.0


def ladder(start, heading, leg_nm, spacing_nm, legs, left, knots=KNOTS):
    """A to-and-fro track laid out by dead reckoning: the pattern that should be read off it."""
    here, when = start, START
    points = [Point(*here, when)]

    def go(azimuth, nm):
        nonlocal here, when
        here = destination(here, azimuth % 360, nm)
        when += timedelta(hours=nm / knots)
        points.append(Point(*here, when))

    for leg in range(legs):
        go(heading + 180 * (leg % 2), leg_nm)
        if leg < legs - 1:
            go(heading + (-90 if left else 90), spacing_nm)
    return tuple(points)


def box(west, south, east, north):
    import shapely

    ring = ((west, south), (east, south), (east, north), (west, north))
    point = ((west + east) / 2, (south + north) / 2)
    return Sector("S", (ring,), point, area_nm2(shapely.Polygon(ring)), {}, ())


def read(points, sector=None, width=6.0, kind="search"):
    task = Task("T", "X", None, "S", points[0].time, points[-1].time)
    return pattern(task, [Leg("L", "X", None, "T", kind, points)], sector or box(124, 28, 124.5, 28.5), width)


@settings(max_examples=40, deadline=None)
@given(
    lon=st.floats(-180, 180),
    lat=st.floats(-45, 45),
    heading=st.floats(0, 359),
    leg=st.floats(5, 40),
    spacing=st.floats(1, 12),
    legs=st.integers(2, 7),
    left=st.booleans(),
)
def test_what_was_laid_out_is_read(lon, lat, heading, leg, spacing, legs, left):
    """Commence point, first leg, creep, spacing, legs and turns come back, wherever the track lies."""
    points = ladder((lon, lat), heading, leg, spacing, legs, left)
    found = read(points)
    assert found.commence == (points[0].lon, points[0].lat)
    assert found.finish == (points[-1].lon, points[-1].lat)
    assert (found.commence_time, found.finish_time) == (points[0].time, points[-1].time)
    assert abs((found.first_leg_deg - heading + 180) % 360 - 180) < 0.01
    assert found.first_leg_nm == pytest.approx(leg, rel=1e-6)
    assert found.legs == legs
    assert found.passes == 1
    assert found.first_turn == ("left" if left else "right")
    assert abs((found.creep_deg - heading - (-90 if left else 90) + 180) % 360 - 180) < 0.5
    assert found.spacing_nm == pytest.approx(spacing, rel=0.08, abs=0.3)
    assert found.track_nm == pytest.approx(legs * leg + (legs - 1) * spacing, rel=1e-6)
    assert found.speed_kn == pytest.approx(KNOTS, rel=1e-6)
    assert found.coverage == pytest.approx(6.0 * found.track_nm / box(124, 28, 124.5, 28.5).area_nm2)


@pytest.mark.parametrize(
    ("sector", "heading", "code"),
    [
        (box(124, 28, 124.2, 29), 0, "PS"),
        (box(124, 28, 124.2, 29), 90, "CS"),
        (box(124, 28, 125.5, 28.5), 90, "PS"),
        (box(124, 28, 125.5, 28.5), 180, "CS"),
        (box(179.5, 28, 181, 28.5), 90, "PS"),
        (box(124, 0, 124.5, 0.5), 90, "PS"),
    ],
)
def test_legs_along_the_sector_or_across(sector, heading, code):
    """Along the longer side is a parallel sweep, across it a creeping line; a square is swept."""
    points = ladder((sector.polygon[0][0][0] + 0.02, sector.polygon[0][0][1] + 0.02), heading, 8, 2, 4, True)
    assert read(points, sector).code == code


def test_a_pattern_flown_again():
    """When the creep turns back a second pass has begun; spacing is that of the first."""
    there = ladder((124.0, 28.0), 0, 20, 6, 3, False)
    back = ladder((there[-1].lon, there[-1].lat), 180, 20, 3, 3, False)
    later = [replace(p, time=p.time + (there[-1].time - START)) for p in back]
    turned = read((*there, *later[1:]))
    assert turned.passes == 2
    assert turned.legs == 3
    assert turned.spacing_nm == pytest.approx(6, rel=0.05)


def test_points_on_the_way_make_no_leg():
    """A long leg is recorded in pieces: it stays one leg."""
    points = ladder((124.0, 45.0), 90, 30, 5, 3, True)
    parts = []
    for a, b in itertools.pairwise(points):
        nm = distance_nm((a.lon, a.lat), (b.lon, b.lat))
        steps = max(1, round(nm / 8))
        from patrolplan.geo.geodesy import interpolate

        for k in range(steps):
            place = interpolate((a.lon, a.lat), (b.lon, b.lat), k / steps)
            parts.append(Point(*place, a.time + (b.time - a.time) * k / steps))
    assert len(runs([*parts, points[-1]])) == len(runs(points)) == 5


def test_a_single_leg_and_a_hold():
    """One leg has no spacing; a hold no course. Both say so in words."""
    one = read(ladder((124.0, 28.0), 45, 10, 1, 1, True))
    assert (one.code, one.legs, one.spacing_nm, one.creep_deg, one.first_turn) == ("TS", 1, None, None, None)
    still = (Point(124.0, 28.0, START), Point(124.0, 28.0, START + timedelta(hours=6)))
    hold = read(still, kind="hold")
    assert (hold.code, hold.legs, hold.first_leg_deg, hold.track_nm) == ("HOLD", 0, None, 0.0)
    assert list(lines(hold)) == [
        "Hold at 28-00.0N 124-00.0E",
        "240000Z to 240600Z: no room or time for a search pattern",
    ]
    assert next(iter(lines(one))) == "Single track line (TS), 1 leg, 10 nm"
    assert not any("Creep" in line for line in lines(one))


def test_every_task_of_the_sample():
    """Each task has a pattern within its times, its speed that of the model, and a line for each datum."""
    record = sample()
    found = patterns(record)
    assert set(found) == {task.id for task in record.tasks}
    for task in record.tasks:
        one = found[task.id]
        assert task.start <= one.commence_time < one.finish_time <= task.end
        assert [line.split()[0] for line in lines(one)][1:] == [
            "CSP", "First", *(["Creep"] if one.spacing_nm else []), "Advance", "Search",
        ]  # fmt: skip


def width(record, task):
    return width_nm(record, task, next(one for one in record.sectors if one.id == task.sector))


def test_the_sweep_width_is_the_models():
    """By day and night, in swell and out of it, for a ship: what the sample's PODs were made with."""
    record = sample()
    mine = [task for task in record.tasks if task.asset == "HMAS Melbourne"]
    for task, (name, start, end) in zip(mine, SHIPS["HMAS Melbourne"], strict=True):
        assert task.sector == sector_id(name)
        steps = range(int(start), int(end))
        mean = sum(speed_and_width(task.asset, name, step)[1] for step in steps) / len(steps)
        assert width(record, task) == pytest.approx(mean, rel=1e-9)
    assert len({round(width(record, task), 3) for task in mine}) > 1


def test_an_unknown_asset_has_no_width():
    """A hand-made plan may name what the scenario does not know."""
    task = replace(sample().tasks[0], asset="nobody")
    assert width(sample(), task) is None


def test_courses_in_three_figures():
    assert [course(d) for d in (0.2, 359.7, 90.0, 7.6)] == ["000T", "000T", "090T", "008T"]
