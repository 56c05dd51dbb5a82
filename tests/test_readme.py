"""What README.md and docs/ show is so: scenarios pass, commands run, links lead somewhere."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from patrolplan.cli import exits
from patrolplan.cli.main import HELP, run

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))

SCENARIOS = dict(re.findall(r"<!-- scenario: (\S+) -->\n```yaml\n(.*?)```", README, re.DOTALL))
COMMANDS = [
    line.partition("  #")[0].strip()
    for block in re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
    if line.startswith("patrolplan ")
]
OUTPUTS = re.findall(r"<!-- output: (.*?) -->\n```text\n(.*?)```", README, re.DOTALL)
QUICK = {"check", "init", "schema", "catalogue", "show", "verify", "brief", "export"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as somebody who reads the README has it: the scenarios that ship, and the one on the page."""
    made = tmp_path_factory.mktemp("reader")
    shutil.copytree(ROOT / "scenarios", made / "scenarios")
    for name, text in SCENARIOS.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


def test_the_readme_shows_a_scenario_and_commands():
    """The tests below defend something only if they find what they are about."""
    assert len(SCENARIOS) >= 1
    assert len(COMMANDS) >= 8
    assert len(OUTPUTS) >= 1


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_on_the_page_passes_check(name, folder, monkeypatch, capsys):
    """A planner copies it: not so much as a warning, in no variant."""
    monkeypatch.chdir(folder)
    assert run(["check", name, "--format", "concise"]) == exits.DONE
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")


def test_every_command_shown_does_what_it_says(folder, monkeypatch, capsys):
    """In the order of the page, in one folder: each ends with 0, and what is quoted of it is printed.

    Only two-ships is solved; a command that is neither quick nor that one fails here, so that the page
    shows none that nobody runs.
    """
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "100")
    printed: dict[str, str] = {}
    for line in COMMANDS:
        words = shlex.split(line)[1:]
        assert words[0] in QUICK or (words[0] == "solve" and words[1] == "scenarios/two-ships.yaml"), line
        assert run(words) == exits.DONE, line
        printed[line] = capsys.readouterr().out
    for line, quoted in OUTPUTS:
        lines = {each.rstrip() for each in printed[line].splitlines()}
        assert {each.rstrip() for each in quoted.splitlines()} <= lines


def test_every_command_and_exit_code_has_its_row():
    """The tables leave nothing out and add nothing."""
    listed = re.findall(r"^\| `([a-z-]+)[ `]", README, re.MULTILINE)
    assert sorted(listed) == sorted(HELP)
    codes = [int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)]
    assert codes == [exits.DONE, exits.INPUT_WRONG, exits.USAGE, exits.RULES_BROKEN, exits.INTERRUPTED]


def test_options_of_the_table_are_there():
    """Every option that the README names is one of a command's, or of a tool that it calls."""
    import importlib

    known = {
        "--help",
        "--target",
        "--require-hashes",
        "--no-deps",
        "--editable",
        "--no-index",
        "--find-links",
    }
    for name in HELP:
        for option in importlib.import_module(f"patrolplan.cli.{name.replace('-', '_')}").command.params:
            known |= set(option.opts)
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", README.replace("<!--", "").replace("-->", "")))
    assert named <= known


def test_the_picture_is_there_and_small():
    """A README that loads."""
    for path in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert 10_000 < (ROOT / path).stat().st_size < 300_000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    """Every relative link names a file that is there, and a heading that it has."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        assert not re.match(r"[a-z]+:", path), f"{page.name} points outside: {target}"
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{page.name}: {target}"
        if anchor:
            assert anchor in _anchors(there), f"{page.name}: {target}"


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
