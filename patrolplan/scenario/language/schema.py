"""The JSON Schema of a scenario, from the one description of each key."""

from __future__ import annotations

from typing import Any

from patrolplan.scenario.language.document import Document
from patrolplan.scenario.language.variants import with_variants

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Draft 2020-12, for editors: completion, hover, and the shape of every value, in variants too.

    It knows no calendar and no other entry: what `check` finds beyond the shape it does not.
    """
    return with_variants(described())


def described() -> dict[str, Any]:
    """The schema of a scenario as its keys are described, each part once: of variants the names alone."""
    made = _tidy(Document.model_json_schema(by_alias=True, mode="validation"))
    return {"$schema": DRAFT, **made, "title": "patrolplan scenario"}


def _tidy(node: Any) -> Any:
    """Without null as a value, where it only says that a key may be left out: written, it is refused."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidy = {key: _tidy(value) for key, value in node.items() if not (key == "default" and value is None)}
    options = tidy.get("anyOf")
    if isinstance(options, list) and {"type": "null"} in options:
        rest = [option for option in options if option != {"type": "null"}]
        del tidy["anyOf"]
        tidy |= rest[0] if len(rest) == 1 else {"anyOf": rest}
    return tidy
