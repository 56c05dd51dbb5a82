"""The pages of the answering commands show what their commands print.

Each page is read by somebody who types its commands one after the other, in one folder that has the scenarios
that ship. Every line quoted as output must be printed by the command that it is said to come from.
"""

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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_what_is_printed(page, tmp_path, monkeypatch, capsys):
    """Its commands end with 0, and the lines that it quotes are there."""
    text = page.read_text(encoding="utf-8")
    commands, outputs = shown(text), re.findall(OUTPUT, text, re.DOTALL)
    assert commands, f"{page.name} shows no command"
    assert outputs, f"{page.name} quotes no output"
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    for name, content in re.findall(FILES, text, re.DOTALL):
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    printed = {}
    for line in commands:
        assert run([" ".join(word.split()) for word in shlex.split(line)[1:]]) == exits.DONE, line
        printed[line] = capsys.readouterr().out
    for line, quoted in outputs:
        assert plain(quoted) <= plain(printed[line]), line
