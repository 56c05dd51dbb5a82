"""Completion, hover and marks in an editor: the schema as the real yaml-language-server understands it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from patrolplan.scenario.language.schema import json_schema
from tests.editor.server import Server
from tests.scenario.test_read import SHIPPED

ROOT = Path(__file__).parents[2]
CACHE = ROOT / "build" / "editor"
VERSION = "2.0.0"
LINE = "# yaml-language-server: $schema=patrolplan.schema.json\n"

pytestmark = pytest.mark.skipif(
    shutil.which("npm") is None or shutil.which("node") is None,
    reason="npm is not installed here: yaml-language-server comes from it",
)


def installed() -> Path:
    """The server, installed once into the tests' own cache."""
    package = CACHE / "node_modules" / "yaml-language-server"
    manifest = package / "package.json"
    if not manifest.is_file() or json.loads(manifest.read_text())["version"] != VERSION:
        CACHE.mkdir(parents=True, exist_ok=True)
        wanted = {"private": True, "dependencies": {"yaml-language-server": VERSION}}
        (CACHE / "package.json").write_text(json.dumps(wanted))
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"]
        done = subprocess.run(command, cwd=CACHE, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return package / "bin" / "yaml-language-server"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("editor")
    (folder / "patrolplan.schema.json").write_text(json.dumps(json_schema()), encoding="utf-8")
    made = Server(["node", str(installed()), "--stdio"], folder)
    yield made
    made.close()


def test_keys_of_a_scenario_are_offered(server):
    """At the margin: the keys that are not there yet, each with what it is for."""
    uri = server.open("top.yaml", LINE + "stay: 6h\n\n")
    offered = server.completion(uri, 2, 0)
    assert {"horizon", "areas", "ships", "include", "defaults", "overrides"} <= set(offered)
    assert "stay" not in offered
    assert "The time that is planned" in json.dumps(offered["horizon"])


def test_keys_of_a_ship_are_offered(server):
    """Within an entry: her keys, not those of an area."""
    uri = server.open("ship.yaml", LINE + "ships:\n  HMAS Melbourne:\n    nation: AUS\n    \n")
    offered = server.completion(uri, 4, 4)
    assert {"class", "in_chop", "transit", "min_task"} <= set(offered)
    assert "transfers_per_day" not in offered


def test_words_are_offered(server):
    """Behind a colon: the words that may stand there."""
    uri = server.open("grid.yaml", LINE + "sectors:\n  grid: \n")
    assert {"30min", "15min"} <= set(server.completion(uri, 2, 8))


def test_keys_in_defaults_and_daily(server):
    """Defaults offer a ship's keys; daily its two."""
    text = LINE + "defaults:\n  ships:\n    all:\n      \nclosures:\n  X:\n    daily:\n      \n"
    uri = server.open("more.yaml", text)
    assert {"transit", "min_task"} <= set(server.completion(uri, 4, 6))
    assert {"from", "to"} <= set(server.completion(uri, 8, 6))


def test_keys_in_variants(server):
    """A variant offers what a scenario has, an entry of it the keys of such a thing."""
    text = LINE + "overrides:\n  slow:\n    \n  slower:\n    ships:\n      HMAS Melbourne:\n        \n"
    uri = server.open("variants.yaml", text)
    assert {"like", "stay", "ships", "areas"} <= set(server.completion(uri, 3, 4))
    offered = set(server.completion(uri, 7, 8))
    assert {"transit", "min_task"} <= offered
    assert "transfers_per_day" not in offered


def test_a_variant_is_explained_and_marked(server):
    """The meaning of a key within a variant; a misspelt one is marked, a removal is not."""
    text = (
        LINE
        + "overrides:\n  slow: {ships: {HMAS Melbourne: {transit: 12kn, tranist: 3kn}}, aircraft: null}\n"
    )
    uri = server.open("slow.yaml", text)
    assert "Economical speed between sectors" in server.hover(uri, 2, 36)
    marks = [mark["message"] for mark in server.marked(uri) if mark["range"]["start"]["line"] == 2]
    assert len(marks) == 1
    assert "tranist" in marks[0]


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        (1, 1, "How long a thing of interest remains to be seen"),
        (4, 7, "How much"),
        (5, 7, "Rate by night relative to the rate by day"),
        (4, 6, "Expected beginnings a day"),
    ],
)
def test_hover_explains_a_key(server, line, column, said):
    """Title and meaning, as the reference page has them."""
    text = LINE + "stay: 6h\nareas:\n  SOUTH:\n    transfers_per_day: 0.3\n    night: 1.2\n"
    uri = server.open(f"hover{line}{column}.yaml", text)
    if said == "How much":
        said = "Transfers per day"
    assert said in server.hover(uri, line, column)


def test_a_mistake_is_marked_while_one_types(server):
    """A misspelt key and a stay without a unit, at their places."""
    text = LINE + "stay: 6\nhorizont: {}\n"
    marks = server.marked(server.open("wrong.yaml", text))
    lines = {mark["range"]["start"]["line"] for mark in marks}
    assert {1, 2} <= lines


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nothing_is_marked_in_a_shipped_scenario(server, path):
    """The first line names the schema, and the editor finds nothing wrong."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith(LINE)
    assert server.marked(server.open(f"{path.parent.name}-{path.name}", text)) == []
