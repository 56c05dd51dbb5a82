"""The JSON Schema says what the reader does."""

import copy
import json

import jsonschema
import pytest
from hypothesis import given, settings

from patrolplan.record import wire
from patrolplan.record.canonical import canonical
from patrolplan.record.schema import schema
from tests.record.samples import sample
from tests.record.strategies import records

VALIDATOR = jsonschema.Draft202012Validator(schema())
PROMISED = {
    "plan": {"name", "issue", "supersedes", "effective"},
    "source": {"file", "sha256", "variant", "sets"},
    "model": {"start", "slot_s", "tick_s", "stay_s"},
    "score": {"value", "total", "coverage", "shortfall_cost", "objective", "bound", "gap"},
    "zones": {"name", "polygon", "from", "to", "closed_to"},
    "sectors": {"id", "polygon", "areas", "area_nm2", "rates"},
    "sorties": {"id", "detachment", "airframe", "crew", "takeoff", "landing", "block"},
    "tasks": {"id", "asset", "sortie", "sector", "start", "end", "role", "value", "looks"},
    "events": {"asset", "kind", "at", "start", "end"},
    "legs": {"id", "asset", "sortie", "task", "kind", "points"},
    "handovers": {"sector", "from", "to", "time", "position"},
    "prices": {"scale", "levels", "hold", "private", "resources", "requirements", "leaves"},
    "run": {"version", "seed", "effort", "rounds", "stopped_by"},
}
"""Keys that DESIGN gives at the end of its section 6."""


def test_it_is_a_schema():
    """Draft 2020-12, and valid itself."""
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema())


@settings(max_examples=25, deadline=None)
@given(records())
def test_what_is_written_fits(record):
    """Every record that can be written is valid by the schema."""
    VALIDATOR.validate(json.loads(canonical(record)))


def test_the_keys_that_were_promised():
    """Others read the file by these names: they are DESIGN's."""
    tree = json.loads(canonical(sample()))
    for part, keys in PROMISED.items():
        found = tree[part][0] if isinstance(tree[part], list) else tree[part]
        assert keys <= set(found), part
    assert {"format", "marking", "scenario", "shortfalls", *PROMISED} == set(tree)
    lon, lat, moment = tree["legs"][0]["points"][0]
    assert (isinstance(lon, float), isinstance(lat, float), moment[-1]) == (True, True, "Z")


@pytest.mark.parametrize("part", sorted(PROMISED))
def test_both_refuse_a_key_too_many(part):
    """Schema and reader agree that a key nobody reads is a mistake."""
    tree = json.loads(canonical(sample()))
    target = tree[part][0] if isinstance(tree[part], list) else tree[part]
    assert VALIDATOR.is_valid(tree)
    target["extra"] = 1
    assert not VALIDATOR.is_valid(tree)
    with pytest.raises(ValueError, match="extra"):
        wire.RECORD.validate_json(json.dumps(tree))


def test_both_refuse_a_key_too_few():
    """Schema and reader agree on what must be there."""
    tree = json.loads(canonical(sample()))
    for key in tree:
        less = copy.copy(tree)
        del less[key]
        assert not VALIDATOR.is_valid(less)
        with pytest.raises(ValueError, match=key):
            wire.RECORD.validate_json(json.dumps(less))
