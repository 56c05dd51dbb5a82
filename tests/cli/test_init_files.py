"""`init --areas --assets`: a scenario from a GIS and a spreadsheet, which is a scenario."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from patrolplan.cli import exits
from patrolplan.cli.main import run
from patrolplan.scenario.read import load
from patrolplan.scenario.starting.fleet import COLUMNS, assets
from patrolplan.scenario.starting.slip import SlipError

FLEET = """\
Name;Country;Class;Type;Base;Position;In time;Out chop;Out time;Speed;Airframes;Crews;Sorties;Remarks
HMAS Melbourne;AUS;adelaide;;;27-10N 126-20E;2018-09-24T06:00Z;White Beach;281200ZSEP18;15kn;;;;"a; b"
USNS "Big" Horn;USA;support-ship;;;;;;;;;;;
Kadena P-8;USA;;P-8A;RODN;;;;;;3;4;2;
"""
SQUARE = [[123.5, 30.5], [125.123456789, 30.5], [125, 31.5], [123.5, 31.5], [123.5, 30.5]]
SMALL = [[122.5, 27.5], [123, 27.5], [123, 28]]


def feature(name: str | None, *rings: list, **properties: object) -> dict:
    geometry = {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
    return {"type": "Feature", "properties": {"name": name, **properties}, "geometry": geometry}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    features = [
        feature("SHANGHAI EAST", SQUARE, transfers_per_day=0.5, night=1.2),
        feature("NO: really", SMALL, [[124, 27], [125, 27], [125, 28]], transfers_per_day=0.25),
    ]
    (tmp_path / "a.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (tmp_path / "fleet.csv").write_text(FLEET, encoding="utf-8-sig")
    return tmp_path


def inited(capsys, *args: str) -> tuple[int, str, str]:
    code = run(["init", "mine.yaml", *args])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


def test_from_both(folder, capsys, snapshot):
    """Names, rates, positions to the last bit, spells and numbers are those of the files; it passes check."""
    args = ("--areas", "a.geojson", "--assets", "fleet.csv", "--start", "240000ZSEP18", "--length", "7d")
    code, out, err = inited(capsys, *args)
    assert (code, err) == (exits.DONE, "")
    assert "wrote mine.yaml" in out
    assert Path("mine.yaml").read_text() == snapshot
    loaded = load("mine.yaml")
    assert loaded.diagnostics == ()
    made = loaded.scenario
    assert made is not None
    assert made.areas["SHANGHAI EAST"].polygons == (tuple(map(tuple, SQUARE[:-1])),)
    assert made.areas["SHANGHAI EAST"].transfers_per_day == 0.5
    assert len(made.areas["NO: really"].polygons) == 2
    assert made.ships["HMAS Melbourne"].spells[0].in_at == (126 + 20 / 60, 27 + 10 / 60)
    assert made.ships['USNS "Big" Horn'].spells[0].in_at is None
    wing = made.aircraft["Kadena P-8"]
    assert (wing.airframes, wing.crews, wing.per_day) == (3, 4, 2)


@pytest.mark.parametrize("args", [("--areas", "a.geojson"), ("--assets", "fleet.csv")])
def test_from_one(capsys, args):
    """What is not given is a placeholder, so that the file can be looked at."""
    code, _, err = inited(capsys, *args, "--start", "240000ZSEP18", "--length", "7d")
    assert code == exits.DONE
    assert load("mine.yaml").scenario is not None
    # Aircraft in Okinawa and a placeholder area in the Atlantic do not go together, and it is said.
    assert ("sortie-out-of-reach" in err) == (args[0] == "--assets")


def test_features_without_rates_get_a_priority(folder, capsys):
    data = {"type": "FeatureCollection", "features": [feature(None, SMALL), feature("B", SQUARE)]}
    (folder / "a.geojson").write_text(json.dumps(data))
    assert inited(capsys, "--areas", "a.geojson")[0] == exits.DONE
    made = load("mine.yaml").scenario
    assert made is not None
    assert {name: area.priority for name, area in made.areas.items()} == {"AREA 1": 1.0, "B": 1.0}


def test_a_value_that_check_refuses_is_told_and_kept(folder, capsys):
    """The file is written for mending, and every mistake in it told at once."""
    (folder / "fleet.csv").write_text(FLEET.replace("adelaide", "adelade").replace("15kn", "15"))
    args = ("--areas", "a.geojson", "--assets", "fleet.csv", "--start", "240000ZSEP18", "--length", "7d")
    code, out, err = inited(capsys, *args)
    assert code == exits.INPUT_WRONG
    assert "unknown-class" in err
    assert "bad-speed" in err
    assert "wrote mine.yaml" in out


@pytest.mark.parametrize(
    ("old", "new", "said", "cure"),
    [
        ("Name;", "Ship name;", "no column is called 'Ship name'", "did you mean"),
        ("Country;", "Flotilla;", "no column is called 'Flotilla'", "the columns are"),
        ("Country;", "Name;", "the column 'name' is there twice", "delete one"),
        ("Country;", ";", "the column 'nation' is missing", "add a column"),
        ("HMAS Melbourne;AUS", ";AUS", "names no asset", "write its name"),
        ("HMAS Melbourne;AUS", "HMAS Melbourne;", "has no nation", "ISO code"),
        ("adelaide;;", ";;", "has neither class nor type", "a ship has a class"),
        ("adelaide;;", "adelaide;P-8A;", "has both class and type", "a ship has a class"),
        ("P-8A;RODN", "P-8A;", "has no base", "RODN"),
        ("15kn;;", "15kn;3;", "is a ship and has 'airframes'", "leave that cell empty"),
        ("Kadena P-8;", "HMAS Melbourne;", "is given twice", "another name"),
        (FLEET.split("\n", 1)[1], "", "holds no asset", "one a row"),
        ("a; b\"", "a", "it is no CSV", "spreadsheet"),
        ('"a; b"', "a; b", "this row has 15 cells", "quote a cell"),
    ],
)  # fmt: skip
def test_a_list_that_is_wrong(folder, capsys, old, new, said, cure):
    """Told with the row, and nothing is written."""
    assert old in FLEET
    (folder / "fleet.csv").write_text(FLEET.replace(old, new, 1))
    code, out, err = inited(capsys, "--assets", "fleet.csv")
    assert (code, out) == (exits.INPUT_WRONG, "")
    assert said in err
    assert cure in err
    assert err.startswith("fleet.csv")
    assert not Path("mine.yaml").exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--areas", "none.geojson"), "there is no such file"),
        (("--areas", "fleet.csv"), "it is no JSON"),
        (("--assets", "."), "this is a folder"),
    ],
)
def test_a_file_that_is_none(capsys, args, said):
    code, _, err = inited(capsys, *args)
    assert code == exits.INPUT_WRONG
    assert said in err


def test_areas_that_contradict(folder, capsys):
    """Two of one name, or rates for some only."""
    for pair, said in (
        ((feature("A", SMALL), feature("A", SQUARE)), "two features are called 'A'"),
        ((feature("A", SMALL, transfers_per_day=1), feature("B", SQUARE)), "'B' has no transfers_per_day"),
    ):
        (folder / "a.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": list(pair)}))
        code, _, err = inited(capsys, "--areas", "a.geojson")
        assert code == exits.INPUT_WRONG
        assert f"a.geojson: {said}" in err


def test_a_theatre_is_an_example_of_its_own(capsys):
    assert run(["init", "--theatre", "blank", "--areas", "a.geojson"]) == exits.USAGE


def test_commas_and_tabs():
    """Spreadsheets of any country."""
    for parts in ",;\t":
        (made,) = assets("x", f"name{parts}nation{parts}class\nA{parts}AUS{parts}anzac\n")
        assert made.cells == {"nation": "AUS", "class": "anzac"}


def test_a_million_rows():
    with pytest.raises(SlipError, match="more than 2,000 rows"):
        assets("x", "name,nation,class\n" + "A,AUS,anzac\n" * 5000)


def test_the_page_lists_the_columns():
    """docs/starting.md is what --help points to."""
    page = (Path(__file__).parents[2] / "docs" / "starting.md").read_text(encoding="utf-8")
    assert all(f"`{column}`" in page for column in COLUMNS)
