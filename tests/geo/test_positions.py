"""Positions: every form that is read, every slip that is refused with a cure, and what we write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patrolplan.geo.positions import (
    PositionError,
    format_ddm,
    parse_latitude,
    parse_longitude,
    parse_position,
)

READ = {
    "31-45N 123-00E": (123.0, 31.75),
    "31-45.5N 123-00.25E": (123 + 0.25 / 60, 31 + 45.5 / 60),
    "31-45-30N 123-00-00E": (123.0, 31 + 45.5 / 60),
    "31-45-30.5S, 003-00-00W": (-3.0, -(31 + 45 / 60 + 30.5 / 3600)),
    "31°45'N 123°00'30\"E": (123 + 30 / 3600, 31.75),
    "31°45′30″N 123°00′30″E": (123 + 30 / 3600, 31 + 45.5 / 60),
    "31\u201345N 123\u201300E": (123.0, 31.75),
    "31 45 N 123 00 E": (123.0, 31.75),
    "N31-45 E123-00": (123.0, 31.75),
    "31-45n 123-00e": (123.0, 31.75),
    "314500N 1230000E": (123.0, 31.75),
    "3145N12300E": (123.0, 31.75),
    "3145.5N 12300.25E": (123 + 0.25 / 60, 31 + 45.5 / 60),
    "262120N1274603E": (127 + 46 / 60 + 3 / 3600, 26 + 21 / 60 + 20 / 3600),
    "26.35N 127.77E": (127.77, 26.35),
    "26.35S127.77W": (-127.77, -26.35),
    "26.35 127.77": (127.77, 26.35),
    "-26.35, -127.77": (-127.77, -26.35),
    "12 34": (34.0, 12.0),
    "90N 180E": (180.0, 90.0),
    "5S 5W": (-5.0, -5.0),
    "611KZ": (125.25, 29.75),
    "611kz37": (125 + 1 / 24, 29.5 + 1 / 24),
}

REFUSED = {
    "31-75N 123-00E": ("minutes go up to 59", "31.75N"),
    "31-45-75N 123-00E": ("seconds go up to 59", "31-45-30N"),
    "91N 100E": ("no latitude 91", "90S and 90N"),
    "91-00N 100-00E": ("no latitude 91", "90S and 90N"),
    "31-45N 181E": ("no longitude 181", "180W and 180E"),
    "127.77 26.35": ("latitude comes first", "26.35 127.77"),
    "127.77 -26.35": ("latitude comes first", "26.35S 127.77E"),
    "99.5 100": ("no latitude 99.5", "latitude comes first"),
    "123-00E 31-45N": ("comes first", "write 31-45N 123-00E"),
    "31-45E 123-00N": ("comes first", "31-45N 123-00E"),
    "31-45N 30-00N": ("belongs to a latitude", "E or W"),
    "31-45W 30-00E": ("belongs to a longitude", "N or S"),
    "31-45N": ("no position", "latitude, then longitude"),
    "31-45 123-00": ("no position", "31-45N 123-00E"),
    "-31-45N 123E": ("no latitude", "31-45N"),
    "31.5-30N 123E": ("no latitude", "31-45N"),
    "12N 1234E": ("no longitude", "123-00E"),
    "Kadena": ("no position", "latitude, then longitude"),
    "": ("no position", "latitude, then longitude"),
    "nan nan": ("no position", ""),
    "1e1 5": ("no position", ""),
    "800KZ": ("no GARS label", "611KZ37"),
    "611KI": ("no GARS label", "611KZ37"),
    "31-45N 123-00E 5E": ("no position", ""),
}


@pytest.mark.parametrize(("text", "position"), READ.items())
def test_reads_every_form(text: str, position: tuple[float, float]) -> None:
    """What the module lists, and its neighbours, mean what they say."""
    assert parse_position(text) == pytest.approx(position, abs=1e-12)


@pytest.mark.parametrize(("text", "words"), REFUSED.items())
def test_refuses_with_a_cure(text: str, words: tuple[str, str]) -> None:
    """A slip is never read as something else; the message says what is wrong, the cure what to write."""
    with pytest.raises(PositionError) as caught:
        parse_position(text)
    assert words[0] in caught.value.message
    assert words[1] in caught.value.cure
    assert caught.value.cure


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_what_we_write_reads_back(lon: float, lat: float) -> None:
    """DDM to a tenth of a minute: half of that is the most that is lost."""
    read = parse_position(format_ddm((lon, lat)))
    assert read == pytest.approx((lon, lat), abs=0.05001 / 60)


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_signed_decimals_read_back(lon: float, lat: float) -> None:
    """Latitude first, always."""
    assert parse_position(f"{lat:.6f} {lon:.6f}") == pytest.approx((lon, lat), abs=1e-6)


@given(st.text(alphabet="0123456789NSEW-.°' ,K", max_size=16))
def test_no_text_breaks_it(text: str) -> None:
    """Anything is either a place on earth or refused in words."""
    try:
        lon, lat = parse_position(text)
    except PositionError as error:
        assert error.message
        assert error.cure
    else:
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90


@pytest.mark.parametrize(
    ("position", "text"),
    [
        ((127.7675, 26.3556), "26-21.3N 127-46.1E"),
        ((123.0, 31.75), "31-45.0N 123-00.0E"),
        ((-0.00001, -0.00001), "00-00.0N 000-00.0E"),
        ((-5.5, -5.99999), "06-00.0S 005-30.0W"),
        ((180.0, 0.0), "00-00.0N 180-00.0E"),
        ((190.0, 0.0), "00-00.0N 170-00.0W"),
    ],
)
def test_writes_degrees_and_minutes(position: tuple[float, float], text: str) -> None:
    """Rounded as a whole (no 60.0 minutes), no minus nought, longitudes beyond 180 brought back."""
    assert format_ddm(position) == text


def test_single_coordinates() -> None:
    """A box's edges are read by the same rules; the wrong axis is refused."""
    assert parse_latitude("31-45N") == 31.75
    assert parse_latitude("-31.75") == -31.75
    assert parse_longitude("123-00E") == 123
    with pytest.raises(PositionError, match="longitude is wanted"):
        parse_longitude("31-45N")
    with pytest.raises(PositionError, match="latitude is wanted"):
        parse_latitude("123-00E")
