"""Names and remarks from a scenario, made safe to stand in any product.

A planner's text may hold anything. Line breaks, other control characters, and marks that turn the direction
of writing are replaced by spaces, so that no name can forge a line of a message; what a format itself must
escape, it escapes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_TURNING: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")
MOST: Final = 60


def plain(text: object) -> str:
    """One line of text: control and direction characters become spaces, runs of spaces one."""
    return " ".join("".join(" " if _odd(sign) else sign for sign in str(text)).split())


def _odd(sign: str) -> bool:
    # Cc: control; Cs: half of a pair; Co and Cn: not in any alphabet; Zl and Zp: line and paragraph breaks.
    return sign in _TURNING or unicodedata.category(sign) in ("Cc", "Cs", "Cn", "Co", "Zl", "Zp")


def file_name(name: str, taken: Iterable[str] = ()) -> str:
    """A name for a file, after that of a thing: letters and digits of any script, and hyphens.

    It is no longer than `MOST` characters, no device's name, and differs from those `taken`, whatever
    their case.
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", plain(name)))
    stem = "-".join(words)[:MOST].strip("-") or "unnamed"
    if _RESERVED.fullmatch(stem):
        stem = f"{stem}-1"
    used = {other.casefold() for other in taken}
    found, number = stem, 2
    while found.casefold() in used:
        found, number = f"{stem}-{number}", number + 1
    return found
