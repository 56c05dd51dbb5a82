"""What is no plan is refused by every command that reads one: 1, the reason in words, nothing written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from patrolplan.cli import exits
from patrolplan.cli.main import run
from patrolplan.record import file
from patrolplan.record.types import FORMAT
from tests.verify.plans import sound


def _newer(data: bytes) -> bytes:
    return data.replace(FORMAT.encode(), b"patrolplan/999", 1)


def _older(data: bytes) -> bytes:
    return data.replace(FORMAT.encode(), b"patrolplan/0", 1)


DAMAGE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda data: b"", "is empty"),
    "cut short": (lambda data: data[: len(data) * 2 // 3], "cut short"),
    "corrupted": (lambda data: data[:900] + b"\xff\xfe" + data[902:], "no text in UTF-8"),
    "another number": (lambda data: data.replace(b'"steps": 48}', b'"steps": "many"}', 1), "steps"),
    "newer": (_newer, "newer patrolplan"),
    "of no format": (_older, "`format` must be"),
    "a scenario": (lambda data: b"scenario: week\n", "no JSON"),
    "huge": (lambda data: data + b" " * 400_000, "larger than"),
}
COMMANDS = (
    ["verify", "plan.json", "--map", "out.geojson"],
    ["verify", "plan.json", "--bound", "--format", "sarif"],
    ["simulate", "plan.json", "--plot", "out.png"],
    ["score", "plan.json", "-o", "out.json"],
    ["show", "plan.json"],
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("kind", DAMAGE)
def test_it_is_refused(
    kind: str,
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    damage, reason = DAMAGE[kind]
    file.write("plan.json", sound())
    data = damage(Path("plan.json").read_bytes())
    Path("plan.json").write_bytes(data)
    if kind == "huge":
        monkeypatch.setattr(file, "LIMIT", len(data) - 1)
    before = sorted(Path().iterdir())
    assert run(words) == exits.INPUT_WRONG
    said = capsys.readouterr()
    if words[0] == "score" and kind in ("empty", "a scenario"):
        reason = "--scenario FILE"  # what does not look like a plan file is taken for a list
    assert reason in said.err
    assert "Traceback" not in said.err and said.out == ""
    assert sorted(Path().iterdir()) == before
