"""`include`: files beside the scenario, laid under it, within its folder, each mistake at its own place."""

from __future__ import annotations

from pathlib import Path

import pytest

from patrolplan.scenario.files.include import MOST_FILES
from patrolplan.scenario.read import Loaded, load, with_variant
from patrolplan.scenario.writing.resolved import resolved_yaml

TOP = """\
include: [shared/areas.yaml, shared/fleet.yaml]
horizon: {start: 240000ZSEP18, length: 1d}
"""
AREAS = "areas:\n  A: {gars: 611KZ, priority: 1}\n  B: {gars: 612KZ, priority: 2}\n"
FLEET = "ships:\n  X: {nation: AUS, class: anzac, in_chop: Sasebo}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shared").mkdir()
    put(tmp_path, {"top.yaml": TOP, "shared/areas.yaml": AREAS, "shared/fleet.yaml": FLEET})
    return tmp_path


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def read(folder: Path, variant: str | None = None) -> Loaded:
    return load(folder / "top.yaml", variant)


def told(loaded: Loaded) -> list[tuple[str, str, int, int]]:
    """Id, file, line and column of each diagnostic."""
    return [
        (item.id, Path(item.span.source.name).name, item.span.line, item.span.column)
        for item in loaded.diagnostics
    ]


def test_what_is_included_holds(folder):
    """Areas and an order of battle are kept once and used from elsewhere."""
    loaded = read(folder)
    assert loaded.diagnostics == ()
    assert loaded.scenario is not None
    assert list(loaded.scenario.areas) == ["A", "B"]
    assert list(loaded.scenario.ships) == ["X"]
    assert [Path(source.name).name for source in loaded.included] == ["areas.yaml", "fleet.yaml"]


def test_the_file_itself_goes_before_what_it_includes(folder):
    """A value of one's own holds, null takes away, an empty section says nothing."""
    more = "areas: {A: {priority: 5}, B: null}\nships:\nstay: 4h\n"
    put(folder, {"top.yaml": TOP + more, "shared/areas.yaml": AREAS + "stay: 2h\n"})
    loaded = read(folder)
    assert loaded.diagnostics == ()
    scenario = loaded.scenario
    assert scenario is not None
    assert {name: area.priority for name, area in scenario.areas.items()} == {"A": 5}
    assert list(scenario.ships) == ["X"]
    assert scenario.stay_s == 4 * 3600


def test_what_is_made_up_stays_marked(folder):
    """Remarks of all files are joined: an included one is not lost to one's own."""
    put(folder, {"top.yaml": TOP + "notional: mine\n", "shared/areas.yaml": AREAS + "notional: [areas]\n"})
    scenario = read(folder).scenario
    assert scenario is not None
    assert scenario.notional == ("areas", "mine")


def test_paths_are_relative_to_the_file_that_names_them(folder):
    put(folder, {"top.yaml": TOP.replace(", shared/fleet.yaml", ""),
                 "shared/areas.yaml": "include: fleet.yaml\n" + AREAS})  # fmt: skip
    loaded = read(folder)
    assert loaded.diagnostics == ()
    assert loaded.scenario is not None


def test_a_mistake_is_reported_in_the_file_that_has_it(folder):
    """Line and column are those of the included file."""
    put(folder, {"shared/fleet.yaml": FLEET.replace("anzac", "anzak")})
    loaded = read(folder)
    assert told(loaded) == [("unknown-class", "fleet.yaml", 2, 27)]
    assert "fleet.yaml" in loaded.diagnostics[0].span.source.name


def test_two_files_that_contradict_each_other(folder):
    """Neither is right by its place in the list: both are shown, unless the including file decides."""
    put(folder, {"shared/fleet.yaml": FLEET + "areas: {A: {priority: 3}}\n"})
    loaded = read(folder)
    assert told(loaded) == [("include-clash", "fleet.yaml", 3, 13)]
    assert [Path(label.span.source.name).name for label in loaded.diagnostics[0].labels] == ["areas.yaml"]
    put(folder, {"top.yaml": TOP + "areas: {A: {priority: 4}}\n"})
    assert read(folder).diagnostics == ()


def test_a_file_that_two_include_is_no_clash(folder):
    """A common file is read once, whichever way it comes in."""
    put(folder, {
        "shared/fleet.yaml": "include: base.yaml\n" + FLEET,
        "shared/areas.yaml": "include: base.yaml\n" + AREAS,
        "shared/base.yaml": "stay: 3h\nnotional: base\n",
    })  # fmt: skip
    loaded = read(folder)
    assert loaded.diagnostics == ()
    assert loaded.scenario is not None
    assert loaded.scenario.notional == ("base",)
    assert len(loaded.included) == 3


