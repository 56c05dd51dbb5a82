"""Finding one's way in the models: which part of the language a path leads to."""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from patrolplan.scenario.language.document import Document
from patrolplan.scenario.language.parts import Part
from patrolplan.scenario.paths import Path

PartType = type[Part]


@cache
def keys(part: PartType) -> dict[str, FieldInfo]:
    """The keys of a part as planners write them."""
    return {field.alias or name: field for name, field in part.model_fields.items()}


def part_at(part: PartType, path: Path) -> PartType | None:
    """The part that a path leads to from another; None where it leads to a single value or nowhere."""
    kind: Any = part
    for step in path:
        if isinstance(kind, type) and issubclass(kind, Part):
            field = keys(kind).get(str(step))
            if field is None:
                return None
            kind = _bare(field.annotation)
        else:
            arguments = get_args(kind)
            if not arguments:
                return None
            kind = _bare(arguments[-1])
    return kind if isinstance(kind, type) and issubclass(kind, Part) else None


def homes(name: str) -> tuple[str, ...]:
    """Where in the language a key belongs, in words: "the top of the scenario", "an entry of ships"."""
    return _all_homes().get(name, ())


@cache
def _all_homes() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for where, part in _parts(Document, "the top of the scenario"):
        for name in keys(part):
            found.setdefault(name, {})[where] = None
    return {name: tuple(places) for name, places in found.items()}


def _parts(part: PartType, where: str) -> Iterator[tuple[str, PartType]]:
    if part.whole is None:  # what defaults hold belongs to the thing itself
        yield where, part
    for name, field in keys(part).items():
        kind = _bare(field.annotation)
        inside = _bare(get_args(kind)[-1]) if get_origin(kind) in (dict, list) else kind
        if isinstance(inside, type) and issubclass(inside, Part):
            yield from _parts(inside, f"an entry of {name}" if get_origin(kind) is dict else name)


def _bare(annotation: Any) -> Any:
    """The annotation without Annotated and None."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return _bare(next(arg for arg in get_args(annotation) if arg is not type(None)))
    return annotation
