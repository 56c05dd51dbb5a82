"""What every kind of single value is made of: a reading, a refusal in words, a JSON Schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from patrolplan.geo.positions import PositionError
from patrolplan.scenario.text.core import core_value
from patrolplan.scenario.text.nodes import Written
from patrolplan.scenario.values.problem import BadValueError

T = TypeVar("T")
Read = Callable[[Written, ValidationInfo], T]

NUMBER = r"\d+(\.\d+)?\s*"
"""A number as the pattern of a text begins with it."""


def refused(error: BadValueError) -> PydanticCustomError:
    """A refusal as pydantic carries it: `messages` takes it apart again."""
    context = {
        "message": error.message,
        "cure": error.cure,
        "replacement": error.replacement,
        "safe": error.safe,
    }
    # pydantic fills braces in the template: a planner's own braces must stay what they are.
    return PydanticCustomError(error.id, "{message}", context)


def leaf(what: str, read: Read[Any], schema: dict[str, Any], kind: str | None = None) -> tuple[Any, Any]:
    """Validator and JSON Schema of a single value; `what` completes "... is wanted here".

    `kind` is what the reference page calls such a value, where that is not the noun of `what`.
    """
    if "enum" not in schema and schema.get("type") not in ("number", "integer"):
        noun = what.partition(" such as ")[0].split(" ", 1)[1]
        schema = {**schema, "x-kind": kind or noun}

    def validate(value: object, info: ValidationInfo) -> Any:
        try:
            return read(_written(value, what), info)
        except BadValueError as error:
            raise refused(error) from None
        except PositionError as error:
            raise refused(BadValueError("bad-position", error.message, error.cure)) from None

    return PlainValidator(validate), WithJsonSchema(schema)


def _written(value: object, what: str) -> Written:
    if isinstance(value, Written):
        return value
    if value is None:
        raise BadValueError(
            "empty-value", f"the value is missing: {what} is wanted", "write it, or delete the key"
        )
    if isinstance(value, dict | list):
        kind = "a mapping" if isinstance(value, dict) else "a list"
        raise BadValueError("wrong-shape", f"{what} is wanted here, not {kind}", "write one value")
    text = str(value)  # a default
    return Written(text, core_value(text))


def string(pattern: str | None = None) -> dict[str, Any]:
    """The JSON Schema of a text, of this pattern if there is one."""
    return {"type": "string"} | ({"pattern": pattern} if pattern else {})