@pytest.mark.parametrize(
    ("path", "id", "message"),
    [
        ("../outside.yaml", "path-outside", "leads out of the scenario's folder"),
        ("/etc/passwd", "path-outside", "no path within the scenario's folder"),
        ("~/x.yaml", "path-outside", "no path within"),
        ("'C:\\x.yaml'", "path-outside", "no path within"),
        ("link.yaml", "path-outside", "leads out of the scenario's folder"),
        ("https://example.org/x.yaml", "path-outside", "is an address, and nothing is fetched"),
        ("'  '", "path-outside", "a path to a file is missing"),
        ("no-such.yaml", "file-missing", "there is no such file"),
        ("shared", "file-folder", "this is a folder"),
        ("pipe", "file-kind", "this is no ordinary file"),
        ("list.yaml", "no-scenario", "is no mapping"),
        ("top.yaml", "include-cycle", "never ends"),
    ],
)
def test_what_is_not_included(folder, path, id, message):
    """Nothing outside the folder, nothing that is no file of keys, nothing that includes itself."""
    import os

    (folder.parent / "outside.yaml").write_text(AREAS)
    (folder / "link.yaml").symlink_to(folder.parent / "outside.yaml")
    os.mkfifo(folder / "pipe")
    put(folder, {"list.yaml": "- a\n", "top.yaml": TOP.replace("[shared/areas.yaml,", f"[{path},") + AREAS})
    loaded = read(folder)
    assert told(loaded) == [(id, "top.yaml", 1, 11)]
    assert message in loaded.diagnostics[0].message
    assert loaded.diagnostics[0].cure


def test_a_long_chain_is_no_cycle_and_ends(folder):
    """Files that include one another are counted: a thousand of them end in a sentence."""
    for number in range(MOST_FILES + 20):
        put(folder, {f"{number}.yaml": f"include: [{number + 1}.yaml]\n"})
    put(folder, {"top.yaml": "include: 0.yaml\n" + TOP.split("\n", 1)[1] + AREAS + FLEET})
    assert [item.id for item in read(folder).diagnostics] == ["too-many"]


def test_a_cycle_through_another_file(folder):
    put(folder, {"shared/areas.yaml": "include: fleet.yaml\n" + AREAS,
                 "shared/fleet.yaml": "include: areas.yaml\n" + FLEET})  # fmt: skip
    assert {item.id for item in read(folder).diagnostics} == {"include-cycle"}


def test_variants_come_after_includes(folder):
    """A variant of an included file can be chosen; one that includes is refused."""
    put(folder, {"shared/areas.yaml": AREAS + "overrides: {quiet: {stay: 1h}, late: {include: x.yaml}}\n"})
    loaded = read(folder)
    assert loaded.variants == ("quiet", "late")
    quiet = with_variant(loaded, "quiet").scenario
    assert quiet is not None
    assert quiet.stay_s == 3600
    assert [item.id for item in with_variant(loaded, "late").diagnostics] == ["include-place"]


def test_variants_of_several_files(folder):
    """A variant may stand in any of the files, or be told in parts; its nulls remove when it is chosen."""
    put(folder, {
        "shared/areas.yaml": AREAS + "overrides: {few: {areas: {B: null}}, quiet: {stay: 1h}}\n",
        "top.yaml": TOP + "overrides: {few: {stay: 2h}, gone: {ships: null, areas: {A: {priority: 9}}}}\n",
    })  # fmt: skip
    loaded = read(folder)
    assert loaded.diagnostics == ()
    assert loaded.variants == ("few", "quiet", "gone")
    few = with_variant(loaded, "few").scenario
    assert few is not None
    assert (list(few.areas), few.stay_s) == (["A"], 7200)


def test_the_digest_covers_what_is_included(folder):
    """A plan tells when an included file has changed; a file alone has the digest that sha256sum prints."""
    before = read(folder).sha256
    put(folder, {"shared/fleet.yaml": FLEET + "# later\n"})
    assert read(folder).sha256 != before


def test_resolved_stands_alone(folder, tmp_path):
    """`check --resolved` needs none of the files."""
    loaded = read(folder)
    (tmp_path / "alone.yaml").write_text(resolved_yaml(loaded))
    alone = load(tmp_path / "alone.yaml")
    assert alone.scenario == loaded.scenario
    assert alone.included == ()
