"""Every diagnostic has an entry, and what its examples show is so."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

import pytest

from patrolplan.scenario.diagnostics import Diagnostic, in_order
from patrolplan.scenario.read import load, with_variant
from patrolplan.scenario.rules import Entry, entries
from patrolplan.scenario.rules.entries import BASE, Example
from patrolplan.sea.sense.check import sense

ROOT = Path(__file__).parents[2]
ALL = entries()


def put(folder: Path, example: Example) -> Path:
    for name, text in example.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "example.yaml"
    path.write_text(example.scenario, encoding="utf-8")
    return path


def found(path: Path, example: Example) -> tuple[Diagnostic, ...]:
    """All that `check` would say."""
    args = dict(zip(example.args[::2], example.args[1::2], strict=True))
    sets = (args["--set"],) if "--set" in args else ()
    loaded = load(path, args.get("--variant"), sets)
    more = () if args else tuple(x for v in loaded.variants for x in with_variant(loaded, v).diagnostics)
    return in_order((*loaded.diagnostics, *more, *sense(loaded)))


def make(id: str, folder: Path) -> None:
    """What no text can show, beside the example."""
    areas = folder / "areas.yaml"
    if id == "file-folder":
        (folder / "areas").mkdir()
    elif id == "file-kind":
        os.mkfifo(areas)
    elif id == "file-unreadable":
        areas.write_text("stay: 6h\n")
        areas.chmod(0)
    elif id == "file-size":
        areas.write_text("# " + "x" * 3_000_000)
    elif id == "not-utf8":
        areas.write_bytes("areas: {SÜD: {}}".encode("latin-1"))
    elif id == "too-many":
        (folder / "example.yaml").write_text("notional: [" + "a, " * 100_001 + "]\n")
    elif id == "no-scenario":
        (folder / "example.yaml").write_text(ALL[id].bad.text)


@pytest.mark.parametrize("entry", ALL.values(), ids=str)
def test_the_bad_example_is_bad(entry: Entry, tmp_path: Path):
    """It brings this diagnostic, of this severity, and no error besides."""
    if entry.id == "file-unreadable" and os.geteuid() == 0:
        pytest.skip("root may read everything")
    path = put(tmp_path, entry.bad)
    make(entry.id, tmp_path)
    said = found(path, entry.bad)
    assert entry.id in {item.id for item in said}, [(item.id, item.message) for item in said]
    of_it = [item for item in said if item.id == entry.id]
    assert {item.severity for item in of_it} == {entry.severity}
    others = [item for item in said if item.id != entry.id and item.severity == "error"]
    assert others == [], [(item.id, item.message) for item in others]
    assert all(item.cure for item in said)


@pytest.mark.parametrize("entry", ALL.values(), ids=str)
def test_the_good_example_is_good(entry: Entry, tmp_path: Path):
    """It has nothing wrong, not even a warning."""
    said = found(put(tmp_path, entry.good), entry.good)
    assert said == (), [(item.id, item.message) for item in said]


def test_what_examples_leave_out_is_a_scenario(tmp_path):
    """The parts that stand in are sound by themselves."""
    path = tmp_path / "base.yaml"
    path.write_text("".join(BASE.values()))
    assert found(path, Example("")) == ()


_CALLS = {
    "Diagnostic",
    "BadValueError",
    "error",
    "warning",
    "refuse",
    "_refused",
    "_told",
    "_found",
    "_multiple",
}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+|tag|alias|large")


def ids_in_code() -> set[str]:
    """Ids that the program can say, read off its source."""
    ids: set[str] = set()
    for path in [
        *(ROOT / "patrolplan/scenario").rglob("*.py"),
        *(ROOT / "patrolplan/sea/sense").rglob("*.py"),
    ]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            texts: list[ast.expr] = []
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                texts = [*node.args[:3]] if name in _CALLS else []
                texts += [item.value for item in node.keywords if item.arg == "id"]
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                texts = [node.value] if getattr(target, "id", "") == "_ID" and node.value is not None else []
            for item in texts:
                if (
                    isinstance(item, ast.Constant)
                    and isinstance(item.value, str)
                    and _ID.fullmatch(item.value)
                ):
                    ids.add(item.value)
    return ids | {f"unknown-{kind}" for kind in ("area", "asset", "base", "class", "type")}


def test_every_diagnostic_has_an_entry():
    """Whoever adds a kind of mistake writes what it means, in patrolplan/scenario/rules/."""
    assert ids_in_code() == set(ALL)


def test_entries_speak_to_a_planner():
    """A sentence for what, one or more for why; no entry is a stub."""
    for entry in ALL.values():
        assert entry.what.endswith("."), entry.id
        assert len(entry.why) > 15, entry.id
        assert entry.bad != entry.good, entry.id
