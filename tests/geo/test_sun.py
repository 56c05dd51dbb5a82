"""Day and night against an ephemeris, and where the sun does not set."""

import math
from datetime import UTC, datetime, timedelta, timezone

import ephem
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patrolplan.geo import sun

times = st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


def seen(lon: float, lat: float, time: datetime) -> float:
    """The sun's elevation as ephem has it, without air [degrees]."""
    observer = ephem.Observer()
    observer.lon, observer.lat, observer.pressure = str(lon), str(lat), 0
    observer.date = time.astimezone(UTC).replace(tzinfo=None)
    return math.degrees(ephem.Sun(observer).alt)


@given(st.floats(-180, 180), st.floats(-89, 89), times)
def test_agrees_with_an_ephemeris(lon: float, lat: float, time: datetime) -> None:
    """Two hundredths of a degree: within some ten seconds of twilight in the middle latitudes."""
    assert sun.elevation_deg([(lon, lat)], [time])[0, 0] == pytest.approx(seen(lon, lat, time), abs=0.02)


def test_night_over_okinawa() -> None:
    """24 September 2018, Kadena: civil dusk near 1845 local, civil dawn near 0555 local (UTC+9)."""
    start = datetime(2018, 9, 24, tzinfo=UTC)
    minutes = [start + timedelta(minutes=m) for m in range(1440)]
    dark = sun.night([(127.7675, 26.3556)], minutes)[0]
    dusk, dawn = minutes[int(np.argmax(dark))], minutes[1440 - int(np.argmax(dark[::-1]))]
    assert abs(dusk - datetime(2018, 9, 24, 9, 45, tzinfo=UTC)) < timedelta(minutes=6)
    assert abs(dawn - datetime(2018, 9, 24, 20, 55, tzinfo=UTC)) < timedelta(minutes=6)


def test_where_the_sun_stays_up_or_down() -> None:
    """No dawn has to be found: midsummer and midwinter at 78 N."""
    june = [datetime(2018, 6, 21, hour, tzinfo=UTC) for hour in range(24)]
    december = [datetime(2018, 12, 21, hour, tzinfo=UTC) for hour in range(24)]
    assert not sun.night([(15.0, 78.0)], june).any()
    assert sun.night([(15.0, 78.0)], december).all()


def test_any_zone_but_none() -> None:
    """The instant counts, not how it is written; a naive time is refused."""
    utc = datetime(2018, 9, 24, 10, tzinfo=UTC)
    tokyo = utc.astimezone(timezone(timedelta(hours=9)))
    at = [(127.0, 26.0)]
    assert (sun.elevation_deg(at, [utc]) == sun.elevation_deg(at, [tokyo])).all()
    with pytest.raises(ValueError, match="zone"):
        sun.night(at, [datetime(2018, 9, 24)])


def test_shape_without_points_or_times() -> None:
    """(P, T), also where one of them is nought."""
    assert sun.night([], [datetime(2018, 9, 24, tzinfo=UTC)]).shape == (0, 1)
    assert sun.night([(0, 0), (1, 1)], []).shape == (2, 0)


@given(st.integers(0, 366 * 24))
def test_the_sun_stands_overhead_where_it_is_said_to(hours):
    """At the subsolar point it stands in the zenith, on the other side of the earth in the nadir."""
    moment = datetime(2018, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    lon, lat = sun.subsolar([moment])[0]
    assert -180 <= lon < 180
    assert abs(lat) < 23.5
    assert sun.elevation_deg([(lon, lat)], [moment])[0, 0] > 89.99
    assert sun.elevation_deg([(lon + 180, -lat)], [moment])[0, 0] < -89.99
