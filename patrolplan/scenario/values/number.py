"""Plain numbers, counts and shares, within limits that each field sets."""

from __future__ import annotations

import re

from patrolplan.scenario.text.core import Core
from patrolplan.scenario.values.problem import BadValueError, shown


def number(text: str, value: Core, low: float, high: float) -> float:
    """A number in [low, high]. `value` is what YAML makes of `text`. Raises BadValueError."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _no_number(text)
    if value != value or value in (float("inf"), float("-inf")):
        raise BadValueError(
            "bad-number", f"{shown(text)} is no finite number", f"write one of {_range(low, high)}"
        )
    if not low <= value <= high:
        why = "is negative" if value < 0 <= low else "is out of range"
        raise BadValueError("bad-number", f"{shown(text)} {why}", f"write a number of {_range(low, high)}")
    return float(value)


def count(text: str, value: Core, low: int, high: int) -> int:
    """A whole number in [low, high]. Raises BadValueError."""
    found = number(text, value, float("-inf"), float("inf"))
    if not found.is_integer() or not isinstance(value, int):
        raise BadValueError(
            "bad-number", f"{shown(text)} is not a whole number", f"write one of {low} to {high}"
        )
    if not low <= value <= high:
        raise BadValueError(
            "bad-number", f"{shown(text)} is out of range", f"write a whole number of {low} to {high}"
        )
    return value


def share(text: str, value: Core) -> float:
    """A share of one, in (0, 1]: `0.9` or `90%`. Raises BadValueError."""
    percent = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%", text.strip())
    found = float(percent[1]) / 100 if percent else value
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise _no_number(text)
    if not 0 < found <= 1:
        hint = f"write {found:g}%" if 1 < found <= 100 else "write 0.9 or 90%"
        raise BadValueError("bad-number", f"{shown(text)} is no share of one", hint)
    return float(found)


def _no_number(text: str) -> BadValueError:
    clean = text.strip()
    if percent := re.fullmatch(r"(\d+(?:\.\d+)?)\s*%", clean):
        share = f"{float(percent[1]) / 100:g}"
        return BadValueError(
            "bad-number",
            f"{shown(text)} is a percentage, and a number is wanted",
            f"write {share}",
            share,
            safe=True,
        )
    if re.fullmatch(r"-?\d+,\d+", clean):
        point = clean.replace(",", ".")
        return BadValueError(
            "bad-number", f"{shown(text)} has a comma", f"write {point} with a point", point, safe=True
        )
    if re.fullmatch(r"-?\d+(\.\d+)?", clean):
        return BadValueError(
            "bad-number",
            f"{shown(text)} is text, and a number is wanted",
            f"write {clean} without quotes",
            clean,
            safe=True,
        )
    return BadValueError(
        "bad-number", f"{shown(text)} is no number", "write digits, with a point before decimals"
    )


def _range(low: float, high: float) -> str:
    return f"{low:g} to {high:g}"
