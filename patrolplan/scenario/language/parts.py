"""What every part of the language has in common, and the marks that a key can carry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


class Part(BaseModel):
    """A mapping of the scenario with keys of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)

    later: ClassVar[Mapping[str, str]] = {}
    """Keys that a later version honours, and what they are for: refused by name until then."""
    meant: ClassVar[Mapping[str, str]] = {}
    """Keys that planners write instead of ours."""
    whole: ClassVar[type[Part] | None] = None
    """Of a part that holds defaults: the part whose keys it has."""


def key(
    title: str,
    description: str,
    *,
    example: object,
    default: Any = ...,
    unit: str | None = None,
    alias: str | None = None,
) -> Any:
    """One key: its title, what it means, an example, its default as a planner would write it, its unit.

    The one description serves the JSON Schema, the reference and the messages.
    """
    extra: dict[str, Any] = {} if unit is None else {"x-unit": unit}
    return Field(
        default,
        title=title,
        description=description,
        examples=[example],
        json_schema_extra=extra or None,
        alias=alias,
    )


class OneOrMore:
    """On a list: a single value stands for a list of one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Wrap what is no list before it is read as one."""
        return core_schema.no_info_before_validator_function(
            lambda value: value if isinstance(value, list) else [value], handler(source)
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Either form."""
        listed = handler(schema)
        return {"anyOf": [listed["items"], {**listed, "minItems": 1}]}


class Short:
    """On a part: a single value stands for a mapping with it under one key."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Wrap what is no mapping before it is read as one."""
        return core_schema.no_info_before_validator_function(
            lambda value: {self.name: value} if isinstance(value, str) else value, handler(source)
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Either form."""
        short = handler.resolve_ref_schema(handler(schema))["properties"][self.name]
        known = {key: short[key] for key in ("type", "pattern", "anyOf", "x-kind") if key in short}
        return {"anyOf": [known or {"type": "string"}, handler(schema)]}


class Collection:
    """On a mapping by name: empty where nothing stands under its key."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read nothing as an empty mapping."""
        return core_schema.no_info_before_validator_function(
            lambda value: {} if value is None else value, handler(source)
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """An object or null."""
        return {**handler(schema), "type": ["object", "null"]}
