"""The resolved scenario as JSON, and back to the very same: what a plan file embeds.

Every field of `model` is written, under its own name; those that came after the first plan files
(`model.added`) only where they do not hold their default. Times are ISO 8601 with a Z, to the second.
Reading refuses what it does not know and what is missing, all at once, each with its path.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from patrolplan.scenario.invariants import problems
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.paths import Path, format_path

_MOST = 20
"""Problems that one error lists: a file that is not a scenario at all has hundreds."""
_LARGEST = 1e12
"""No number of a scenario comes near it; beyond, and for NaN, arithmetic would fail further down."""


class ResolvedError(ValueError):
    """JSON that is not a resolved scenario; `problems` says what is wrong, each with its path."""

    def __init__(self, found: tuple[str, ...]) -> None:
        more = len(found) - _MOST
        shown = found[:_MOST] + ((f"and {more} more",) if more > 0 else ())
        super().__init__("; ".join(shown))
        self.problems = found


def to_json(scenario: Scenario) -> dict[str, Any]:
    """The scenario as JSON values (dict, list, str, int, float, None). `from_json` gives it back."""
    return cast(dict[str, Any], _encode(scenario))


def from_json(data: object) -> Scenario:
    """Read what `to_json` wrote.

    Raises ResolvedError where a key is unknown or missing, a value is of the wrong kind, a name refers
    to nothing, or a number makes no sense (see `invariants`).
    """
    found: list[str] = []
    scenario = _decode(Scenario, data, (), found)
    if not found:
        found.extend(problems(scenario))
    if found:
        raise ResolvedError(tuple(found))
    return cast(Scenario, scenario)


def format_time(time: datetime) -> str:
    """Aware time as ISO 8601 with a Z, to the second."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _encode(value: object) -> object:
    if is_dataclass(value):
        return {f.name: _encode(getattr(value, f.name)) for f in fields(value) if not _is_default(f, value)}
    if isinstance(value, datetime):
        return format_time(value)
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, dict):
        return {key: _encode(item) for key, item in value.items()}
    return value


def _is_default(item: Field[Any], value: object) -> bool:
    """Whether a field that was added later holds what it holds where nothing is said of it."""
    return bool(item.metadata.get("added")) and getattr(value, item.name) == _default(item)


def _default(item: Field[Any]) -> Any:
    return item.default if item.default_factory is MISSING else item.default_factory()


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(kind: Any, data: object, path: Path, found: list[str]) -> Any:
    """Value of type `kind` from JSON `data`; what is wrong is added to `found` and None returned."""
    if isinstance(kind, type) and is_dataclass(kind):
        return _decode_record(kind, data, path, found)
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        if data is None and type(None) in args:
            return None
        return _decode(next(arg for arg in args if arg is not type(None)), data, path, found)
    if origin is tuple:
        return _decode_tuple(args, data, path, found)
    if origin is dict:
        if not isinstance(data, dict):
            return _refuse(found, path, "should be an object of named entries", data)
        return {key: _decode(args[1], item, (*path, str(key)), found) for key, item in data.items()}
    if origin is Literal:
        # bool equals int in Python; in a file true is not 1.
        if isinstance(data, bool) or data not in args:
            return _refuse(found, path, f"should be one of {', '.join(map(str, args))}", data)
        return data
    return _decode_leaf(kind, data, path, found)


def _decode_record(kind: type, data: object, path: Path, found: list[str]) -> Any:
    if not isinstance(data, dict):
        return _refuse(found, path, "should be an object", data)
    hints = _hints(kind)
    names = [f.name for f in fields(kind)]
    before = len(found)
    found.extend(f"{format_path((*path, str(key)))} is not known" for key in data if key not in names)
    values = {}
    for item in fields(kind):
        name = item.name
        if name in data:
            values[name] = _decode(hints[name], data[name], (*path, name), found)
        elif not item.metadata.get("added"):
            found.append(f"{format_path((*path, name))} is missing")
    return kind(**values) if len(found) == before else None


def _decode_tuple(args: tuple[Any, ...], data: object, path: Path, found: list[str]) -> Any:
    if not isinstance(data, list | tuple):
        return _refuse(found, path, "should be a list", data)
    if args[-1] is Ellipsis:
        return tuple(_decode(args[0], item, (*path, i), found) for i, item in enumerate(data))
    if len(data) != len(args):
        return _refuse(found, path, f"should be a list of {len(args)}", data)
    return tuple(
        _decode(arg, item, (*path, i), found) for i, (arg, item) in enumerate(zip(args, data, strict=True))
    )


def _decode_leaf(kind: Any, data: object, path: Path, found: list[str]) -> Any:
    if kind is datetime:
        return _decode_time(data, path, found)
    if kind is float:
        if isinstance(data, bool) or not isinstance(data, int | float) or not abs(data) < _LARGEST:
            return _refuse(found, path, "should be a finite number", data)
        return float(data)
    if kind is int:
        if isinstance(data, bool) or not isinstance(data, int) or not abs(data) < _LARGEST:
            return _refuse(found, path, "should be a whole number", data)
        return data
    if kind is str:
        if not isinstance(data, str):
            return _refuse(found, path, "should be text", data)
        return data
    raise TypeError(f"model holds a type that JSON has no form for: {kind}")


def _decode_time(data: object, path: Path, found: list[str]) -> datetime | None:
    try:
        time = datetime.strptime(cast(str, data), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except (TypeError, ValueError):
        time = None
    if time is None or format_time(time) != data:  # strptime is lenient about leading zeros
        _refuse(found, path, "should be a time such as 2018-09-24T00:00:00Z", data)
    return time


def _refuse(found: list[str], path: Path, why: str, data: object) -> None:
    text = repr(data)
    found.append(f"{format_path(path)} {why}, not {text if len(text) <= 40 else text[:37] + '...'}")
