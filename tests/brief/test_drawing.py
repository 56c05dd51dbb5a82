"""What stands on the page without scripts."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from patrolplan.brief.drawing import palette, tracks
from patrolplan.brief.drawing.naming import place
from patrolplan.brief.drawing.projection import fit
from patrolplan.brief.drawing.scale import Scale, nights, scale
from patrolplan.brief.drawing.timelines.by_nation import _on_task
from patrolplan.brief.drawing.timelines.rows import Bar, picture
from patrolplan.brief.keys import keys
from patrolplan.geo.geodesy import distance_nm
from patrolplan.geo.sun import night
from patrolplan.record.types import Leg, Point
from tests.record.samples import sample

START = datetime(2018, 9, 24, tzinfo=UTC)


def test_shades_begin_where_their_names_say():
    """Nothing under half a percent; then by tenths, quarters and nine tenths."""
    assert [palette.shade(one) for one in (0, 0.004, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 1)] == [
        0, 0, 1, 2, 3, 4, 5, 6, 6,
    ]  # fmt: skip
    assert len(palette.NAMES) == len(palette.SHADES)


def test_times_are_percents_of_the_horizon():
    """What lies outside is drawn at the edge."""
    whole = Scale(START, START + timedelta(hours=48))
    assert [whole.at(START + timedelta(hours=hours)) for hours in (-5, 0, 12, 48, 60)] == [0, 0, 25, 100, 100]
    assert [day.day for day in whole.days()] == [24, 25]


def test_nights_are_those_of_the_sun():
    """Inside each it is night in the middle of the water, outside it is not."""
    spans = nights(sample())
    points = [sector.point for sector in sample().sectors]
    middle = (sum(lon for lon, _ in points) / len(points), sum(lat for _, lat in points) / len(points))
    assert len(spans) == 2
    for start, end in spans:
        inside = night([middle], [start + timedelta(minutes=20), end - timedelta(minutes=20)])[0]
        outside = night([middle], [start - timedelta(minutes=20), end + timedelta(minutes=20)])[0]
        assert inside.all()
        assert not outside.any()


def test_long_ways_follow_the_geodesic():
    """Between points far apart the track gets points of the geodesic, each at its own time."""
    ends = (Point(120.0, 50.0, START), Point(150.0, 50.0, START + timedelta(hours=10)))
    leg = Leg("L", "HMCS Calgary", None, None, "transit", ends)
    record = replace(sample(), legs=(leg,))
    projection = fit(record)
    found = tracks.tracks(record, projection)["HMCS Calgary", None]
    assert len(found.places) == int(distance_nm((120.0, 50.0), (150.0, 50.0)) // 40) + 2
    highest = min(y for _, y in found.places)
    assert highest < projection.xy((120.0, 50.0))[1] - 100  # the geodesic bends to the north
    assert found.seconds[0] == 0
    assert found.seconds[-1] == 36000
    assert all(one < other for one, other in zip(found.seconds, found.seconds[1:], strict=False))


@given(st.integers(0, 40), st.integers(1, 40))
def test_a_part_of_a_track(start, length):
    """Cut at both times, in between as it is: its ends are where the holder is then."""
    found = tracks.Track("X", None, (0, 10, 10, 30), ((0, 0), (100, 0), (100, 50), (100, 250)))
    part = tracks.within(found, start, start + length)
    if start > 30:
        assert part == [] or part == [(100, 250)]
        return
    assert part[0] in _at(start)
    assert part[-1] in _at(min(30, start + length))


def _at(time):
    if time < 10:
        return [(10 * time, 0)]
    if time == 10:
        return [(100, 0), (100, 50)]
    return [(100, 50 + 10 * (time - 10))]


def test_labels_are_left_out_where_they_do_not_fit():
    """A bar that is wide enough carries its label; a narrow one none, or a part if it may be cut."""
    whole = Scale(START, START + timedelta(hours=100))
    wide = Bar("task", START, START + timedelta(hours=10), "611KZ", "told", 0)
    narrow = replace(wide, end=START + timedelta(hours=3))
    assert "<text" in picture(whole, [wide])
    assert "<text" not in picture(whole, [narrow])
    cut = replace(narrow, label="HMAS Melbourne", cut=True)
    assert re.search(r"<text[^>]*>HMA…</text>", picture(whole, [cut]))
    assert 'x="0%"' in picture(whole, [wide])


@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 9000), st.integers(200, 3000)), max_size=6))
def test_no_area_loses_its_name(boxes):
    """Every area is named once, however they lie; the first never has to give way."""
    areas = [
        (f"A{number}", [(x, y), (x + side, y), (x + side, y + side), (x, y + side)])
        for number, (x, y, side) in enumerate(boxes)
    ]
    assert sorted(name.text for name in place(areas)) == sorted(text for text, _ in areas)


def test_two_areas_that_touch_are_named_apart():
    one = ("LEFT", [(0, 0), (1000, 0), (1000, 1000), (0, 1000)])
    other = ("INSIDE", [(0, 0), (2000, 0), (2000, 2000), (0, 2000)])
    first, second = place([other, one])
    assert first.text == "LEFT"
    assert first.box[3] <= second.box[1] or second.box[3] <= first.box[1] or first.box[2] <= second.box[0]


def test_each_holder_counts_once():
    """Two tasks in a slot are one holder on task there; sums are those of the tasks."""
    ships, aircraft = _on_task(sample())
    assert set(ships) == {"AUS", "CAN", "FRA", "USA"}
    assert ships["AUS"].max() == 1
    assert aircraft["USA"].max() == 1
    assert ships["USA"].sum() == 0


def test_keys_number_everything_once():
    found = keys(sample())
    assert sorted(found.holders.values()) == list(range(len(found.timelines)))
    assert sorted(found.tasks.values()) == list(range(len(sample().tasks)))
    assert [task.start for task in found.ordered] == sorted(task.start for task in sample().tasks)
    assert found.name(0) == "HMAS Melbourne"


def test_the_scale_is_the_horizon():
    whole = scale(sample())
    assert whole.start == sample().model.start
    assert whole.end - whole.start == timedelta(hours=48)
