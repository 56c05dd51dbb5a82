"""YAML as planners mean it: core values, places, limits, files that are no text."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patrolplan.scenario.paths import PathError, format_path, parse_path
from patrolplan.scenario.text.compose import MOST_DEPTH, compose
from patrolplan.scenario.text.core import core_value
from patrolplan.scenario.text.merge import apply_sets, apply_variant
from patrolplan.scenario.text.nodes import Mapping, Node, find, place, plain
from patrolplan.scenario.text.reading import MOST_BYTES, decode, read_source
from patrolplan.scenario.text.source import Source


def read(text: str) -> Mapping:
    node, found = compose(Source("test", text))
    assert found == ()
    assert isinstance(node, Mapping)
    return node


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("off", "off"),
        ("y", "y"),
        ("010", 10),
        ("12:30", "12:30"),
        ("190:20:30", "190:20:30"),
        ("2018-09-24", "2018-09-24"),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("1e3", 1000.0),
        ("1.", 1.0),
        (".5", 0.5),
        ("+5", 5),
        ("-.inf", float("-inf")),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("tRUE", "tRUE"),
        ("~", None),
        ("", None),
        ("null", None),
        ("nUll", "nUll"),
        ("9" * 5000, "9" * 5000),
        ("=", "="),
    ],
)
def test_core_values(text, value):
    """YAML 1.2's core schema: Norway is a name, 010 is ten, 12:30 is text."""
    found = core_value(text)
    assert found == value
    assert type(found) is type(value)


def test_keys_are_text_as_written():
    """Names of ships that look like numbers or words of YAML stay names."""
    assert list(read("NO: 1\n007: 2\nnull: 3\ntrue: 4\n1.50: 5\n").entries) == [
        "NO",
        "007",
        "null",
        "true",
        "1.50",
    ]


def test_quoted_values_are_text():
    root = read("a: '5'\nb: \"true\"\nc: 5\n")
    assert [plain(find(root, (key,))).value for key in "abc"] == ["5", "true", 5]


def test_places_count_characters_and_know_line_ends():
    """Signs beyond ASCII count as one; CRLF, CR and LF each end one line."""
    root = read("é: ü°x\r\nb: {c: 12:30, d: [1, zwei]}\n\nlast: 1\n")
    span = place(root, ("b", "d", 1))
    assert (span.line, span.column, span.end_column) == (2, 22, 26)
    assert place(root, ("é",), key=True).column == 1
    assert place(root, ("é",)).column == 4
    assert place(root, ("last",)).line == 4
    assert place(root, ("b", "missing", "more")).column == 1


@given(
    st.recursive(
        st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=5),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(st.text("abc°é", min_size=1, max_size=4), inner, max_size=3),
        ),
        max_leaves=12,
    )
)
def test_every_place_points_at_its_text(data):
    """The span of every scalar cuts exactly that scalar out of the source."""

    def written(item: object) -> str:
        if isinstance(item, dict):
            return "{" + ", ".join(f"{key}: {written(value)}" for key, value in item.items()) + "}"
        if isinstance(item, list):
            return "[" + ",\n  ".join(written(value) for value in item) + "]"
        return f"'{item}'"

    source = Source("test", f"root: {written(data)}\n")
    node, found = compose(source)
    assert found == ()

    def walk(item: Node) -> None:
        if isinstance(item, Mapping):
            for key, entry in item.entries.items():
                line = source.lines[entry.key.line - 1]
                assert line[entry.key.column - 1 : entry.key.end_column - 1] == key
                walk(entry.value)
        elif hasattr(item, "items"):
            for value in item.items:
                walk(value)
        else:
            line = source.lines[item.span.line - 1]
            assert line[item.span.column - 1 : item.span.end_column - 1] == f"'{item.text}'"

    assert node is not None
    walk(node)


