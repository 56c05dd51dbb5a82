"""Closest approach by analysis, against sampling in small steps of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patrolplan.geo.geodesy import destination, distance_nm
from patrolplan.record.types import Leg, Point
from patrolplan.verify.rules.layout import Asset, Holder, Piece, Track
from patrolplan.verify.rules.moving.closest import closest

START = datetime(2018, 9, 24, tzinfo=UTC)


def track(name: str, corners: list[tuple[tuple[float, float], float]]) -> Track:
    """A track by places and seconds."""
    points = tuple(Point(*at, START + timedelta(seconds=time)) for at, time in corners)
    pieces = tuple(Piece(a, b, s, t, distance_nm(a, b)) for (a, s), (b, t) in pairwise(corners))
    leg = Leg(name, name, None, None, "search", points)
    return Track(leg, Holder(name, name, Asset(name, "ship", "USA"), None), pieces)


@st.composite
def tracks(draw: st.DrawFn, name: str) -> Track:
    """Up to four legs of up to 40 nm about a place at up to 60 degrees of latitude."""
    at = draw(st.tuples(st.floats(123.0, 124.0), st.floats(29.0, 30.0)))
    time = draw(st.floats(0, 3600))
    corners = [(at, time)]
    for _ in range(draw(st.integers(1, 4))):
        at = destination(at, draw(st.floats(0, 360)), draw(st.floats(0, 40)))
        time += draw(st.floats(60, 7200))
        corners.append((at, time))
    return track(name, corners)


def where(one: Track, time: float) -> tuple[float, float] | None:
    for piece in one.pieces:
        if piece.start <= time <= piece.end:
            return piece.at(time)
    return None


@settings(max_examples=20, deadline=None)
@given(tracks("A"), tracks("B"))
def test_no_sampled_moment_is_closer(one: Track, other: Track) -> None:
    """What the analysis finds is no farther than any moment sampled, and is a distance that is reached."""
    found = closest(one, other)
    start, end = (
        max(one.pieces[0].start, other.pieces[0].start),
        min(one.pieces[-1].end, other.pieces[-1].end),
    )
    if start > end:
        assert found is None
        return
    assert found is not None
    times = [start + (end - start) * i / 100 for i in range(101)]
    sampled = min(distance_nm(a, b) for t in times if (a := where(one, t)) and (b := where(other, t)))
    assert found.nm <= sampled * 1.0005 + 0.002  # the picture is true near by, where it matters
    a, b = where(one, found.time), where(other, found.time)
    assert a is not None and b is not None
    assert found.nm == pytest.approx(distance_nm(a, b), abs=1e-6)


@settings(max_examples=20, deadline=None)
@given(tracks("A"), tracks("B"), st.floats(0.5, 30))
def test_looking_only_within_a_distance_loses_nothing(one: Track, other: Track, limit: float) -> None:
    """The flat picture that spares the work never hides an approach nearer than the limit."""
    whole, near = closest(one, other), closest(one, other, limit)
    if whole is None or whole.nm >= limit:
        assert near is None
    else:
        assert near is not None
        assert near.nm == pytest.approx(whole.nm, abs=1e-9)


def test_two_that_cross_at_one_time_meet() -> None:
    """One goes north, one east; both are at the crossing after an hour."""
    middle = (123.5, 29.5)
    one = track("A", [(destination(middle, 180, 15), 0.0), (destination(middle, 0, 15), 7200.0)])
    other = track("B", [(destination(middle, 270, 15), 0.0), (destination(middle, 90, 15), 7200.0)])
    found = closest(one, other)
    assert found is not None
    assert found.nm < 0.01
    assert found.time == pytest.approx(3600, abs=5)
    late = track("C", [(destination(middle, 270, 15), 3600.0), (destination(middle, 90, 15), 10800.0)])
    passed = closest(one, late)
    assert passed is not None
    assert passed.nm == pytest.approx(15 / 2**0.5, abs=0.02)
