"""Sense checks on the water: what is said is so, and sound scenarios hear nothing.

Each kind has a bad and a good example in patrolplan/scenario/rules/, which tests/scenario/test_rules.py runs;
here are places, figures, and what must not be said.
"""

from __future__ import annotations

import math

import pytest

from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.read import load, load_bytes, with_variant
from patrolplan.sea.sense.check import sense
from tests.scenario.test_read import ROOT

HEAD = "horizon: {start: 240000ZSEP18, length: 7d}\n"
SOUTH = (
    "  SOUTH: {box: {north: 30-00N, south: 29-00N, west: 124-00E, east: 126-00E}, transfers_per_day: 0.3}\n"
)
FLEET = """\
ships:
  HMAS Melbourne: {nation: AUS, class: adelaide, in_chop: 28-00N 125-00E}
aircraft:
  Kadena P-8: {nation: USA, type: P-8A, base: RODN}
"""
SOUND = HEAD + "areas:\n" + SOUTH + FLEET


def said(text: str) -> tuple[Diagnostic, ...]:
    loaded = load_bytes("x.yaml", text.encode())
    assert loaded.scenario is not None, [item.message for item in loaded.diagnostics]
    return sense(loaded)


def the_one(text: str, id: str) -> Diagnostic:
    found = said(text)
    assert [item.id for item in found] == [id], [(item.id, item.message) for item in found]
    return found[0]


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios").glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_scenarios_make_sense(path):
    """No false alarm: nothing is said about any shipped scenario or variant of it."""
    loaded = load(path)
    assert sense(loaded) == ()
    for variant in loaded.variants:
        assert sense(with_variant(loaded, variant)) == ()


def test_one_with_errors_is_left_alone():
    assert sense(load_bytes("x.yaml", b"stay: 6\n")) == ()


def test_a_conflict_shows_its_lines():
    """Who is barred from an area sees the caveat that bars."""
    found = the_one(
        SOUND.replace(SOUTH, SOUTH + "  NORTH: {gars: 611LA, transfers_per_day: 1}\n")
        + "caveats:\n  A: {nation: AUS, not_in: NORTH}\n  B: {asset: Kadena P-8, not_in: NORTH}\n",
        "area-barred",
    )
    assert (found.span.line, found.span.column) == (4, 3)
    assert [label.span.line for label in found.labels] == [10, 11]


def test_a_zone_that_bars_all():
    """A zone closed to tasks bars those whom it binds; an exempt nation may still go."""
    north = SOUND.replace(SOUTH, SOUTH + "  NORTH: {gars: 611LA, transfers_per_day: 1}\n")
    zone = "zones: {RANGE: {gars: 611LA, closed_to: tasks}}\n"
    assert said(north + zone)
    assert said(north + zone.replace("tasks}", "tasks, except: AUS}")) == ()


def test_out_of_reach_says_how_far():
    """Distances, times and what she has, so that a planner sees what to change."""
    text = SOUND.replace("in_chop: 28-00N 125-00E", "in_chop: Yokosuka, out_chop: {time: 241800ZSEP18}")
    found = the_one(text, "ship-out-of-reach")
    assert "nm at " in found.message
    assert "18h" in found.message
    assert {label.text for label in found.labels} == {"from here"}


def test_reach_is_a_lower_bound():
    """A ship that only just can is not told that she cannot: time for the straight way and the task."""
    text = SOUND.replace("in_chop: 28-00N 125-00E", "in_chop: 28-00N 125-00E, transit: 15kn, min_task: 6h")
    way_h = 60 / 15  # a degree of latitude, near enough
    for minutes, told in ((60 * 6 + 60 * way_h + 15, False), (60 * 6 + 60 * way_h - 60, True)):
        length = f"{5 * math.floor(minutes / 5)}min"
        found = said(text.replace("length: 7d", f"length: {length}, step: 5min"))
        assert any(item.id == "ship-out-of-reach" for item in found) == told, length


