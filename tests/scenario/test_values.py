"""Values as planners write them: read exactly, written in one form, refused in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patrolplan.scenario.values.clock import format_clock, format_offset, parse_clock, parse_offset
from patrolplan.scenario.values.distance import format_distance, parse_distance
from patrolplan.scenario.values.duration import format_duration, parse_duration
from patrolplan.scenario.values.nation import NATIONS, parse_nation
from patrolplan.scenario.values.problem import BadValueError
from patrolplan.scenario.values.speed import format_speed, parse_speed
from patrolplan.scenario.values.time import format_time, parse_time


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("7d", 604800),
        ("6h", 21600),
        ("90min", 5400),
        ("4h30min", 16200),
        ("1.5h", 5400),
        ("45s", 45),
        ("1d 12h", 129600),
        ("6 h", 21600),
        ("6H", 21600),
        ("0min", 0),
        ("0.25h", 900),
    ],
)
def test_durations(text, seconds):
    assert parse_duration(text) == seconds


@given(st.integers(0, 10**7))
def test_durations_round_trip(seconds):
    assert parse_duration(format_duration(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("6", "6h"),
        ("6m", "6min"),
        ("6hours", "6h"),
        ("2w", "14d"),
        ("1:30", "1h30min"),
        ("PT1H30M", "1h30min"),
        ("P1DT2H", "1d2h"),
        ("30min4h", "4h30min"),
        ("1.5h30min", "4h30min"),
        ("", "7d"),
        ("six", "7d"),
        ("P", "7d"),
        ("-6h", "sign"),
        ("99999d", "shorter"),
        ("0.0001s", "round"),
        ("6h6h", "4h30min"),
    ],
)
def test_durations_refused(text, cure):
    with pytest.raises(BadValueError) as error:
        parse_duration(text)
    assert cure in error.value.cure


@pytest.mark.parametrize(
    "text",
    [
        "241200ZNOV18",
        "241200ZNOV2018",
        "24 1200Z NOV 18",
        "241200znov18",
        "242100INOV18",
        "240700RNOV18",
        "2018-11-24T12:00Z",
        "2018-11-24T12:00:00Z",
        "2018-11-24 12:00Z",
        "2018-11-24T21:00+09:00",
        "2018-11-24T21:00+0900",
        "2018-11-24T21:00+09",
        "2018-11-24T06:30-05:30",
        "2018-11-24T12:00:00.000Z",
        "250000MNOV18",
        "240000YNOV18",
    ],
)
def test_times(text):
    """One moment in every form that is read; letters as in ACP 121: A +1 to M +12, N -1 to Y -12."""
    assert parse_time(text) == datetime(2018, 11, 24, 12, tzinfo=UTC)
    assert parse_time(text).tzinfo is UTC


@given(st.integers(0, 7 * 10**9))
def test_times_round_trip(seconds):
    time = datetime(1971, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    assert parse_time(format_time(time)) == time


@pytest.mark.parametrize(
    "text",
    [
        "241200NOV18",
        "2018-11-24T12:00",
        "2018-11-24",
        "241200JNOV18",
        "311200ZNOV18",
        "241260ZNOV18",
        "242400ZNOV18",
        "241200ZNOW18",
        "241200Z",
        "now",
        "2018-13-01T00:00Z",
        "2018-11-24T12:00+15:00",
        "12:30",
        "2018-11-24T12:00:00.5Z",
        "2018-11-24T12:00:60Z",
        "1850-11-24T12:00Z",
        "24.11.2018 12:00",
        "",
    ],
)
def test_times_refused(text):
    """A time without a zone above all: nobody guesses."""
    with pytest.raises(BadValueError) as error:
        parse_time(text)
    assert error.value.cure


@pytest.mark.parametrize(
    ("text", "value"), [("15kn", 15), ("15 kn", 15), ("12.5kts", 12.5), ("15 knots", 15), (".5kn", 0.5)]
)
def test_speeds(text, value):
    assert parse_speed(text) == value


@pytest.mark.parametrize(("text", "value"), [("12nm", 12), ("1852km", 1000), ("12 NM", 12), ("3nmi", 3)])
def test_distances(text, value):
    assert parse_distance(text) == pytest.approx(value, rel=1e-15)


@given(st.floats(0, 1000))
def test_measures_round_trip(value):
    """To the last bit: what is printed reads back to the same plan."""
    assert parse_speed(format_speed(value)) == value
    assert parse_distance(format_distance(value)) == value


@pytest.mark.parametrize(
    "text", ["15", "fast", "-5kn", "15nm", "15km/h", "15,5kn", "1e3kn", "15 kn/h", "", "kn"]
)
def test_speeds_refused(text):
    with pytest.raises(BadValueError):
        parse_speed(text)


@pytest.mark.parametrize("text", ["12", "12m", "12kn", "-1nm", "12 miles", "20000nm", "nan nm", "12,0nm"])
def test_distances_refused(text):
    with pytest.raises(BadValueError):
        parse_distance(text)


@given(st.integers(-14 * 60, 14 * 60), st.integers(0, 1440))
def test_clocks_round_trip(offset, minutes):
    assert parse_offset(format_offset(offset * 60)) == offset * 60
    assert parse_clock(format_clock(minutes * 60)) == minutes * 60


@pytest.mark.parametrize(
    ("text", "hours"), [("+9", 9), ("9h", 9), ("+09:00", 9), ("UTC+9", 9), ("-3:30", -3.5)]
)
def test_offsets(text, hours):
    assert parse_offset(text) == hours * 3600


@pytest.mark.parametrize("text", ["JST", "+15", "+09:60", "", "nine"])
def test_offsets_refused(text):
    with pytest.raises(BadValueError):
        parse_offset(text)


@pytest.mark.parametrize("text", ["6", "24:01", "12:60", "noon", "-1:00"])
def test_clocks_refused(text):
    with pytest.raises(BadValueError):
        parse_clock(text)


def test_nations():
    """ISO 3166-1 has 249 codes; what people write instead is understood but not taken."""
    assert len(NATIONS) == 249
    assert parse_nation("jpn") == "JPN"
    for text, meant in [("UK", "GBR"), ("NO", "NOR"), ("PRC", "CHN"), ("JPM", "JPN"), ("us", "USA")]:
        with pytest.raises(BadValueError) as error:
            parse_nation(text)
        assert error.value.replacement == meant


@given(st.text(max_size=20))
def test_nothing_else_is_raised(text):
    """Whatever is written, it is a value or refused in words."""
    for parse in (
        parse_duration, parse_time, parse_speed, parse_distance, parse_clock, parse_offset, parse_nation,
    ):  # fmt: skip
        try:
            parse(text)
        except BadValueError as error:
            assert error.message
            assert error.cure
