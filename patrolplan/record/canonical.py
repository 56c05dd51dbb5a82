"""The bytes of a record: one record, one file, whoever writes it.

Keys stand in the order of the file, mappings in the order that the record gives them, floats in the
shortest form that reads back to the same number, and one task, leg, sector or price row per line, so
that two plans can be compared line by line. It ends with a newline.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from patrolplan.record.encode import encode
from patrolplan.record.errors import RecordError
from patrolplan.record.types import Record

ONE_LINE: Final = dict.fromkeys(("plan", "marking", "source", "model", "score"), 0)
DEPTH: Final[Mapping[str, int]] = {**ONE_LINE, "scenario": 2, "prices": 2, "run": 2}
"""How many levels of a part of the file are spread over lines; 1 where nothing is said."""


def canonical(record: Record) -> bytes:
    """The plan file of this record, UTF-8.

    Raises:
        RecordError: it holds what no plan file can: a number that is not finite, a naive time, or a
            value of a foreign type in the scenario.

    """
    try:
        parts = [f"{json.dumps(key)}: {_layout(part, key)}" for key, part in encode(record).items()]
        return ("{\n" + ",\n".join(parts) + "\n}\n").encode()
    except (TypeError, ValueError) as error:  # UnicodeEncodeError is a ValueError
        raise RecordError(None, (f"it cannot be written: {error}",)) from error


def plan_hash(record: Record) -> str:
    """SHA-256 of the canonical bytes, hexadecimal: the same as of the file as patrolplan wrote it.

    Every product carries it, so that one made from an older plan is known.

    Raises:
        RecordError: as `canonical`.

    """
    return hashlib.sha256(canonical(record)).hexdigest()


def _layout(part: Any, key: str) -> str:
    return _spread(part, DEPTH.get(key, 1), " ")


def _spread(value: Any, depth: int, indent: str) -> str:
    """JSON with its outer `depth` levels one item to a line."""
    if depth == 0 or not value or not isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    if isinstance(value, dict):
        opening, closing = "{", "}"
        items = [
            f"{json.dumps(name, ensure_ascii=False)}: {_spread(item, depth - 1, indent + ' ')}"
            for name, item in value.items()
        ]
    else:
        opening, closing = "[", "]"
        items = [_spread(item, depth - 1, indent + " ") for item in value]
    return f"{opening}\n{indent}" + f",\n{indent}".join(items) + f"\n{indent[:-1]}{closing}"
