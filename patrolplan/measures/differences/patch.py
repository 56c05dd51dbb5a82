"""A patch between two plan files: what to put, what to take out, in what order; nothing where they are equal.

It works on the JSON values of a record (`record.encode`), so whatever the plan file holds is in it, and
applying it gives the new plan to the byte. A list whose items all carry an id of their own is compared item
by item.
"""

from __future__ import annotations

import json
from typing import Any

from patrolplan.record.canonical import canonical
from patrolplan.record.encode import encode
from patrolplan.record.errors import RecordError
from patrolplan.record.parse import parse
from patrolplan.record.types import Record

Patch = dict[str, Any]
"""`{}`: no difference. `{"to": value}`: replace. `{"of": "map" or "list", "order": [...], "gone": [...],
"put": {...}, "in": {name: Patch}}`, each part where there is any: of a mapping by key, of a list by ids."""


class PatchError(ValueError):
    """A patch that does not belong to this plan; the message says why."""


def patch_of(old: Record, new: Record) -> Patch:
    """What turns one plan file into the other."""
    return compare(_plain(old), _plain(new))


def applied(old: Record, patch: Patch) -> Record:
    """The plan that a patch makes of another.

    Raises:
        PatchError: the patch was made for another plan, or makes no plan of this one.

    """
    tree = patched(_plain(old), patch)
    try:
        return parse(json.dumps(tree, ensure_ascii=False).encode())
    except RecordError as error:
        raise PatchError(f"what comes of it is no plan: {error.problems[0]}") from None


def _plain(record: Record) -> Any:
    """The values as they stand in the file (tuples become lists)."""
    return json.loads(json.dumps(encode(record), ensure_ascii=False))


def same(old: Record, new: Record) -> bool:
    """Whether two plans are one, to the byte."""
    return canonical(old) == canonical(new)


def compare(one: Any, other: Any) -> Patch:
    """The patch from one JSON value to another."""
    if isinstance(one, dict) and isinstance(other, dict):
        return _compare(one, other, "map")
    if isinstance(one, list) and isinstance(other, list):
        mine, theirs = _by_id(one), _by_id(other)
        if mine is not None and theirs is not None:
            return _compare(mine, theirs, "list")
    return {} if _equal(one, other) else {"to": other}


def _equal(one: Any, other: Any) -> bool:
    """Equal as JSON text: 1 is not 1.0, and true is not 1."""
    return json.dumps(one) == json.dumps(other)


def _compare(one: dict[str, Any], other: dict[str, Any], of: str) -> Patch:
    gone = [key for key in one if key not in other]
    put = {key: value for key, value in other.items() if key not in one}
    inner = {key: compare(one[key], other[key]) for key in other if key in one}
    inner = {key: patch for key, patch in inner.items() if patch}
    order = list(other)
    if order == [*(key for key in one if key in other), *put]:
        order = []
    parts = {"order": order, "gone": gone, "put": put, "in": inner}
    found = {name: part for name, part in parts.items() if part}
    return {"of": of, **found} if found else {}


def _by_id(items: list[Any]) -> dict[str, Any] | None:
    """Items by their id; None where one has none, or two have the same."""
    found: dict[str, Any] = {}
    for item in items:
        if not isinstance(item, dict) or not isinstance(item.get("id"), str) or item["id"] in found:
            return None
        found[item["id"]] = item
    return found


def patched(value: Any, patch: Patch) -> Any:
    """The JSON value that a patch makes of another.

    Raises:
        PatchError: the value is not one that the patch was made for.

    """
    if not patch:
        return value
    if "to" in patch:
        return patch["to"]
    rows = value if patch.get("of") == "map" and isinstance(value, dict) else None
    if patch.get("of") == "list" and isinstance(value, list):
        rows = _by_id(value)
    if rows is None:
        raise PatchError("the patch was made for another plan")
    known = set(rows)
    if not set(patch.get("gone", ())) <= known or not set(patch.get("in", {})) <= known:
        raise PatchError("the patch changes what this plan does not hold: it was made for another")
    gone = set(patch.get("gone", ()))
    made = {key: item for key, item in rows.items() if key not in gone}
    for key, inner in patch.get("in", {}).items():
        made[key] = patched(made[key], inner)
    made |= patch.get("put", {})
    order = patch.get("order") or list(made)
    if set(order) != set(made):
        raise PatchError("the patch puts in order what this plan does not hold: it was made for another")
    made = {key: made[key] for key in order}
    return list(made.values()) if patch["of"] == "list" else made