def test_aliases_are_counted_as_written_out():
    """A billion laughs end in a sentence, at once."""
    levels = ["l0: &l0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 12)]
    node, found = compose(Source("test", "\n".join(levels)))
    assert node is None
    assert [item.id for item in found] == ["too-many"]


def test_an_alias_is_its_value():
    assert plain(read("a: &all [x, y]\nb: *all\n")) == {"a": ["x", "y"], "b": ["x", "y"]}


@pytest.mark.parametrize("sign", ["[", "{a: ", "- "])
def test_depth_is_bounded(sign):
    """A hundred thousand brackets neither crash nor take time."""
    _, found = compose(Source("test", sign * 100_000))
    assert found[0].id in ("too-deep", "yaml-syntax")
    nested = "[" * (MOST_DEPTH + 1) + "]" * (MOST_DEPTH + 1)
    assert compose(Source("test", nested))[1][0].id == "too-deep"
    assert compose(Source("test", nested[1:-1]))[1] == ()


def test_files_that_are_no_scenario(tmp_path):
    """A missing file, a folder, a device, a text that is not UTF-8: refused in words."""
    binary = tmp_path / "latin.yaml"
    binary.write_bytes("scenario: caf\xe9\n".encode("latin-1"))
    wide = tmp_path / "wide.yaml"
    wide.write_bytes("scenario: x\n".encode("utf-16"))
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (MOST_BYTES + 1))
    expected = {
        tmp_path: "file-folder",
        tmp_path / "none.yaml": "file-missing",
        binary: "not-utf8",
        wide: "not-utf8",
        large: "file-size",
        "a\0b": "file-unreadable",
        "/dev/null": "file-kind",
    }
    for path, id in expected.items():
        _, found = read_source(path)
        assert [item.id for item in found] == [id], path
        assert found[0].cure
    assert (read_source(binary)[1][0].span.line, read_source(binary)[1][0].span.column) == (1, 14)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_right_to_read(tmp_path):
    path = tmp_path / "secret.yaml"
    path.write_text("x")
    path.chmod(0)
    assert read_source(path)[1][0].id == "file-unreadable"


def test_byte_order_mark_and_crlf():
    """What Windows editors write is read like anything else, with the same places."""
    source, found = decode("x", b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert found == ()
    node, _ = compose(source)
    assert node is not None
    assert (place(node, ("b",)).line, place(node, ("a",)).column) == (2, 4)


BASE = """\
ships:
  A: {transit: 15kn, spells: [1, 2]}
  B: {transit: 12kn}
overrides:
  v:
    ships: {A: {transit: 10kn}, B: null}
  w: {ships: {A: {spells: [3]}}}
"""


def test_variants_merge_and_keep_their_places():
    """Mappings join, other values are replaced, null removes; a merged value points into the variant."""
    root, found = apply_variant(read(BASE), "v", Source("--variant v", "v"))
    assert found == ()
    assert plain(root) == {"ships": {"A": {"transit": "10kn", "spells": ["1", "2"]}}}
    assert place(root, ("ships", "A", "transit")).line == 6
    assert place(root, ("ships", "A"), key=True).line == 2
    root, _ = apply_variant(read(BASE), "w", Source("--variant w", "w"))
    assert plain(root)["ships"]["A"] == {"transit": "15kn", "spells": ["3"]}


def test_an_unknown_variant_names_those_that_are_there():
    _, found = apply_variant(read(BASE), "vv", Source("--variant vv", "vv"))
    assert found[0].id == "unknown-variant"
    assert "'v', 'w'" in str(found[0].cure)


def test_sets_follow_variants_and_know_their_columns():
    root, found = apply_sets(read(BASE), ['ships."A".transit=9kn', "ships.B=null", "new={a: {b: [1]}}"])
    assert found == ()
    assert plain(root)["ships"] == {"A": {"transit": "9kn", "spells": ["1", "2"]}}
    assert plain(root)["new"] == {"a": {"b": ["1"]}}
    span = place(root, ("ships", "A", "transit"))
    assert (span.source.name, span.column) == ('--set ships."A".transit=9kn', 19)


NAMES = st.text(min_size=1, max_size=12).filter(lambda name: name.strip() == name)


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_paths_round_trip(names):
    """Any name can be written in a path."""
    text = format_path(names)
    assert parse_path(text + "=1") == (tuple(names), len(text))


@pytest.mark.parametrize("text", ["", ".a", "a..b", "a.", 'a."b', "a[0]", 'a"b".c', "=1", " "])
def test_paths_that_are_none(text):
    with pytest.raises(PathError):
        parse_path(text)
