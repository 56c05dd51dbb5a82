"""Write the tables of keys into docs/language.md: `python tools/language_page.py`; a test holds them.

They come from the one description of each key that the JSON Schema and the messages use as well, so that
the page cannot say anything else than the program does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from patrolplan.scenario.language.parts import Part
from patrolplan.scenario.language.schema import described
from patrolplan.scenario.shape.walk import keys
from patrolplan.scenario.writing.yaml import value

PAGE = Path(__file__).resolve().parent.parent / "docs" / "language.md"
BEGIN = "<!-- keys: written by `python tools/language_page.py`, held by a test -->"
END = "<!-- end of keys -->"
ROOT = "Document"


def tables() -> str:
    """Markdown: a section for each mapping of the language, in the order in which a scenario meets them."""
    schema = described()
    parts = {ROOT: schema, **schema["$defs"]}
    order = _order(parts)
    return "\n\n".join(_section(name, parts) for name in order) + "\n\n" + _later(order)


def _order(parts: dict[str, Any]) -> list[str]:
    """The parts, each after the one that first names it."""
    found: list[str] = []

    def visit(name: str) -> None:
        if name in found:
            return
        found.append(name)
        for said in parts[name]["properties"].values():
            for inner in _refs(said):
                visit(inner)

    visit(ROOT)
    return found


def _refs(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"].rsplit("/", 1)[1]] if "$ref" in node else []
        return own + [name for inner in node.values() for name in _refs(inner)]
    return [name for inner in node for name in _refs(inner)] if isinstance(node, list) else []


def _section(name: str, parts: dict[str, Any]) -> str:
    part, required = parts[name], set(parts[name].get("required", ()))
    users = [
        f"`{key}`" if owner == ROOT else f"`{key}` of {_link(owner)}"
        for owner, other in parts.items()
        for key, said in other["properties"].items()
        if name in _refs(said)
    ]
    title = "The scenario" if name == ROOT else _title(name)
    where = f" Stands under {', '.join(users)}." if users else ""
    whole = _whole(name)
    if whole is not None:
        return f"### {title}\n\n{part['description']}{where} The keys of {_link(whole)}; none is required."
    rows = ["| key | meaning | value | left out | example |", "| --- | --- | --- | --- | --- |"]
    for key, field in keys(_classes()[name]).items():
        said = part["properties"][key]
        default = said.get("default")
        out = "**required**" if key in required else "–" if default in (None, {}, []) else _code(default)
        kind, example = _kind(said), _code((field.examples or [None])[0])
        rows.append(f"| `{key}` | {field.description} | {kind} | {out} | {example} |")
    return f"### {title}\n\n{part['description']}{where}\n\n" + "\n".join(rows)


def _whole(name: str) -> str | None:
    """The part that a part of defaults has the keys of."""
    whole = _classes()[name].whole
    return None if whole is None else whole.__name__


def _link(name: str) -> str:
    title = _title(name).lower()
    return f"[{title}](#{title.replace(' ', '-')})"


def _title(name: str) -> str:
    """`AircraftType` as `Aircraft type`."""
    spaced = "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in name).strip()
    return spaced[:1].upper() + spaced[1:]


def _kind(said: dict[str, Any]) -> str:
    """What may stand there: kind, limits, unit."""
    if "x-kind" in said:
        return str(said["x-kind"])
    options = said.get("anyOf", [])
    lists = [option for option in options if option.get("type") == "array"]
    if lists:
        return f"{_kind(lists[0]['items'])}, or a list"
    if options:
        return " or ".join(_kind(option) for option in options)
    if "$ref" in said:
        return _link(_refs(said)[0])
    if "additionalProperties" in said:
        inner = _refs(said)
        return f"by name: {_link(inner[0])}" if inner else "mapping by name"
    if said.get("type") == "array":
        return f"list of {_plural(said['items'])}"
    if said.get("type") == "boolean":
        return "true or false"
    if "const" in said:
        return f"`{_written(said['const'])}`"
    if "enum" in said:
        return " \\| ".join(f"`{option}`" for option in said["enum"])
    if said.get("type") in ("number", "integer"):
        low = f"{said['minimum']:g}" if "minimum" in said else f"above {said['exclusiveMinimum']:g}"
        unit = f" [{said['x-unit']}]" if "x-unit" in said else ""
        return f"{'whole ' if said['type'] == 'integer' else ''}number, {low} to {said['maximum']:,}{unit}"
    return "text"


def _plural(items: dict[str, Any]) -> str:
    """What a list holds: `positions`, `lists of positions`, or the part by its name."""
    if items.get("type") == "array":
        return f"lists of {_plural(items['items'])}"
    return f"{items['x-kind']}s" if "x-kind" in items else _kind(items)


def _code(example: Any) -> str:
    return f"`{_written(example)}`"


def _written(example: Any) -> str:
    """As a planner writes it, in one line."""
    if example is None:
        return "null"
    if isinstance(example, dict):
        return "{" + ", ".join(f"{value(key)}: {_written(inner)}" for key, inner in example.items()) + "}"
    if isinstance(example, list):
        return "[" + ", ".join(_written(inner) for inner in example) + "]"
    return value(example)


def _later(order: list[str]) -> str:
    """Keys that are refused by name until a later version honours them."""
    rows = ["| where | key | what it will be for |", "| --- | --- | --- |"]
    for name in order:
        meanings: dict[str, list[str]] = {}
        for key, what in _classes()[name].later.items():
            meanings.setdefault(what, []).append(key)
        title = "The scenario" if name == ROOT else _title(name)
        for what, names in meanings.items():
            rows.append(f"| {title} | {', '.join(f'`{key}`' for key in names)} | {what} |")
    intro = "Refused by name, so that nothing is accepted and then ignored:"
    return f"### Not honoured yet\n\n{intro}\n\n" + "\n".join(rows)


def _classes() -> dict[str, type[Part]]:
    return {each.__name__: each for each in _descendants(Part)}


def _descendants(kind: type[Part]) -> list[type[Part]]:
    return [each for child in kind.__subclasses__() for each in (child, *_descendants(child))]


def page() -> str:
    """The page as it should be."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{tables()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
