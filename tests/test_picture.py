"""The picture of a plan: what it shades is what the plan says, and it comes out small, marked and whole."""

import importlib
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from tests.record.samples import sample

TOOLS = Path(__file__).resolve().parent.parent / "tools"


def part(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TOOLS))
    return importlib.import_module(name)


def test_shares_weighed_by_what_begins_are_the_coverage(monkeypatch):
    """The shades agree with the headline: weighed by what begins, they come to the plan's coverage."""
    look = part("picturing.look", monkeypatch)
    record = sample()
    shares = look.shares(record)
    assert all(0 <= share <= 1 for share in shares.values())
    assert any(shares.values())
    begins = {sector.id: sum(sector.rates) for sector in record.sectors}
    whole = sum(shares[name] * begins[name] for name in begins) / sum(begins.values())
    assert whole == pytest.approx(record.score.coverage, rel=1e-9)
    untasked = set(begins) - {task.sector for task in record.tasks}
    assert all(shares[name] == 0 for name in untasked)


def test_each_nation_has_a_colour_of_its_own(monkeypatch):
    """Eight nations can be told apart."""
    look = part("picturing.look", monkeypatch)
    scenario = dict(sample().scenario)
    nations = ("USA", "AUS", "CAN", "NZL", "GBR", "FRA", "JPN", "KOR")
    scenario |= {"ships": {name: {"nation": name} for name in nations}, "aircraft": {}}
    assert len(set(look.colours(replace(sample(), scenario=scenario)).values())) == 8


def test_sorties_that_overlap_lie_in_lanes_of_their_own(monkeypatch):
    """A bar never hides another: within a lane each sortie has landed before the next takes off."""
    gantt = part("picturing.gantt", monkeypatch)
    record = sample()
    first = record.sorties[0]
    later = replace(first, id="MORE/1", takeoff=first.takeoff + timedelta(minutes=5))
    record = replace(record, sorties=(*record.sorties, later))
    rows = gantt.rows_of(record)
    assert {name for name, _, _ in rows} == set(record.scenario["ships"]) | set(record.scenario["aircraft"])
    (lanes,) = [lanes for name, _, lanes in rows if name == first.detachment]
    assert len(lanes) >= 2
    for lane in lanes:
        times = [line.presence[0] for line in lane]
        assert all(one[1] <= two[0] for one, two in pairwise(times))


def test_everything_lies_within_the_map(monkeypatch):
    """No track and no sector is cut off at the edge."""
    chart = part("picturing.chart", monkeypatch)
    record = sample()
    west, south, east, north = chart.bounds_of(record)
    for leg in record.legs:
        assert all(west < point.lon < east and south < point.lat < north for point in leg.points)


def test_a_picture_comes_out_small_and_the_same_each_time(tmp_path, monkeypatch):
    """A PNG for a README: under 300 kB, and two runs give the same bytes."""
    picture = part("picture", monkeypatch)
    first, second = tmp_path / "one.png", tmp_path / "two.png"
    picture.draw(sample(), first)
    picture.draw(sample(), second)
    assert first.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert 10_000 < first.stat().st_size < 300_000
    assert first.read_bytes() == second.read_bytes()


def test_matplotlib_is_not_imported_for_the_program():
    """Only the picture needs it: nobody who plans has to install it."""
    for folder in ("patrolplan", "tools"):
        for file in (TOOLS.parent / folder).rglob("*.py"):
            if "picturing" not in file.parts and file.name != "picture.py":
                assert "matplotlib" not in file.read_text(encoding="utf-8"), file
