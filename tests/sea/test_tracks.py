"""Search tracks: inside, as long as speed × time, on time, over any shape of sector."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from patrolplan.geo.geodesy import LonLat, distance_nm, distances_nm
from patrolplan.geo.plane import Plane
from patrolplan.sea.tracks import Fix, Track, search_track
from patrolplan.sea.tracks.fit import NEAR_ENTRY, NO_ROOM, NO_TIME, THROUGH

START = datetime(2018, 9, 24, 6, 0, tzinfo=UTC)
SQUARE = box(125.0, 29.5, 125.5, 30.0)
STRIP = box(125.0, 29.5, 126.2, 29.75)


def track(polygon: shapely.Polygon, hours: float, **changes: object) -> Track:
    given: dict = {
        "inset_nm": 2.5,
        "speed_kn": 200.0,
        "start": START,
        "end": START + timedelta(hours=hours),
        "width_nm": 8.0,
        "entry": None,
        "exit": None,
        "transit_kn": 400.0,
    }
    return search_track(polygon, **(given | changes))


def nm(part: tuple[Fix, ...]) -> np.ndarray:
    at = np.asarray([fix[:2] for fix in part]).reshape(-1, 2)
    return distances_nm(*at[:-1].T, *at[1:].T)


def hours(part: tuple[Fix, ...]) -> np.ndarray:
    times = [fix[2] for fix in part]
    return np.asarray([(b - a) / timedelta(hours=1) for a, b in pairwise(times)])


def line(part: tuple[Fix, ...]) -> shapely.LineString:
    return shapely.LineString([fix[:2] for fix in part])


def bends(part: tuple[Fix, ...]) -> int:
    """Points at which the course changes."""
    at = np.asarray([fix[:2] for fix in part])
    ahead = np.diff(at, axis=0) * [math.cos(math.radians(at[0, 1])), 1.0]
    course = np.unwrap(np.arctan2(ahead[:, 0], ahead[:, 1]))
    return int((np.abs(np.diff(course)) > 0.02).sum())


@st.composite
def sectors(draw: st.DrawFn) -> shapely.Polygon:
    """Stars of 5 to 40 nm, some convex, some with an islet, anywhere from 60 S to 60 N."""
    lat = draw(st.floats(-60, 60))
    size = draw(st.floats(2.5, 20)) / 60
    count = draw(st.integers(3, 12))
    radii = np.asarray(draw(st.lists(st.floats(0.3, 1), min_size=count, max_size=count))) * size
    turn = 2 * np.pi * (np.arange(count) + draw(st.floats(0, 1))) / count
    stretch = draw(st.floats(0.3, 1))
    points = np.column_stack(
        (radii * np.cos(turn) / math.cos(math.radians(lat)), lat + stretch * radii * np.sin(turn))
    )
    star = shapely.Polygon(points + np.array([draw(st.floats(-179, 179)), 0.0]))
    if draw(st.booleans()):
        return shapely.convex_hull(star)
    if draw(st.booleans()):
        islet = shapely.buffer(shapely.point_on_surface(star), 0.2 * float(radii.min()), quad_segs=4)
        cut = shapely.difference(star, islet)
        return cut if cut.geom_type == "Polygon" else star
    return star


def edge(polygon: shapely.Polygon, share: float | None) -> LonLat | None:
    return None if share is None else polygon.exterior.interpolate(share, normalized=True).coords[0]


where = st.none() | st.floats(0, 1)


@settings(max_examples=120, deadline=None)
@given(
    sectors(),
    st.floats(0.5, 48),
    st.floats(12, 300),
    st.floats(1, 3),
    where,
    where,
    st.floats(0, 4),
    st.floats(0.5, 20),
)
def test_any_track_is_inside_as_long_as_asked_and_on_time(
    polygon: shapely.Polygon,
    span: float,
    speed: float,
    faster: float,
    at_entry: float | None,
    at_exit: float | None,
    inset: float,
    width: float,
) -> None:
    """The promises that the judge, the exports and the detection model rest on."""
    entry, way_out = edge(polygon, at_entry), edge(polygon, at_exit)
    made = track(
        polygon,
        span,
        speed_kn=speed,
        transit_kn=speed * faster,
        entry=entry,
        exit=way_out,
        inset_nm=inset,
        width_nm=width,
    )
    fixes = made.fixes
    assert fixes[0][2] == START and fixes[-1][2] == START + timedelta(hours=span)
    assert all(a[2] <= b[2] for a, b in pairwise(fixes))
    if made.note in ("", NEAR_ENTRY):
        assert nm(made.search).sum() == pytest.approx(speed * hours(made.search).sum(), rel=1e-3)
        assert np.allclose(nm(made.search), speed * hours(made.search), rtol=5e-3, atol=1e-6 * speed)
    else:
        assert nm(made.search).sum() < 1e-6
    for part in (made.passage_in, made.passage_out):
        assert np.allclose(nm(part), speed * faster * hours(part), rtol=5e-3, atol=1e-6 * speed)
    if made.note != NO_TIME and entry is not None:
        assert distance_nm(fixes[0][:2], entry) < 1e-3
    if made.note != NO_TIME and way_out is not None:
        assert distance_nm(fixes[-1][:2], way_out) < 1e-3
    plane = Plane(*polygon.centroid.coords[0])
    flat = plane.to_plane(shapely.segmentize(polygon, 0.05))
    rim = flat.boundary
    for part in (made.passage_in, made.search, made.passage_out):
        if part:
            assert shapely.covers(shapely.buffer(flat, 0.03), plane.to_plane(line(part)))
    if not shapely.is_empty(shapely.buffer(flat, -inset - 0.5)):
        assert shapely.distance(rim, plane.to_plane(line(made.search))) > inset - 1e-3


def test_parallel_sweep_of_a_square() -> None:
    """An hour over a GARS cell: legs north and south, evenly spaced, half a spacing from the sides."""
    made = track(SQUARE, 0.6, entry=(125.0, 29.6), exit=(125.5, 29.9))
    at = np.asarray([fix[:2] for fix in made.search])
    assert bends(made.search) == 6
    legs = np.unique(at[:, 0].round(3))
    wide = distance_nm((125.0, 29.75), (125.5, 29.75))
    assert made.spacing_nm == pytest.approx(wide / 4, rel=0.02)
    assert distance_nm((125.0, 29.75), (legs[0], 29.75)) == pytest.approx(made.spacing_nm / 2, abs=0.2)
    assert distance_nm((125.5, 29.75), (legs[-1], 29.75)) == pytest.approx(made.spacing_nm / 2, abs=0.2)
    # commences in the south-west or the north-west, whichever takes less passage in and out together
    assert nm(made.passage_in).sum() + nm(made.passage_out).sum() < 30
    assert len(made.passage_in) == len(made.passage_out) == 2


def test_legs_run_along_a_strip_or_across_it_from_end_to_end() -> None:
    """Parallel sweep by default; a creeping line where the asset passes through."""
    along = track(STRIP, 1.0, entry=(125.1, 29.5), exit=(125.4, 29.5))
    across = track(STRIP, 1.0, entry=(125.0, 29.6), exit=(126.2, 29.6))
    east_along = np.abs(np.diff([fix[0] for fix in along.search])) > 0.01
    east_across = np.abs(np.diff([fix[0] for fix in across.search])) > 0.01
    assert nm(along.search)[east_along].sum() > 0.7 * nm(along.search).sum()
    assert nm(across.search)[~east_across].sum() > 0.4 * nm(across.search).sum()
    assert across.search[0][0] < 125.2


def test_time_for_more_than_a_coverage_goes_between_the_legs() -> None:
    """Two days with a width of 8 nm: legs never closer than half of the first spacing, all of it flown."""
    made = track(SQUARE, 48, speed_kn=13.0, transit_kn=15.0)
    assert nm(made.search).sum() == pytest.approx(13 * 48, rel=1e-4)
    lons = np.unique([fix[0] for fix in made.search])
    gaps = np.diff(lons) * 60 * math.cos(math.radians(29.75))
    assert (np.abs(gaps[gaps > 0.1] - made.spacing_nm / 2) < 0.2).all()
    assert 5 < made.spacing_nm <= 8


def test_a_short_look_is_one_line_in_the_middle() -> None:
    """Five minutes: a line through the middle, no corner to commence in."""
    made = track(SQUARE, 1 / 12)
    middle = shapely.LineString([fix[:2] for fix in made.search]).centroid
    assert bends(made.search) == 0 and made.spacing_nm == 0
    assert distance_nm((middle.x, middle.y), (125.25, 29.75)) < 0.5


def test_too_little_time_says_so() -> None:
    """Near the way in if the middle cannot be reached; through without a search, in words, if nothing can."""
    corner = {"entry": (125.0, 29.5), "exit": (125.05, 29.5)}
    near = track(SQUARE, 0.035, **corner)
    assert near.note == NEAR_ENTRY and nm(near.search).sum() > 0.1
    assert max(distance_nm(fix[:2], (125.0, 29.5)) for fix in near.search) < 8
    none = track(SQUARE, 0.005, **corner)
    assert none.note == THROUGH
    assert none.search[0][:2] == none.search[-1][:2]
    assert none.fixes[0][:2] == pytest.approx((125.0, 29.5), abs=1e-3)
    assert none.fixes[-1][:2] == pytest.approx((125.05, 29.5), abs=1e-3)
    alone = track(SQUARE, 0.005, entry=(125.0, 29.5))
    assert alone.note == NO_TIME
    assert distance_nm(alone.fixes[-1][:2], (125.0, 29.5)) == pytest.approx(2.0, abs=0.01)  # at 400 kn
    assert none.fixes[0][2] == START and none.fixes[-1][2] == START + timedelta(hours=0.005)


def test_narrow_water_is_searched_along_its_centre_line() -> None:
    """Three miles wide with an inset of 2.5: to and fro along the middle."""
    made = track(box(125.0, 29.5, 125.5, 29.55), 1.0)
    lats = np.asarray([fix[1] for fix in made.search])
    assert np.abs(lats - 29.525).max() * 60 < 0.4
    assert nm(made.search).sum() == pytest.approx(200, rel=1e-4)


def test_land_and_closed_zones_are_kept_off() -> None:
    """An islet and a zone that closes for the while: search 2.5 nm off, passages outside."""
    islet = shapely.buffer(shapely.Point(125.2, 29.8), 0.03)
    zone = box(125.35, 29.4, 125.6, 29.65)
    made = track(shapely.difference(SQUARE, islet), 2, avoid=[zone], entry=(125.0, 29.6), exit=(125.5, 29.9))
    plane = Plane(125.25, 29.75)
    for closed in (islet, zone):
        flat = plane.to_plane(shapely.segmentize(closed, 0.05))
        assert shapely.distance(flat, plane.to_plane(line(made.search))) > 2.5
        assert not shapely.intersects(closed, line(made.fixes))


def test_a_zone_that_cuts_the_sector_leaves_the_side_of_the_entry() -> None:
    """Nobody passes through the zone: the track stays where the way came in."""
    zone = box(125.3, 29.0, 125.35, 30.5)
    assert max(fix[0] for fix in track(SQUARE, 1, avoid=[zone]).fixes) < 125.3
    east = track(SQUARE, 1, avoid=[zone], entry=(125.5, 29.7), inset_nm=1.0)
    assert min(fix[0] for fix in east.fixes) > 125.35
    with pytest.raises(ValueError, match="left"):
        track(SQUARE, 1, avoid=[box(124, 29, 126, 31)])


def test_an_l_shape_is_flown_in_both_arms_without_cutting_the_corner() -> None:
    """Concave sectors: legs are clipped and joined inside."""
    corner = shapely.Polygon(
        [(125, 29.5), (125.5, 29.5), (125.5, 29.65), (125.25, 29.65), (125.25, 30), (125, 30)]
    )
    made = track(corner, 1.5, inset_nm=1.5, entry=(125.0, 29.9), exit=(125.5, 29.55))
    lons, lats = np.asarray([fix[:2] for fix in made.search]).T
    assert lons.max() > 125.4 and lats.max() > 29.9
    assert shapely.covers(shapely.buffer(corner, 1e-4), line(made.fixes))


def test_same_question_same_track() -> None:
    """A plan is the same byte for byte."""
    asked = {"entry": (125.0, 29.6), "exit": (125.5, 29.9), "avoid": [box(125.35, 29.4, 125.6, 29.65)]}
    assert track(SQUARE, 1.3, **asked) == track(SQUARE, 1.3, **asked)


def test_nonsense_is_refused() -> None:
    """Words, not a track to nowhere."""
    for wrong in ({"speed_kn": 0.0}, {"transit_kn": -1.0}, {"inset_nm": -0.1}, {"end": START}):
        with pytest.raises(ValueError, match="positive"):
            track(SQUARE, 1, **wrong)


def test_a_puddle_is_no_water_to_search() -> None:
    """Some hundred yards across for two days at 300 knots: holds, and says why, instead of a million legs."""
    made = track(box(125.0, 29.5, 125.01, 29.502), 48, speed_kn=300.0, transit_kn=300.0)
    assert made.note == NO_ROOM and made.search[0][:2] == made.search[-1][:2]
