"""`patrolplan schema`: printed or written, never over a file unasked."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from patrolplan.cli import exits
from patrolplan.cli.main import run


def test_printed(capsys):
    assert run(["schema"]) == exits.DONE
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    assert {"horizon", "areas", "ships", "aircraft", "overrides"} <= set(schema["properties"])


def test_written(tmp_path, capsys):
    path = tmp_path / "s.json"
    assert run(["schema", "-o", str(path)]) == exits.DONE
    first = path.read_bytes()
    assert run(["schema", "-o", str(path)]) == exits.INPUT_WRONG
    assert "--force" in capsys.readouterr().err
    assert run(["schema", "-o", str(path), "--force"]) == exits.DONE
    assert path.read_bytes() == first
    assert run(["schema", "-o", str(tmp_path / "no" / "s.json")]) == exits.INPUT_WRONG
