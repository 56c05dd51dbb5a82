"""What a plain scalar means: the core schema of YAML 1.2.2, section 10.3.2, and nothing else.

Unlike YAML 1.1, `NO`, `off` and `y` are text, `010` is ten, `12:30` and `2018-09-24` are text.
"""

from __future__ import annotations

import re

Core = str | int | float | bool | None

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"([-+]?)(\.inf|\.Inf|\.INF)")
_NAN = frozenset((".nan", ".NaN", ".NAN"))
_LONGEST = 40
"""Digits beyond which a number is no figure that a planner means; Python refuses to convert 5,000."""


def core_value(text: str) -> Core:
    """Value of an unquoted scalar. A number of more than 40 characters stays text."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if len(text) > _LONGEST:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text[2:], 8)
    if _HEX.fullmatch(text):
        return int(text[2:], 16)
    if _FLOAT.fullmatch(text):
        return float(text)
    if match := _INFINITE.fullmatch(text):
        return float("-inf" if match[1] == "-" else "inf")
    if text in _NAN:
        return float("nan")
    return text
