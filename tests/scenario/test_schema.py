"""The JSON Schema of the language: valid, complete, and of one mind with the reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from patrolplan.scenario.language.document import Document
from patrolplan.scenario.language.parts import Part
from patrolplan.scenario.language.schema import json_schema
from patrolplan.scenario.shape.walk import keys, part_at
from patrolplan.scenario.text.compose import compose
from patrolplan.scenario.text.nodes import Mapping, Node, Sequence
from patrolplan.scenario.text.source import Source
from tests.scenario.mistakes import KEYS, SOUND, VALUES
from tests.scenario.test_read import LEAST, SHIPPED

VALIDATOR = Draft202012Validator(json_schema())


def as_editor(text: str) -> Any:
    """YAML 1.2 values, as an editor's YAML language server hands them to the schema."""
    node, found = compose(Source("x", text))
    assert found == ()

    def value(item: Node) -> Any:
        if isinstance(item, Mapping):
            return {key: value(entry.value) for key, entry in item.entries.items()}
        return [value(inner) for inner in item.items] if isinstance(item, Sequence) else item.value

    assert node is not None
    return value(node)


def test_it_is_a_schema():
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_shipped_scenarios_are_valid(path: Path):
    assert [error.message for error in VALIDATOR.iter_errors(as_editor(path.read_text()))] == []


def test_sound_scenarios_are_valid():
    for text in (SOUND, LEAST):
        assert [error.message for error in VALIDATOR.iter_errors(as_editor(text))] == []


# What only the reading knows: names, the calendar, figures that depend on others.
_BEYOND = (
    "unknown-",
    "bad-position",
    "bad-gars",
    "bad-time",
    "bad-speed",
    "bad-number",
    "bad-duration",
    "empty",
)


@pytest.mark.parametrize(
    "mistake", [item for item in (*KEYS, *VALUES) if not item.id.startswith(_BEYOND)], ids=str
)
def test_wrong_shapes_are_invalid(mistake):
    """What is wrong in shape is marked while one types."""
    text = SOUND.replace(mistake.old, mistake.new.replace("«", ""), 1)
    assert not VALIDATOR.is_valid(as_editor(text)), mistake.title


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stay: 6h", "stay: 6"),
        ("stay: 6h", "stay: 6 hours"),
        ("start: 240000ZSEP18", "start: 240000SEP18"),
        ("start: 240000ZSEP18", "start: 2018-09-24T00:00"),
        ("transit: 15kn", "transit: 15"),
        ("radius: 20nm", "radius: 20"),
        ("airframes: 3", "airframes: 0"),
        ("airframes: 3", "airframes: 2.5"),
        ("sea_state: 6", "sea_state: 12"),
        ("fatigue: 0.9", "fatigue: 90"),
        ("nation: AUS", "nation: Australia"),
        ("    transit:", "    tranist:"),
        ("    transfers_per_day: 0.5\n", ""),
        ("    night: 1.2", "    priority: 2"),
        ("    night: 1.2", "    gars: 611KZ"),
        ("{asset: HMAS Melbourne, not_in", "{not_in"),
        ("    class: anzac\n", "    class: anzac\n    in_chop: {at: Sasebo}\n"),
    ],
)
def test_wrong_values_are_invalid(old, new):
    assert not VALIDATOR.is_valid(as_editor(SOUND.replace(old, new, 1)))


VARIANTS = """\
  base: {stay: 4h, fatigue: 80%, horizon: {length: 5d}, sectors: {drawn: null}}
  none: {like: base, aircraft: null, caveats: {MELBOURNE NORTH: null}}
  both: {like: [base, none], ships: {HMAS Melbourne: {transit: 18kn, out_chop: null, replenish: {every: 4d}}}}
  zone: {zones: {FIRING 3: {circle: null, box: {north: 29N, south: 28N, west: 124E, east: 125E}}}}
  area: {areas: {SHANGHAI EAST: {night: null, max_gap: 12h, presence: true, box: {north: 32N}}}}
  crew: {aircraft: {Kadena P-8: {sorties: {per_day: 3}, crew_rules: null}}}
  all: {defaults: {ships: {all: {min_task: 8h}}}}
  nothing:
"""


def test_what_variants_may_say_is_valid():
    """Any key, none required; null removes; like names others."""
    assert [error.message for error in VALIDATOR.iter_errors(as_editor(SOUND + VARIANTS))] == []


@pytest.mark.parametrize(
    "line",
    [
        "  x: {stay: 4}",
        "  x: {shps: null}",
        "  x: {ships: {HMAS Melbourne: {tranist: 18kn}}}",
        "  x: {ships: {HMAS Melbourne: {transit: 18}}}",
        "  x: {ships: {HMAS Melbourne: {spells: [{out_chop: {at: Sasebo}}]}}}",
        "  x: {areas: {SHANGHAI EAST: {box: {nroth: 32N}}}}",
        "  x: {include: more.yaml}",
        "  x: {overrides: {y: null}}",
        "  x: {like: {base: 1}}",
        "  x: 5",
    ],
)
def test_what_variants_may_not_say_is_invalid(line):
    """A misspelt key or a value without its unit is marked in a variant too; what a list holds is whole."""
    assert not VALIDATOR.is_valid(as_editor(f"{SOUND}{line}\n"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_scenario_is_a_variant_of_itself(path: Path):
    """Every key of the scenario, as it stands there, may stand in a variant."""
    data = as_editor(path.read_text())
    variant = {key: value for key, value in data.items() if key not in ("overrides", "include")}
    data["overrides"] = {"itself": variant}
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


def parts(part: type[Part], seen: set[type[Part]]) -> Iterator[type[Part]]:
    if part in seen:
        return
    seen.add(part)
    yield part
    for name in keys(part):
        for path in ((name,), (name, "x"), (name, 0)):
            inner = part_at(part, path)
            if inner is not None:
                yield from parts(inner, seen)


def test_every_key_is_described():
    """Title, description and an example for each: they are the reference, the hover and the messages."""
    for part in parts(Document, set()):
        for name, field in keys(part).items():
            assert field.title, (part, name)
            assert field.description, (part, name)
            assert field.description.endswith("."), (part, name)
            assert field.examples, (part, name)


def test_every_example_is_valid():
    """An example that a message offers is one that the reading takes."""
    schema = json_schema()
    for part in parts(Document, set()):
        properties = (schema if part is Document else schema["$defs"][part.__name__])["properties"]
        for name, field in keys(part).items():
            validator = Draft202012Validator({"$defs": schema["$defs"], **properties[name]})
            assert validator.is_valid(field.examples[0]), (part, name)


def test_keys_of_later_versions_are_no_keys_yet():
    """A key is either honoured or refused by name, and what is meant by another is a key."""
    for part in parts(Document, set()):
        assert not set(part.later) & set(keys(part)), part
        assert not set(part.meant) & set(keys(part)), part
        assert set(part.meant.values()) <= set(keys(part)), part


def test_the_catalogue_of_pyyaml_is_not_our_reading():
    """PyYAML's own reading of a scenario differs (YAML 1.1): the reason for text/."""
    assert yaml.safe_load("a: NO\nb: 12:30\nc: 010\n") == {"a": False, "b": 750, "c": 8}
    assert as_editor("a: NO\nb: 12:30\nc: 010\n") == {"a": "NO", "b": "12:30", "c": 10}
