"""`patrolplan brief`: one file, written once, the same each time; what is wrong is said in words."""

import json

import pytest

from patrolplan.cli import exits, main
from patrolplan.record import file, plan_hash
from tests.brief.records import older
from tests.record.samples import sample


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.json"
    file.write(path, sample())
    return path


def test_it_writes_one_file(plan, tmp_path, capsys):
    """The page and nothing beside it; a second run gives the same bytes."""
    page = tmp_path / "brief.html"
    assert main.run(["brief", str(plan), "-o", str(page)]) == exits.DONE
    assert capsys.readouterr().out == f"wrote {page}, 0.2 MB: open it in any browser\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.html", "plan.json"]
    first = page.read_bytes()
    assert main.run(["brief", str(plan), "--output", str(page), "--force"]) == exits.DONE
    assert page.read_bytes() == first
    assert first.startswith(b"<!DOCTYPE html>\n")


def test_json_says_what_was_written(plan, tmp_path, capsys):
    page = tmp_path / "brief.html"
    assert main.run(["brief", str(plan), "-o", str(page), "--json"]) == exits.DONE
    said = json.loads(capsys.readouterr().out)
    assert said == {"file": str(page), "bytes": page.stat().st_size, "plan_hash": plan_hash(sample())}


def test_what_changed_since_an_older_plan(plan, tmp_path, capsys):
    """--against names the older plan; one that cannot be read ends with 1 and no page."""
    old, page = tmp_path / "old.json", tmp_path / "brief.html"
    file.write(old, older(sample()))
    assert main.run(["brief", str(plan), "--against", str(old), "-o", str(page)]) == exits.DONE
    assert "What changed since ECC SAMPLE, issue 1" in page.read_text(encoding="utf-8")
    page.unlink()
    missing = tmp_path / "none.json"
    assert main.run(["brief", str(plan), "--against", str(missing), "-o", str(page)]) == exits.INPUT_WRONG
    assert f"{missing}: there is no such file" in capsys.readouterr().err
    assert not page.exists()


def test_a_file_that_is_there_stays(plan, tmp_path, capsys):
    """Nothing is written over without --force."""
    page = tmp_path / "brief.html"
    page.write_text("mine")
    assert main.run(["brief", str(plan), "-o", str(page)]) == exits.INPUT_WRONG
    assert "--force" in capsys.readouterr().err
    assert page.read_text() == "mine"


@pytest.mark.parametrize(
    ("text", "words"),
    [(None, "there is no such file"), ("scenario: x", "is no JSON"), ('{"format": "patrolplan/9"}', "newer")],
)
def test_a_bad_plan_ends_with_1(tmp_path, text, words, capsys):
    path = tmp_path / "plan.json"
    if text is not None:
        path.write_text(text)
    assert main.run(["brief", str(path), "-o", str(tmp_path / "brief.html")]) == exits.INPUT_WRONG
    assert words in capsys.readouterr().err
    assert not (tmp_path / "brief.html").exists()


@pytest.mark.parametrize(("place", "words"), [("no/brief.html", "there is no folder"), ("", "is a folder")])
def test_a_place_that_cannot_be_written(plan, tmp_path, capsys, place, words):
    """Told before the page is made, and with what to do instead."""
    assert main.run(["brief", str(plan), "-o", str(tmp_path / place)]) == exits.INPUT_WRONG
    assert words in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


def test_a_page_wants_a_name(plan, capsys):
    """Without -o there is nothing to write to: usage."""
    assert main.run(["brief", str(plan)]) == exits.USAGE
    assert "--output" in capsys.readouterr().err
