"""What lets small files say much: defaults, hours that recur, shapes of every kind, variants like others."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta

import pytest
import shapely

from patrolplan.geo.geodesy import area_nm2, distance_nm
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.read import Loaded, load_bytes
from patrolplan.scenario.writing.resolved import resolved_yaml
from tests.scenario.test_read import LEAST, scenario

SHIPS = """\
horizon: {start: 240000ZSEP18, length: 7d}
areas:
  A: {gars: 611KZ, priority: 1}
defaults:
  ships:
    all: {min_task: 4h, in_chop: Sasebo}
    nation: {AUS: {transit: 14kn, patrol: 13kn}}
    class: {anzac: {patrol: 12kn}}
  aircraft:
    all: {crews: 5, sorties: {per_day: 2}}
ships:
  ONE: {nation: AUS, class: anzac}
  TWO: {nation: AUS, class: adelaide, min_task: 8h}
  THREE: {nation: NZL, class: anzac, patrol: 10kn}
aircraft:
  P8: {nation: USA, type: P-8A, base: Kadena, airframes: 3, sorties: {per_week: 9}}
"""
START = datetime(2018, 9, 24, tzinfo=UTC)


def read(text: str, variant: str | None = None) -> Loaded:
    return load_bytes("least.yaml", text.encode(), variant)


def again(made: Loaded) -> Scenario:
    found = load_bytes("again.yaml", resolved_yaml(made).encode())
    assert found.diagnostics == ()
    assert found.scenario is not None
    return found.scenario


def test_defaults_hold_where_an_asset_says_nothing():
    """Own before class, class before nation, nation before all; nested keys are joined."""
    made = scenario(SHIPS)
    ships = made.ships
    assert {name: ship.min_task_s // 3600 for name, ship in ships.items()} == {"ONE": 4, "TWO": 8, "THREE": 4}
    assert {name: ship.patrol_kn for name, ship in ships.items()} == {"ONE": 12, "TWO": 13, "THREE": 10}
    assert [ships["ONE"].transit_kn, ships["TWO"].transit_kn] == [14, 14]
    assert ships["THREE"].transit_kn != 14
    assert len({ship.spells for ship in ships.values()}) == 1
    wing = made.aircraft["P8"]
    assert (wing.crews, wing.per_day, wing.per_week) == (5, 2, 9)
    assert again(read(SHIPS)) == made


def test_null_takes_a_default_away():
    text = SHIPS.replace("class: anzac}\n  TWO", "class: anzac, patrol: null}\n  TWO")
    made = scenario(text)
    assert made.ships["ONE"].patrol_kn == made.classes["anzac"].patrol_kn


def test_a_class_can_be_a_default():
    """The class that a nation's default gives decides which class's defaults hold."""
    text = SHIPS.replace("AUS: {transit: 14kn,", "AUS: {class: anzac, transit: 14kn,")
    text = text.replace("ONE: {nation: AUS, class: anzac}", "ONE: {nation: AUS}")
    assert scenario(text).ships["ONE"].patrol_kn == 12


def test_own_spells_stand_in_place_of_a_default_chop():
    spells = "spells: [{in_chop: Sasebo, out_chop: {time: 250000ZSEP18}}]"
    made = scenario(SHIPS.replace("class: anzac}\n  TWO", f"class: anzac, {spells}}}\n  TWO"))
    assert made.ships["ONE"].spells[0].out_time == START + timedelta(days=1)


@pytest.mark.parametrize(
    ("old", "new", "id", "severity", "place"),
    [
        ("patrol: 12kn", "patrol: 12", "bad-speed", "error", (8, 29)),
        ("patrol: 12kn", "patrul: 12kn", "unknown-key", "error", (8, 21)),
        ("class: {anzac", "class: {anzak", "unknown-class", "error", (8, 13)),
        ("nation: {AUS:", "nation: {AUX:", "unknown-nation", "error", (7, 14)),
        ("{anzac: {patrol: 12kn}}", "{halifax: {patrol: 12kn}}", "default-unused", "warning", (8, 13)),
        ("all: {min_task", "al: {min_task", "unknown-key", "error", (6, 5)),
        ("in_chop: Sasebo", "in_chop: {}", "missing-key", "error", (6, 25)),
    ],
)
def test_a_mistake_in_defaults_is_told_once(old, new, id, severity, place):
    """However many ships take it over, and at its own place."""
    found = [item for item in read(SHIPS.replace(old, new)).diagnostics if item.severity == severity]
    assert [(item.id, (item.span.line, item.span.column)) for item in found][:1] == [(id, place)]
    assert len(found) == 1 or id == "unknown-key"


# --- hours and days


def spans(text: str, section: str) -> dict[str, tuple[datetime | None, datetime | None]]:
    made = scenario(text)
    assert again(read(text)) == made
    return {name: (item.start, item.end) for name, item in getattr(made, section).items()}


WEEK = LEAST.replace("length: 1d", "length: 3d")


def at(day: int, hour: int) -> datetime:
    return datetime(2018, 9, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("daily: {from: 0600Z, to: 1400Z}", [(24, 6, 24, 14), (25, 6, 25, 14), (26, 6, 26, 14)]),
        ("daily: {from: 1500I, to: 2300I}", [(24, 6, 24, 14), (25, 6, 25, 14), (26, 6, 26, 14)]),
        ("daily: {from: 06:00+00:00, to: 1400Z}", [(24, 6, 24, 14), (25, 6, 25, 14), (26, 6, 26, 14)]),
        ("daily: {from: 2200Z, to: 0400Z}",
         [(23, 22, 24, 4), (24, 22, 25, 4), (25, 22, 26, 4), (26, 22, 27, 4)]),
        ("daily: {from: 0600Z, to: 1400Z}, from: 241000ZSEP18, to: 251200ZSEP18",
         [(24, 10, 24, 14), (25, 6, 25, 12)]),
        ("daily: {from: 0600Z, to: 1400Z}, dates: 25SEP18", [(25, 6, 25, 14)]),
        ("daily: {from: 0600Z, to: 1400Z}, dates: [24SEP18, 26SEP18]", [(24, 6, 24, 14), (26, 6, 26, 14)]),
        ("dates: 25-26SEP18", [(25, 0, 27, 0)]),
        ("dates: [24SEP18, 2018-09-26]", [(24, 0, 25, 0), (26, 0, 27, 0)]),
        ("dates: 2018-09-24..2018-09-25", [(24, 0, 26, 0)]),
        ("dates: [24SEP18, 25SEP18]", [(24, 0, 26, 0)]),
    ],
)  # fmt: skip
def test_dates_and_daily_hours(when, expected):
    """A closure, a caveat, a zone and weather recur alike; what touches is one stretch."""
    wanted = [(at(a, b), at(c, d)) for a, b, c, d in expected]
    entries = {
        "closures": f"{{bases: Kadena, {when}}}",
        "caveats": f"{{asset: P8, not_in: A, {when}}}",
        "zones": f"{{gars: 612KZ, closed_to: aircraft, {when}}}",
        "weather": f"{{sea_state: 5, {when}}}",
    }
    for section, entry in entries.items():
        found = spans(f"{WEEK}{section}:\n  EACH: {entry}\n", section)
        assert list(found.values()) == wanted, section
        names = list(found)
        assert names == (["EACH"] if len(wanted) == 1 else [f"EACH {start:%d}SEP18" for start, _ in wanted])


def test_hours_round_the_clock_are_one_stretch():
    """From a time of day to the same of the next day is always."""
    found = spans(
        f"{WEEK}closures:\n  ALL: {{bases: Kadena, daily: {{from: 0000Z, to: 2400Z}}}}\n", "closures"
    )
    assert list(found.values()) == [(at(23, 0), at(28, 0))]


def test_hours_of_a_base():
    """Base hours in any zone are those of its own clock."""
    own = "bases: {Kadena: {daily: {from: 2100Z, to: 1300Z}}}\n"
    local = "bases: {Kadena: {opens: 06:00, closes: 22:00}}\n"
    assert scenario(LEAST + own).bases == scenario(LEAST + local).bases


# --- shapes


def area_of(shape: str, folder: str = "") -> tuple:
    return scenario(LEAST.replace("gars: 611KZ", shape)).areas["A"].polygons


def test_a_corridor_keeps_its_width():
    """Every edge of a leg lies half the width from its line; bends are filled."""
    line = [(123.0, 28.5), (124.5, 30.0), (124.5, 31.5)]
    rings = area_of("corridor: {line: [28-30N 123-00E, 30-00N 124-30E, 31-30N 124-30E], width: 20nm}")
    for ring, (first, second) in zip(rings, [line[:2], line[1:]], strict=False):
        half = len(ring) // 2
        for one, other in zip(ring[:half], reversed(ring[half:]), strict=True):
            assert distance_nm(one, other) == pytest.approx(20, rel=1e-6)
            middle = ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
            leg = shapely.LineString([first, second])
            assert shapely.distance(leg, shapely.Point(middle)) * 60 < 0.05
    whole = shapely.union_all([shapely.Polygon(ring) for ring in rings])
    assert whole.geom_type == "Polygon"
    assert whole.is_valid
    length = sum(distance_nm(a, b) for a, b in itertools.pairwise(line))
    assert area_nm2(whole) == pytest.approx(length * 20, rel=0.02)
    for corner in line[1:-1]:
        assert whole.contains(shapely.Point(corner).buffer(9.9 / 60 * 0.8))


def test_a_corridor_along_a_parallel_is_bent_like_the_parallel():
    """Long legs are straight on the chart, as a polygon's edges are."""
    rings = area_of("corridor: {line: [50-00N 000-00E, 50-00N 020-00E], width: 20nm}")
    north = [lat for _, lat in rings[0][len(rings[0]) // 2 :]]
    assert max(north) - min(north) < 0.002


def test_several_polygons_are_one_area():
    one, other = "[28N 123E, 28N 124E, 29N 124E]", "[30N 123E, 30N 124E, 31N 124E]"
    rings = area_of(f"polygons: [{one}, {other}]")
    assert rings == (
        ((123.0, 28.0), (124.0, 28.0), (124.0, 29.0)),
        ((123.0, 30.0), (124.0, 30.0), (124.0, 31.0)),
    )


def feature(name: str, *rings: list) -> dict:
    return {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": "Polygon", "coordinates": list(rings)},
    }


SQUARE = [[123.25, 28.125], [124, 28], [124, 29], [123.25, 28.125]]


def test_areas_of_a_geojson_file(tmp_path):
    """By path alone, or one feature by name; longitude first, closed or not."""
    data = {
        "type": "FeatureCollection",
        "features": [feature("SOUTH", SQUARE), feature("NORTH", SQUARE[:-1])],
    }
    (tmp_path / "a.geojson").write_text(json.dumps(data))
    for shape, count in (("a.geojson", 2), ("{file: a.geojson, feature: NORTH}", 1)):
        text = LEAST.replace("gars: 611KZ", f"geojson: {shape}")
        made = load_bytes(str(tmp_path / "x.yaml"), text.encode())
        assert made.diagnostics == ()
        assert made.scenario is not None
        assert (
            made.scenario.areas["A"].polygons == (((123.25, 28.125), (124.0, 28.0), (124.0, 29.0)),) * count
        )
        assert again(made).areas == made.scenario.areas


HOLE = [[123.5, 28.3], [123.8, 28.3], [123.8, 28.5], [123.5, 28.3]]


@pytest.mark.parametrize(
    ("text", "message", "cure"),
    [
        ("{", "it is no JSON", "GIS"),
        ("[" * 100_000, "nested far too deep", "GIS"),
        ("{}", "it is no GeoJSON", "FeatureCollection"),
        ('{"type": "Point", "coordinates": [1, 2]}', "it holds no polygon", "MultiPolygon"),
        (json.dumps(feature("A", SQUARE, HOLE)), "has a hole", "zones"),
        (json.dumps(feature("A", [[28, 123], [29, 124], [28, 124]])), "no position on earth", "swapped"),
        (json.dumps(feature("A", [[5e5, 4e5], [5e5, 4.1e5], [5e5, 4e5]])), "no position on earth", "metres"),
        (json.dumps(feature("A", [["a", 1]])), "is no position", "[longitude, latitude]"),
        ('{"type": "Polygon", "coordinates": [[[NaN, 1]]]}', "NaN is no number", "GIS"),
        (json.dumps(feature("A", [[0, n / 100] for n in range(600)])), "600 corners", "simplify"),
        (json.dumps({"type": "Polygon", "coordinates": []}), "no corners", "GIS"),
    ],
)
def test_geojson_that_is_none(tmp_path, text, message, cure):
    """Said at the line that names the file, with what to do in the GIS."""
    (tmp_path / "a.geojson").write_text(text)
    made = load_bytes(str(tmp_path / "x.yaml"), LEAST.replace("gars: 611KZ", "geojson: a.geojson").encode())
    (found,) = made.diagnostics
    assert (found.id, found.span.line, found.span.column) == ("bad-geojson", 3, 16)
    assert message in found.message
    assert cure in str(found.cure)


# --- variants


VARIANTS = (
    LEAST
    + """\
overrides:
  calm: {stay: 2h}
  few: {like: calm, aircraft: {P8: {crews: 1}}}
  none: {like: [few], aircraft: {P8: null}, ships: {X: {nation: AUS, class: anzac, in_chop: Sasebo}}}
  odd: {like: nun}
  a: {like: b}
  b: {like: a}
"""
)


def test_a_variant_like_another():
    """It changes what the other changes, and then what it says itself."""
    few = read(VARIANTS, "few").scenario
    none = read(VARIANTS, "none").scenario
    assert few is not None
    assert none is not None
    assert (few.stay_s, few.aircraft["P8"].crews) == (7200, 1)
    assert (none.stay_s, list(none.aircraft)) == (7200, [])


@pytest.mark.parametrize(
    ("variant", "id", "place"), [("odd", "unknown-variant", (10, 15)), ("a", "like-cycle", (12, 13))]
)
def test_a_variant_like_nothing(variant, id, place):
    (found,) = read(VARIANTS, variant).diagnostics
    assert (found.id, (found.span.line, found.span.column)) == (id, place)


def test_variants_that_double_do_not_explode():
    """Each of a hundred is like the one before, twice: every one is laid over once."""
    rows = "".join(f"  v{n}: {{like: [v{n - 1}, v{n - 1}]}}\n" for n in range(1, 8))
    made = read(LEAST + "overrides:\n  v0: {stay: 2h}\n" + rows, "v7")
    assert made.diagnostics == ()
    long = "".join(f"  v{n}: {{like: v{n - 1}}}\n" for n in range(1, 5000))
    deep = read(LEAST + "overrides:\n  v0: {stay: 2h}\n" + long, "v4999")
    assert [item.id for item in deep.diagnostics] == ["too-deep"]


def test_a_horizon_by_its_end():
    made = scenario(LEAST.replace("length: 1d", "end: 261200ZSEP18"))
    assert made.horizon.length_s == 60 * 3600
