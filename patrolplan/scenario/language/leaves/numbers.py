"""Bare numbers: within limits, whole, a share of one."""

from __future__ import annotations

from typing import Annotated, Any

from patrolplan.scenario.language.leaves.leaf import leaf, string
from patrolplan.scenario.values import number


def numeric(low: float, high: float) -> Any:
    """A number in [low, high]."""
    schema = {"type": "number", "minimum": low, "maximum": high}
    return Annotated[
        float, *leaf("a number", lambda text, _: number.number(text, text.value, low, high), schema)
    ]


def counted(low: int, high: int) -> Any:
    """A whole number in [low, high]."""
    schema = {"type": "integer", "minimum": low, "maximum": high}
    return Annotated[
        int, *leaf("a whole number", lambda text, _: number.count(text, text.value, low, high), schema)
    ]


Share = Annotated[
    float,
    *leaf(
        "a share of one such as 0.9",
        lambda text, _: number.share(text, text.value),
        {"anyOf": [{"type": "number", "exclusiveMinimum": 0, "maximum": 1}, string(r"^\d+(\.\d+)?\s*%$")]},
        "number above 0 to 1, or percentage",
    ),
]
