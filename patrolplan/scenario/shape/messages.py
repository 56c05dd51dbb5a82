"""pydantic's errors in the planner's words, each at its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from patrolplan.scenario.alike import closest, sure
from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.language.document import Document
from patrolplan.scenario.language.names import MOST_GUESSES
from patrolplan.scenario.paths import Path
from patrolplan.scenario.shape.walk import PartType, homes, keys, part_at
from patrolplan.scenario.text.nodes import Mapping, Node, Scalar, find, place
from patrolplan.scenario.values.problem import shown

_LONGEST = 110
"""Of an example in a message; a longer one is left to `rule` and the reference."""
_FEW = 2
"""A key that has more homes than these tells nobody where it belongs."""
_PLAIN = re.compile(r"[\w.' -]*[\w'](?:[ -][\w.'-]+)*")


def explain(errors: Iterable[Any], part: PartType, root: Node, base: Path) -> list[Diagnostic]:
    """Diagnostics of pydantic's error details about the part at `base` of the tree `root`.

    A key that is missing because it is misspelt is reported once, as misspelt; so is a value that a comma
    has cut in two.
    """
    found: list[Diagnostic] = []
    missing: list[Path] = []
    wrong: list[tuple[Any, Path]] = []
    told: set[Path] = set()
    for error in errors:
        path: Path = (*base, *error["loc"])
        if error["type"] == "missing":
            missing.append(path)
        elif error["type"] == "extra_forbidden":
            diagnostic, meant = _unknown(part, error["loc"], root, path, guess=len(found) < MOST_GUESSES)
            found.append(diagnostic)
            if meant is not None:
                told.add((*path[:-1], meant))
        else:
            wrong.append((error, path))
    found.extend(_wrong(error, part, root, path) for error, path in wrong if path not in told)
    found.extend(_missing(part, root, path, base) for path in missing if path not in told)
    return found


def empty(part: PartType, root: Node, path: Path, base: Path) -> Diagnostic:
    """A key with nothing behind its colon."""
    example = _example(part, path[len(base) :])
    span = place(root, path)
    return Diagnostic(
        "empty-value", "error", f"{path[-1]!r} has no value", span, f"write {example}, or delete the key"
    )


def said(value: object) -> str:
    """An example as YAML in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {said(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(said(item) for item in value) + "]"
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
    return "null" if value is None else str(value)


def _example(part: PartType, path: Path) -> str:
    owner = part_at(part, path[:-1])
    field = keys(owner).get(str(path[-1])) if owner is not None else None
    examples = field.examples if field is not None else None
    return f"{path[-1]}: {said(examples[0])}" if examples else f"{path[-1]}: ..."


def _whose(path: Path) -> str:
    """The thing that a path leads to, as a message names it."""
    names = [step for step in path if isinstance(step, str)]
    return f"{names[-1]!r}" if names else "the scenario"


def _missing(part: PartType, root: Node, path: Path, base: Path) -> Diagnostic:
    span = place(root, path[:-1], key=True)
    message = f"{_whose(path[:-1])} has no {path[-1]!r}"
    return Diagnostic("missing-key", "error", message, span, f"add {_example(part, path[len(base) :])}")


def _wrong(error: Any, part: PartType, root: Node, path: Path) -> Diagnostic:
    context = error.get("ctx", {})
    if "cure" in context:
        span = place(root, path)
        return Diagnostic(
            error["type"],
            "error",
            context["message"],
            span,
            context["cure"],
            context["replacement"],
            safe=context["safe"],
        )
    span = place(root, path)
    wanted = {"list_type": "a list", "dict_type": "a mapping of names"}.get(error["type"], "a mapping")
    owner, example = part_at(part, error["loc"]), _pattern(part, error["loc"], path)
    cure = _keys_of(owner)
    if cure is not None and example is not None:
        cure = f"{cure}; for instance {example}"
    given = error["input"]
    what = (
        "a mapping" if isinstance(given, dict) else "a list" if isinstance(given, list) else shown(str(given))
    )
    if given is None:
        return Diagnostic(
            "empty-value",
            "error",
            f"{_whose(path)} has nothing in it",
            span,
            cure or "write it, or delete it",
        )
    return Diagnostic(
        "wrong-shape",
        "error",
        f"{wanted} is wanted here, not {what}",
        span,
        cure or f"write {_example(part, error['loc'])}",
    )


def _pattern(part: PartType, loc: Path, path: Path) -> str | None:
    """An example of what should stand at a place: that of its key, or for an entry that of its section."""
    if loc:
        owner = part_at(part, loc[:-1])
        field = keys(owner).get(str(loc[-1])) if owner is not None else None
        found = field.examples[0] if field is not None and field.examples else None
    else:
        field = keys(Document).get(str(path[0])) if len(path) == 2 else None
        entries = field.examples[0] if field is not None and field.examples else None
        found = next(iter(entries.values()), None) if isinstance(entries, dict) else None
    text = f"{path[-1]}: {said(found)}" if isinstance(found, dict) else None
    return text if text is not None and len(text) <= _LONGEST else None


def _keys_of(part: PartType | None) -> str | None:
    return None if part is None else f"give it keys of its own: {', '.join(keys(part))}"


def _unknown(
    part: PartType, loc: Path, root: Node, path: Path, *, guess: bool
) -> tuple[Diagnostic, str | None]:
    """An unknown key, and the key that is meant by it: what is wrong with that is told here already.

    Without `guess` none is looked for: among thousands that takes long, and nobody reads them.
    """
    name = str(path[-1])
    span = place(root, path, key=True)
    owner = part_at(part, loc[:-1]) or part
    later = owner.later.get(name)
    if later is not None:
        message = f"{name!r} ({later}) is not honoured by this version yet"
        cure = "delete it: the plan would not know of it"
        return Diagnostic("not-yet", "error", message, span, cure), None
    holder = find(root, path[:-1])
    if isinstance(holder, Mapping):
        slip = _slip(name, holder) if guess else None
        if slip is not None:
            before, colon, after = name.partition(":")
            mended = f"{before}: {after}" if slip[2] == before and colon else None
            found = Diagnostic(
                "unknown-key", "error", slip[0], span, slip[1], mended, safe=mended is not None
            )
            return found, slip[2]
    there = holder.entries if isinstance(holder, Mapping) else {}
    given = {key for key in keys(owner) if key in there}
    twice = [key for key in keys(owner) if key in given and sure(name, key)] if guess else []
    meant = owner.meant.get(name)
    if meant is None and guess:
        meant = closest(name, twice or set(keys(owner)) - given)
    whose = "a scenario" if len(path) == 1 else _whose(path[:-1])
    message = f"{whose} has no key {shown(name)}"
    if meant is not None and meant not in given:
        safe = sure(name, meant)
        cure = f"did you mean {meant!r}?"
        return Diagnostic("unknown-key", "error", message, span, cure, meant, safe=safe), meant
    elsewhere = homes(name)
    cure = f"the keys here are {', '.join(keys(owner))}"
    if meant is not None:
        cure = f"{meant!r} is given as well: delete one of the two"
    elif 0 < len(elsewhere) <= _FEW:
        cure = f"{cure}; {shown(name)} belongs in {' or '.join(elsewhere)}"
    return Diagnostic("unknown-key", "error", message, span, cure), None


def _slip(name: str, holder: Mapping) -> tuple[str, str, str | None] | None:
    """A key that is no key but a slip of YAML (a blank missing, a comma within a value), and whose."""
    value = holder.entries[name].value
    if not isinstance(value, Scalar) or value.value is not None:
        return None
    before, colon, after = name.partition(":")
    if colon and after:
        message = f"a blank is missing after the colon of {shown(name)}"
        return message, f"write {before}: {after}", before
    if holder.flow and re.match(r"[-+]?\d", name):
        names = list(holder.entries)
        place = names.index(name)
        return (
            f"a comma parts entries within braces, so {shown(name)} stands alone as a key",
            "put the value that holds the comma in quotes, or write it without",
            names[place - 1] if place else None,
        )
    return None
