"""What a planner writes to say over what to sweep: a YAML file, or `KEY=VALUES` on the command line.

    variants: [as written, ships-only]
    lost: {assets: [HMAS Melbourne, HMS Argyll, JS Oyodo], at_most: 2}
    set:
      stay: [2h, 4h, 6h]
      'ships."HMS Argyll".transit': {from: 10kn, to: 18kn, step: 2kn}
    seeds: {from: 1, to: 3}

On the command line: `variants=as written,ships-only`, `lost=all`, `lost=HMAS Melbourne,HMS Argyll`,
`seeds=1..24`, `stay=2h,4h,6h`, `stay=2h..6h/2h`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from patrolplan.planning.sweep.cases import Over, subsets
from patrolplan.scenario.paths import PathError, parse_path
from patrolplan.scenario.render.concise import concise
from patrolplan.scenario.text.compose import compose
from patrolplan.scenario.text.nodes import plain
from patrolplan.scenario.text.source import Source

AS_WRITTEN = "as written"
MOST = 10_000
"""Cases of one sweep."""
_QUANTITY = re.compile(r"(-?\d+(?:\.\d+)?)\s*(\D*)")


class SpecError(ValueError):
    """What is to be varied cannot be read; the message says where and what to write instead."""


def read_file(name: str, text: str, assets: Sequence[str], over: Over) -> Over:
    """Add what a YAML file says to what is varied already. Raises SpecError."""
    node, found = compose(Source(name, text))
    if found:
        raise SpecError(concise(found).strip())
    tree = None if node is None else plain(node)
    if not isinstance(tree, dict):
        raise SpecError(f"{name}: write a mapping with variants, lost, set or seeds")
    for key, value in tree.items():
        if key == "set":
            if not isinstance(value, dict):
                raise SpecError(f"{name}: set is a mapping of paths to values, such as stay: [2h, 4h]")
            for path, values in value.items():
                over = _varied(over, str(path), _values(values, f"{name}: set {path}"), name)
        elif key in ("variants", "seeds", "lost"):
            over = _part(over, str(key), value, assets, name)
        else:
            raise SpecError(f"{name}: {key} is not known; there are variants, lost, set and seeds")
    return over


def read_inline(text: str, assets: Sequence[str], over: Over) -> Over:
    """Add one `KEY=VALUES` to what is varied already. Raises SpecError."""
    key, equals, values = _split(text)
    if not equals or not values.strip():
        cure = "write KEY=VALUES, such as seeds=1..4 or stay=2h,4h,6h, or name a file"
        raise SpecError(f"--over {text}: {cure}")
    if key in ("variants", "seeds", "lost"):
        return _part(over, key, _listed(values), assets, f"--over {text}")
    return _varied(over, key, _listed(values), f"--over {text}")


def _split(text: str) -> tuple[str, str, str]:
    try:
        _, place = parse_path(text)
    except PathError as error:
        raise SpecError(f"--over {text}: {error.message}; {error.cure}") from None
    return text[:place].strip(), text[place : place + 1], text[place + 1 :]


def _listed(values: str) -> list[str]:
    """`a,b` or `1..4` or `2h..6h/2h`."""
    items = []
    for part in values.split(","):
        first, dots, rest = part.partition("..")
        if dots:
            last, _, step = rest.partition("/")
            items += _range(first.strip(), last.strip(), step.strip() or None, values)
        else:
            items.append(part.strip())
    return [item for item in items if item]


def _values(value: Any, where: str) -> list[str]:
    """Alternatives of a YAML value: a list, a range, or one alone."""
    if isinstance(value, dict):
        if not {"from", "to"} <= set(value) <= {"from", "to", "step"}:
            raise SpecError(f"{where}: a range is from, to and, unless it is 1, step")
        step = value.get("step")
        return _range(str(value["from"]), str(value["to"]), None if step is None else str(step), where)
    items = value if isinstance(value, list) else [value]
    if any(isinstance(item, dict | list) for item in items):
        raise SpecError(f"{where}: give plain values, such as [2h, 4h, 6h]")
    return ["null" if item is None else str(item) for item in items]


def _range(first: str, last: str, step: str | None, where: str) -> list[str]:
    """From the first to the last, both in one unit, the last included where the step hits it."""
    parts = [_QUANTITY.fullmatch(text) for text in (first, last, step if step is not None else "1")]
    if not all(parts):
        raise SpecError(f"{where}: a range goes from one number to another, such as 2h..6h/2h")
    (a, unit), (b, other), (by, third) = ((match[1], match[2].strip()) for match in parts if match)
    if unit != other or (step is not None and third != unit):
        raise SpecError(f"{where}: a range keeps to one unit, such as 10kn..18kn/2kn")
    low, high, stride = Fraction(a), Fraction(b), Fraction(by)
    if stride <= 0 or high < low:
        raise SpecError(f"{where}: a range goes up, by steps above 0")
    count = int((high - low) / stride) + 1
    if count > MOST:
        raise SpecError(f"{where}: that is {count} values; the most is {MOST}")
    return [f"{_number(low + n * stride)}{unit}" for n in range(count)]


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.10g}"


def _varied(over: Over, path: str, values: list[str], where: str) -> Over:
    try:
        _, place = parse_path(path)
    except PathError as error:
        raise SpecError(f"{where}: {path}: {error.message}; {error.cure}") from None
    if place != len(path) or not values:
        raise SpecError(f"{where}: {path}: write a path and its values, such as stay: [2h, 4h]")
    return replace(over, sets=(*over.sets, tuple(f"{path}={value}" for value in values)))


def _part(over: Over, key: str, value: Any, assets: Sequence[str], where: str) -> Over:
    if key == "variants":
        names = _values(value, where)
        return replace(over, variants=tuple(None if name == AS_WRITTEN else name for name in names))
    if key == "seeds":
        texts = _values(value, where)
        if not all(text.isdecimal() for text in texts):
            raise SpecError(f"{where}: seeds are whole numbers from 0, such as seeds=1..4")
        return replace(over, seeds=tuple(int(text) for text in texts))
    return replace(over, lost=_lost(value, assets, where))


def _lost(value: Any, assets: Sequence[str], where: str) -> tuple[tuple[str, ...], ...]:
    most = 1
    if isinstance(value, dict):
        if not {"assets"} <= set(value) <= {"assets", "at_most"}:
            raise SpecError(f"{where}: lost takes assets and, unless it is 1, at_most")
        text = str(value.get("at_most", "1"))
        if text != "all" and not (text.isdecimal() and int(text) > 0):
            raise SpecError(f"{where}: at_most is a whole number from 1, or all")
        value, most = value["assets"], len(assets) if text == "all" else int(text)
    names = _values(value, where)
    if names == ["all"]:
        names = list(assets)
    unknown = [name for name in names if name not in assets]
    if unknown:
        raise SpecError(f"{where}: there is no asset {unknown[0]!r}; there are {', '.join(assets)}")
    return subsets(tuple(dict.fromkeys(names)), min(most, len(names)))
