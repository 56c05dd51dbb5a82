"""`show --plot`: what a picture shades is what the plan says, and it comes out small, marked and whole."""

import importlib.util
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest

pytest.importorskip("matplotlib")

from patrolplan.cli import exits, main
from patrolplan.cli.picturing import chart, gantt, look
from patrolplan.cli.picturing.draw import draw
from patrolplan.cli.picturing.turn import together
from patrolplan.record import file
from tests.brief.records import HOSTILE, across, hostile
from tests.record.samples import sample


def test_shares_weighed_by_what_begins_are_the_coverage():
    """The shades agree with the headline: weighed by what begins, they come to the plan's coverage."""
    record = sample()
    shares = look.shares(record)
    assert all(0 <= share <= 1 for share in shares.values())
    assert any(shares.values())
    begins = {sector.id: sum(sector.rates) for sector in record.sectors}
    whole = sum(shares[name] * begins[name] for name in begins) / sum(begins.values())
    assert whole == pytest.approx(record.score.coverage, rel=1e-9)
    untasked = set(begins) - {task.sector for task in record.tasks}
    assert all(shares[name] == 0 for name in untasked)


def test_each_nation_has_a_colour_of_its_own():
    """Eight nations can be told apart."""
    scenario = dict(sample().scenario)
    nations = ("USA", "AUS", "CAN", "NZL", "GBR", "FRA", "JPN", "KOR")
    scenario |= {"ships": {name: {"nation": name} for name in nations}, "aircraft": {}}
    assert len(set(look.colours(replace(sample(), scenario=scenario)).values())) == 8


def test_sorties_that_overlap_lie_in_lanes_of_their_own():
    """A bar never hides another: within a lane each sortie has landed before the next takes off."""
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


def test_everything_lies_within_the_map():
    """No track and no sector is cut off at the edge."""
    record = sample()
    west, south, east, north = chart.bounds_of(record)
    for leg in record.legs:
        assert all(west < point.lon < east and south < point.lat < north for point in leg.points)


def test_a_picture_comes_out_small_and_the_same_each_time():
    """A PNG for a README: under 300 kB, and two runs give the same bytes; SVG too."""
    first = draw(sample(), "png")
    assert first[:8] == b"\x89PNG\r\n\x1a\n"
    assert 10_000 < len(first) < 300_000
    assert first == draw(sample(), "png")
    assert draw(sample(), "svg") == draw(sample(), "svg")


def test_names_are_text_in_a_picture_too():
    """Names that try to be markup or formulas are drawn as they are; a slide carries the marking twice."""
    record = replace(hostile(), plan=replace(hostile().plan, name="$\\frac{$ & <b>"))
    tree = ElementTree.fromstring(draw(record, "svg"))
    said = [element.text or "" for element in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert any("$\\frac{$ & <b>" in text for text in said)
    assert any(HOSTILE["HMAS Melbourne"] in text for text in said)
    assert sum("REL TO" in text for text in said) == 2
    assert not list(tree.iter("{http://www.w3.org/2000/svg}script"))


def test_water_across_the_antimeridian_is_one_piece():
    """Everything is drawn about its middle, as narrow as it would be elsewhere."""
    west, _, east, _ = chart.bounds_of(together(across()))
    home_west, _, home_east, _ = chart.bounds_of(sample())
    assert east - west == pytest.approx(home_east - home_west, abs=0.01)
    assert together(sample()) is sample()


def test_the_command(tmp_path, capsys):
    """A picture is written once, over a file only with --force, and only as what its name says."""
    plan, picture = tmp_path / "plan.json", tmp_path / "plan.svg"
    file.write(plan, sample())
    assert main.run(["show", str(plan), "--plot", str(picture)]) == exits.DONE
    assert capsys.readouterr().out == f"wrote {picture}\n"
    assert main.run(["show", str(plan), "--plot", str(picture)]) == exits.INPUT_WRONG
    assert "--force" in capsys.readouterr().err
    assert main.run(["show", str(plan), "--plot", str(picture), "--force"]) == exits.DONE
    assert main.run(["show", str(plan), "--plot", str(tmp_path / "plan.jpeg")]) == exits.USAGE
    assert ".png or .svg" in capsys.readouterr().err
    assert main.run(["show", str(plan), "--plot", str(tmp_path / "no" / "plan.png")]) == exits.INPUT_WRONG
    assert "there is no folder" in capsys.readouterr().err


def test_without_matplotlib(tmp_path, monkeypatch, capsys):
    """What is missing is said, with what to type."""
    plan = tmp_path / "plan.json"
    file.write(plan, sample())
    found = importlib.util.find_spec
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name, *rest: None if name == "matplotlib" else found(name, *rest)
    )
    assert main.run(["show", str(plan), "--plot", str(tmp_path / "plan.png")]) == exits.INPUT_WRONG
    assert "pip install 'patrolplan[plots]'" in capsys.readouterr().err


def test_matplotlib_is_imported_for_a_picture_only(tmp_path):
    """Nobody who plans has to install it, or wait for it."""
    plan = tmp_path / "plan.json"
    file.write(plan, sample())
    code = (
        "import sys; from patrolplan.cli import main; "
        f"main.run(['show', {str(plan)!r}]); "
        f"main.run(['brief', {str(plan)!r}, '-o', {str(tmp_path / 'b.html')!r}]); "
        "sys.exit('matplotlib' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
