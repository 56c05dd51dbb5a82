"""The JSON Schema of the plan file, made from the types that read it."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from patrolplan.record.types import FORMAT
from patrolplan.record.wire import RECORD


class _Plain(GenerateJsonSchema):
    """Without the titles that only repeat a key."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema() -> dict[str, Any]:
    """JSON Schema, draft 2020-12, of a plan file in the present format."""
    made = RECORD.json_schema(schema_generator=_Plain)
    made["properties"]["format"] = {"const": FORMAT}
    made.pop("title", None)
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": "A patrol plan",
        "description": "What `patrolplan solve` writes. Times are ISO 8601 in Z, positions longitude and "
        "latitude in degrees WGS 84.",
        **made,
    }