def test_the_way_by_sea_counts():
    """Round Kyushu: the straight way would do, the way by sea does not."""
    text = SOUND.replace(
        "in_chop: 28-00N 125-00E",
        "in_chop: 33-00N 129-20E, transit: 15kn, out_chop: {at: 32-30N 132-00E, time: 241200ZSEP18}",
    )
    found = [item for item in said(text) if item.severity == "error"]
    assert [item.id for item in found] == ["cannot-reach"]
    assert "the way by sea is" in found[0].message
    more = text.replace("241200ZSEP18", "251200ZSEP18")
    assert [item for item in said(more) if item.id == "cannot-reach"] == []


def test_an_asset_barred_everywhere():
    text = SOUND + "caveats: {NOT SOUTH: {asset: HMAS Melbourne, not_in: SOUTH}}\n"
    assert the_one(text, "asset-barred").severity == "warning"
    both = text.replace("asset: HMAS Melbourne", "nation: [AUS, USA]")
    assert {item.id for item in said(both) if item.severity == "error"} == {"nobody-in-reach"}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("presence: true", "one in each of its"),
        ("presence: {per: area}", None),
        ("presence: {per: area, from: 240000ZSEP18, to: 250000ZSEP18}", None),
        ("max_gap: {length: 6h, per: sector}", "looks in 6 hours"),
        ("max_gap: {length: 48h, per: sector}", None),
        ("max_gap: {length: 6h, per: area}", None),
        ("min_coverage: 99%", "would identify"),
        ("min_coverage: 5%", None),
    ],
)
def test_what_cannot_be_met(asked, told):
    """Only what no plan can give is told, with the figure."""
    area = (
        "  WIDE: {box: {north: 31-00N, south: 28-00N, west: 123-00E, east: 127-00E}, transfers_per_day: 0.3,"
    )
    text = f"{HEAD}areas:\n{area} {asked}}}\n{FLEET}"
    if told is None:
        assert said(text) == ()
    else:
        found = the_one(text, "cannot-be-met")
        assert told in found.message
        assert found.severity == "warning"


def test_presence_while_nobody_is_there():
    """The time at which fewest are with the cell is named."""
    text = (
        SOUND.replace("transfers_per_day: 0.3}", "transfers_per_day: 0.3, presence: {per: area}}")
        .replace("in_chop: 28-00N 125-00E", "in_chop: {at: 28-00N 125-00E, time: 241200ZSEP18}")
        .replace("base: RODN", "base: RODN, from: 260000ZSEP18")
    )
    found = the_one(text, "cannot-be-met")
    assert "at 240000Z nobody is with the cell" in found.message


def test_what_is_asked_of_nobody():
    north = "transfers_per_day: 0.3}\n  NORTH: {gars: 611LA, transfers_per_day: 1, max_gap: 24h}"
    text = SOUND.replace("transfers_per_day: 0.3}", north)
    text += "caveats: {NOBODY: {nation: [AUS, USA], not_in: NORTH}}\n"
    found = said(text)
    assert {item.id for item in found} == {"area-barred", "cannot-be-met"}
    assert "nobody may be tasked there" in next(i for i in found if i.id == "cannot-be-met").message


def test_a_size_beyond_solving_is_not_drawn():
    """Told at once, with the size and what to change."""
    text = SOUND.replace("north: 30-00N, south: 29-00N, west: 124-00E, east: 126-00E",
                         "north: 60-00N, south: 60-00S, west: 150-00W, east: 020-00E")  # fmt: skip
    found = the_one(text + "sectors: {grid: 15min}\n", "too-large")
    assert "326,400 sectors" in found.message
    assert "grid: 30min" in str(found.cure)


def test_sectors_drawn_by_hand_are_told_at_their_name():
    text = SOUND + "sectors:\n  drawn:\n    STRAIT: {circle: {centre: 10-00N 125-00E, radius: 20nm}}\n"
    found = the_one(text, "no-water")
    assert (found.span.line, found.span.column) == (10, 5)
