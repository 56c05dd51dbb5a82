"""The JSON Schema of what a variant may say: every key of a scenario, none required, null removing.

Made of the schema of the scenario, as a variant is laid over it (`text.merge`): mappings key by key, so that
their parts are of this kind too; anything else is replaced whole, so that it stays as it is.
"""

from __future__ import annotations

from typing import Any

_OF_VARIANT = "InVariant"
"""What the name of a part ends with where a variant says it."""
_NOWHERE = frozenset(("include", "overrides"))
"""Keys of a scenario that a variant does not have."""
_ASKED = frozenset(("required", "oneOf", "anyOf", "allOf"))
"""What a part asks for as a whole, and a change of it does not."""
_NULL = {"type": "null"}
_PREFIX = "#/$defs/"
_LIKE = {
    "title": "Like",
    "description": "The variant, or several, that this one is laid over.",
    "examples": ["no-p8"],
    "anyOf": [
        {"type": ["string", "number"]},
        {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 1},
    ],
}


def with_variants(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a scenario, with that of its variants under `overrides`."""
    parts: dict[str, Any] = schema["$defs"]
    variant = _part({**schema, "title": "Variant", "description": "What a variant changes; null removes."})
    kept = {key: said for key, said in variant["properties"].items() if key not in _NOWHERE}
    variant["properties"] = {"like": _LIKE, **kept}
    for key in ("$schema", "$defs"):
        variant.pop(key, None)
    changed = {f"{name}{_OF_VARIANT}": _part(said) for name, said in parts.items()}
    overrides = {
        **schema["properties"]["overrides"],
        "additionalProperties": _or_null({"$ref": f"{_PREFIX}Variant"}),
    }
    return {
        **schema,
        "properties": {**schema["properties"], "overrides": overrides},
        "$defs": {**parts, "Variant": variant, **_used(variant, changed)},
    }


def _part(part: dict[str, Any]) -> dict[str, Any]:
    """A part with none of its keys required, each of which a variant may take away."""
    made = {key: said for key, said in part.items() if key not in _ASKED}
    made["properties"] = {key: _or_null(_changed(said)) for key, said in part["properties"].items()}
    return made


def _changed(said: dict[str, Any]) -> dict[str, Any]:
    """What stands behind a key, as a variant says it: nothing is filled in there."""
    made = {key: item for key, item in said.items() if key != "default"}
    if "$ref" in made:
        made["$ref"] += _OF_VARIANT
    if "anyOf" in made:
        made["anyOf"] = [_changed(option) for option in made["anyOf"]]
    if isinstance(made.get("additionalProperties"), dict):
        made["additionalProperties"] = _or_null(_changed(made["additionalProperties"]))
    return made


def _or_null(said: dict[str, Any]) -> dict[str, Any]:
    """The same, or null; what describes it stays where an editor looks for it."""
    kind = said.get("type")
    if kind is not None and "enum" not in said:
        kinds = [kind] if isinstance(kind, str) else kind
        return {**said, "type": [*dict.fromkeys([*kinds, "null"])]}
    about = {key: item for key, item in said.items() if key in ("title", "description", "examples")}
    rest = {key: item for key, item in said.items() if key not in about}
    options = rest["anyOf"] if set(rest) == {"anyOf"} else [rest]
    return {**about, "anyOf": [*options, _NULL]}


def _used(variant: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    """Those of the changed parts that are named, from the variant on."""
    found: dict[str, Any] = {}
    waiting = [variant]
    while waiting:
        for name in _names(waiting.pop()):
            if name in changed and name not in found:
                found[name] = changed[name]
                waiting.append(changed[name])
    return dict(sorted(found.items()))


def _names(node: Any) -> set[str]:
    if isinstance(node, list):
        return {name for item in node for name in _names(item)}
    if not isinstance(node, dict):
        return set()
    own = {node["$ref"].removeprefix(_PREFIX)} if isinstance(node.get("$ref"), str) else set()
    return own | {name for item in node.values() for name in _names(item)}
