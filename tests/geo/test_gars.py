"""GARS labels against the reference cells in use and an independent implementation."""

import pytest
from gars_field import GARSGrid
from hypothesis import given
from hypothesis import strategies as st

from patrolplan.geo import gars

lons = st.floats(-180, 179.999)
lats = st.floats(-90, 89.999)


@pytest.mark.parametrize(
    ("lon", "lat", "minutes", "label"),
    [
        (-100, 40, 5, "161LW37"),
        (127.7675, 26.3556, 15, "616KS2"),
        (127.7675, 26.3556, 5, "616KS24"),
        (125, 29.5, 5, "611KZ37"),
        (125, 29.5, 30, "611KZ"),
        (-180, -90, 5, "001AA37"),
        (179.99, 90, 5, "720QZ23"),
        (180, 0, 30, "001HN"),
        (187.3, 0, 30, "015HN"),
    ],
)
def test_known_labels(lon: float, lat: float, minutes: gars.Minutes, label: str) -> None:
    """The checks of the format's users, its corners, and longitudes that run on beyond 180."""
    assert gars.label(lon, lat, minutes) == label


@given(lons, lats)
def test_agrees_with_another_implementation(lon: float, lat: float) -> None:
    """All three sizes, anywhere off the edges."""
    for minutes in (30, 15, 5):
        twelfths = minutes / 60
        if any(abs(x / twelfths - round(x / twelfths)) < 1e-6 for x in (lon, lat)):
            return
        assert gars.label(lon, lat, minutes) == str(GARSGrid.from_latlon(lat, lon, minutes))


@given(lons, lats, st.sampled_from([30, 15, 5]))
def test_a_label_names_the_cell_that_holds_the_point(lon: float, lat: float, minutes: gars.Minutes) -> None:
    """Label and bounds are each other's inverse."""
    west, south, east, north = gars.bounds(gars.label(lon, lat, minutes))
    assert west - 1e-9 <= lon <= east
    assert south - 1e-9 <= lat <= north
    assert (east - west) * 60 == pytest.approx(minutes)
    middle = (west + east) / 2, (south + north) / 2
    assert gars.bounds(gars.label(*middle, minutes)) == (west, south, east, north)


@given(lons, lats)
def test_smaller_cells_lie_in_larger_ones(lon: float, lat: float) -> None:
    """The 5' label starts with the 15' one, and that with the 30' one."""
    assert gars.label(lon, lat, 5).startswith(gars.label(lon, lat, 15))
    assert gars.label(lon, lat, 15).startswith(gars.label(lon, lat, 30))


@pytest.mark.parametrize(
    "text", ["", "611", "000KZ", "721KZ", "611KI", "611OZ", "611RA", "611KZ5", "611KZ10"]
)
def test_refuses_what_is_no_label(text: str) -> None:
    """A wrong label names nothing, rather than something else."""
    with pytest.raises(gars.GarsError, match="GARS"):
        gars.bounds(text)


def test_refuses_a_latitude_beyond_the_pole() -> None:
    """No label is made up for what is nowhere."""
    with pytest.raises(gars.GarsError, match="pole"):
        gars.label(0, 90.1)


def test_cells_read_from_the_north_west() -> None:
    """Rows from the north, each from the west; what is only touched is left out."""
    found = [label for label, _ in gars.cells((125.0, 29.5, 126.0, 30.5))]
    assert found == ["611LA", "612LA", "611KZ", "612KZ"]
    assert len(list(gars.cells((124.9, 29.5, 126.0, 30.5), 15))) == 20


def test_cells_run_on_across_the_antimeridian() -> None:
    """Labels wrap, bounds do not: the pieces hang together."""
    found = list(gars.cells((179.5, 0, 180.5, 0.5)))
    assert found == [("720HN", (179.5, 0.0, 180.0, 0.5)), ("001HN", (180.0, 0.0, 180.5, 0.5))]


@given(st.floats(-170, 170), st.floats(-80, 80), st.floats(0.01, 2), st.floats(0.01, 2))
def test_cells_cover_the_bounds(west: float, south: float, width: float, height: float) -> None:
    """Together the cells hold all of the bounds, and each of them touches it."""
    cells = [edges for _, edges in gars.cells((west, south, west + width, south + height), 15)]
    assert min(edges[0] for edges in cells) <= west + 1e-9
    assert max(edges[2] for edges in cells) >= west + width - 1e-9
    assert min(edges[1] for edges in cells) <= south + 1e-9
    assert max(edges[3] for edges in cells) >= south + height - 1e-9
    columns, rows = {edges[0] for edges in cells}, {edges[1] for edges in cells}
    assert len(cells) == len(columns) * len(rows)
