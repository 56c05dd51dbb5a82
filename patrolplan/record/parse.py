"""Bytes of a plan file to a record, or to words that say what is wrong and where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from patrolplan.record.decode import decode
from patrolplan.record.errors import RecordError
from patrolplan.record.integrity import faults
from patrolplan.record.migrations import FormatError, migrated
from patrolplan.record.types import Record
from patrolplan.record.wire import RECORD

MOST: Final = 10
"""Problems listed; of more only the number is told."""


def parse(data: bytes) -> Record:
    """The record in the bytes of a plan file.

    Raises:
        RecordError: it is cut short, no JSON, not of a format read here, refused by the schema, or
            refers to what it does not hold. `path` is None: the caller knows the file.

    """
    tree = _tree(data)
    try:
        current = migrated(tree)
    except FormatError as error:
        raise RecordError(None, (str(error),)) from None
    text = data.removeprefix(b"\xef\xbb\xbf") if current is tree else json.dumps(current).encode()
    try:
        wire = RECORD.validate_json(text)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True)
        # pydantic counts only the items that passed: a list with a faulty item is not short of one.
        inside = {detail["loc"][:depth] for detail in found for depth in range(len(detail["loc"]))}
        found = [detail for detail in found if detail["type"] != "too_short" or detail["loc"] not in inside]
        words = tuple(_words(detail, current) for detail in found[:MOST])
        raise RecordError(None, words, left_off=len(found) - len(words)) from None
    record = decode(wire)
    rest: Iterator[str] = faults(record)
    listed = tuple(islice(rest, MOST))
    if listed:
        raise RecordError(None, listed, left_off=sum(1 for _ in rest))
    return record


def _tree(data: bytes) -> dict[str, Any]:
    """The JSON object, read a first time for its format and for what a schema never sees."""
    if not data.strip():
        raise RecordError(None, ("is empty",))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RecordError(None, (f"is no text in UTF-8 (at byte {error.start + 1})",)) from None
    try:
        tree = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
            words = f"is cut short: it ends in the middle ({place})"
        else:
            words = f"is no JSON: {error.msg[0].lower()}{error.msg[1:]} ({place})"
        raise RecordError(None, (words,)) from None
    except RecursionError:
        raise RecordError(None, ("is nested too deeply to be a plan",)) from None
    except ValueError as error:
        raise RecordError(None, (f"is no plan: {error}",)) from None
    if not isinstance(tree, dict):
        raise RecordError(None, ("is no plan: a plan file holds one JSON object",))
    return tree


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key given twice: readers would differ on which one counts."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number that a plan can hold")


def _words(detail: ErrorDetails, tree: Any) -> str:
    """One problem as place and sentence: `tasks[3] (T004), start: must be a time in Z ...`."""
    return f"{_place(detail['loc'], tree)}: {_what(detail)}"


def _place(loc: tuple[int | str, ...], tree: Any) -> str:
    parts: list[str] = []
    for key in loc:
        if isinstance(key, int) and parts:
            parts[-1] += f"[{key}]"
        else:
            parts.append(str(key))
        try:
            tree = tree[key]
        except (KeyError, IndexError, TypeError):
            tree = None
        name = tree.get("id", tree.get("name")) if isinstance(tree, dict) else None
        if isinstance(name, str) and isinstance(key, int):
            parts[-1] += f" ({name})"
    return ", ".join(parts) if parts else "the file"


_SAID: Final = {
    "missing": "is missing",
    "extra_forbidden": "is no key of this format",
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "dict_type": "must be an object",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "finite_number": "must be a finite number",
    "string_too_short": "must not be empty",
}


def _what(detail: ErrorDetails) -> str:
    kind = detail["type"]
    if kind in ("too_short", "too_long"):
        limits = detail["ctx"]
        least, most = limits.get("min_length"), limits.get("max_length")
        return (
            f"must hold {f'at least {least}' if least else f'at most {most}'}, not {limits['actual_length']}"
        )
    said = _SAID.get(kind)
    if said is None:
        said = detail["msg"].replace("Input should", "should").replace("String should", "should")
    if kind in ("missing", "extra_forbidden", "string_too_short"):
        return said
    given = detail["input"]
    shown = json.dumps(given, ensure_ascii=False, default=str)
    return f"{said}, not {shown if len(shown) <= 40 else shown[:37] + '...'}"
