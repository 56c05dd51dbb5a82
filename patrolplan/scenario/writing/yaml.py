"""Small pieces of YAML that read back to the same under YAML 1.2."""

from __future__ import annotations

import json
import re
from typing import Any

from patrolplan.scenario.text.core import core_value
from patrolplan.scenario.text.nodes import Mapping, Node, Sequence

# Letters, digits and a few signs that mean nothing to YAML, wherever they stand.
_PLAIN = re.compile(r"[\w/°′″(][\w .'/()°′″+-]*", re.UNICODE)


def scalar(text: str) -> str:
    """A text as YAML, quoted where it would be read as something else."""
    plain = _PLAIN.fullmatch(text) and text == text.strip() and isinstance(core_value(text), str)
    return text if plain else json.dumps(text, ensure_ascii=False)


def value(item: Any) -> str:
    """A text, a number, a list or a mapping in one line."""
    if isinstance(item, dict):
        return "{" + ", ".join(f"{scalar(key)}: {value(inner)}" for key, inner in item.items()) + "}"
    if isinstance(item, list | tuple):
        return "[" + ", ".join(value(inner) for inner in item) + "]"
    if isinstance(item, float):
        return repr(item).removesuffix(".0")
    return str(item) if isinstance(item, int) else scalar(item)


def as_written(node: Node) -> Any:
    """A node as `value` takes it: numbers stay the digits that were written."""
    if isinstance(node, Mapping):
        return {key: as_written(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [as_written(item) for item in node.items]
    return node.value if isinstance(node.value, int | float) else node.text
