"""`patrolplan diff`: the page, the markdown, the JSON and the way back."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from patrolplan.cli import exits
from patrolplan.cli.main import run
from patrolplan.record import file
from tests.record.samples import sample


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    """The sample, and its next issue: one task dropped, one shorter, one flight with another crew."""
    folder = tmp_path_factory.mktemp("diff")
    old = sample()
    shorter = replace(old.tasks[1], end=old.tasks[1].end - timedelta(hours=1))
    sorties = (replace(old.sorties[0], crew=old.sorties[0].crew + 1), *old.sorties[1:])
    new = replace(
        old,
        plan=replace(old.plan, issue=old.plan.issue + 1),
        tasks=(shorter, *old.tasks[2:]),
        sorties=sorties,
        legs=tuple(leg for leg in old.legs if leg.task != old.tasks[0].id),
        handovers=(),
        score=replace(old.score, coverage=old.score.coverage - 0.01),
    )
    file.write(folder / "old.json", old)
    file.write(folder / "new.json", new)
    return folder


@pytest.fixture
def ran(capsys, monkeypatch):
    """Run the command line: its exit code and all that it said, in 100 columns."""
    monkeypatch.setenv("COLUMNS", "100")

    def run_it(folder, *words):
        code = run(["diff", *(str(word) for word in words)])
        said = capsys.readouterr()
        return code, (said.out + said.err).replace(str(folder), "")

    return run_it


def test_the_page(ran, plans, snapshot):
    assert ran(plans, plans / "old.json", plans / "new.json") == snapshot


def test_the_markdown(ran, plans, snapshot):
    assert ran(plans, plans / "old.json", plans / "new.json", "--format", "markdown") == snapshot


def test_one_nation(ran, plans):
    """A nation's officer asks for hers alone."""
    _, page = ran(plans, plans / "old.json", plans / "new.json", "--nation", "AUS")
    told = page.partition("must be told")[2]
    assert "AUS" in told
    assert "USA" not in told
    code, words = ran(plans, plans / "old.json", plans / "new.json", "--nation", "SWE")
    assert code == exits.INPUT_WRONG
    assert "no asset of either plan is of SWE" in words


def test_there_and_back(ran, plans):
    """The JSON of a diff makes the new plan of the old one, byte for byte."""
    old, new, made, diff = (plans / name for name in ("old.json", "new.json", "made.json", "diff.json"))
    assert ran(plans, old, new, "--json", "-o", diff)[0] == exits.DONE
    assert ran(plans, old, "--apply", diff, "-o", made)[0] == exits.DONE
    assert made.read_bytes() == new.read_bytes()
    code, words = ran(plans, new, "--apply", diff, "-o", plans / "no.json")
    assert (code, "made for another plan" in words) == (exits.INPUT_WRONG, True)
    tree = json.loads(diff.read_text())
    assert not tree["empty"]
    assert {one["kind"] for one in tree["tasks"]} == {"dropped", "retimed"}


def test_what_is_no_diff(ran, plans):
    (plans / "junk.json").write_text("{}")
    code, words = ran(plans, plans / "old.json", "--apply", plans / "junk.json", "-o", plans / "no.json")
    assert code == exits.INPUT_WRONG
    assert "is no diff" in words
    assert not (plans / "no.json").exists()


def test_the_same_plan(ran, plans):
    code, page = ran(plans, plans / "old.json", plans / "old.json")
    assert code == exits.DONE
    assert "The two plans are the same." in page


@pytest.mark.parametrize("words", [["old.json"], ["old.json", "new.json", "--apply", "d.json"]])
def test_usage(ran, plans, words):
    assert (
        ran(plans, *(plans / word if word.endswith("n.json") else word for word in words))[0] == exits.USAGE
    )
