"""The pages of the answering commands show what their commands print.

Each page is read by somebody who types its commands one after the other, in one folder that has the scenarios
that ship. Every line quoted as output must be printed by the command that it is said to come from.

A page may begin from a plan of the flagship that is kept in `tests/data`, so that its figures do not change
with the search: `<!-- stored: week.json -->` puts it there, and the command that solves it is not run. What
takes minutes is quoted from what it printed once, kept in `tests/data/pages`: `<!-- kept: FILE: COMMAND -->`;
by hand (-m slow) it is run, and must print lines of the same things.
"""

import lzma
import re
import shlex
import shutil
from pathlib import Path

import pytest

from patrolplan.cli import exits
from patrolplan.cli.main import run

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    page
    for name in ("diff", "sweep", "value", "explain", "replan")
    if (page := ROOT / "docs" / f"{name}.md").exists()
]
FILES = r"<!-- file: (\S+) -->\n```yaml\n(.*?)```"
OUTPUT = r"<!-- output: (.*?) -->\n```text\n(.*?)```"
STORED = r"<!-- stored: (\S+) -->"
KEPT = r"<!-- kept: (\S+): (.*?) -->\n```text\n(.*?)```"
DATA = ROOT / "tests" / "data"
UNSTABLE = re.compile(r"\d+(\.\d+)? s\b")
"""Seconds are not the same twice."""


def shown(text):
    """The commands of a page's `sh` blocks, in order."""
    return [
        line.partition("  #")[0].strip()
        for block in re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        for line in block.replace("\\\n", " ").splitlines()
        if line.startswith("patrolplan ")
    ]


def plain(text):
    return {UNSTABLE.sub("", line).rstrip() for line in text.splitlines()}


def laid_out(text, folder):
    """What the page's reader has in the folder; returns the names of stored plans."""
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    for name, content in re.findall(FILES, text, re.DOTALL):
        (folder / name).write_text(content, encoding="utf-8")
    stored = re.findall(STORED, text)
    for name in stored:
        (folder / name).write_bytes(lzma.decompress((DATA / "week39.json.xz").read_bytes()))
    return stored


def words(line):
    return [" ".join(word.split()) for word in shlex.split(line)[1:]]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_what_is_printed(page, tmp_path, monkeypatch, capsys):
    """Its commands end with 0, and the lines that it quotes are there."""
    text = page.read_text(encoding="utf-8")
    commands, outputs = shown(text), re.findall(OUTPUT, text, re.DOTALL)
    assert commands, f"{page.name} shows no command"
    assert outputs, f"{page.name} quotes no output"
    stored = laid_out(text, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    kept = [command for _, command, _ in re.findall(KEPT, text, re.DOTALL)]
    printed = {}
    for line in commands:
        if line in kept or (line.startswith("patrolplan solve ") and any(name in line for name in stored)):
            continue
        assert run(words(line)) == exits.DONE, line
        printed[line] = capsys.readouterr().out
    for line, quoted in outputs:
        assert plain(quoted) <= plain(printed[line]), line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_takes_minutes_is_quoted_as_it_was_printed(page):
    """To the line."""
    for name, _, quoted in re.findall(KEPT, page.read_text(encoding="utf-8"), re.DOTALL):
        assert plain(quoted) <= plain((DATA / "pages" / name).read_text(encoding="utf-8")), name


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_takes_minutes_is_still_printed(page, tmp_path, monkeypatch, capsys):
    """The figures may be others, the things that they are about are the same."""
    text = page.read_text(encoding="utf-8")
    laid_out(text, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for name, command, _ in re.findall(KEPT, text, re.DOTALL):
        assert run(words(command)) == exits.DONE, command
        quoted = (DATA / "pages" / name).read_text(encoding="utf-8")
        assert things(quoted) <= things(capsys.readouterr().out), command


def things(text):
    """The words that lines begin with."""
    return {re.split(r"\s{2,}|\d", line.strip())[0] for line in text.splitlines()}
