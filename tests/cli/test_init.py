"""`patrolplan init`: it writes the template whole, and never over a planner's file unasked."""

from pathlib import Path

import pytest

from patrolplan.cli import exits
from patrolplan.cli.main import run
from patrolplan.scenario.templates import THEATRES, text


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty folder to write in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("theatre", THEATRES)
def test_it_writes_the_template(theatre, folder, capsys):
    """What is written is the template to the byte, and the message says what comes next."""
    assert run(["init", "my week.yaml", "--theatre", theatre]) == exits.DONE
    assert Path("my week.yaml").read_bytes() == text(theatre).encode()
    assert "patrolplan check 'my week.yaml'" in capsys.readouterr().out
    assert [path.name for path in folder.iterdir()] == ["my week.yaml"]


def test_without_a_name_it_is_scenario_yaml():
    """The shortest call works."""
    assert run(["init"]) == exits.DONE
    assert Path("scenario.yaml").read_text(encoding="utf-8") == text("east-china-sea")


def test_it_never_writes_over_a_file_unasked(folder, capsys):
    """A planner's night of work is worth more than a template."""
    Path("mine.yaml").write_text("mine", encoding="utf-8")
    assert run(["init", "mine.yaml"]) == exits.INPUT_WRONG
    assert Path("mine.yaml").read_text(encoding="utf-8") == "mine"
    assert "--force" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["mine.yaml"]


def test_it_does_not_follow_a_link_to_nowhere():
    """A dangling link is a name that is taken."""
    Path("link.yaml").symlink_to("elsewhere.yaml")
    assert run(["init", "link.yaml"]) == exits.INPUT_WRONG
    assert not Path("elsewhere.yaml").exists()


def test_force_writes_over_it():
    """With --force the old file is replaced whole."""
    Path("mine.yaml").write_text("x" * 100_000, encoding="utf-8")
    assert run(["init", "mine.yaml", "--force", "--theatre", "blank"]) == exits.DONE
    assert Path("mine.yaml").read_text(encoding="utf-8") == text("blank")


def test_where_links_cannot_be_made_it_still_writes_and_still_refuses(monkeypatch):
    """File systems without hard links (FAT, some network shares) get the file all the same."""

    def refuse(self, target):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert run(["init", "a.yaml"]) == exits.DONE
    assert Path("a.yaml").read_text(encoding="utf-8") == text("east-china-sea")
    Path("a.yaml").write_text("mine", encoding="utf-8")
    assert run(["init", "a.yaml"]) == exits.INPUT_WRONG
    assert Path("a.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["nowhere/a.yaml", "a-file/a.yaml"])
def test_a_place_that_cannot_be_written_to_is_refused_in_words(name, capsys):
    """No traceback: a message with the name and the reason."""
    Path("a-file").write_text("", encoding="utf-8")
    assert run(["init", name]) == exits.INPUT_WRONG
    error = capsys.readouterr().err
    assert f"cannot write {name}" in error
    assert "Traceback" not in error


def test_an_unknown_theatre_is_refused(capsys):
    """The choices are listed."""
    assert run(["init", "--theatre", "baltic"]) == exits.USAGE
    assert "east-china-sea" in capsys.readouterr().err
    with pytest.raises(KeyError):
        text("baltic")
